"""Known words belong to the text that has them; a waiver keeps the key of the facts that it covers."""

import re

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

WORD = re.compile(r"[a-z]{4,40}")


def collect_words(apps, schema_editor):
    """The words of White texts that are stored, as `store_published_texts` finds them."""
    SectionText, KnownWords = apps.get_model("governance", "SectionText"), apps.get_model("governance", "KnownWords")
    found = {}
    white = SectionText.objects.filter(snapshot__issue__document__classification="white")
    for snapshot, text in white.values_list("snapshot", "text").iterator(chunk_size=200):
        found.setdefault(snapshot, set()).update(WORD.findall(text.lower()))
    KnownWords.objects.bulk_create(
        KnownWords(snapshot_id=snapshot, words=sorted(words)) for snapshot, words in found.items() if words
    )


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0050_draft_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='KnownWords',
            fields=[
                ('snapshot', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='known_words', serialize=False, to='governance.snapshot')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
            ],
            options={
                'ordering': ['snapshot'],
            },
        ),
        migrations.RunPython(collect_words, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='KnownWord',
        ),
        migrations.AddField(
            model_name='waiver',
            name='facts_key',
            field=models.CharField(blank=True, default='', help_text='Of rule, place and facts of the finding; older waivers have none.', max_length=64),
            preserve_default=False,
        ),
    ]
