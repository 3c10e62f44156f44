"""Rows for the regression testing plans and results of Test Participants get their steps.

The rows that are there are read by the patterns of now. A step belongs to one row of a timetable: the first.
"""

import re

from django.db import migrations

PLANS, RESULTS = "regression_plans", "regression_results"
OTHERS = re.compile(
    r"(?:the )?(?:sec )?(?:dcc|tag|ssc|csc|tabasc|panel|secas|operations group|change board|authority|ofgem)\b",
    re.IGNORECASE,
)
WORDS = {PLANS: re.compile(r"\bplans?\b", re.IGNORECASE), RESULTS: re.compile(r"\bresults?\b", re.IGNORECASE)}


def steps_of(event):
    line = event.partition("\n")[0]
    if OTHERS.match(line) or not re.search(r"\bregression\b", line, re.IGNORECASE):
        return []
    return [step for step, words in WORDS.items() if words.search(line)]


def read(apps, schema_editor):
    rows = apps.get_model("releases", "TimelineRow").objects
    taken = {(release, step) for release, steps in rows.values_list("release_id", "steps") for step in steps}
    for row in rows.filter(event__icontains="regression").order_by("release_id", "position"):
        new = [step for step in steps_of(row.event) if (row.release_id, step) not in taken]
        if new:
            rows.filter(pk=row.pk).update(steps=[*row.steps, *new])
            taken |= {(row.release_id, step) for step in new}


def take_out(apps, schema_editor):
    rows = apps.get_model("releases", "TimelineRow").objects
    for row in rows.filter(steps__overlap=[*WORDS]):
        rows.filter(pk=row.pk).update(steps=[step for step in row.steps if step not in WORDS])


class Migration(migrations.Migration):
    dependencies = [("releases", "0015_go_live_window")]
    operations = [migrations.RunPython(read, take_out)]
