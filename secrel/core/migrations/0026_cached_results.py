from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0024_message_items'),
    ]

    operations = [
        migrations.CreateModel(
            name='CachedResult',
            fields=[
                ('key', models.CharField(help_text='What it is: rid/june-2021', max_length=200, primary_key=True, serialize=False)),
                ('position', models.BigIntegerField(help_text='Of the newest entry when it was computed.')),
                ('edition', models.CharField(help_text='Digest of the code that computed it.', max_length=64)),
                ('data', models.JSONField()),
            ],
            options={
                'verbose_name': 'cached result',
            },
        ),
    ]
