from django.db import migrations

from secrel.core.values.immutable import refuse_changes


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = refuse_changes(["core_auditentry"])
