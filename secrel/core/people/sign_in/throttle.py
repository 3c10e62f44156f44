"""Slows down whoever makes failed attempts, and nobody else.

Failures are counted for a network address, and for a network address together with an account; never for an account
alone, so that no outsider can lock its owner out. After some free ones each failure doubles the wait, up to a limit.
Nothing sleeps: an attempt made too early is refused unchecked, with the time of the next possible one.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from secrel.core.dates import clock
from secrel.core.models.attempts import Attempts

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Throttle:
    """`free` failures cause no wait; one expires every `forgets`; waits go from `first` to `longest`."""

    name: str
    free: int
    forgets: timedelta
    first: timedelta = 15 * SECOND
    longest: timedelta = 15 * MINUTE

    def key(self, *parts: object) -> str:
        named = "\n".join([self.name, *map(str, parts)])
        return salted_hmac("secrel.core.sign_in", named, algorithm="sha256").hexdigest()

    def wait(self, level: float) -> timedelta:
        """How long attempts are refused after a failure that raised the level to this."""
        above = round(level) - self.free  # rounded: a little fades between two attempts
        return min(self.first * 2 ** min(above, 20), self.longest) if above >= 0 else timedelta()


PLACE = Throttle("place", free=30, forgets=MINUTE, longest=5 * MINUTE)
PASSWORD = Throttle("password", free=5, forgets=15 * MINUTE)
CODE = Throttle("code", free=5, forgets=15 * MINUTE)
PASSWORDS_OF_ACCOUNT = Throttle("account", free=10, forgets=2 * HOUR)
CODES_OF_ACCOUNT = Throttle("account codes", free=100, forgets=HOUR / 4)
MAILS = Throttle("mails", free=3, forgets=8 * HOUR)
NO_MORE = (
    "If several links were requested for this address within the last day, we send no more for now: try again in eight "
    "hours."
)
"""Said always, so that it shows nothing about an address."""


class TooEarly(Exception):
    """The attempt was refused unchecked; the next one may be made at `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


@dataclass
class CountedAttempt:
    """An attempt, counted as a failure before it is checked so that parallel ones do not pass."""

    keys: list[tuple[Throttle, str]] = field(default_factory=list)

    def succeeded(self) -> None:
        """Remove the failure from the network address, and all failures of address and account together."""
        for throttle, key in self.keys:
            if throttle is PLACE:
                _take_back(throttle, key)
            else:
                _clear(key)


def begin(kind: Throttle, place: str, account: object) -> CountedAttempt:
    """Count an attempt on an account from a network address; raises TooEarly if it has to wait."""
    keys = sorted([(PLACE, PLACE.key(place)), (kind, kind.key(place, account))], key=lambda pair: pair[1])
    with transaction.atomic():
        rows = [(throttle, _locked(throttle, key)) for throttle, key in keys]
        waits = [
            row.refused_until for _, row in rows if row.refused_until and row.refused_until > clock.now()
        ]
        if waits:
            raise TooEarly(max(waits))
        for throttle, row in rows:
            _add(throttle, row)
    return CountedAttempt(keys)


def count(throttle: Throttle, *parts: object) -> int:
    """Count one more under this key and return the number; this causes no wait."""
    with transaction.atomic():
        row = _locked(throttle, throttle.key(*parts))
        _add(throttle, row)
    return round(row.level)


def allows(throttle: Throttle, *parts: object) -> bool:
    """Count one more, unless the free ones are used up; refused ones are not counted."""
    with transaction.atomic():
        row = _locked(throttle, throttle.key(*parts))
        allowed = round(row.level) < throttle.free
        if allowed:
            _add(throttle, row)
    return allowed


def counted(throttle: Throttle, *parts: object) -> int:
    row = Attempts.objects.filter(key=throttle.key(*parts)).first()
    return round(_faded(throttle, row)) if row else 0


def forget(throttle: Throttle, *parts: object) -> None:
    _clear(throttle.key(*parts))


def _clear(key: str) -> None:
    """Reset the row; `forget_attempts` deletes it later, as another attempt may be about to lock it."""
    Attempts.objects.filter(key=key).update(level=0, refused_until=None)


def _locked(throttle: Throttle, key: str) -> Attempts:
    Attempts.objects.bulk_create([Attempts(key=key, counted_at=clock.now())], ignore_conflicts=True)
    row = Attempts.objects.select_for_update(no_key=True).get(key=key)
    row.level, row.counted_at = _faded(throttle, row), clock.now()
    return row


def _faded(throttle: Throttle, row: Attempts) -> float:
    return max(0.0, row.level - (clock.now() - row.counted_at) / throttle.forgets)


def _add(throttle: Throttle, row: Attempts) -> None:
    row.level += 1
    wait = throttle.wait(row.level)
    row.refused_until = clock.now() + wait if wait else None
    row.save(update_fields=["level", "counted_at", "refused_until"])


def _take_back(throttle: Throttle, key: str) -> None:
    with transaction.atomic():
        row = _locked(throttle, key)
        row.level, row.refused_until = max(0.0, row.level - 1), None
        row.save(update_fields=["level", "counted_at", "refused_until"])
