from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0054_last_read'),
    ]

    operations = [
        migrations.AddField(
            model_name='outcome',
            name='example_note',
            field=models.CharField(blank=True, help_text='For an example: what of the decision is invented.', max_length=300),
        ),
        migrations.AddField(
            model_name='ridversion',
            name='example_note',
            field=models.CharField(blank=True, help_text='For an example: what of it, or of its decision, is invented.', max_length=300),
        ),
    ]
