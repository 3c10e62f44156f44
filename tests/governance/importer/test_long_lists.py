"""Importing and checking a document with a long list."""

from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.documents.rid.plain import lift
from governance.importer.reading import Refused, check_document
from modifications.models.modifications import Modification
from releases.addresses import RowKeys
from releases.models.releases import Release
from secrel.core.changes.record import broken_links
from secrel.core.models.record import AuditEntry
from tests.governance.importer.test_importer import take
from tests.support.large import LONG_LISTS, large_document, long_document
from tests.support.sweeps import swept


@pytest.mark.django_db
@pytest.mark.parametrize("name", swept(LONG_LISTS, "points", "criteria", "change requests"))
def test_long_list_takes_no_more_queries(name):
    counts = []
    for rows in (30, 90):
        document = long_document(name, rows)
        document["release"]["name"] += f" {rows}"
        if rows == 90:  # other modifications, of which none is in the first release
            for entries in (document["scope"]["approved"], document["scope"]["targeted"]):
                entries.clear()
            document["costs"]["dcc_lines"], document["impacts"]["participants"] = [], {}
        else:
            document["scope"]["approved"], document["scope"]["targeted"] = (
                [],
                document["scope"]["targeted"][:1],
            )
        with CaptureQueriesContext(connection) as queries:
            take(document)
        counts.append(len(queries))
    assert counts[1] <= counts[0]


def scope_of(modifications: int, first: int) -> dict:
    document = large_document(modifications, first=first)
    document["release"]["name"] = f"Release with {modifications} modifications"
    return document


@pytest.mark.django_db
def test_long_scope_takes_no_more_queries_and_an_entry_for_each_change_in_order():
    counts, entries = [], []
    for modifications, first in ((12, 100), (36, 200)):
        before = AuditEntry.objects.count()
        with CaptureQueriesContext(connection) as queries:
            take(scope_of(modifications, first))
        counts.append(len(queries))
        entries.append(list(AuditEntry.objects.order_by("position")[before:]))
    assert counts[1] <= counts[0]
    by_action = [Counter(entry.action for entry in made) for made in entries]
    for action in ("modifications.register", "releases.add_to_scope", "modifications.set_impacts"):
        assert [made[action] for made in by_action] == [12, 36]
    started = next(n for n, entry in enumerate(entries[0]) if entry.action == "modifications.register")
    assert [
        (entry.action, entry.target.rsplit("/", 1)[1]) for entry in entries[0][started : started + 5]
    ] == [
        ("modifications.register", "SECMP0100"),
        ("releases.add_to_scope", "SECMP0100"),
        ("modifications.register", "MP102"),
        ("releases.add_to_scope", "MP102"),
        ("modifications.register", "SECMP0104"),
    ]
    assert {entry.cause for entry in entries[0][1:-1]} >= {entries[0][0].position}
    assert list(broken_links()) == []


@pytest.mark.django_db
def test_new_part_and_two_references_of_one_modification_are_stored_as_one_by_one():
    first = scope_of(4, 100)
    first["scope"]["targeted"] = [entry | {"ref": "DP777"} for entry in first["scope"]["targeted"][:1]]
    take(first)
    second = scope_of(4, 100)
    second["document"]["version"] = "1.2"
    second["scope"]["targeted"] = [
        entry | {"ref": "MP777", "part": "2", "options": [{"kind": "proposed", "text": "Wait."}]}
        for entry in second["scope"]["targeted"][:1]
    ]
    take(second)
    modification = Modification.objects.get(reference="MP777")
    assert [part.name for part in modification.parts.all()] == ["", "2"]
    items = Release.objects.get(name=second["release"]["name"]).scope.filter(part__modification=modification)
    assert [(item.part.name, item.status) for item in items.order_by("pk")] == [
        ("", "out"),
        ("2", "targeted"),
    ]
    assert [solution.text for solution in modification.solutions.all()] == ["Wait."]


def test_keys_of_the_same_event_are_numbered_in_order():
    keys = RowKeys({"panel-meets-2"})
    assert [keys.new("Panel meets") for _ in range(4)] == [
        *("panel-meets", "panel-meets-3", "panel-meets-4", "panel-meets-5")
    ]
    assert keys.new("Panel meets 2") == "panel-meets-2-2"
    rid = lift(long_document("steps", 3), site="https://example.org", marks=[])
    assert [row.key for row in rid.content.timeline] == [
        "the-panel-meets",
        *(f"the-panel-meets-{n}" for n in (2, 3)),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("notes", "costs/notes: has 10,001 entries; at most 10,000 are allowed."),
        ("steps", "timeline: has 10,001 entries; at most 10,000 are allowed."),
        ("areas", "impacts: the summaries have 10,016 points together; at most 10,000 are allowed."),
    ],
)
def test_list_that_no_release_can_store_is_refused_with_a_sentence(name, sentence):
    with pytest.raises(Refused) as refused:
        check_document(long_document(name, 10_001))
    assert sentence in refused.value.problems
