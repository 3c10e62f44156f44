"""Deadlines of consultations: the exact moment in London, and the words that are published for it."""

from datetime import UTC, date, datetime, time

from django.utils import timezone

CLOSE_OF_PLAY = "close of play"


def long_day(day: date) -> str:
    """'Thursday, 12 March 2020'."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def deadline_words(day: date, at: time | None) -> str:
    """'close of play on Thursday, 12 March 2020', or '12:00 on …' where a time is given."""
    return f"{f'{at:%H:%M}' if at else CLOSE_OF_PLAY} on {long_day(day)}"


def deadline_moment(day: date, at: time) -> datetime:
    """The moment in London. Raises ValueError for a time that the clocks skip, or show twice, on that day."""
    plain = datetime.combine(day, at)
    moment = timezone.make_aware(plain)
    if timezone.localtime(moment.astimezone(UTC)).replace(tzinfo=None) != plain:
        raise ValueError(
            f"There is no {at:%H:%M} on {long_day(day)}, as the clocks go forward. Choose another time."
        )
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        raise ValueError(
            f"{at:%H:%M} comes twice on {long_day(day)}, as the clocks go back. Choose another time."
        )
    return moment
