"""A flag on next steps has a key to its modification; until now the number stood in the name of the thing."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE governance_flag AS flag SET modification_id = modification.id FROM modifications_modification AS modification
    WHERE flag.thing = 'modifications/' || modification.id || '/steps'
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0024_across_rows"), ("modifications", "0007_step_decides")]
    operations = [
        migrations.AddField("flag", "modification", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="modifications.modification")),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
