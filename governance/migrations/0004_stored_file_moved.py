"""Files are core's; the columns that name one stay as they are."""

import django.db.models.deletion
from django.db import migrations, models

FILE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "core.storedfile"}


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_imported_versions"), ("core", "0003_stored_file")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("renderjob", "pdf", models.ForeignKey(blank=True, null=True, **FILE)),
                migrations.AlterField("evidence", "file", models.ForeignKey(**FILE)),
                migrations.DeleteModel("StoredFile"),
            ]
        )
    ]
