"""A row of the timetable knows the step of testing or acceptance that it stands for."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from releases.steps import steps_of


def as_worded(apps, schema_editor):
    """The rows that are there say it in their event."""
    row = apps.get_model("releases", "TimelineRow")
    for known in row.objects.all():
        if steps := steps_of(known.event):
            row.objects.filter(pk=known.pk).update(steps=steps)


class Migration(migrations.Migration):
    dependencies = [("releases", "0005_editing")]
    operations = [
        migrations.AddField("timelinerow", "steps", ArrayField(models.CharField(max_length=32), blank=True, default=list, help_text="Steps of testing and acceptance whose actual date this row keeps.")),
        migrations.RunPython(as_worded, migrations.RunPython.noop),
    ]
