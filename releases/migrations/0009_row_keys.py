"""A row of the timetable keeps the baselines it stands for and the body that acts, which were read at each query.

The rows that are there are read by the patterns of then, so that what is late and due is the same before and after.
"""

import re

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

ONE, SYSTEM, FULL = "baseline", "baseline_system", "baseline_full"
BASELINE = re.compile(r"\bbaselines?\b", re.IGNORECASE)
SCOPES = {
    SYSTEM: re.compile(r"^(?>.*?\bbaselines?\b)(?>.*?\bfor (?:dcc )?system-impacting\b)", re.IGNORECASE | re.MULTILINE),
    FULL: re.compile(
        r"^(?>.*?\bbaselines?\b)(?>.*?\b(?:non-(?:dcc )?system-impacting|the full|other modifications)\b)",
        re.IGNORECASE | re.MULTILINE,
    ),
}
BODIES = {
    "operations-group": r"operations group",
    "change-board": r"change board",
    "panel": r"(?:sec )?panel",
    "authority": r"(?:the )?authority|ofgem",
    "tabasc": r"tabasc",
    "secas": r"secas",
    "tag": r"tag",
    "ssc": r"ssc",
    "csc": r"csc",
    "dcc": r"dcc|uit|sit|pit",
    "parties": r"test participants|parties|users|suppliers",
}


def baselines(event):
    found = [step for step, pattern in SCOPES.items() if pattern.search(event)]
    return found or ([ONE] if BASELINE.search(event) else [])


def body(event):
    said = event.lower().removeprefix("the ")
    return next((key for key, names in BODIES.items() if re.match(rf"(?:{names})\b", said)), "secas")


def read(apps, schema_editor):
    rows = apps.get_model("releases", "TimelineRow").objects
    for row in rows.iterator():
        others = [step for step in row.steps if step not in (ONE, *SCOPES)]
        rows.filter(pk=row.pk).update(steps=[*baselines(row.event), *others], body=body(row.event))


def take_out(apps, schema_editor):
    rows = apps.get_model("releases", "TimelineRow").objects
    for row in rows.filter(steps__overlap=[ONE, *SCOPES]):
        rows.filter(pk=row.pk).update(steps=[step for step in row.steps if step not in (ONE, *SCOPES)])


class Migration(migrations.Migration):
    dependencies = [("releases", "0008_cut_off_defaults")]
    operations = [
        migrations.AddField("timelinerow", "body", models.CharField(default="secas", max_length=20, help_text="The body that acts, by its key.")),
        migrations.AlterField("timelinerow", "steps", ArrayField(models.CharField(max_length=32), blank=True, default=list, help_text="What it stands for: baselines, and the steps whose actual date it keeps.")),
        migrations.AddConstraint("timelinerow", models.CheckConstraint(condition=models.Q(body__in=list(BODIES)), name="timeline_body_known")),
        migrations.RunPython(read, take_out),
    ]
