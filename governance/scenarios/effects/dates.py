"""The go-live and the timetable: what moves, what is then after the go-live, what is off its rule."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from governance.scenarios.effects.types import Effect, ReleaseFacts, Row, Subject, Tone
from governance.scenarios.effects.words import count, day, shift, shifted, when
from releases.timing import computed
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays


def go_live(before: ReleaseFacts, after: ReleaseFacts, calendar: WorkingDays) -> Iterator[Effect]:
    was, now = before.go_live, after.go_live
    if was == now:
        return
    apart = f", {shift(was, now, calendar)}" if was and now else ""
    sentence = f"The go-live moves from {_or_no_day(was)} to {_or_no_day(now)}{apart}."
    yield _of_go_live(sentence, after, Tone.NEITHER, day(was), day(now))
    if now and not calendar.is_working_day(now):
        yield _of_go_live(f"{day(now)} is not a Working Day.", after, Tone.WORSE)
    window = after.content.release.go_live_window
    if window and (refusal := window.value.refusal(now)):
        yield _of_go_live(refusal, after, Tone.WORSE)


def _or_no_day(on: date | None) -> str:
    return day(on) if on else "no day"


def _of_go_live(sentence: str, of: ReleaseFacts, tone: Tone, before: str = "", after: str = "") -> Effect:
    path = f"{of.path}edit/go-live/"
    return Effect(Subject.GO_LIVE, sentence, tone, "Go-live", before, after, path)


def dates(before: ReleaseFacts, after: ReleaseFacts, calendar: WorkingDays) -> Iterator[Effect]:
    """The rows that another plan moves, breaks or mends, in the order of the timetable. The go-live row is not one."""
    was = {row.key: row for row in before.rows}
    broken_before, broken_now = broken(before), broken(after)
    off_before, off_now = off_rule(before.rows, calendar), off_rule(after.rows, calendar)
    for row in after.rows:
        earlier = was.get(row.key)
        if row.is_go_live or earlier is None:
            continue
        notes, tone = [], Tone.NEITHER
        if earlier.date != row.date:
            by_rule = " by its rule" if row.follows_rule else ""
            notes.append(
                f"moves{by_rule} from {when(earlier.date)} to {when(row.date)}"
                f"{shifted(earlier.date, row.date, calendar)}"
            )
        if row.key in broken_now - broken_before:
            notes.append(
                f"{'' if notes else f'on {when(row.date)} '}is after the go-live of {day(after.go_live)}"
            )
            tone = Tone.WORSE
        elif row.key in broken_before - broken_now:
            notes.append("is no longer after the go-live")
            tone = Tone.BETTER
        if row.key in off_now and off_now[row.key] != off_before.get(row.key):
            stays = [] if notes else [f"stays on {when(row.date)}, as it is set by hand"]
            notes += [*stays, f"its rule ({rule_of(row)}) gives {when(off_now[row.key])}"]
            tone = Tone.WORSE
        elif row.key in off_before and row.key not in off_now:
            notes.append("is on its rule again")
            tone = Tone.BETTER if tone is Tone.NEITHER else tone
        if notes:
            yield _moved(row, earlier, after, f"“{row.event}” {'; '.join(notes)}.", tone)


def _moved(row: Row, earlier: Row, after: ReleaseFacts, sentence: str, tone: Tone) -> Effect:
    path = f"{after.path}timeline/{row.key}/"
    return Effect(Subject.DATES, sentence, tone, row.event, when(earlier.date), when(row.date), path)


def broken(facts: ReleaseFacts) -> set[str]:
    """The keys of rows after the go-live."""
    return {row.key for row in facts.rows if not row.is_go_live and _is_after(row.date, facts.go_live)}


def _is_after(when: PartialDate, go_live: date | None) -> bool:
    return bool(go_live and when and when.interval()[0] > go_live)


def off_rule(rows: Sequence[Row], calendar: WorkingDays) -> dict[str, PartialDate]:
    """The date that the rule of each row gives which is set by hand to another one, by the key of the row."""
    by_hand = [place for place, row in enumerate(rows) if row.rule_days is not None and not row.follows_rule]
    found = {}
    for place in by_hand:
        ruled: list[Any] = [
            replace(row, follows_rule=True) if n == place else row for n, row in enumerate(rows)
        ]
        then = computed(ruled, calendar)[place]
        if then and then != rows[place].date:
            found[rows[place].key] = then
    return found


def rule_of(row: Row) -> str:
    days = row.rule_days or 0
    side = "before" if days < 0 else "after"
    return f"{count(abs(days), 'Working Day')} {side} “{row.rule_of}”"
