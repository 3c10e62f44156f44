"""The timetable as a picture: coordinates out of dates, without a browser."""

from datetime import date

from governance.documents.rid.picture import GUTTER, picture
from governance.documents.rid.types.rid import Step


def row(event: str, label: str, precision: str, day: str | None, **more) -> Step:
    when = {"label": label, "precision": precision, "date": day}
    return Step.of_data({"key": event.lower(), "notes": "", "event": event, "when": when, **more})


def test_picture_places_steps_over_months_and_marks_today():
    rows = [
        row("Baseline", "17 Jan 20", "day", "2020-01-17"),
        row("To come", "", "unknown", None),
        row("SIT", "Mar 20", "month", "2020-03"),
        row("A very long event whose words do not fit before its bar", "12 Jun 20", "day", "2020-06-12"),
    ]
    drawn = picture(rows, date(2020, 3, 10))
    assert [(bar.when, bar.state) for bar in drawn.bars] == [
        ("17 Jan 20", "done"),
        ("Mar 20", "now"),
        ("12 Jun 20", "plan"),
    ]
    assert GUTTER < drawn.bars[0].x < drawn.bars[1].x < drawn.today_x < drawn.bars[2].x
    assert drawn.bars[1].w > drawn.bars[0].w == 6
    assert drawn.bars[2].label == "A very long event whose words do not fit…"
    assert [(tick.label, tick.year) for tick in drawn.ticks][:2] == [("Jan", "2020"), ("Feb", "")]


def test_picture_shows_where_a_step_was_first_planned_for():
    planned = {"label": "01 Feb 20", "precision": "day", "date": "2020-02-01"}
    rows = [
        row("A", "17 Mar 20", "day", "2020-03-17", planned=planned),
        row("B", "1 May 20", "day", "2020-05-01"),
    ]
    bars = picture(rows, date(2020, 1, 1)).bars
    assert bars[0].base_x < bars[0].x
    assert bars[1].base_x is None


def test_one_date_is_no_picture():
    assert picture([row("A", "17 Mar 20", "day", "2020-03-17")], date(2020, 1, 1)) is None
