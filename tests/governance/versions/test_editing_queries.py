"""Each list and grid asks the same few queries for one row and for three: one literal number each."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from costs.operations.cells import CostCellFacts, set_cells
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.versions.operations.history import record_earlier_version
from modifications.operations.documents import add_change_request
from modifications.operations.impacts import set_impacts
from modifications.operations.progress import request_assessment, set_next_steps
from modifications.operations.register import link_modification, set_solutions
from releases.operations.change_requests import set_change_requests
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.testing import set_annexes
from releases.operations.timeline import PlannedRow, add_neighbour, set_programme, set_timeline
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 9, 21)
COMMON = {"by": SYSTEM, "on": ON}

# address below the release, and its queries: session and account with roles are two, whether a reason is needed is one,
# the states of the sections are one
PAGES = {
    "edit/scope/": 11,
    "edit/change-requests/": 9,
    "edit/participants/": 8,
    "edit/documents/": 11,
    "edit/summary/": 11,
    "edit/timeline/": 9,
    "edit/neighbours/": 8,
    "edit/annexes/": 8,
    "edit/costs/": 10,
    "edit/other-costs/": 8,
    "edit/yearly-costs/": 7,
    "edit/cost-stages/": 7,
    "edit/criteria/": 8,
    "edit/history/": 6,
    "edit/glossary/": 6,
    "preview/scope/": 6,
}
OF_MODIFICATION = {"parts": 10, "solutions": 6, "steps": 9, "assessments": 11, "links": 6}


def filled(count: int):
    """A release with that many rows of everything."""
    release = ReleaseFactory(slug="counted", name="Counted")
    items = [ScopeItemFactory(release=release) for _ in range(count)]
    for number, item in enumerate(items):
        set_impacts(part=item.part, participants=["dcc"], documents=["Section D", "Appendix O"], **COMMON)
        set_cells(
            release=release,
            cells=[CostCellFacts("sit", "firm", Decimal(5), item=item)],
            token=AS_STORED,
            **COMMON,
        )
        steps = [("Vote", None, "", False, "")]
        set_next_steps(modification=item.modification, steps=steps, token=AS_STORED, **COMMON)
        programme = set_programme(slug=f"p{number}", name=f"Programme {number}", **COMMON)
        add_neighbour(release=release, programme=programme, kind="aligned", **COMMON)
        record_earlier_version(
            by=SYSTEM, release=release, number=f"0.{number}", kind="draft", dated_on=ON, changes="x"
        )
    points = [
        SummaryPointFacts("dcc", f"Point {n}", "Area", ("Below",), (item.modification,))
        for n, item in enumerate(items)
    ]
    set_summary(release=release, points=points, token=AS_STORED, **COMMON)
    set_timeline(
        release=release, rows=[PlannedRow(f"Step {n}") for n in range(count)], token=AS_STORED, **COMMON
    )
    rows = [(add_change_request(reference=f"CR{n + 1}", title="x", **COMMON), "helps.") for n in range(count)]
    set_change_requests(release=release, rows=rows, token=AS_STORED, **COMMON)
    set_annexes(
        release=release, annexes=[(f"Annex {n}", "x") for n in range(count)], token=AS_STORED, **COMMON
    )
    copy_standard_criteria(release=release, **COMMON)
    return release


def asked(client, addresses) -> dict[str, int]:
    """The queries of each address, by its name."""
    found = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[name] = len(queries)
    return found


@pytest.mark.parametrize("count", [1, 3])
def test_editing_a_release_asks_the_same_few_queries(as_role, count):
    filled(count)
    client = as_role("analyst")
    client.get("/")
    assert asked(client, {path: f"/releases/counted/{path}" for path in PAGES}) == PAGES


@pytest.mark.parametrize("count", [1, 3])
def test_editing_a_modification_asks_the_same_few_queries(as_role, count):
    parts = [""] if count == 1 else ["1", "2", "3"]
    modification = ModificationFactory(reference="MP700", parts=parts)
    for part in modification.parts.all():
        set_impacts(part=part, participants=["dcc"], documents=["Section D"], **COMMON)
        request_assessment(part=part, kind="impact", **COMMON)
        link_modification(modification=modification, kind="corrects", other=ModificationFactory(), **COMMON)
    set_solutions(
        modification=modification,
        solutions=[("proposed", f"{n}") for n in range(count)],
        token=AS_STORED,
        **COMMON,
    )
    steps = [(f"Vote {n}", None, "", False, "") for n in range(count)]
    set_next_steps(modification=modification, steps=steps, token=AS_STORED, **COMMON)
    addresses = {tab: f"/modifications/MP700/edit/{tab}/" for tab in OF_MODIFICATION}
    assert asked(as_role("analyst"), addresses) == OF_MODIFICATION


@pytest.mark.parametrize("count", [1, 3])
def test_paper_round_and_history_ask_the_same_few_queries(as_role, django_assert_num_queries, count):
    release = filled(count)
    client = as_role("analyst")
    with django_assert_num_queries(5):
        assert len(client.get("/modifications/paper-round/").context["lines"]) == count
    reference = release.scope.first().modification.reference
    with django_assert_num_queries(7):  # one asks whether a reason is needed
        assert client.get(f"/modifications/{reference}/history/").status_code == 200
