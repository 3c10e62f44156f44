from django.db import migrations

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial"), ("core", "0002_written_once")]
    operations = refuse_changes(
        [
            "governance_content",
            "governance_snapshot",
            "governance_storedfile",
            "governance_versionstep",
            "governance_evidence",
        ]
    )
