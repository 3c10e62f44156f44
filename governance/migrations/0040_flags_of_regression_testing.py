"""Flags for regression testing declarations that are due or overdue."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("governance", "0039_regression_testing")]

    operations = [
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
            field=models.CharField(choices=[('cut_off_near', 'Cut-off near'), ('cut_off_passed', 'Cut-off passed'), ('decision_late', 'Decision too late'), ('baseline_due', 'Baseline due'), ('papers_missed', 'Paper day missed'), ('evidence_due', 'Evidence due'), ('evidence_overdue', 'Evidence overdue'), ('deliverable_due', 'Deliverable due'), ('deliverable_overdue', 'Deliverable overdue'), ('regression_due', 'Regression testing due'), ('regression_overdue', 'Regression testing overdue'), ('condition_due', 'Condition due'), ('condition_overdue', 'Condition overdue'), ('comments_closing', 'Comments close soon'), ('comments_open', 'Comments open'), ('step_unconfirmed', 'Steps not confirmed'), ('date_moved', 'Date differs from its rule'), ('go_live_near', 'Go-live near, no go decision'), ('go_live_passed', 'Go-live passed'), ('outside_window', 'Go-live outside its window'), ('notice_failed', 'Notice not published')], max_length=20),
        ),
        migrations.AlterField(
            model_name='flagstep',
            name='kind',
            field=models.CharField(choices=[('cut_off_near', 'Cut-off near'), ('cut_off_passed', 'Cut-off passed'), ('decision_late', 'Decision too late'), ('baseline_due', 'Baseline due'), ('papers_missed', 'Paper day missed'), ('evidence_due', 'Evidence due'), ('evidence_overdue', 'Evidence overdue'), ('deliverable_due', 'Deliverable due'), ('deliverable_overdue', 'Deliverable overdue'), ('regression_due', 'Regression testing due'), ('regression_overdue', 'Regression testing overdue'), ('condition_due', 'Condition due'), ('condition_overdue', 'Condition overdue'), ('comments_closing', 'Comments close soon'), ('comments_open', 'Comments open'), ('step_unconfirmed', 'Steps not confirmed'), ('date_moved', 'Date differs from its rule'), ('go_live_near', 'Go-live near, no go decision'), ('go_live_passed', 'Go-live passed'), ('outside_window', 'Go-live outside its window'), ('notice_failed', 'Notice not published')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='flag',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cut_off_near', 'cut_off_passed', 'decision_late', 'baseline_due', 'papers_missed', 'evidence_due', 'evidence_overdue', 'deliverable_due', 'deliverable_overdue', 'regression_due', 'regression_overdue', 'condition_due', 'condition_overdue', 'comments_closing', 'comments_open', 'step_unconfirmed', 'date_moved', 'go_live_near', 'go_live_passed', 'outside_window', 'notice_failed'])), name='flag_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='flagstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cut_off_near', 'cut_off_passed', 'decision_late', 'baseline_due', 'papers_missed', 'evidence_due', 'evidence_overdue', 'deliverable_due', 'deliverable_overdue', 'regression_due', 'regression_overdue', 'condition_due', 'condition_overdue', 'comments_closing', 'comments_open', 'step_unconfirmed', 'date_moved', 'go_live_near', 'go_live_passed', 'outside_window', 'notice_failed'])), name='flag_step_kind_known'),
        ),
    ]
