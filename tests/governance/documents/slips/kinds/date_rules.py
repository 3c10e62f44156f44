"""Slips of rules for dates: DOMAIN.md 9, 12, in the published words.

The rule says when a step is due from another step of the timetable; the step's own date breaks it.
"""

from calendar import monthrange
from datetime import date, timedelta

from tests.governance.documents.slips.draft import CALENDAR, MONTHS, Draft, NotHere, when_on
from tests.governance.documents.slips.registry import Places, slip

NUMBERS = {
    1: "one",
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    15: "fifteen",
    20: "twenty",
}
SYNONYMS = {
    "SIT commences": ("SIT begins", "SIT starts", "the start of SIT", "SIT commencement"),
    "UIT commences": (
        "UIT begins",
        "UIT starts",
        "the start of UIT",
        "UIT commencement",
        "the UIT window opens",
    ),
    "UIT window closes": (
        "UIT completion",
        "UIT ends",
        "the end of UIT",
        "UIT finishes",
        "the UIT window closes",
    ),
    "Panel go/no-go decision": ("the go/no-go decision", "the Panel’s go/no-go decision", "go/no-go"),
    "Release go-live": ("go-live", "the go-live", "the release goes live", "the release’s go-live"),
}
RULE = "date-against-rule"


def add_months(day: date, count: int) -> date:
    month = day.year * 12 + day.month - 1 + count
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_on(day: date, count: int, unit: str, before: bool) -> date:
    """The day that lies so many of the unit before or after another."""
    if unit == "Working Day":
        return CALENDAR.before(day, count) if before else CALENDAR.after(day, count)
    if unit == "month":
        return add_months(day, -count if before else count)
    days = count * {"day": 1, "week": 7}[unit]
    return day - timedelta(days=days) if before else day + timedelta(days=days)


def amount_in_words(draft: Draft, count: int, unit: str) -> str:
    number = draft.pick([str(count), *([NUMBERS[count]] if count in NUMBERS else [])])
    return f"{number} {unit}{'' if count == 1 else 's'}"


def anchor(draft: Draft) -> tuple[str, date]:
    """An event that a rule may name, and its day."""
    found = []
    for event in SYNONYMS:
        try:
            found.append((event, draft.day_at(draft.place_of(event))))
        except NotHere:
            continue
    return draft.pick(found)


def add_row(draft: Draft, day: date, event: str, notes: str) -> tuple[str, ...]:
    """A further step in its place by date."""
    earlier = [place for place in draft.dated if draft.day_at(place) <= day]
    row = {"when": when_on(day), "event": event, "notes": notes}
    draft.rows.insert(earlier[-1] + 1 if earlier else 0, row)
    return event, notes


STEPS = (
    "Users return their lists of test Devices to the DCC",
    "DCC publishes the test calendar",
    "Parties name their test contacts",
    "DCC sends its weekly test report",
    "SECAS collects the readiness returns",
)


def _broken(draft: Draft, unit: str, counts: tuple[int, ...], words: str, own_name: bool) -> Places:
    """A further row whose date is on the wrong side of its rule. `words`: the rule's first word or words."""
    event, day = anchor(draft)
    count = draft.pick(counts)
    before = words != "at least after" and words != "no earlier than after" and words != "within after"
    due = due_on(day, count, unit, before)
    side = 1 if before or words == "within after" else -1
    wrong = due + timedelta(days=side * draft.draw.randint(2, 6))
    while not CALENDAR.is_working_day(wrong):
        wrong += timedelta(days=side)
    if (before and wrong >= day) or (not before and wrong <= day) or wrong > draft.go_live:
        raise NotHere
    head = words.removesuffix(" after").removesuffix(" before")
    name = event if own_name else draft.pick(SYNONYMS[event])
    text = f"{head} {amount_in_words(draft, count, unit)} {'before' if before else 'after'} {name}".strip()
    return add_row(draft, wrong, draft.pick(STEPS), f"{text[0].upper()}{text[1:]}{draft.pick(('', '.'))}")


@slip("9.12", RULE)
def date_other_than_its_rule(draft: Draft) -> Places:
    """A row has a rule as data and a date that does not follow it."""
    place = draft.pick([place for place in draft.dated if "rule" in draft.rows[place]])
    row = draft.rows[place]
    if draft.draw.random() < 0.5:
        row["rule"]["working_days"] += draft.draw.choice((-5, -3, -2, -1, 1, 2, 3))
    else:
        count = draft.draw.randint(1, 5)
        day = draft.day_at(place)
        draft.move(
            place, CALENDAR.after(day, count) if draft.draw.random() < 0.5 else CALENDAR.before(day, count)
        )
    return draft.named_at(place)


@slip("9.12", RULE)
def date_later_than_the_rule_in_its_notes(draft: Draft) -> Places:
    """A row's notes are a rule that names a row by its own words, and its date is later than due."""
    return _broken(draft, "Working Day", (3, 5, 10, 15), draft.pick(("", "By")), own_name=True)


@slip("rules", RULE, edition=2)
def rule_with_a_step_in_other_words(draft: Draft) -> Places:
    """The rule names its step in other words: UIT begins, UIT completion, the start of SIT."""
    return _broken(draft, "Working Day", (3, 5, 10, 15), "By", own_name=False)


@slip("rules", RULE, edition=2)
def rule_in_days_weeks_or_months(draft: Draft) -> Places:
    """The rule counts days, weeks or months."""
    unit, counts = draft.pick([("day", (7, 10, 14, 30)), ("week", (1, 2, 3, 4)), ("month", (1, 2, 3))])
    return _broken(
        draft, unit, counts, draft.pick(("By", "", "at least")), own_name=draft.draw.random() < 0.5
    )


@slip("rules", RULE, edition=2)
def rule_with_a_direction(draft: Draft) -> Places:
    """The rule says no later than, at least … before, at least … after, no earlier than … after, within … after."""
    words = draft.pick(
        ("no later than", "at least", "at least after", "no earlier than after", "within after")
    )
    return _broken(draft, "Working Day", (2, 5, 10), words, own_name=draft.draw.random() < 0.5)


@slip("rules", RULE, words=True, edition=2)
def rule_in_running_text(draft: Draft) -> Places:
    """The notes say more than the rule."""
    event, notes = _broken(draft, "Working Day", (3, 5, 10), "By", own_name=draft.draw.random() < 0.5)
    rule = notes[0].lower() + notes[1:].rstrip(".")
    row = next(row for row in draft.rows if row["notes"] == notes)
    row["notes"] = draft.pick(
        ("Due {}.", "They are wanted {}, by e-mail.", "Everybody sends theirs {}.")
    ).format(rule)
    return event, row["notes"]


@slip("rules", RULE, edition=2)
def month_part_against_its_rule(draft: Draft) -> Places:
    """The row is dated with a part of a month that lies wholly after the day that its rule gives."""
    event, day = anchor(draft)
    count = draft.pick((20, 25, 30, 40))
    due = CALENDAR.before(day, count)
    part = draft.pick(("mid", "late")) if due.day < 10 else "late" if due.day < 20 else "none"
    if part == "none" or (due.year, due.month) == (day.year, day.month):
        raise NotHere
    name = draft.pick((event, *SYNONYMS[event]))
    number = draft.pick((str(count), {20: "twenty"}.get(count, str(count))))
    notes = f"By {number} Working Days before {name}"
    step, _ = add_row(draft, due.replace(day=11 if part == "mid" else 21), draft.pick(STEPS), notes)
    row = next(row for row in draft.rows if row["event"] == step)
    label = f"{part.capitalize()} {MONTHS[due.month - 1]} {due.year % 100:02d}"
    row["when"] = {"label": label, "precision": f"{part}_month", "date": f"{due:%Y-%m}"}
    return step, notes
