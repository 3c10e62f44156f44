"""The item names no subject any more: its columns go. Which kinds there are and which concern a release stays in the
database alone; the triggers of the next migration see to the rest."""

from django.db import migrations, models

BACK = """
UPDATE governance_item SET version_id = kept.version_id, changed_id = kept.changed_id
    FROM governance_versionitem AS kept WHERE kept.item_id = governance_item.id;
UPDATE governance_item SET standard_id = kept.standard_id
    FROM governance_standarditem AS kept WHERE kept.item_id = governance_item.id;
UPDATE governance_item SET deliverable_id = kept.deliverable_id
    FROM governance_deliverableitem AS kept WHERE kept.item_id = governance_item.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0022_items_of_subjects")]
    operations = [
        migrations.RemoveConstraint("item", "item_once"),
        migrations.RemoveConstraint("item", "item_version_of_baseline"),
        migrations.RemoveConstraint("item", "item_deliverable_of_testing"),
        migrations.RemoveConstraint("item", "item_set_of_standard"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint("item", "item_kind_known"),
                migrations.RemoveConstraint("item", "item_concerns_a_release"),
            ]
        ),
        migrations.RunSQL(migrations.RunSQL.noop, BACK),
        migrations.RemoveField("item", "version"),
        migrations.RemoveField("item", "changed"),
        migrations.RemoveField("item", "standard"),
        migrations.RemoveField("item", "deliverable"),
        migrations.AlterField("item", "kind", models.CharField(max_length=10)),
    ]
