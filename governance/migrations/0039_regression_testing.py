"""Test Participants, their regression testing declarations with files, and reminders."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0020_older_targets'),
        ('governance', '0038_items_of_papers'),
        ('modifications', '0008_next_step_held'),
        ('releases', '0016_regression_steps'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RegressionDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', 'Regression testing plan'), ('results', 'Regression testing results')], max_length=10)),
                ('number', models.PositiveSmallIntegerField(help_text='Counted from 1 for each kind.')),
                ('text', models.TextField(blank=True)),
                ('source', models.CharField(choices=[('account', 'An account of the organisation'), ('email', 'Email'), ('telephone', 'Telephone'), ('meeting', 'Meeting'), ('letter', 'Letter')], max_length=10)),
                ('on', models.DateField()),
                ('due_on', models.DateField(blank=True, null=True)),
                ('is_without_plan', models.BooleanField(default=False, help_text='Results, and no plan was declared before.')),
                ('submitted_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['kind', '-number'],
            },
        ),
        migrations.CreateModel(
            name='RegressionFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RegressionReminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('plan', 'Regression testing plan'), ('results', 'Regression testing results')], max_length=10)),
                ('due_on', models.DateField()),
                ('sent_on', models.DateField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='TestParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('receipt', models.CharField(max_length=20, unique=True)),
                ('organisation', models.CharField(max_length=120)),
                ('organisation_key', models.CharField(editable=False, max_length=480)),
                ('category', models.CharField(blank=True, choices=[('suppliers', 'Suppliers'), ('electricity_networks', 'Electricity Networks'), ('gas_networks', 'Gas Networks'), ('other_sec_parties', 'Other SEC Parties')], max_length=24)),
                ('state', models.CharField(choices=[('taking_part', 'Takes part'), ('not_taking_part', 'Does not take part'), ('withdrawn', 'Withdrawn')], default='taking_part', editable=False, max_length=16)),
                ('source', models.CharField(choices=[('account', 'An account of the organisation'), ('email', 'Email'), ('telephone', 'Telephone'), ('meeting', 'Meeting'), ('letter', 'Letter')], max_length=10)),
                ('reason', models.CharField(blank=True, help_text='Why it was withdrawn.', max_length=300)),
                ('stated_on', models.DateField()),
                ('token', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'ordering': ['organisation', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='regressiondeclaration',
            name='submitted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='regressionfile',
            name='declaration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='governance.regressiondeclaration'),
        ),
        migrations.AddField(
            model_name='regressionfile',
            name='file',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='testparticipant',
            name='release',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='test_participants', to='releases.release'),
        ),
        migrations.AddField(
            model_name='testparticipant',
            name='stated_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='regressionreminder',
            name='participant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='governance.testparticipant'),
        ),
        migrations.AddField(
            model_name='regressiondeclaration',
            name='participant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='governance.testparticipant'),
        ),
        migrations.AddConstraint(
            model_name='regressionfile',
            constraint=models.UniqueConstraint(fields=('declaration', 'file'), name='regression_file_once'),
        ),
        migrations.AddConstraint(
            model_name='testparticipant',
            constraint=models.UniqueConstraint(fields=('release', 'organisation_key'), name='test_participant_once'),
        ),
        migrations.AddConstraint(
            model_name='testparticipant',
            constraint=models.CheckConstraint(condition=models.Q(('category__in', ['', 'suppliers', 'electricity_networks', 'gas_networks', 'other_sec_parties'])), name='test_participant_category_known'),
        ),
        migrations.AddConstraint(
            model_name='testparticipant',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['taking_part', 'not_taking_part', 'withdrawn'])), name='test_participant_state_known'),
        ),
        migrations.AddConstraint(
            model_name='testparticipant',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['account', 'email', 'telephone', 'meeting', 'letter'])), name='test_participant_source_known'),
        ),
        migrations.AddConstraint(
            model_name='regressionreminder',
            constraint=models.UniqueConstraint(fields=('participant', 'kind', 'due_on'), name='regression_reminder_once'),
        ),
        migrations.AddConstraint(
            model_name='regressionreminder',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['plan', 'results'])), name='regression_reminder_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='regressiondeclaration',
            constraint=models.UniqueConstraint(fields=('participant', 'kind', 'number'), name='regression_declaration_once'),
        ),
        migrations.AddConstraint(
            model_name='regressiondeclaration',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['plan', 'results'])), name='regression_declaration_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='regressiondeclaration',
            constraint=models.CheckConstraint(condition=models.Q(('source__in', ['account', 'email', 'telephone', 'meeting', 'letter'])), name='regression_declaration_source_known'),
        ),
        *refuse_changes(
            ["governance_regressiondeclaration", "governance_regressionfile", "governance_regressionreminder"]
        ),
    ]
