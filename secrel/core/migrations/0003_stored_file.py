"""Files are kept for more than one app: their table moves here from governance, with its rows and triggers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_written_once"), ("governance", "0003_imported_versions")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ("size", models.PositiveBigIntegerField()),
                        ("media_type", models.CharField(max_length=100)),
                        ("stored_at", models.DateTimeField()),
                    ],
                    options={"abstract": False},
                )
            ],
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE governance_storedfile RENAME TO core_storedfile",
                    "ALTER TABLE core_storedfile RENAME TO governance_storedfile",
                )
            ],
        )
    ]
