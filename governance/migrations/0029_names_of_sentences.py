"""The sentence of a flag, and what a calendar file last sent of an event, get the names that the code calls them by.

Two kinds of flags get clearer labels. No row changes.
"""

from django.db import migrations, models

KINDS = [
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
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0028_plain_names")]
    operations = [
        migrations.RenameField("flag", "said", "sentence"),
        migrations.RenameField("flagstep", "said", "sentence"),
        migrations.RenameField("calendarevent", "told", "sent"),
        migrations.AlterField("flag", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField("flagstep", "kind", models.CharField(choices=KINDS, max_length=20)),
    ]
