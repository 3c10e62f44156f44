"""An item of an agenda can ask anything; a position keeps whose seat it was, and what the release said then."""

import django.db.models.deletion
from django.db import migrations, models

from secrel.core.changes.record import digest_of

KINDS = [("baseline", "Baseline"), ("recommend", "Recommend on acceptance"), ("go", "Go/no-go"), ("advise", "Advise on testing"), ("testing", "Decide on testing"), ("motion", "Motion")]
RESULTS = [
    ("baselined", "Baselined"),
    ("subject", "Baselined, subject to named changes"),
    ("returned", "Returned"),
    ("recommended", "Recommended"),
    ("conditional", "Recommended with conditions"),
    ("not_recommended", "Not recommended"),
    ("go", "Go"),
    ("go_conditions", "Go, with conditions"),
    ("no_go", "No-go"),
    ("deferred", "Deferred"),
    ("view_given", "View given"),
    ("reviewed", "Reviewed"),
    ("approved", "Approved"),
    ("agreed", "Agreed"),
    ("not_agreed", "Not agreed"),
]  # fmt: skip


def content_of_items(apps, schema_editor):
    """What is asked stands in the version's snapshot; nothing new is said by it."""
    for item in apps.get_model("governance", "Item").objects.select_related("version__snapshot"):
        item.release_id = item.version.release_id
        item.content_id = item.version.snapshot.content_id
        item.save(update_fields=["release", "content"])


def seats_of_positions(apps, schema_editor):
    """Whose seat it was, by the name of today; and the facts, as what was presented said them."""
    positions = apps.get_model("governance", "Position").objects
    schema_editor.execute("ALTER TABLE governance_position DISABLE TRIGGER written_once")
    for row in positions.select_related("membership__user", "item__version__snapshot__content"):
        data = row.item.version.snapshot.content.data
        rows = [{name: value for name, value in line.items() if name != "actual"} for line in data["timeline"]]
        positions.filter(pk=row.pk).update(
            member=row.membership.user.name, facts_digest=digest_of(data | {"timeline": rows})
        )
    schema_editor.execute("ALTER TABLE governance_position ENABLE TRIGGER written_once")


def no_way_back(apps, schema_editor):
    """What was added is dropped with its columns."""


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_items_of_presented"), ("releases", "0005_editing")]
    operations = [
        migrations.AddField("position", "facts_digest", models.CharField(default="", max_length=64, help_text="What the release said when it was taken; it falls when that changes."), preserve_default=False),
        migrations.AddField("position", "member", models.CharField(default="", max_length=120, help_text="Whose seat it is, by the name of the day."), preserve_default=False),
        migrations.RunPython(seats_of_positions, no_way_back),
        migrations.AddField("item", "kind", models.CharField(choices=KINDS, default="baseline", max_length=10)),
        migrations.AddField("item", "words", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("item", "release", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="agenda_items", to="releases.release")),
        migrations.AddField("item", "content", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.content")),
        migrations.RunPython(content_of_items, no_way_back),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("item", "content", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.content")),
        migrations.AlterField("item", "version", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="items", to="governance.ridversion")),
        migrations.AddField("outcome", "conditions", models.JSONField(default=list)),
        migrations.AddField("outcome", "overrides", models.JSONField(default=list)),
        migrations.AlterField("outcome", "result", models.CharField(choices=RESULTS, max_length=16)),
        migrations.RemoveConstraint("outcome", "outcome_result_known"),
        migrations.AddConstraint("outcome", models.CheckConstraint(condition=models.Q(("result__in", [key for key, _ in RESULTS])), name="outcome_result_known")),
        migrations.AddConstraint("item", models.CheckConstraint(condition=models.Q(("kind__in", [key for key, _ in KINDS])), name="item_kind_known")),
        migrations.AddConstraint("item", models.CheckConstraint(condition=models.Q(models.Q(("kind", "baseline"), ("version__isnull", False)), models.Q(models.Q(("kind", "baseline"), _negated=True), ("version__isnull", True)), _connector="OR"), name="item_version_of_baseline")),
        migrations.AddConstraint("item", models.CheckConstraint(condition=models.Q(("kind", "motion")) ^ models.Q(("words", "")), name="item_words_of_motion")),
        migrations.AddConstraint("item", models.CheckConstraint(condition=models.Q(("kind", "motion"), ("release__isnull", False), _connector="OR"), name="item_concerns_a_release")),
    ]
