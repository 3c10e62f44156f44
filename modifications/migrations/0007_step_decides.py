"""Whether a next step decides is kept; of the steps that are there it is read as it was at each query."""

import re

from django.db import migrations, models

DECIDES = re.compile(r"\b(?:votes?|decisions?|decides?|determines?|determination|approves?|approval)\b", re.IGNORECASE)


def read(apps, schema_editor):
    steps = apps.get_model("modifications", "NextStep").objects
    steps.filter(pk__in=[pk for pk, step in steps.values_list("pk", "step") if DECIDES.search(step)]).update(decides=True)


class Migration(migrations.Migration):
    dependencies = [("modifications", "0006_full_text")]
    operations = [
        migrations.AddField("nextstep", "decides", models.BooleanField(default=False, help_text="It decides on the modification: where it comes after the cut-off, a flag says so.")),
        migrations.RunPython(read, migrations.RunPython.noop),
    ]
