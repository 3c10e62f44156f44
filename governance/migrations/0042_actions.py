"""Actions of meetings, and flags for those that are due or overdue."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0022_news_of_consultations'),
        ('governance', '0041_paper_example_note'),
        ('modifications', '0008_next_step_held'),
        ('releases', '0016_regression_steps'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=60, unique=True)),
                ('what', models.CharField(max_length=500)),
                ('owner_words', models.CharField(blank=True, max_length=120)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Open'), ('closed', 'Closed')], default='open', editable=False, max_length=12)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('closed_how', models.CharField(blank=True, max_length=300)),
                ('token', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'ordering': ['meeting__on', 'order'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='flag',
            name='flag_kind_known',
        ),
        migrations.RemoveConstraint(
            model_name='flagstep',
            name='flag_step_kind_known',
        ),
        migrations.AlterField(
            model_name='flag',
            name='kind',
            field=models.CharField(choices=[('cut_off_near', 'Cut-off near'), ('cut_off_passed', 'Cut-off passed'), ('decision_late', 'Decision too late'), ('baseline_due', 'Baseline due'), ('papers_missed', 'Paper day missed'), ('evidence_due', 'Evidence due'), ('evidence_overdue', 'Evidence overdue'), ('deliverable_due', 'Deliverable due'), ('deliverable_overdue', 'Deliverable overdue'), ('regression_due', 'Regression testing due'), ('regression_overdue', 'Regression testing overdue'), ('condition_due', 'Condition due'), ('condition_overdue', 'Condition overdue'), ('comments_closing', 'Comments close soon'), ('comments_open', 'Comments open'), ('step_unconfirmed', 'Steps not confirmed'), ('date_moved', 'Date differs from its rule'), ('go_live_near', 'Go-live near, no go decision'), ('go_live_passed', 'Go-live passed'), ('outside_window', 'Go-live outside its window'), ('notice_failed', 'Notice not published'), ('action_due', 'Action due'), ('action_overdue', 'Action overdue')], max_length=20),
        ),
        migrations.AlterField(
            model_name='flagstep',
            name='kind',
            field=models.CharField(choices=[('cut_off_near', 'Cut-off near'), ('cut_off_passed', 'Cut-off passed'), ('decision_late', 'Decision too late'), ('baseline_due', 'Baseline due'), ('papers_missed', 'Paper day missed'), ('evidence_due', 'Evidence due'), ('evidence_overdue', 'Evidence overdue'), ('deliverable_due', 'Deliverable due'), ('deliverable_overdue', 'Deliverable overdue'), ('regression_due', 'Regression testing due'), ('regression_overdue', 'Regression testing overdue'), ('condition_due', 'Condition due'), ('condition_overdue', 'Condition overdue'), ('comments_closing', 'Comments close soon'), ('comments_open', 'Comments open'), ('step_unconfirmed', 'Steps not confirmed'), ('date_moved', 'Date differs from its rule'), ('go_live_near', 'Go-live near, no go decision'), ('go_live_passed', 'Go-live passed'), ('outside_window', 'Go-live outside its window'), ('notice_failed', 'Notice not published'), ('action_due', 'Action due'), ('action_overdue', 'Action overdue')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cut_off_near', 'cut_off_passed', 'decision_late', 'baseline_due', 'papers_missed', 'evidence_due', 'evidence_overdue', 'deliverable_due', 'deliverable_overdue', 'regression_due', 'regression_overdue', 'condition_due', 'condition_overdue', 'comments_closing', 'comments_open', 'step_unconfirmed', 'date_moved', 'go_live_near', 'go_live_passed', 'outside_window', 'notice_failed', 'action_due', 'action_overdue'])), name='flag_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='flagstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cut_off_near', 'cut_off_passed', 'decision_late', 'baseline_due', 'papers_missed', 'evidence_due', 'evidence_overdue', 'deliverable_due', 'deliverable_overdue', 'regression_due', 'regression_overdue', 'condition_due', 'condition_overdue', 'comments_closing', 'comments_open', 'step_unconfirmed', 'date_moved', 'go_live_near', 'go_live_passed', 'outside_window', 'notice_failed', 'action_due', 'action_overdue'])), name='flag_step_kind_known'),
        ),
        migrations.AddField(
            model_name='action',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='governance.item'),
        ),
        migrations.AddField(
            model_name='action',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='governance.meeting'),
        ),
        migrations.AddField(
            model_name='action',
            name='owner',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.UniqueConstraint(fields=('meeting', 'order'), name='action_order_once'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='action_state_known'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(('owner', None), ('owner_words', ''), _connector='XOR'), name='action_has_one_owner'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_how', ''), ('closed_on', None), ('state', 'open')), models.Q(('closed_on__isnull', False), ('state', 'closed'), models.Q(('closed_how', ''), _negated=True)), _connector='OR'), name='action_closed_says_how'),
        ),
    ]
