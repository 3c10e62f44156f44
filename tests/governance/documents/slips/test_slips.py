"""The documents and kinds that the measure stands on. The measure itself is in tests/long/whole/test_slips.py."""

import pytest

from governance.documents.checks.findings import RULES
from governance.documents.checks.run import check
from governance.documents.rid.plain import lift
from governance.importer.reading import check_document
from governance.versions.queries.check_context import check_context
from tests.governance.documents.slips.bases import complete, document_only
from tests.governance.documents.slips.measure import measured_kind
from tests.governance.documents.slips.registry import SLIPS


@pytest.mark.parametrize("base", [complete, document_only])
def test_documents_that_slips_are_put_into_have_no_finding(base):
    assert check_document(base().data)
    assert base().found == ()


def test_complete_document_has_no_finding_with_facts_of_a_database(db):
    rid = lift(complete().data, site="https://example.org", marks=["SEC releases"])
    assert check(rid, check_context(rid.content, as_now=False)) == []


def test_kinds_of_the_first_edition_name_a_rule_of_today():
    assert [kind.name for kind in SLIPS if kind.edition == 1 and not set(kind.rules) & RULES.keys()] == []


def test_kinds_have_names_of_their_own_and_say_what_they_are():
    assert len({kind.name for kind in SLIPS}) == len(SLIPS)
    assert [kind.name for kind in SLIPS if not kind.says or not kind.rules] == []


def test_measure_is_the_same_for_the_same_seed():
    kind = next(kind for kind in SLIPS if kind.name == "total-other-than-sum")
    one, other = (measured_kind(kind, [complete()], seed=7, count=3) for _ in range(2))
    assert (one.tried, one.found) == (other.tried, other.found) == (3, 3)
