"""Words of public texts belong to their text after the upgrade, and older waivers have no key."""

import pytest
from django.db import connection

from governance.versions.models import KnownWords, Waiver
from governance.versions.operations.texts import store_published_texts
from governance.versions.queries.searching import known_words
from tests.long.migrations.test_keys_migrations import moved_on, moved_to

pytestmark = pytest.mark.django_db


def test_stored_words_follow_their_texts_and_waivers_stay(examples):
    store_published_texts()
    before = {row.snapshot_id: row.words for row in KnownWords.objects.all()}
    waivers = list(Waiver.objects.values_list("rule", "finding", "reason"))
    moved_to(("governance", "0048_section_texts"))
    assert "governance_knownwords" not in connection.introspection.table_names()
    moved_on()
    after = {row.snapshot_id: row.words for row in KnownWords.objects.all()}
    assert before
    assert after == before
    assert "timetable" in known_words("t")
    assert list(Waiver.objects.values_list("rule", "finding", "reason")) == waivers
    assert not Waiver.objects.exclude(facts_key="").exists()
