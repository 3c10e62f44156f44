"""Rules of a timetable: read as people write them, computed on, pinned where a date is set by hand."""

from datetime import date

import pytest

from releases.models.releases import Section
from releases.models.timeline import TimelineRow
from releases.operations.releases import change_release
from releases.operations.timeline import PlannedRow, change_timeline_row, set_timeline
from releases.timing import Dated, Rule, computed, consequences, effects_said, impossible, names_of, read_rule
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from tests.support.factories import ReleaseFactory

ON = date(2021, 1, 4)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def ruled(event: str, days: int, of: str) -> PlannedRow:
    return PlannedRow(event, rule_days=days, rule_of=of, follows_rule=True)


@pytest.fixture
def release(db):
    return ReleaseFactory(go_live_on=date(2021, 9, 24), slug="autumn", name="Autumn")


def dates(release) -> dict[str, str]:
    return {row.event: str(row.date) for row in TimelineRow.objects.filter(release=release)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10 WD before UIT commences", Rule(-10, "UIT commences")),
        ("By five Working Days before UIT completion", Rule(-5, "UIT completion")),
        ("1 working day after go-live", Rule(1, "go-live")),
        ("24 Jun 21", None),
    ],
)
def test_rules_are_read_as_people_write_them(text, meant):
    assert read_rule(text) == meant


def test_a_rule_out_of_range_is_refused():
    with pytest.raises(ValueError, match="401 Working Days is out of range"):
        read_rule("401 WD before go-live")


def test_a_rule_names_a_row_by_its_event_or_the_beginning_of_it():
    rows = [PlannedRow("SIT commences"), PlannedRow("UIT commences"), PlannedRow("Live", is_go_live=True)]
    assert [names_of(rows).find(name) for name in ("uit commences", "UIT", "go-live", "commences")] == [
        1,
        1,
        2,
        None,
    ]


def test_rules_compute_from_rows_and_from_the_go_live(release, analyst):
    rows = [
        ruled("Plans", -10, "UIT commences"),
        PlannedRow("UIT commences", planned=day("2021-08-16")),
        ruled("Last approvals", -5, "go-live"),
        ruled("Reminder", -1, "Last approvals"),
        PlannedRow("Live", is_go_live=True),
    ]
    set_timeline(by=analyst, release=release, rows=rows, on=ON, token=AS_STORED)
    assert dates(release) == {
        "Plans": "2021-08-02",
        "UIT commences": "2021-08-16",
        "Last approvals": "2021-09-17",
        "Reminder": "2021-09-16",
        "Live": "2021-09-24",
    }


def test_a_moved_anchor_moves_what_follows_and_leaves_what_is_pinned(release, analyst):
    rows = [
        ruled("Plans", -10, "UIT commences"),
        PlannedRow("Results", planned=day("2021-08-20"), rule_days=5, rule_of="UIT commences"),
        PlannedRow("UIT commences", planned=day("2021-08-16")),
    ]
    set_timeline(by=analyst, release=release, rows=rows, on=ON, token=AS_STORED)
    uit = TimelineRow.objects.get(release=release, event="UIT commences")
    change_timeline_row(by=analyst, row=uit, token=AS_STORED, planned=day("2021-08-17"), on=ON)
    assert dates(release) == {"Plans": "2021-08-03", "Results": "2021-08-20", "UIT commences": "2021-08-17"}


def test_a_date_by_hand_pins_a_row(release, analyst):
    set_timeline(
        by=analyst,
        release=release,
        rows=[ruled("Plans", -5, "go-live"), PlannedRow("Live", is_go_live=True)],
        on=ON,
        token=AS_STORED,
    )
    row = TimelineRow.objects.get(release=release, event="Plans")
    change_timeline_row(by=analyst, row=row, token=AS_STORED, planned=day("2021-09-01"), on=ON)
    change_release(
        by=analyst, release=release, fields={"go_live_on": date(2021, 10, 1)}, token=AS_STORED, on=ON
    )
    assert dates(release) == {"Plans": "2021-09-01", "Live": "2021-10-01"}


def test_another_go_live_moves_what_follows_it(release, analyst):
    set_timeline(
        by=analyst,
        release=release,
        rows=[ruled("Plans", -5, "go-live"), PlannedRow("Live", is_go_live=True)],
        on=ON,
        token=AS_STORED,
    )
    change_release(
        by=analyst, release=release, fields={"go_live_on": date(2021, 10, 1)}, token=AS_STORED, on=ON
    )
    assert dates(release) == {"Plans": "2021-09-24", "Live": "2021-10-01"}


def test_a_rule_waits_for_a_single_day(release, analyst):
    rows = [ruled("Plans", -10, "UIT commences"), PlannedRow("UIT commences", planned=day("2021-08 late"))]
    set_timeline(by=analyst, release=release, rows=rows, on=ON, token=AS_STORED)
    assert dates(release)["Plans"] == ""


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([ruled("Plans", -10, "Nothing")], "There is not exactly one row of the timetable called “Nothing”"),
        ([ruled("A", -1, "B"), ruled("B", -1, "A")], "go round in a circle"),
    ],
)
def test_impossible_rules_are_refused_and_nothing_is_saved(release, analyst, rows, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        set_timeline(by=analyst, release=release, rows=rows, on=ON, token=AS_STORED)
    assert dates(release) == {}
    assert Section.objects.get(release=release, key="timeline").token == 1


def test_another_go_live_shows_each_row_that_moves_or_breaks():
    rows = [
        PlannedRow("Decision", planned=day("2020-06-12")),
        PlannedRow("Baseline", planned=day("2020-01-17")),
        ruled("Plans", -5, "go-live"),
        PlannedRow("Live", is_go_live=True),
    ]
    for row in rows:
        object.__setattr__(row, "date", day("2020-06-18") if row.event == "Plans" else row.planned)
    found = consequences(rows, date(2020, 5, 6), WorkingDays())
    assert [(row.row.event, str(row.then), row.breaks) for row in found] == [
        ("Decision", "2020-06-12", True),
        ("Plans", "2020-04-29", False),
    ]
    again = "Nothing is saved yet. Read the list below, then choose “Save” again."
    assert effects_said(found, "Save") == (
        "1 step of the timetable would come after the new go-live and needs a new date. 1 step moves with the go-live. "
        f"{again}"
    )
    assert effects_said(found[:1] * 2, "Save") == (
        f"2 steps of the timetable would come after the new go-live and need a new date. {again}"
    )
    assert effects_said(found[1:] * 2, "Save") == f"2 steps move with the go-live. {again}"


def test_a_long_chain_of_rules_is_computed():
    first = Dated("Row 0.", False, PartialDate.parse("2021-06-01"), False, None, "")
    chain = [Dated(f"Row {n}.", False, PartialDate(), True, 0, f"Row {n - 1}.") for n in range(1, 1_500)]
    rows = [*chain[::-1], first]
    assert impossible(rows) is None
    assert {str(when) for when in computed(rows, WorkingDays()).values()} == {"2021-06-01"}


def test_a_rule_that_goes_round_in_a_circle_is_named_and_gives_no_date():
    rows = [
        Dated(f"Row {n}", False, PartialDate(), True, 1, f"row {of}") for n, of in enumerate((1, 2, 1, 0))
    ]
    assert impossible(rows) == (0, "The rules go round in a circle: “Row 1” depends on itself.")
    assert computed(rows, WorkingDays()) == dict.fromkeys(range(4), PartialDate())
