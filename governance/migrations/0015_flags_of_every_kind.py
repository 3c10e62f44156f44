import django.db.models.deletion
from django.db import migrations, models

from governance.watch.models import new_key
from secrel.core.values.immutable import refuse_changes

KINDS = [
    ("cut_off_near", "Cut-off near without a decision"),
    ("cut_off_passed", "Cut-off passed without a decision"),
    ("decision_late", "Decision expected after the cut-off"),
    ("baseline_due", "Baseline due and not presented"),
    ("papers_missed", "Paper day missed"),
    ("evidence_due", "Evidence due"),
    ("evidence_overdue", "Evidence overdue"),
    ("deliverable_due", "Deliverable due"),
    ("deliverable_overdue", "Deliverable overdue"),
    ("condition_due", "Condition due"),
    ("condition_overdue", "Condition overdue"),
    ("comments_closing", "Comments close soon"),
    ("comments_open", "Comments not answered"),
    ("step_unconfirmed", "Step not confirmed for 30 days"),
    ("date_moved", "Baselined date no longer follows its rule"),
]


def name_what_is_flagged(apps, schema_editor):
    """What was flagged before was the cut-off of a scope item; each keeps its days."""
    step = apps.get_model("governance", "FlagStep")
    for flag in apps.get_model("governance", "Flag").objects.select_related(
        "item__release", "item__part__modification"
    ):
        release, reference = flag.item.release, flag.item.part.modification.reference
        flag.release, flag.key = release, new_key()
        flag.path = f"/releases/{release.slug}/scope/{reference}/"
        flag.thing = f"scope/{flag.item_id}/cut-off"
        flag.said = f"{reference} in the {release.name}: its cut-off is {flag.due_on.day} {flag.due_on:%b %Y}."
        flag.save()
        step.objects.create(flag=flag, what="raised", kind=flag.kind, said=flag.said, on=flag.raised_on)
        if flag.cleared_on:
            step.objects.create(
                flag=flag,
                what="cleared",
                kind=flag.kind,
                said=flag.said,
                on=flag.cleared_on,
                reason=flag.cleared_because,
            )
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0008_lead_times"),
        ("governance", "0014_waivers"),
        ("releases", "0008_cut_off_defaults"),
    ]

    operations = [
        migrations.AlterField("dailyrun", "done_at", models.DateTimeField()),
        migrations.RemoveConstraint("flag", "flag_one_open_an_item"),
        migrations.RemoveConstraint("flag", "flag_kind_known"),
        migrations.AlterField("flag", "kind", models.CharField(choices=KINDS, max_length=20)),
        migrations.AlterField(
            "flag",
            "item",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flags",
                to="releases.scopeitem",
            ),
        ),
        migrations.AddField("flag", "is_set_aside", models.BooleanField(default=False)),
        migrations.AddField("flag", "token", models.PositiveIntegerField(default=1, editable=False)),
        migrations.AddField(
            "flag",
            "owner",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.body",
            ),
        ),
        migrations.AddField(
            "flag",
            "release",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="flags",
                to="releases.release",
            ),
        ),
        migrations.AddField("flag", "key", models.CharField(default="", editable=False, max_length=16)),
        migrations.AddField(
            "flag", "thing", models.CharField(default="", max_length=200), preserve_default=False
        ),
        migrations.AddField(
            "flag",
            "said",
            models.CharField(default="", help_text="What is late, with its dates.", max_length=500),
            preserve_default=False,
        ),
        migrations.AddField(
            "flag",
            "path",
            models.CharField(default="", help_text="The page on which it is mended.", max_length=300),
            preserve_default=False,
        ),
        migrations.CreateModel(
            "FlagStep",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=12)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("said", models.CharField(max_length=500)),
                ("on", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.user",
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="governance.flag",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RunPython(name_what_is_flagged, migrations.RunPython.noop),
        migrations.AlterField(
            "flag", "key", models.CharField(default=new_key, editable=False, max_length=16, unique=True)
        ),
        migrations.AddConstraint(
            "flag",
            models.CheckConstraint(
                condition=models.Q(("kind__in", [key for key, _ in KINDS])), name="flag_kind_known"
            ),
        ),
        migrations.AddConstraint(
            "flag",
            models.UniqueConstraint(
                condition=models.Q(("cleared_on__isnull", True)),
                fields=("thing",),
                name="flag_one_open_a_thing",
            ),
        ),
        migrations.AddConstraint(
            "flagstep",
            models.CheckConstraint(
                condition=models.Q(("kind__in", [key for key, _ in KINDS])), name="flag_step_kind_known"
            ),
        ),
        migrations.AddConstraint(
            "flagstep",
            models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        ["raised", "updated", "cleared", "take_out", "chase", "confirm", "set_aside"],
                    )
                ),
                name="flag_step_known",
            ),
        ),
        *refuse_changes(["governance_flagstep"]),
    ]
