"""How a release changed, from what its versions state: scope, costs, dates. And readiness as a grid."""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from governance.documents.pictures.costs import cost_picture, costs_by_version, secas_picture
from governance.documents.pictures.moves import moved_steps, moves_picture
from governance.documents.pictures.readiness import Tile, grid_of, grid_picture
from governance.documents.pictures.scope import (
    ScopeMove,
    entered_as,
    scope_by_day,
    scope_by_version,
    scope_picture,
)
from governance.documents.pictures.stated import Stated
from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.rid import Step
from governance.documents.rid.types.scope import Scope

NOTHING = Costs.of_data(
    {
        "dcc_total": {"status": "tbc", "amount": None},
        "dcc_lines": [],
        "secas_implementation": None,
        "secas_project_management": None,
    }
)


def scope(approved: str = "", targeted: str = "") -> Scope:
    listed = {
        status: [
            {"ref": ref, "title": "", "part": None, "summary": "", "options": []} for ref in words.split()
        ]
        for status, words in (("approved", approved), ("targeted", targeted))
    }
    return Scope.of_data(listed | {"change_requests": []})


def stated(label: str, **facts) -> Stated:
    given = {"scope": scope(), "costs": NOTHING, "timeline": (), "go_live": None} | facts
    return Stated(label=label, on=None, **given)


def step(event: str, day: str, **more) -> Step:
    when = {"label": "", "precision": "day", "date": day}
    return Step.of_data({"key": event.lower(), "notes": "", "event": event, "when": when, **more})


def test_scope_by_version_says_what_came_and_left_and_knows_a_converted_proposal():
    points = scope_by_version(
        [
            stated("RID 1.0", scope=scope("MP001", "DP002 MP003")),
            stated("RID 2.0", scope=scope("MP001 MP003", "MP002 MP004")),
            stated("RID 3.0", scope=scope("MP003", "MP004")),
        ]
    )
    assert [(one.approved, one.targeted, one.came, one.newly_approved, one.left) for one in points] == [
        (1, 2, (), (), ()),
        (2, 2, ("MP004",), ("MP003",), ()),
        (1, 1, (), (), ("MP001", "MP002")),
    ]
    assert [one.words for one in points] == ["", "1 in, 1 approved", "2 out"]
    picture = scope_picture(points, "scope", "Scope")
    longest, *_, shortest = sorted(
        (mark.w for mark in picture.wide.marks if mark.kind == "rect"), reverse=True
    )
    assert round(longest / shortest, 2) == 2
    assert [entry.words for entry in picture.key] == ["Approved", "Targeted"]
    assert scope_picture([], "scope", "Scope") is None


def test_scope_by_the_ledger_has_candidates_and_is_by_month_over_many_days():
    moves = [
        ScopeMove(date(2021, 3, 1), "MP001", "candidate"),
        ScopeMove(date(2021, 3, 1), "MP002", "targeted"),
        ScopeMove(date(2021, 4, 2), "MP001", "out"),
        ScopeMove(date(2021, 4, 9), "MP002", "approved"),
    ]
    assert [
        (one.label, one.candidates, one.targeted, one.approved, one.words) for one in scope_by_day(moves)
    ] == [
        ("1 Mar 2021", 1, 1, 0, "1 in"),
        ("2 Apr 2021", 0, 1, 0, "1 out"),
        ("9 Apr 2021", 0, 0, 1, "1 approved"),
    ]
    many = [
        ScopeMove(date(2021, month, day), f"MP{month}{day:02d}", "targeted")
        for month in (3, 4)
        for day in range(1, 16)
    ]
    assert [(one.label, one.targeted) for one in scope_by_day(many)] == [("Mar 2021", 15), ("Apr 2021", 30)]
    assert [
        entered_as("approved", "", "out"),
        entered_as("", "target", "out"),
        entered_as("", "", "approved"),
    ] == [
        *("approved", "candidate", "approved"),
    ]


def test_costs_over_versions_show_ranges_and_changes_and_nothing_for_an_unknown_total():
    firm = {"status": "quoted", "amount": "150000"}
    between = {"status": "estimate", "amount": "100000", "amount_to": "160000"}
    effort = {"days": 2, "amount": "1200"}
    totals = [NOTHING.dcc_total, *(type(NOTHING.dcc_total).of_data(cost) for cost in (between, firm))]
    spent = Costs.of_data(
        NOTHING.as_data() | {"secas_implementation": effort, "secas_project_management": effort}
    )
    points = costs_by_version(
        [
            stated(f"RID {place}.0", costs=replace(spent, dcc_total=total))
            for place, total in enumerate(totals)
        ]
    )
    assert [(one.amount, one.total, one.change) for one in points] == [
        (None, "TBC", ""),
        (Decimal(100000), "£100,000 to £160,000 (estimate)", ""),
        (Decimal(150000), "£150,000", "+£50,000"),
    ]
    assert points[0].secas == "£2,400 for 4 days"
    drawing = cost_picture(points).wide
    assert [mark.style for mark in drawing.marks if mark.kind == "rect"] == ["part", "maybe", "full"]
    assert "£150,000, +£50,000" in [mark.text for mark in drawing.marks if mark.kind == "text"]
    assert secas_picture(points) is not None
    assert (cost_picture(points[:1]), secas_picture(costs_by_version([stated("RID 1.0")]))) == (None, None)


def test_dates_that_moved_are_those_stated_otherwise_before_the_go_live_first():
    first = {"label": "01 Feb 21", "precision": "day", "date": "2021-02-01"}
    took_place = {"label": "", "precision": "day", "date": "2021-05-07"}
    versions = [
        stated(
            "RID 1.0",
            go_live=date(2021, 6, 24),
            timeline=[step("A", "2021-03-01", planned=first), step("B", "2021-05-01")],
        ),
        stated(
            "RID 2.0", go_live=date(2021, 6, 24), timeline=[step("A", "2021-03-01"), step("C", "2021-05-02")]
        ),
        stated(
            "Now",
            go_live=date(2021, 6, 10),
            timeline=[step("B", "2021-05-01", actual=took_place), step("C", "2021-05-02")],
        ),
    ]
    moved = moved_steps(versions)
    assert [(one.event, one.words, [station.by for station in one.stations]) for one in moved] == [
        ("Go-live of the release", "14 days earlier", ["RID 1.0", "Now"]),
        ("A", "28 days later", ["first planned", "RID 1.0"]),
        ("B", "6 days later", ["RID 1.0", "took place"]),
    ]
    drawing = moves_picture(moved, date(2021, 1, 1)).narrow
    assert [mark.style for mark in drawing.marks if mark.kind == "path"] == ["was", "dia"] * 3
    assert moves_picture(moved_steps(versions[1:2]), date(2021, 1, 1)) is None


def test_readiness_grid_counts_criteria_by_state_and_marks_overdue_ones():
    states = [("open", "Evidence awaited"), ("met", "Met"), ("not_met", "Not met")]
    tiles = [Tile("Testing", 1, "open", is_late=True), Tile("Testing", 2, "open"), Tile("Security", 1, "met")]
    grid = grid_of(tiles, states, always=frozenset({"open"}))
    assert [label for _, label in grid.states] == ["Evidence awaited", "Met"]
    assert [(name, [cell.words for cell in cells]) for name, cells in grid.rows] == [
        ("Testing", ["2: numbers 1 (overdue), 2", ""]),
        ("Security", ["", "1: number 1"]),
    ]
    assert grid.totals == (2, 1)
    for drawing in (grid_picture(grid).wide, grid_picture(grid).narrow):
        assert [mark.style for mark in drawing.marks if mark.kind == "rect"] == [
            *("tile tile-open", "tile tile-open", "tile tile-met"),
        ]
        assert [mark.style for mark in drawing.marks if mark.kind == "path"] == ["late-mark"]
    assert grid_of([], states, always=frozenset()) is None
