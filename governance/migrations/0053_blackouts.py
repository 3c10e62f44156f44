"""Blackout periods: days on which nothing goes live or is tested."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0052_scenarios'),
    ]

    operations = [
        migrations.CreateModel(
            name='Blackout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['first_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('first_on__lte', models.F('last_on'))), name='blackout_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='blackout_has_name_and_reason'), models.UniqueConstraint(fields=('name', 'first_on'), name='blackout_once')],
            },
        ),
    ]
