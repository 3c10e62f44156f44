"""Slips of the timetable: DOMAIN.md 9, 11 to 15, phases, and dates as printed against dates as data."""

from datetime import date, timedelta

from secrel.core.dates.working_days import published
from tests.governance.documents.slips.draft import (
    CALENDAR,
    MONTHS,
    Draft,
    NotHere,
    day_of,
    label_of,
    long_date,
    when_on,
)
from tests.governance.documents.slips.registry import Places, slip

BODIES = ("Panel", "TAG", "Operations Group", "SSC", "Change Board")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
IN_ORDER = (
    (("DCC submits", "draft TAD"), ("TAG reviews", "draft TAD")),
    (("TAG reviews", "draft TAD"), ("DCC submits", "updated TAD")),
    (("DCC submits", "updated TAD"), ("TAG reviews", "updated TAD")),
    (("TAG reviews", "updated TAD"), ("Panel reviews", "TAD")),
    (("SIT commences",), ("UIT commences",)),
    (("SIT commences",), ("DCC submits", "SIT Completion Report")),
    (("DCC submits", "SIT Completion Report"), ("TAG reviews", "SIT Completion Report")),
    (("TAG reviews", "SIT Completion Report"), ("Panel approves", "SIT Completion Report")),
    (("UIT commences",), ("UIT window closes",)),
    (("UIT window closes",), ("DCC submits", "UIT Completion Report")),
    (("DCC submits", "UIT Completion Report"), ("TAG reviews", "UIT Completion Report")),
    (("TAG reviews", "UIT Completion Report"), ("Panel approves", "UIT Completion Report")),
    (("TAG reviews", "testing acceptance"), ("Panel go/no-go",)),
    (("Operations Group reviews",), ("Panel go/no-go",)),
    (("SSC reviews",), ("Panel go/no-go",)),
    (("SIT commences",), ("UIT window closes",)),
    (("Panel approves", "SIT Completion Report"), ("Panel go/no-go",)),
)
"""Steps of which the first is always earlier: each phase, then its report, the TAG, the Panel, go/no-go."""


def _go_live_place(draft: Draft) -> int:
    return draft.place_of("go-live")


def _a_date_off(draft: Draft, day: date) -> date:
    """Another day, as slips of the pen make it: another day, month or year, or two of their digits swapped."""
    kind = draft.draw.randrange(5)
    if kind == 0:
        return day + timedelta(days=draft.draw.choice((-10, -7, -2, -1, 1, 2, 7, 10)))
    if kind == 1:
        return day.replace(year=day.year + draft.draw.choice((-10, -1, 1, 10)), day=min(day.day, 28))
    if kind == 2:
        return day.replace(month=day.month % 12 + 1, day=min(day.day, 28))
    if kind == 3 and day.day <= 12 and day.day != day.month:
        return day.replace(day=day.month, month=day.day)
    swapped = int(f"{day.day:02d}"[::-1])
    return day.replace(day=swapped) if 1 <= swapped <= 28 and swapped != day.day else day + timedelta(days=14)


@slip("9.11", "timetable-out-of-order")
def rows_in_other_order(draft: Draft) -> Places:
    """Two dated rows have changed places."""
    first, second = sorted(draft.draw.sample(draft.dated[:-1], 2)) if len(draft.dated) > 2 else (0, 0)
    if draft.day_at(first) == draft.day_at(second) or first == second:
        raise NotHere
    rows = draft.rows
    rows[first], rows[second] = rows[second], rows[first]
    return (*draft.named_at(first), *draft.named_at(second), *draft.named_at(min(first + 1, len(rows) - 1)))


@slip("9.11", "timetable-out-of-order")
def date_before_the_row_above(draft: Draft) -> Places:
    """A row's date is earlier than that of the row above it."""
    place = draft.pick(draft.dated[1:-1])
    before, _ = draft.between(place)
    day = CALENDAR.before(before, draft.draw.randint(1, 30))
    draft.move(place, day)
    return draft.named_at(place)


@slip("9.11", "timetable-out-of-order", "date-out-of-sequence")
def year_out_of_sequence(draft: Draft) -> Places:
    """A row of the timetable has a wrong year."""
    place = draft.pick(draft.dated[1:-1])
    day = draft.day_at(place)
    draft.move(place, day.replace(year=day.year + draft.draw.choice((-10, -1, -2, -9)), day=min(day.day, 28)))
    return draft.named_at(place)


@slip("9.11", "meeting-not-working-day")
def meeting_on_a_weekend(draft: Draft) -> Places:
    """A body meets on a Saturday or a Sunday."""
    meetings = [place for place in draft.dated if draft.rows[place]["event"].startswith(BODIES)]
    place = draft.pick(meetings)
    day = draft.day_at(place)
    weekend = [day + timedelta(days=n) for n in (-7, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 7)]
    draft.move(place, draft.pick([one for one in weekend if one.weekday() > 4]))
    return draft.named_at(place)


@slip("9.11", "meeting-not-working-day")
def meeting_on_a_bank_holiday(draft: Draft) -> Places:
    """A body meets on a bank holiday."""
    place = draft.pick([place for place in draft.dated if draft.rows[place]["event"].startswith(BODIES)])
    year = draft.day_at(place).year
    holidays = [day for day in published("england_and_wales", year) if day.weekday() < 5]
    draft.move(place, draft.pick(holidays))
    return draft.named_at(place)


@slip("9.13", "event-after-go-live")
def row_after_the_go_live(draft: Draft) -> Places:
    """A step is dated after the go-live."""
    place = draft.pick([place for place in draft.dated if "go-live" not in draft.rows[place]["event"]])
    event = draft.rows[place]["event"]
    draft.move(place, CALENDAR.after(draft.go_live, draft.draw.randint(1, 40)))
    if draft.draw.random() < 0.5:
        draft.rows.append(draft.rows.pop(place))
    return event


@slip("9.13", "event-after-go-live")
def go_live_moved_before_steps(draft: Draft) -> Places:
    """The go-live was moved and the steps before it were not."""
    place = _go_live_place(draft)
    days = [draft.day_at(other) for other in draft.dated if other != place]
    if not days:
        raise NotHere
    day = draft.go_live
    while day >= max(days):
        day -= timedelta(days=draft.draw.randint(5, 60))
    if day <= days[0]:
        raise NotHere
    events = [
        draft.rows[other]["event"] for other in draft.dated if draft.day_at(other) > day and other != place
    ]
    draft.data["release"]["go_live"] = day.isoformat()
    draft.rows[place]["when"] = when_on(day)
    return tuple(events)


@slip("9.14", "baseline-lead-short")
def baseline_too_late(draft: Draft) -> Places:
    """A baseline is later than 12 or 6 months before the go-live; the history agrees."""
    places = [place for place in draft.dated if "baselines" in draft.rows[place]["event"]]
    place = draft.pick(places)
    number, shortest, most = ("1.0", 200, 340) if place == places[0] else ("2.0", 40, 170)
    row = next((row for row in draft.history if row["version"] == number), None)
    if row is None:
        raise NotHere
    day = draft.go_live - timedelta(days=draft.draw.randint(shortest, most))
    while not CALENDAR.is_working_day(day):
        day += timedelta(days=1)
    if day == draft.day_at(place):
        raise NotHere
    draft.move(place, day)
    row["date"] = day.isoformat()
    return (*draft.named_at(place), row["version"])


@slip("9.15", "baseline-date-disagrees")
def baseline_dated_twice(draft: Draft) -> Places:
    """Timetable and history give a baseline different days."""
    places = [place for place in draft.dated if "baselines" in draft.rows[place]["event"]]
    place = draft.pick(places)
    number = "1.0" if place == places[0] else "2.0"
    row = next((row for row in draft.history if row["version"] == number), None)
    if row is None:
        raise NotHere
    day = draft.day_at(place) + timedelta(days=draft.draw.choice((-30, -14, -7, -3, -1, 2, 5, 10, 14, 30)))
    if draft.draw.random() < 0.5 or not CALENDAR.is_working_day(day):
        row["date"] = day.isoformat()
    else:
        draft.move(place, day)
    return (*draft.named_at(place), number)


@slip("dates", "date-label-disagrees", edition=2)
def label_of_another_day(draft: Draft) -> Places:
    """The printed date of a row is another than its data."""
    place = draft.pick(draft.dated)
    row = draft.rows[place]
    when = draft.pick([row[name] for name in ("when", "actual") if name in row])
    wrong = _a_date_off(draft, day_of(when) or draft.go_live)
    if draft.draw.random() < 0.5:
        when["label"] = label_of(wrong)
    else:
        when["date"] = wrong.isoformat()
    return (*draft.named_at(place), when["label"])


@slip("dates", "date-label-disagrees", edition=2)
def label_of_another_cut_off(draft: Draft) -> Places:
    """The printed cut-off date is another than its data."""
    entry = draft.pick([entry for entry in draft.entries if "cut_off" in entry])
    day = day_of(entry["cut_off"])
    if day is None:
        raise NotHere
    entry["cut_off"]["label"] = label_of(_a_date_off(draft, day))
    return entry["ref"], entry["cut_off"]["label"]


@slip("dates", "date-label-disagrees", edition=2)
def label_of_another_precision(draft: Draft) -> Places:
    """The printed date names a part of a month, a quarter or a month that its data does not lie in."""
    place = draft.pick(draft.dated)
    day = draft.day_at(place)
    other = (day.replace(day=1) - timedelta(days=draft.draw.choice((1, 40, 70)))).replace(day=1)
    year, quarter = other.year % 100, (other.month - 1) // 3 + 1
    part = draft.pick(("Early ", "Mid ", "Late ", ""))
    label = draft.pick((f"{part}{MONTHS[other.month - 1]} {year:02d}", f"Q{quarter} {other.year - 1}"))
    draft.rows[place]["when"]["label"] = label
    return (*draft.named_at(place), label)


@slip("dates", "weekday-against-date", edition=2)
def weekday_of_another_date(draft: Draft) -> Places:
    """A text names a day of the week that its date is not."""
    place = draft.pick(draft.dated)
    day = draft.day_at(place)
    wrong = draft.pick([name for name in WEEKDAYS if name != f"{day:%A}"])
    text = draft.pick(
        (f"{wrong} {long_date(day)}", f"{wrong}, {long_date(day)}", f"{wrong[:3]} {label_of(day)}")
    )
    form = draft.pick(("It is planned for {}.", "The meeting is on {}.", "Papers follow a week before {}."))
    if draft.draw.random() < 0.25:
        draft.rows[place]["when"]["label"] = f"{wrong[:3]} {label_of(day)}"
        return (*draft.named_at(place), wrong[:3])
    if draft.draw.random() < 0.5:
        notes = draft.rows[place]["notes"]
        draft.rows[place]["notes"] = f"{notes} {form.format(text)}".strip()
    else:
        draft.add_sentence(form.format(text))
    return text, wrong


@slip("dates", "go-live-disagrees", "event-after-go-live", edition=2)
def cover_against_timetable(draft: Draft) -> Places:
    """The cover gives another go-live than the timetable."""
    row = draft.rows[_go_live_place(draft)]
    day = draft.go_live + timedelta(days=draft.draw.choice((-7, -1, 1, 3, 7, 14, 28, 365)))
    if draft.draw.random() < 0.5:
        draft.data["release"]["go_live"] = day.isoformat()
    else:
        row["when"] = when_on(day)
    return "go-live", "go_live", row["event"]


@slip("dates", "go-live-against-name", edition=2)
def go_live_in_another_month_than_the_name(draft: Draft) -> Places:
    """The release's name says another month or year than its go-live, and no change of date is recorded."""
    release, day = draft.data["release"], draft.go_live
    names = [f"{long_date(day.replace(month=month, day=1)).split()[1]} {day.year}" for month in range(1, 13)]
    others = [name for month, name in enumerate(names, start=1) if month != day.month]
    said = draft.pick([*others, f"{day:%B} {day.year - 1}", f"{day:%B} {day.year + 1}"])
    release["name"] = release["name"].replace(f"{day:%B} {day.year}", said)
    return release["name"], "go-live", "go_live"


@slip("11", "go-live-disagrees", "go-live-against-history", words=True, edition=2)
def go_live_moved_in_the_history_only(draft: Draft) -> Places:
    """The history says that the go-live moved, and cover and timetable keep another day."""
    day = draft.go_live + timedelta(days=draft.draw.choice((3, 7, 14, 24, 28, 31)))
    form = draft.pick(
        (
            "The Panel moved the go-live from {} to {}.",
            "Go-live changed from {} to {}, as the Panel decided.",
            "Updated following the change of the go-live date from {} to {}.",
        )
    )
    row = draft.new_version(form.format(long_date(draft.go_live), long_date(day)))
    return long_date(day), day.isoformat(), row["version"], "go-live", "go_live"


@slip("dates", "cut-off-after-go-live", edition=2)
def cut_off_after_the_go_live(draft: Draft) -> Places:
    """A targeted modification's cut-off date is later than the go-live."""
    entry = draft.pick(draft.data["scope"]["targeted"])
    entry["cut_off"] = when_on(CALENDAR.after(draft.go_live, draft.draw.randint(1, 60)))
    return entry["ref"]


@slip("dates", "took-place-in-future", edition=2)
def took_place_after_the_version(draft: Draft) -> Places:
    """A row took place, it says, on a day after the version's date."""
    head = draft.data["document"]["date"]
    if head is None:
        raise NotHere
    place = draft.pick([place for place in draft.dated if draft.rows[place]["when"]["date"] > head])
    draft.rows[place]["actual"] = dict(draft.rows[place]["when"])
    return draft.named_at(place)


@slip("phases", "phases-out-of-order", edition=2)
def steps_swapped(draft: Draft) -> Places:
    """Two steps of one chain have changed places, while the dates stand in order."""
    pairs = []
    for earlier, later in IN_ORDER:
        try:
            first, second = draft.place_of(*earlier), draft.place_of(*later)
            if draft.day_at(first) < draft.day_at(second):
                pairs.append((first, second))
        except NotHere:
            continue
    first, second = draft.pick(pairs)
    rows = draft.rows
    places = (*draft.named_at(first), *draft.named_at(second))
    for name in ("event", "notes"):
        rows[first][name], rows[second][name] = rows[second][name], rows[first][name]
    one, other = rows[first].pop("rule", None), rows[second].pop("rule", None)
    if one or other:
        raise NotHere
    return places


@slip("phases", "phase-length", edition=2)
def phase_of_impossible_length(draft: Draft) -> Places:
    """SIT or UIT lasts from no day to three days."""
    start, words = draft.pick(
        [
            ("SIT commences", ("DCC submits", "SIT Completion Report")),
            ("UIT commences", ("UIT window closes",)),
        ]
    )
    first, last = draft.place_of(start), draft.place_of(*words)
    end = draft.day_at(last)
    day = draft.pick((end, CALENDAR.before(end, 1), CALENDAR.before(end, 2), end - timedelta(days=3)))
    row = draft.rows.pop(first)
    if row["event"] != start:
        raise NotHere
    row["when"] = when_on(day)
    row.pop("actual", None)
    for other in draft.rows:
        other.pop("rule", None)
    place = next(place for place in draft.dated if draft.day_at(place) >= day)
    draft.rows.insert(place, row)
    return start, "SIT" if start[0] == "S" else "UIT"


@slip("dates", "timetable-out-of-order", "date-out-of-sequence")
def fuzzy_date_before_the_row_above(draft: Draft) -> Places:
    """A row is dated with a part of a month, a month or a quarter that ends before the row above it."""
    place = draft.pick(draft.dated[2:-1])
    before, _ = draft.between(place)
    month = (before.replace(day=1) - timedelta(days=draft.draw.randint(1, 80))).replace(day=1)
    name, year = MONTHS[month.month - 1], month.year % 100
    part = draft.pick(("early", "mid", "late"))
    ends = f"{month:%Y-%m}"
    draft.rows[place]["when"] = draft.pick(
        [
            {"label": f"{name} {year:02d}", "precision": "month", "date": ends},
            {"label": f"{part.capitalize()} {name} {year:02d}", "precision": f"{part}_month", "date": ends},
        ]
    )
    draft.rows[place].pop("actual", None)
    return draft.named_at(place)
