from django.db import migrations

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("governance", "0040_papers")]
    operations = refuse_changes(["governance_paperversion", "governance_papernoted"])
