"""One stored fact changed: the next draft says something else in exactly that place, and nowhere else.

Each fact is changed by the operation that a page would call, on the complete example release.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from costs.models import Basis
from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.operational import set_secas_effort
from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.models import Criterion
from modifications.operations.documents import add_change_request
from modifications.operations.impacts import set_impacts
from modifications.operations.register import change_modification, set_solutions
from releases.models.releases import Release, Section
from releases.operations.change_requests import set_change_requests
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.releases import change_release
from releases.operations.scope import change_scope_item
from releases.operations.sections import set_notes
from releases.operations.testing import set_annexes, set_glossary, set_test_strategy
from releases.operations.timeline import change_timeline_row, note_actual
from releases.queries import scope_item, summary_points, timeline_row
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
SLUG, ON = "february-2021", date(2021, 3, 1)
DAY = PartialDate(2020, month=3, day=9)


def places(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each leaf with its path; entries of lists by number."""
    inner = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if not inner or not value:
        yield path, value
        return
    for key, child in inner:
        yield from places(child, f"{path}/{key}".lstrip("/"))


def release() -> Release:
    return Release.objects.get(slug=SLUG)


def item():
    return scope_item(SLUG, "MP901").get()


def row(key: str):
    return timeline_row(SLUG, key).get()


def describe():
    stands = item()
    change_scope_item(
        by=SYSTEM, item=stands, token=AS_STORED, description="do better.", cut_off_on=None, reason="x", on=ON
    )


def cut_off():
    stands = item()
    change_scope_item(
        by=SYSTEM,
        item=stands,
        token=AS_STORED,
        description=stands.description,
        cut_off_on=date(2020, 2, 3),
        reason="As agreed",
        on=ON,
    )


def summary():
    points = [
        SummaryPointFacts(
            point.audience,
            point.text if number else "Something else.",
            point.area,
            tuple(sub.text for sub in point.sub_points.all()),
            tuple(point.modifications.all()),
        )
        for number, point in enumerate(summary_points(release()))
    ]
    set_summary(by=SYSTEM, release=release(), points=points, on=ON, token=AS_STORED, reason="As agreed")


def criterion():
    rows = [
        (row.category, row.text, row.owner, row.reviewer)
        for row in Criterion.objects.filter(release__slug=SLUG).select_related("owner", "reviewer")
    ]
    rows.append(("security", "One more.", *rows[-1][2:], "Asked for."))
    set_criteria(by=SYSTEM, release=release(), criteria=rows, on=ON, token=AS_STORED, reason="As agreed")


def solutions():
    set_solutions(
        by=SYSTEM,
        modification=item().modification,
        solutions=[("proposed", "A way.")],
        token=AS_STORED,
        reason="As agreed",
    )


FACTS = {
    "title": (
        lambda: change_modification(
            by=SYSTEM,
            modification=item().modification,
            fields={"title": "Another"},
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"scope/approved/0/title"},
    ),
    "web address": (
        lambda: change_modification(
            by=SYSTEM,
            modification=item().modification,
            fields={"web_address": "https://x.example/"},
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"scope/approved/0/url"},
    ),
    "description": (describe, {"scope/approved/0/summary"}),
    "cut-off": (
        cut_off,
        {f"scope/approved/0/cut_off/{name}" for name in ("label", "precision", "date")},
    ),
    "solutions of what is approved": (solutions, set()),
    "additions": (
        lambda: change_release(
            by=SYSTEM,
            release=release(),
            fields={"additions": ["None."]},
            token=AS_STORED,
            reason="As agreed",
            on=ON,
        ),
        {"scope/additions/0"},
    ),
    "Change Request": (
        lambda: set_change_requests(
            by=SYSTEM,
            release=release(),
            rows=[
                (add_change_request(by=SYSTEM, reference="CR1", title="One", reason="As agreed"), "helps.")
            ],
            token=AS_STORED,
            reason="As agreed",
        ),
        {
            "scope/change_requests",
            "scope/change_requests_state",  # a list with its first one is no longer to come
            *(f"scope/change_requests/0/{name}" for name in ("ref", "title", "summary")),
        },
    ),
    "tick of a participant": (
        lambda: set_impacts(
            by=SYSTEM,
            part=item().part,
            participants=["suppliers", "gas_networks", "dcc"],
            documents=["Appendix E", "Appendix AD"],
            reason="As agreed",
        ),
        {"impacts/participants/MP901/1", "impacts/participants/MP901/2"},
    ),
    "summary point": (summary, {"impacts/party_summaries/0/points/0/text"}),
    "other code": (
        lambda: change_release(
            by=SYSTEM,
            release=release(),
            fields={"other_codes": "items", "other_code_names": ["Retail Energy Code"]},
            token=AS_STORED,
            reason="As agreed",
            on=ON,
        ),
        {"impacts/other_codes", "impacts/other_codes/0", "impacts/other_codes_state"},
    ),
    "re-planned date": (
        lambda: change_timeline_row(
            by=SYSTEM,
            row=row("sit-commences"),
            token=AS_STORED,
            planned=PartialDate(2020, month=9),
            reason="As agreed",
            on=ON,
        ),
        {
            *(f"timeline/6/when/{name}" for name in ("label", "precision", "date")),
            *(f"timeline/6/planned/{name}" for name in ("label", "precision", "date")),
        },
    ),
    "actual date": (
        lambda: note_actual(
            by=SYSTEM, row=row("dcc-submits-the-draft-tad"), actual=DAY, reason="As agreed", on=ON
        ),
        {"timeline/1/actual/label", "timeline/1/actual/date"},
    ),
    "note of a section": (
        lambda: set_notes(
            by=SYSTEM,
            release=release(),
            key=Section.Key.TIMELINE,
            notes=["A note."],
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"timeline_notes/0"},
    ),
    "test strategy": (
        lambda: set_test_strategy(
            by=SYSTEM,
            release=release(),
            dcc_approach=["In one cycle."],
            user_approach=None,
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"testing/dcc_approach/0", "testing/user_approach/0"},
    ),
    "annex": (
        lambda: set_annexes(
            by=SYSTEM,
            release=release(),
            annexes=[("Annex A", "The plan")],
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"annexes/0/title"},
    ),
    "cost": (
        lambda: set_cells(
            by=SYSTEM,
            release=release(),
            cells=[
                CostCellFacts(
                    "sit", Basis.FIRM, Decimal(1), item=item(), source="Impact Assessment of October 2019"
                )
            ],
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"costs/dcc_lines/0/sit/amount", "costs/dcc_total/amount"},
    ),
    "SECAS days": (
        lambda: set_secas_effort(
            by=SYSTEM,
            release=release(),
            kind="implementation",
            days=Decimal(4),
            on=ON,
            token=AS_STORED,
            reason="As agreed",
        ),
        {"costs/secas_implementation/days", "costs/secas_implementation/amount"},
    ),
    "criterion": (
        criterion,
        {
            "acceptance/security/1",
            *(f"acceptance/criteria/16/{name}" for name in ("key", "owner", "reviewer")),
        },
    ),
}


@pytest.mark.parametrize("fact", FACTS)
def test_one_fact_changes_exactly_its_place(examples, fact):
    change, expected = FACTS[fact]
    set_glossary(
        by=SYSTEM, release=release(), terms={"SEC": "Smart Energy Code"}, token=AS_STORED, reason="As agreed"
    )  # made from texts else
    before = dict(places(composed(release())))
    change()
    after = dict(places(composed(release())))
    differing = {
        path for path in before.keys() | after.keys() if before.get(path, ...) != after.get(path, ...)
    }
    assert differing == expected
