"""The state “to come” of SEC documents was the default, and no document stated it: it becomes “not stated”, so that the
contents of the releases that are there stay the same.
"""

from django.db import migrations


def state_nothing(apps, schema_editor):
    apps.get_model("releases", "Release").objects.filter(sec_documents="unknown").update(sec_documents="not_stated")


def state_as_before(apps, schema_editor):
    releases = apps.get_model("releases", "Release").objects
    for column in ("sec_documents", "change_requests", "other_codes"):
        releases.filter(**{f"{column}__in": ["not_stated", "not_applicable"]}).update(**{column: "unknown"})


class Migration(migrations.Migration):
    dependencies = [("releases", "0010_list_states")]
    operations = [migrations.RunPython(state_nothing, state_as_before)]
