"""What-if scenarios with their steps. No existing row changes."""

import django.db.models.constraints
import django.db.models.deletion
import governance.scenarios.models.scenarios
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0027_public_following'),
        ('governance', '0051_words_and_waivers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Scenario',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=governance.scenarios.models.scenarios.new_key, editable=False, max_length=16, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('why', models.TextField(blank=True)),
                ('made_on', models.DateField()),
                ('is_shared', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('open', 'Open'), ('applied', 'Applied'), ('discarded', 'Discarded')], default='open', editable=False, max_length=10)),
                ('closed_on', models.DateField(blank=True, help_text='The day on which it was applied or discarded.', null=True)),
                ('reason', models.CharField(blank=True, help_text='Why it was applied or discarded.', max_length=300)),
                ('token', models.PositiveIntegerField(default=1, editable=False)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ScenarioStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('move', 'Move a modification to another release'), ('add', 'Add a modification to a release'), ('split', 'Split a modification into parts'), ('take_out', 'Take a modification out of a release'), ('go_live', 'Change a go-live'), ('date', 'Change a date of a timetable'), ('programme', 'Change the test window of a related programme')], max_length=10)),
                ('arguments', models.JSONField()),
                ('rests_on', models.JSONField(default=dict)),
                ('rested_on', models.DateField(help_text='The day on which the facts that it rests on were read.')),
                ('body', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.body')),
                ('scenario', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='governance.scenario')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddConstraint(
            model_name='scenario',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'applied', 'discarded'])), name='scenario_state_known'),
        ),
        migrations.AddConstraint(
            model_name='scenario',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='scenario_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='scenario',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_on__isnull', False)), _connector='OR'), name='scenario_closed_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='scenariostep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['move', 'add', 'split', 'take_out', 'go_live', 'date', 'programme'])), name='scenario_step_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='scenariostep',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('scenario', 'position'), name='scenario_step_position_once'),
        ),
    ]
