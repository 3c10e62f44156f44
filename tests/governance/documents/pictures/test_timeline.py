"""Dates to coordinates: the timeline of releases, the timetable of one, scales and periods. Without a browser."""

from datetime import date
from itertools import pairwise

import pytest

from governance.documents.engine.printing.text_width import BOLD, REGULAR, width_of
from governance.documents.pictures.drawing import NARROW, WIDE, wrapped
from governance.documents.pictures.periods import Period
from governance.documents.pictures.printed import PRINTED, ROWS, timetable_figures
from governance.documents.pictures.scale import HEAD, DateScale
from governance.documents.pictures.timeline import (
    GoLive,
    Holiday,
    Lane,
    timeline_picture,
    timeline_rows,
    whole,
    window_between,
    windows_of,
)
from governance.documents.pictures.timetable import dated, timetable_drawing, timetable_picture
from governance.documents.rid.types.rid import Step
from secrel.core.dates.partial_dates import PartialDate

TODAY = date(2021, 10, 15)
YEAR = (date(2021, 1, 1), date(2021, 12, 31))


def on(text: str) -> PartialDate:
    return PartialDate.parse(text)


LANES = [
    Lane("November 2021", "/n/", windows_of([("UIT begins", on("2021-07-01")), ("UIT ends", on("2021-09"))])),
    Lane("June 2021", "/j/", go_live=GoLive.of(on("2021-06-24"), is_done=True)),
    Lane("ECoS", windows=window_between(on("2021-02"), on("2021-Q2")), is_programme=True),
    Lane("June 2023", "/l/", go_live=GoLive.of(on("2023-06-29"))),
]


def test_timetable_names_its_stages_of_testing_whatever_its_words():
    rows = [
        ("SIT commences", on("2021-03-01")),
        ("DCC submits the SIT Completion Report", on("2021-05-10")),
        ("UIT window opens", on("2021-06-01")),
        ("UIT window closes", on("2021-04-01")),
        ("Panel approves the UIT Completion Report", on("2021-07-01")),
        ("PIT begins", PartialDate()),
    ]
    found = windows_of(rows)
    assert [(one.words, one.begins, one.ends, one.label) for one in found] == [
        ("SIT", date(2021, 3, 1), date(2021, 5, 10), "1 Mar 2021 to 10 May 2021")
    ]
    assert window_between(on("2021-02"), PartialDate()) == ()


def test_timeline_shows_what_is_in_the_period_with_programmes_last():
    holidays = [Holiday(date(2021, 12, 27), "Christmas Day (observed)")]
    picture = timeline_picture(LANES, holidays, *YEAR, TODAY, "2021")
    for drawing in (picture.wide, picture.narrow):
        texts = [mark.text for mark in drawing.marks if mark.kind == "text"]
        order = ["Today", "June 2021", "24 Jun 2021", "November 2021", "Related programmes", "ECoS"]
        assert [text for text in texts if text in order] == order
        assert [mark.style for mark in drawing.marks if mark.kind == "rect"] == ["uit", "win"]
        assert [mark.style for mark in drawing.marks if mark.kind == "path"] == ["dia"]
        assert all(0 <= mark.x <= drawing.width for mark in drawing.marks if hasattr(mark, "x"))
    assert [entry.words for entry in picture.key] == [
        *("UIT", "Testing of a programme", "Gone live", "Go-live planned", "Bank holiday"),
    ]
    assert [(row.label, row.what, row.name) for row in timeline_rows(LANES, holidays, *YEAR)] == [
        ("Feb 21 to Q2 2021", "Testing", "ECoS"),
        ("24 Jun 2021", "Went live", "June 2021"),
        ("1 Jul 2021 to Sep 21", "UIT", "November 2021"),
        ("27 Dec 2021", "Christmas Day (observed)", "Bank holiday"),
    ]
    assert timeline_picture(LANES, [], date(2019, 1, 1), date(2019, 12, 31), TODAY, "2019") is None
    assert whole(LANES, TODAY) == (date(2021, 1, 1), date(2023, 12, 31))


def test_scale_is_true_and_names_no_more_ticks_than_fit():
    scale = DateScale.over(*YEAR, WIDE)
    assert [scale.x(day) for day in (YEAR[0], date(2021, 7, 2), YEAR[1])] == [250, 520, 790]
    assert scale.x(date(1999, 1, 1)) == 250
    assert [(month, year) for _, month, year in scale.ticks()][:2] == [("Jan", "2021"), ("Feb", "")]
    narrow = [month for _, month, _ in DateScale.over(*YEAR, NARROW).ticks()]
    assert [month for month in narrow if month] == ["Jan", "Apr", "Jul", "Oct"]
    years = DateScale.over(date(2010, 1, 1), date(2039, 12, 31), NARROW)
    assert {month for _, month, _ in years.ticks()} == {""}
    assert len([year for _, _, year in years.ticks() if year]) <= 9


@pytest.mark.parametrize(
    ("text", "first", "last", "label", "around"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021", ("2020", "2022")),
        ("2021-h2", date(2021, 7, 1), date(2021, 12, 31), "July to December 2021", ("2021-h1", "2022-h1")),
        ("2021-q1", date(2021, 1, 1), date(2021, 3, 31), "January to March 2021", ("2020-q4", "2021-q2")),
    ],
)
def test_period_has_its_days_and_its_neighbours(text, first, last, label, around):
    period = Period.read(text)
    assert (period.key, period.first, period.last, period.label) == (text, first, last, label)
    assert (period.previous.key, period.next.key) == around


def test_zooming_in_keeps_today_in_sight():
    assert Period.read("2021").at("q", TODAY).key == "2021-q4"
    assert Period.read("2019").at("h", TODAY).key == "2019-h1"
    assert [Period.read(text) for text in ("", "zebra", "2021-h3", "2021-q5", "0000", "2021-q٣")] == [
        None
    ] * 6


def step(event: str, label: str, precision: str, day: str | None, **more) -> Step:
    when = {"label": label, "precision": precision, "date": day}
    return Step.of_data({"key": event.lower(), "notes": "", "event": event, "when": when, **more})


def test_timetable_is_drawn_in_its_order_with_the_first_plan_beneath():
    planned = {"label": "01 Feb 20", "precision": "day", "date": "2020-02-01"}
    rows = [
        step("Baseline", "17 Jan 20", "day", "2020-01-17", planned=planned),
        step("To come", "", "unknown", None),
        step("SIT", "Mar 20", "month", "2020-03"),
        step("A very long event whose words do not fit before its bar", "12 Jun 20", "day", "2020-06-12"),
    ]
    drawing = timetable_picture(rows, date(2020, 3, 10)).wide
    bars = [mark for mark in drawing.marks if mark.kind == "rect"]
    assert [bar.style for bar in bars] == ["done", "now", "plan"]
    assert bars[0].x < bars[1].x < bars[2].x
    assert bars[1].w > bars[0].w == 6
    assert [mark.style for mark in drawing.marks if mark.kind == "path"] == ["base"]
    labels = [mark.text for mark in drawing.marks if mark.kind == "text" and mark.style == "lab"]
    assert labels == ["Baseline", "SIT", "A very long event whose words do not fit", "before its bar"]
    assert timetable_picture(rows[:2], TODAY) is None


def test_printed_timetable_fits_on_pages_and_depends_on_no_day():
    took_place = {"label": "", "precision": "day", "date": "2021-02-01"}
    rows = [
        step(f"<{n}> & more", "", "day", f"2021-{n % 12 + 1:02d}-15", actual=took_place) for n in range(31)
    ]
    first, second = timetable_figures((*rows, step("Later", "", "unknown", None)))
    assert (len(first.steps), len(second.steps)) == (30, 1)
    assert (
        first.title
        == "The dated steps of the timetable, drawn to scale, part 1 of 2. The table has each date."
    )
    assert "&lt;0&gt; &amp; more" in first.svg
    assert "Today" not in first.svg
    assert "Took place" not in first.svg  # all did
    [mixed] = timetable_figures((rows[0], step("Next", "", "month", "2021-09")))
    assert ("Took place" in mixed.svg, "Planned" in mixed.svg, "First planned" in mixed.svg) == (
        True,
        True,
        False,
    )
    assert [word for word in ("anchor", "opacity", "style") if word in mixed.svg] == []
    assert list(timetable_figures(tuple(rows[:1]))) == list(timetable_figures(tuple(rows * 5))) == []


def test_no_printed_label_is_cut_or_touches_another_and_earlier_editions_stay():
    long = "System-impacting modifications: the DCC publishes its draft Technical Architecture Document for review"
    rows = tuple(
        step(f"{n}: {long}", "Early to mid November 2021", "month", f"{2019 + n // 6}-{n % 6 * 2 + 1:02d}")
        for n in range(12)
    )
    [cut] = timetable_figures(rows, is_cut=True)
    assert cut.svg.count("…") == 12
    pieces = list(timetable_figures(rows))
    assert sum(len(piece.steps) for piece in pieces) == 12
    for piece in pieces:
        assert "…" not in piece.svg
        drawing = timetable_drawing(list(dated(piece.steps)), PRINTED)
        assert drawing.height <= HEAD + ROWS * PRINTED.row + 8
        bars = [mark for mark in drawing.marks if mark.kind == "rect"]
        texts = [mark for mark in drawing.marks if mark.kind == "text"]
        labels = [mark for mark in texts if mark.style == "lab"]
        assert all(mark.x + width_of(mark.text) * 12 * BOLD < PRINTED.gutter for mark in labels)
        assert " ".join(mark.text for mark in labels) == " ".join(row.event for row in piece.steps)
        dates = [mark for mark in texts if mark.style == "span"]
        for bar, said in zip(bars, dates, strict=True):
            assert bar.x + bar.w < said.x
            assert said.x + width_of(said.text) * 11 * REGULAR < PRINTED.width
        years = [mark.x for mark in texts if mark.style == "yr"]
        assert all(later - earlier >= 36 for earlier, later in pairwise(years))
        for line in (mark for mark in drawing.marks if mark.style == "grid"):
            crossed = [
                said for said in dates if said.x <= line.x <= said.x + width_of(said.text) * 11 * REGULAR
            ]
            assert all(said.y < line.y or said.y - 10 > line.y2 for said in crossed)
        ends = sorted(mark.y for mark in labels)
        assert all(later - earlier >= 14 for earlier, later in pairwise(ends))


def test_a_word_that_is_wider_than_its_room_is_broken():
    assert wrapped("aaa bb", 100, 10) == ["aaa bb"]
    assert "".join(wrapped("W" * 40, 100, 10)) == "W" * 40
    assert all(width_of(line) * 10 <= 100 for line in wrapped("W" * 40, 100, 10))
