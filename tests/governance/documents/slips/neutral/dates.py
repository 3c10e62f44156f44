"""Changes of the timetable and of dates after which a document is as right as before."""

from datetime import timedelta

from tests.governance.documents.slips.draft import (
    CALENDAR,
    MONTHS,
    Draft,
    NotHere,
    label_of,
    long_date,
    when_on,
)
from tests.governance.documents.slips.kinds.date_rules import (
    STEPS,
    SYNONYMS,
    add_row,
    amount_in_words,
    anchor,
    due_on,
)
from tests.governance.documents.slips.kinds.timetable import BODIES
from tests.governance.documents.slips.registry import neutral

RENAMED = {
    "SIT commences": (
        "SIT begins",
        "SIT starts",
        "Start of SIT",
        "Systems Integration Testing (SIT) commences",
    ),
    "UIT commences": ("UIT begins", "UIT starts", "Start of UIT", "UIT window opens"),
    "UIT window closes": ("UIT completes", "UIT ends", "End of UIT", "UIT window ends"),
    "Panel go/no-go decision": (
        "Panel decides on the go-live",
        "Go/no-go decision of the Panel",
        "Panel go/no-go",
    ),
    "Release go-live": ("Go-live of the release", "Release goes live", "Go-live", "SEC Release go-live"),
    "Panel reviews the TAD": (
        "SEC Panel reviews the TAD",
        "The Panel reviews the Testing Approach Document (TAD)",
    ),
}


def _free(draft: Draft) -> int:
    """A dated row that no rule and no baseline hangs on."""
    rows = draft.rows
    named = {row["rule"]["of"] for row in rows if "rule" in row}
    places = [
        place
        for place in draft.dated[1:-1]
        if "rule" not in rows[place]
        and rows[place]["event"] not in named
        and "baseline" not in rows[place]["event"]
    ]
    return draft.pick([place for place in places if "go-live" not in rows[place]["event"]])


def _part(day: int) -> str:
    return "early" if day <= 10 else "mid" if day <= 20 else "late"


@neutral
def fuzzy_date(draft: Draft) -> None:
    """A row that has not taken place is dated with a part of a month, a month or a quarter that holds its day."""
    place = _free(draft)
    day = draft.day_at(place)
    name, year = MONTHS[day.month - 1], day.year % 100
    part, quarter = _part(day.day), (day.month - 1) // 3 + 1
    draft.rows[place]["when"] = draft.pick(
        [
            {"label": f"{name} {year:02d}", "precision": "month", "date": f"{day:%Y-%m}"},
            {
                "label": f"{part.capitalize()} {name} {year:02d}",
                "precision": f"{part}_month",
                "date": f"{day:%Y-%m}",
            },
            {"label": f"Q{quarter} {day.year}", "precision": "quarter", "date": f"{day.year}-Q{quarter}"},
            {"label": f"{day:%B} {day.year}", "precision": "month", "date": f"{day:%Y-%m}"},
        ]
    )
    draft.rows[place].pop("actual", None)


@neutral
def label_in_another_form(draft: Draft) -> None:
    """A date is printed in another form."""
    place = draft.pick(draft.dated)
    day = draft.day_at(place)
    draft.rows[place]["when"]["label"] = draft.pick(
        (
            long_date(day),
            f"{day:%d-%b-%y}",
            f"{day:%d/%m/%Y}",
            f"{day:%a} {label_of(day)}",
            f"{day:%A}, {long_date(day)}",
            f"{day.day} {day:%b} {day.year}",
            day.isoformat(),
            f"{day.day}th {day:%B} {day.year}" if day.day not in (1, 2, 3, 21, 22, 23, 31) else label_of(day),
        )
    )


@neutral
def weekday_with_its_date(draft: Draft) -> None:
    """A text names a date with its day of the week."""
    day = draft.day_at(draft.pick(draft.dated))
    form = draft.pick(("It is planned for {:%A} {}.", "It was discussed on {:%A}, {}."))
    draft.add_sentence(form.format(day, long_date(day)))


@neutral
def step_moved_a_little(draft: Draft) -> None:
    """A step moves to another Working Day between its neighbours."""
    place = _free(draft)
    before, after = draft.between(place)
    days = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    if "submits the SIT Completion Report" in draft.rows[place]["event"]:
        days = days[14:]  # a stage of testing takes weeks
    day = draft.pick([day for day in days if CALENDAR.is_working_day(day)])
    if "actual" in draft.rows[place] and day.isoformat() > (draft.data["document"]["date"] or ""):
        raise NotHere
    draft.move(place, day)


@neutral
def step_not_on_a_working_day(draft: Draft) -> None:
    """Something that is no meeting lies on a weekend: a window opens, a report is sent."""
    days = [(place, draft.between(place)) for place in draft.dated[1:-1]]
    _place, (before, after) = draft.pick(days)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    day = draft.pick([day for day in between if day.weekday() > 4])
    add_row(
        draft,
        day,
        draft.pick(("Changeover rehearsal", "Deployment window opens", "Data migration begins")),
        "",
    )


@neutral
def further_step(draft: Draft) -> None:
    """A further step on a Working Day."""
    place = draft.pick(draft.dated[1:-1])
    before, after = draft.between(place)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    day = draft.pick([day for day in between if CALENDAR.is_working_day(day)])
    body = draft.pick(("Panel", "Operations Group", "Change Board", "Working Group"))
    notes = draft.pick(("", "For information.", "A monthly report."))
    add_row(draft, day, draft.pick((f"{body} discusses progress", *STEPS)), notes)


@neutral
def meeting_on_another_day_of_the_week(draft: Draft) -> None:
    """A body meets on another day than it is used to."""
    places = [place for place in draft.dated[1:-1] if draft.rows[place]["event"].startswith(BODIES)]
    place = draft.pick([place for place in places if "baseline" not in draft.rows[place]["event"]])
    if any(row.get("rule", {}).get("of") == draft.rows[place]["event"] for row in draft.rows):
        raise NotHere
    before, after = draft.between(place)
    days = [before + timedelta(days=n) for n in range((after - before).days + 1)]
    day = draft.pick([day for day in days if CALENDAR.is_working_day(day) and day.weekday() != 4])
    if "actual" in draft.rows[place] and day.isoformat() > (draft.data["document"]["date"] or ""):
        raise NotHere
    draft.move(place, day)


@neutral
def step_in_other_words(draft: Draft) -> None:
    """A step has another name that means the same; rules follow it."""
    found = [(place, row["event"]) for place, row in enumerate(draft.rows) if row["event"] in RENAMED]
    place, event = draft.pick(found)
    new = draft.pick(RENAMED[event])
    for row in draft.rows:
        if row.get("rule", {}).get("of") == event:
            row["rule"]["of"] = new
    draft.rows[place]["event"] = new


def _kept(draft: Draft, words: str, before: bool, unit: str, counts: tuple[int, ...], slack: int) -> None:
    """A further row with a rule in words that its date keeps. `slack`: days it may lie on the right side of it."""
    event, day = anchor(draft)
    count = draft.pick(counts)
    due = due_on(day, count, unit, before)
    right = due + timedelta(days=slack)
    while not CALENDAR.is_working_day(right):
        right += timedelta(days=1 if slack > 0 else -1)
    if right > draft.go_live or (not slack and right != due):
        raise NotHere
    name = draft.pick((event, *SYNONYMS[event]))
    text = f"{words} {amount_in_words(draft, count, unit)} {'before' if before else 'after'} {name}".strip()
    add_row(draft, right, draft.pick(STEPS), f"{text[0].upper()}{text[1:]}{draft.pick(('', '.'))}")


@neutral
def rule_kept_to_the_day(draft: Draft) -> None:
    """A further step has a rule in words, and is dated on the day."""
    words = draft.pick(("By", "", "at least", "no later than"))
    _kept(draft, words, True, "Working Day", (2, 3, 5, 10), 0)


@neutral
def rule_kept_earlier(draft: Draft) -> None:
    """A further step has a rule with By, at least … before or no later than, and is dated earlier."""
    words = draft.pick(("By", "at least", "no later than"))
    _kept(draft, words, True, "Working Day", (2, 5, 10), -draft.draw.randint(1, 15))


@neutral
def rule_kept_in_other_units(draft: Draft) -> None:
    """A rule counts days, weeks or months, and its date keeps it."""
    unit, counts = draft.pick([("day", (7, 10, 14)), ("week", (1, 2, 3)), ("month", (1, 2))])
    words = draft.pick(("By", "at least", "no later than"))
    _kept(draft, words, True, unit, counts, -draft.draw.randint(1, 10))


@neutral
def rule_kept_after(draft: Draft) -> None:
    """A rule says at least so long after a step, and its date is later."""
    unit, counts = draft.pick([("Working Day", (2, 5, 10)), ("week", (1, 2)), ("month", (1, 2))])
    _kept(draft, draft.pick(("at least", "no earlier than")), False, unit, counts, draft.draw.randint(1, 8))


@neutral
def rule_kept_by_a_month_part(draft: Draft) -> None:
    """A further step with a rule is dated with a part of a month that lies before its day, or holds it."""
    event, day = anchor(draft)
    count = draft.pick((20, 25, 30, 40))
    due = CALENDAR.before(day, count)
    name = draft.pick((event, *SYNONYMS[event]))
    step, _ = add_row(draft, due, draft.pick(STEPS), f"By {count} Working Days before {name}")
    row = next(row for row in draft.rows if row["event"] == step)
    part = _part(due.day)
    label = f"{part.capitalize()} {MONTHS[due.month - 1]} {due.year % 100:02d}"
    row["when"] = {"label": label, "precision": f"{part}_month", "date": f"{due:%Y-%m}"}


@neutral
def go_live_moved_a_little(draft: Draft) -> None:
    """The go-live moves by some days, to a Sunday perhaps; cover and timetable agree and the history tells of it."""
    place = draft.place_of("go-live")
    while "no-go" in draft.rows[place]["event"]:
        place += 1
    was = draft.go_live
    day = was + timedelta(days=draft.draw.choice((1, 3, 7, 24, 27)))
    draft.data["release"]["go_live"] = day.isoformat()
    draft.rows[place]["when"] = when_on(day)
    said = f"The Panel moved the go-live from {long_date(was)} to {long_date(day)}."
    draft.new_version(draft.pick((said, f"Go-live moved to {long_date(day)}, as the Panel decided.")))


@neutral
def reports_overlap_with_the_next_phase(draft: Draft) -> None:
    """SIT's report is approved while UIT is prepared or under way."""
    first, start = draft.place_of("Panel approves", "SIT Completion Report"), draft.place_of("UIT commences")
    if first > start:
        raise NotHere
    row = draft.rows.pop(first)
    begin, end = (
        draft.day_at(draft.place_of("UIT commences")),
        draft.day_at(draft.place_of("UIT window closes")),
    )
    days = [begin + timedelta(days=n) for n in range(1, (end - begin).days)]
    day = draft.pick([day for day in days if CALENDAR.is_working_day(day)])
    later = [place for place in draft.dated if draft.day_at(place) <= day]
    row["when"] = when_on(day)
    draft.rows.insert(later[-1] + 1, row)
