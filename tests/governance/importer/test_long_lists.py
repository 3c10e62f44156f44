"""Importing and checking a document with a long list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.documents.rid.plain import lift
from governance.importer.reading import Refused, check_document
from releases.addresses import RowKeys
from tests.governance.importer.test_importer import take
from tests.support.large import LONG_LISTS, long_document

EACH = {"change requests", "history"}
"""Lists whose rows are things with an audit entry each."""


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in LONG_LISTS if name not in EACH])
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
