"""The publication notice as a kind of document."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0033_publication_notices")]

    operations = [
        migrations.RemoveConstraint(
            model_name="snapshot",
            name="snapshot_kind_known",
        ),
        migrations.AlterField(
            model_name="snapshot",
            name="kind",
            field=models.CharField(
                choices=[("rid", "rid"), ("notice", "notice")], default="rid", editable=False, max_length=20
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["rid", "notice"])), name="snapshot_kind_known"
            ),
        ),
    ]
