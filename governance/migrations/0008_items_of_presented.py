"""Rows of meetings and decisions are written once; what was presented before has its item on the agenda."""

from django.db import migrations
from django.db.models import Max

from secrel.core.values.immutable import refuse_changes


def items_of_presented(apps, schema_editor):
    """A version that waits for the Panel is an item of its meeting: nothing new is said by it."""
    version, item = apps.get_model("governance", "RidVersion"), apps.get_model("governance", "Item")
    for row in version.objects.filter(state="presented", meeting__isnull=False).order_by("pk"):
        last = item.objects.filter(meeting=row.meeting_id).aggregate(last=Max("order"))["last"] or 0
        item.objects.get_or_create(meeting_id=row.meeting_id, version=row, defaults={"order": last + 1})


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_meetings_and_decisions")]
    operations = [
        migrations.RunPython(items_of_presented, migrations.RunPython.noop),
        *refuse_changes(
            [
                "governance_answer",
                "governance_comment",
                "governance_minutes",
                "governance_interest",
                "governance_position",
                "governance_fallenposition",
                "governance_outcome",
                "governance_decision",
                "governance_changesconfirmed",
            ]
        ),
    ]
