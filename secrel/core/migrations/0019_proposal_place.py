"""A proposal is for a sheet, not for the address of a page: what the sheet belongs to, and its key, stand for `place`.

A modification is known by its key in the database, so that its proposals stay found when a Draft Proposal is converted.
Where both names of one had an open proposal for the same cell, the earlier is replaced by the later, as proposing does.
What cannot be read is kept as page:<address>: the home page leads to it as before.
"""

import re

from django.db import migrations, models

RELEASE = re.compile(r"releases/([-a-zA-Z0-9_]+)/edit/(costs|timeline|change-requests)")
MODIFICATION = re.compile(r"modifications/([^/]+)/edit/(assessments)")
PAGE = "page:"
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE"  # a table whose rows wait for a check cannot be altered


def to_keys(apps, schema_editor):
    proposals = apps.get_model("core", "Proposal").objects
    keys = _keys(apps)
    for place in list(proposals.order_by().values_list("place", flat=True).distinct()):
        about, sheet = PAGE + place, ""
        if found := RELEASE.fullmatch(place):
            about, sheet = f"release:{found[1]}", found[2]
        elif (found := MODIFICATION.fullmatch(place)) and found[1] in keys:
            about, sheet = f"modification:{keys[found[1]]}", found[2]
        proposals.filter(place=place).update(about=about, sheet=sheet)
    seen = set()
    for row in proposals.filter(state="open").order_by("-pk"):
        cell = row.about, row.sheet, row.row, row.column
        if cell in seen:
            proposals.filter(pk=row.pk).update(state="replaced")
        seen.add(cell)
    schema_editor.execute(CHECKED)


def to_places(apps, schema_editor):
    proposals = apps.get_model("core", "Proposal").objects
    names = dict(apps.get_model("modifications", "Modification").objects.values_list("pk", "reference"))
    for about, sheet in list(proposals.order_by().values_list("about", "sheet").distinct()):
        kind, _, key = about.partition(":")
        place = key
        if kind == "release":
            place = f"releases/{key}/edit/{sheet}"
        elif kind == "modification":
            place = f"modifications/{names[int(key)]}/edit/{sheet}"
        proposals.filter(about=about, sheet=sheet).update(place=place)
    schema_editor.execute(CHECKED)


def _keys(apps):
    """Modifications by each reference that they have or had."""
    former = apps.get_model("modifications", "FormerReference").objects.values_list("reference", "modification")
    present = apps.get_model("modifications", "Modification").objects.values_list("reference", "pk")
    return {**dict(former), **dict(present)}


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0018_damaged_file_words'),
        ('modifications', '0006_full_text'),
    ]

    operations = [
        migrations.RemoveConstraint(model_name='proposal', name='one_open_proposal_a_cell'),
        migrations.AddField('proposal', 'about', models.CharField(default='', max_length=200, help_text='What the sheet belongs to, by kind and key: release:june-2021.'), preserve_default=False),
        migrations.AddField('proposal', 'sheet', models.CharField(default='', blank=True, max_length=40, help_text='The key of the sheet.'), preserve_default=False),
        migrations.AlterField('proposal', 'place', models.CharField(default='', max_length=160)),
        migrations.RunPython(to_keys, to_places),
        migrations.AlterModelOptions(name='proposal', options={'ordering': ['about', 'sheet', 'row', 'pk']}),
        migrations.RemoveField('proposal', 'place'),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('about', 'sheet', 'row', 'column'), name='one_open_proposal_a_cell'),
        ),
    ]
