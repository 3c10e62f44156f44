"""What an agenda item is about points at it (ADR 26): a table a subject, filled from the columns of the item.

An item keeps the digest of its content. The column is renamed and goes on referring to the contents kept.
"""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
INSERT INTO governance_versionitem (item_id, version_id, changed_id)
    SELECT id, version_id, changed_id FROM governance_item WHERE version_id IS NOT NULL ORDER BY id;
INSERT INTO governance_standarditem (item_id, standard_id)
    SELECT id, standard_id FROM governance_item WHERE standard_id IS NOT NULL ORDER BY id;
INSERT INTO governance_deliverableitem (item_id, deliverable_id)
    SELECT id, deliverable_id FROM governance_item WHERE deliverable_id IS NOT NULL ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
EMPTY = """
DELETE FROM governance_deliverableitem;
DELETE FROM governance_standarditem;
DELETE FROM governance_versionitem;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def of_item(related_name):
    return models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name=related_name, serialize=False, to="governance.item")


def of_subject(model, related_name="+", **options):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=f"governance.{model}", **options)


def items(through, **options):
    return models.ManyToManyField(help_text="By which it was put before a body.", related_name="+", through=f"governance.{through}", to="governance.item", **options)


class Migration(migrations.Migration):
    dependencies = [("governance", "0021_evidence_words")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE governance_item RENAME COLUMN content_id TO content_digest",
                    "ALTER TABLE governance_item RENAME COLUMN content_digest TO content_id",
                )
            ],
            state_operations=[
                migrations.AlterField("item", "content", models.CharField(max_length=64)),
                migrations.RenameField("item", "content", "content_digest"),
            ],
        ),
        # Its name in the state is taken by the subjects' own `answers`.
        migrations.AlterField("item", "changed", of_subject("ridversion", blank=True, null=True)),
        migrations.AlterField("item", "version", of_subject("ridversion", blank=True, null=True)),
        migrations.AlterField("item", "standard", of_subject("standardset", blank=True, null=True)),
        migrations.AlterField("item", "deliverable", of_subject("deliverable", blank=True, null=True)),
        migrations.CreateModel(
            name="VersionItem",
            fields=[
                ("item", of_item("version_item")),
                ("changed", of_subject("ridversion", "answers", blank=True, null=True)),
                ("version", of_subject("ridversion")),
            ],
            options={"ordering": ["item"]},
        ),
        migrations.CreateModel(
            name="StandardItem",
            fields=[("item", of_item("standard_item")), ("standard", of_subject("standardset"))],
            options={"ordering": ["item"]},
        ),
        migrations.CreateModel(
            name="DeliverableItem",
            fields=[("item", of_item("deliverable_item")), ("deliverable", of_subject("deliverable"))],
            options={"ordering": ["item"]},
        ),
        migrations.AddField("ridversion", "items", items("VersionItem", through_fields=("version", "item"))),
        migrations.AddField("standardset", "items", items("StandardItem")),
        migrations.AddField("deliverable", "items", items("DeliverableItem")),
        migrations.RunSQL(FILL, EMPTY),
    ]
