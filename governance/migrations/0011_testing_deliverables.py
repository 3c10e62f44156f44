"""Testing deliverables of the DCC, and items of agendas about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

PROTECT = django.db.models.deletion.PROTECT
KINDS = [
    ("draft_tad", "Draft TAD"),
    ("tad", "Updated TAD"),
    ("sit", "SIT Completion Report"),
    ("uit", "UIT Completion Report"),
]
STATES = [
    ("submitted", "Submitted"),
    ("advised", "Advised on"),
    ("accepted", "Accepted"),
    ("returned", "Returned"),
    ("superseded", "Superseded"),
]
ONLY_ITS_STATE_MOVES = """
CREATE TRIGGER submitted_stays BEFORE UPDATE OF release_id, kind, number, file_id, file_name, note, limits,
    submitted_by_id, submitted_at, "on" ON governance_deliverable
    FOR EACH ROW EXECUTE FUNCTION secrel_written_once();
CREATE TRIGGER never_deleted BEFORE DELETE ON governance_deliverable
    FOR EACH ROW EXECUTE FUNCTION secrel_written_once();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON governance_deliverable
    FOR EACH STATEMENT EXECUTE FUNCTION secrel_written_once();
"""


def known(field, values, name):
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [value for value, _ in values]}), name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0010_acceptance"),
        ("releases", "0006_steps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Deliverable",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=10)),
                ("number", models.PositiveSmallIntegerField(help_text="Counted from 1 for each kind.")),
                ("file_name", models.CharField(max_length=120)),
                ("note", models.TextField(blank=True)),
                ("limits", models.JSONField(blank=True, default=dict)),
                ("state", models.CharField(choices=STATES, default="submitted", editable=False, max_length=12)),
                ("submitted_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("file", models.ForeignKey(on_delete=PROTECT, related_name="+", to="core.storedfile")),
                ("release", models.ForeignKey(on_delete=PROTECT, related_name="deliverables", to="releases.release")),
                ("submitted_by", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "kind", "number"), name="deliverable_once"),
                    known("kind", KINDS, "deliverable_kind_known"),
                    known("state", STATES, "deliverable_state_known"),
                ],
            },
        ),
        migrations.AddField("item", "deliverable", models.ForeignKey(blank=True, null=True, on_delete=PROTECT, related_name="items", to="governance.deliverable")),
        migrations.AddConstraint("item", models.CheckConstraint(condition=Q(("kind__in", ["advise", "testing"])) ^ Q(("deliverable__isnull", True)), name="item_deliverable_of_testing")),
        migrations.RunSQL(ONLY_ITS_STATE_MOVES, migrations.RunSQL.noop),
    ]
