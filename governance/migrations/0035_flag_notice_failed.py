"""A flag for a scheduled notice that could not be published."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0021_notice_news"),
        ("governance", "0034_notice_kind"),
        ("modifications", "0008_next_step_held"),
        ("releases", "0015_go_live_window"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="flag",
            name="flag_kind_known",
        ),
        migrations.RemoveConstraint(
            model_name="flagstep",
            name="flag_step_kind_known",
        ),
        migrations.AlterField(
            model_name="flag",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cut_off_near", "Cut-off near"),
                    ("cut_off_passed", "Cut-off passed"),
                    ("decision_late", "Decision too late"),
                    ("baseline_due", "Baseline due"),
                    ("papers_missed", "Paper day missed"),
                    ("evidence_due", "Evidence due"),
                    ("evidence_overdue", "Evidence overdue"),
                    ("deliverable_due", "Deliverable due"),
                    ("deliverable_overdue", "Deliverable overdue"),
                    ("condition_due", "Condition due"),
                    ("condition_overdue", "Condition overdue"),
                    ("comments_closing", "Comments close soon"),
                    ("comments_open", "Comments open"),
                    ("step_unconfirmed", "Steps not confirmed"),
                    ("date_moved", "Date differs from its rule"),
                    ("go_live_near", "Go-live near, no go decision"),
                    ("go_live_passed", "Go-live passed"),
                    ("outside_window", "Go-live outside its window"),
                    ("notice_failed", "Notice not published"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="flagstep",
            name="kind",
            field=models.CharField(
                choices=[
                    ("cut_off_near", "Cut-off near"),
                    ("cut_off_passed", "Cut-off passed"),
                    ("decision_late", "Decision too late"),
                    ("baseline_due", "Baseline due"),
                    ("papers_missed", "Paper day missed"),
                    ("evidence_due", "Evidence due"),
                    ("evidence_overdue", "Evidence overdue"),
                    ("deliverable_due", "Deliverable due"),
                    ("deliverable_overdue", "Deliverable overdue"),
                    ("condition_due", "Condition due"),
                    ("condition_overdue", "Condition overdue"),
                    ("comments_closing", "Comments close soon"),
                    ("comments_open", "Comments open"),
                    ("step_unconfirmed", "Steps not confirmed"),
                    ("date_moved", "Date differs from its rule"),
                    ("go_live_near", "Go-live near, no go decision"),
                    ("go_live_passed", "Go-live passed"),
                    ("outside_window", "Go-live outside its window"),
                    ("notice_failed", "Notice not published"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "cut_off_near",
                            "cut_off_passed",
                            "decision_late",
                            "baseline_due",
                            "papers_missed",
                            "evidence_due",
                            "evidence_overdue",
                            "deliverable_due",
                            "deliverable_overdue",
                            "condition_due",
                            "condition_overdue",
                            "comments_closing",
                            "comments_open",
                            "step_unconfirmed",
                            "date_moved",
                            "go_live_near",
                            "go_live_passed",
                            "outside_window",
                            "notice_failed",
                        ],
                    )
                ),
                name="flag_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="flagstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "cut_off_near",
                            "cut_off_passed",
                            "decision_late",
                            "baseline_due",
                            "papers_missed",
                            "evidence_due",
                            "evidence_overdue",
                            "deliverable_due",
                            "deliverable_overdue",
                            "condition_due",
                            "condition_overdue",
                            "comments_closing",
                            "comments_open",
                            "step_unconfirmed",
                            "date_moved",
                            "go_live_near",
                            "go_live_passed",
                            "outside_window",
                            "notice_failed",
                        ],
                    )
                ),
                name="flag_step_kind_known",
            ),
        ),
    ]
