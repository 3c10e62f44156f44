"""An agenda lists its items by their numbers: those that a paper asks have the number of the paper’s item."""

from django.db import migrations, models


def number_items(apps, schema_editor):
    """Number the items of papers that were issued before, in the order of their questions."""
    for name in ("PaperItem", "PaperLink"):
        rows = apps.get_model("governance", name).objects.select_related("item", "version__paper")
        for row in rows.select_related("version__snapshot__content"):
            asked = row.version.snapshot.content.data["recommendations"]
            keys = [one["key"] for one in asked if one["verb"] != "NOTE"]
            row.item.paper_number = row.version.paper.item
            row.item.paper_part = keys.index(row.key) + 1 if row.key in keys else len(keys) + 1
            row.item.save(update_fields=["paper_number", "paper_part"])


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0056_consultation_results'),
        ('releases', '0019_approval_day_not_recorded'),
    ]

    operations = [
        migrations.AddField(
            model_name='item',
            name='paper_number',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='paper_part',
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.RunPython(number_items, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper_number__isnull', True), ('paper_part__isnull', True)), models.Q(('paper_number__isnull', False), ('paper_part__isnull', False)), _connector='OR'), name='item_numbered_by_its_paper'),
        ),
    ]
