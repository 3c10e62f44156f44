"""Evidence as drafts that a second person releases; reviews, questions and conditions. What was submitted stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from secrel.core.values.fields import paragraphs
from secrel.core.values.immutable import refuse_changes

PROTECT = django.db.models.deletion.PROTECT
USER = settings.AUTH_USER_MODEL
CRITERION = [
    ("open", "Evidence awaited"),
    ("submitted", "To be reviewed"),
    ("met", "Met"),
    ("conditions", "Met with conditions"),
    ("not_met", "Not met"),
    ("not_applicable", "Not applicable"),
]
EVIDENCE = [("draft", "Draft"), ("released", "Released"), ("discarded", "Discarded")]
CLASSES = [
    ("reviewers", "Whoever reads evidence"),
    ("security", "The submitting team and the reviewing body only"),
]
VERDICTS = [
    ("met", "Met"),
    ("conditions", "Met with conditions"),
    ("not_met", "Not met"),
    ("not_applicable", "Not applicable"),
]
VERSION = r"^(0|[1-9][0-9]{0,3})\.(0|[1-9][0-9]{0,3})$"
CONDITION = [("open", "Open"), ("reported", "Reported as met"), ("closed", "Closed")]


def key():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def link(to, **options):
    return models.ForeignKey(on_delete=PROTECT, to=to, **{"related_name": "+"} | options)


def known(field, values, name):
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [value for value, _ in values]}), name=name)


def as_it_was_submitted(apps, schema_editor):
    """Each file was submitted by one person for one criterion; it stays so, released by them."""
    evidence, file = apps.get_model("governance", "Evidence"), apps.get_model("governance", "EvidenceFile")
    for row in evidence.objects.select_related("criterion"):
        row.release_id, row.state = row.criterion.release_id, "released"
        row.released_by_id, row.released_at = row.prepared_by_id, row.prepared_at
        row.classification = "security" if row.criterion.category == "security" else "reviewers"
        row.save()
        row.criteria.add(row.criterion_id)
        row.writers.add(row.prepared_by_id)
        file.objects.create(evidence=row, file_id=row.file_id, name=row.name)
        apps.get_model("governance", "Criterion").objects.filter(pk=row.criterion_id).update(state="submitted")


RELEASED_STAYS = """
CREATE OR REPLACE FUNCTION secrel_released_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'released' THEN
        RAISE EXCEPTION '% on % is refused: released evidence is never changed', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE FUNCTION secrel_of_released_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_evidence bigint;
BEGIN
    of_evidence := CASE TG_OP WHEN 'INSERT' THEN NEW.evidence_id ELSE OLD.evidence_id END;
    IF EXISTS (SELECT 1 FROM governance_evidence WHERE id = of_evidence AND state = 'released') THEN
        RAISE EXCEPTION '% on % is refused: released evidence is never changed', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER released_stays BEFORE UPDATE OR DELETE ON governance_evidence
    FOR EACH ROW EXECUTE FUNCTION secrel_released_stays();
CREATE TRIGGER of_released_stays BEFORE INSERT OR UPDATE OR DELETE ON governance_evidencefile
    FOR EACH ROW EXECUTE FUNCTION secrel_of_released_stays();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON governance_evidencefile
    FOR EACH STATEMENT EXECUTE FUNCTION secrel_written_once();
CREATE TRIGGER of_released_stays BEFORE INSERT OR UPDATE OR DELETE ON governance_evidence_criteria
    FOR EACH ROW EXECUTE FUNCTION secrel_of_released_stays();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON governance_evidence_criteria
    FOR EACH STATEMENT EXECUTE FUNCTION secrel_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0009_items_of_every_kind"),
        ("core", "0006_powers_and_voting"),
        ("releases", "0005_editing"),
        ("modifications", "0006_full_text"),
        migrations.swappable_dependency(USER),
    ]
    operations = [
        migrations.RunSQL("DROP TRIGGER written_once ON governance_evidence", migrations.RunSQL.noop),
        migrations.CreateModel(
            "EvidenceFile",
            [
                key(),
                ("name", models.CharField(max_length=120)),
                ("evidence", link("governance.evidence", related_name="files")),
                ("file", link("core.storedfile")),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.RenameField("evidence", "note", "text"),
        migrations.RenameField("evidence", "submitted_by", "prepared_by"),
        migrations.RenameField("evidence", "submitted_at", "prepared_at"),
        migrations.AlterModelOptions("evidence", {"ordering": ["-prepared_at", "-pk"], "verbose_name_plural": "evidence"}),
        migrations.AlterField("evidence", "criterion", link("governance.criterion", related_name="+")),
        migrations.AddField("evidence", "release", link("releases.release", null=True, related_name="evidence")),
        migrations.AddField("evidence", "criteria", models.ManyToManyField(related_name="evidence", to="governance.criterion")),
        migrations.AddField("evidence", "writers", models.ManyToManyField(related_name="+", to=USER)),
        migrations.AddField("evidence", "classification", models.CharField(choices=CLASSES, default="reviewers", max_length=10)),
        migrations.AddField("evidence", "defects", models.JSONField(blank=True, default=dict, help_text="Open defects by severity: {“3”: 2}.")),
        migrations.AddField("evidence", "expires_on", models.DateField(blank=True, null=True, help_text="The last day on which it counts.")),
        migrations.AddField("evidence", "replaces", models.OneToOneField(blank=True, null=True, on_delete=PROTECT, related_name="replaced_by", to="governance.evidence")),
        migrations.AddField("evidence", "state", models.CharField(choices=EVIDENCE, default="draft", editable=False, max_length=10)),
        migrations.AddField("evidence", "token", models.PositiveIntegerField(default=1, editable=False)),
        migrations.AddField("evidence", "digest", models.CharField(blank=True, default="", editable=False, max_length=64), preserve_default=False),
        migrations.AddField("evidence", "released_by", link(USER, null=True)),
        migrations.AddField("evidence", "released_at", models.DateTimeField(null=True)),
        migrations.AddField("criterion", "state", models.CharField(choices=CRITERION, default="open", editable=False, max_length=16)),
        migrations.RunPython(as_it_was_submitted, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField("evidence", "release", link("releases.release", related_name="evidence")),
        migrations.RemoveConstraint("evidence", "evidence_file_once"),
        migrations.RemoveField("evidence", "criterion"),
        migrations.RemoveField("evidence", "file"),
        migrations.RemoveField("evidence", "name"),
        migrations.AddConstraint("evidencefile", models.UniqueConstraint(fields=("evidence", "file"), name="evidence_file_once")),
        migrations.AddConstraint("evidence", known("state", EVIDENCE, "evidence_state_known")),
        migrations.AddConstraint("evidence", known("classification", CLASSES, "evidence_classification_known")),
        migrations.AddConstraint("evidence", models.CheckConstraint(condition=models.Q(models.Q(("released_at__isnull", False), ("released_by__isnull", False), ("state", "released")), models.Q(models.Q(("state", "released"), _negated=True), ("released_at__isnull", True), ("released_by__isnull", True)), _connector="OR"), name="evidence_released_by_somebody")),
        migrations.AddConstraint("criterion", known("state", CRITERION, "criterion_state_known")),
        migrations.RunSQL(RELEASED_STAYS, migrations.RunSQL.noop),
        migrations.CreateModel(
            "Review",
            [
                key(),
                ("verdict", models.CharField(choices=VERDICTS, max_length=16)),
                ("text", models.TextField(blank=True, help_text="The conditions, or why it is not met or does not apply.")),
                ("evidence_digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("criterion", link("governance.criterion", related_name="reviews")),
                ("body", link("core.body")),
                ("made_by", link(USER)),
                ("replaces", models.OneToOneField(blank=True, null=True, on_delete=PROTECT, related_name="replaced_by", to="governance.review")),
            ],
            options={"ordering": ["pk"], "constraints": [known("verdict", VERDICTS, "review_verdict_known")]},
        ),
        migrations.CreateModel(
            "Question",
            [
                key(),
                ("text", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("criterion", link("governance.criterion", related_name="questions")),
                ("body", link("core.body")),
                ("asked_by", link(USER)),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            "Reply",
            [
                key(),
                ("text", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("question", link("governance.question", related_name="replies")),
                ("made_by", link(USER)),
            ],
            options={"ordering": ["pk"], "verbose_name_plural": "replies"},
        ),
        migrations.CreateModel(
            "Condition",
            [
                key(),
                ("number", models.PositiveSmallIntegerField(help_text="In its release.")),
                ("text", models.TextField()),
                ("due_on", models.DateField()),
                ("state", models.CharField(choices=CONDITION, default="open", editable=False, max_length=10)),
                ("done", models.TextField(blank=True, help_text="How it was met, as its owner reports.")),
                ("token", models.PositiveIntegerField(default=1, editable=False)),
                ("release", link("releases.release", related_name="conditions")),
                ("decision", link("governance.decision", related_name="conditions")),
                ("owner", link("core.body")),
                ("reported_by", link(USER, null=True, blank=True)),
            ],
            options={
                "ordering": ["release", "number"],
                "constraints": [
                    known("state", CONDITION, "condition_state_known"),
                    models.UniqueConstraint(fields=("release", "number"), name="condition_once"),
                ],
            },
        ),
        migrations.CreateModel(
            "Implementation",
            [
                key(),
                ("sec_version", models.CharField(blank=True, help_text="Major and minor, such as 15.0.", max_length=12)),
                ("lessons", paragraphs(help_text="What the next release should know.")),
                ("token", models.PositiveIntegerField(default=1, editable=False)),
                ("release", models.OneToOneField(on_delete=PROTECT, related_name="implementation", to="releases.release")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("sec_version", ""), ("sec_version__regex", VERSION), _connector="OR"), name="sec_version_form"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "DocumentVersion",
            [
                key(),
                ("version", models.CharField(max_length=12)),
                ("implementation", link("governance.implementation", related_name="documents")),
                ("document", link("modifications.secdocument", related_name="versions")),
            ],
            options={
                "ordering": ["document__order"],
                "constraints": [
                    models.UniqueConstraint(fields=("implementation", "document"), name="document_version_once"),
                    models.CheckConstraint(condition=Q(("version__regex", VERSION)), name="document_version_form"),
                ],
            },
        ),
        *refuse_changes(["governance_review", "governance_question", "governance_reply"]),
    ]
