"""How anything is changed: operations, and the entry each of them writes.

An operation is a keyword-only function with `by=`, decorated with `@operation`. The decorator checks
the permission and the second factor, opens a transaction, sees to it that the function wrote exactly one
entry (`record`), and appends the entries of the outermost call to the chain as the last thing before the
commit. An operation called by another writes its own entry, which names the other's as its cause.
"""

import functools
import inspect
import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from django.db import transaction

from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import NoReason, is_reason, refuse_no_reason, requires_reason
from secrel.core.changes.record import append
from secrel.core.changes.record_readers import is_declared
from secrel.core.dates import clock
from secrel.core.models.record import AuditEntry, actor_key
from secrel.core.people.second_factor import refuse_without
from secrel.core.values.texts import tidied, unstorable

Result = TypeVar("Result")
log = logging.getLogger("secrel.refused")
WORD_FOR_WORD = "document"  # the argument of an import, whose words are kept
LABEL = 300  # characters that an entry keeps of what it is about
OPERATIONS: dict[str, Callable[..., Any]] = {}


class Actor(Protocol):
    """Whoever changes something: a User, or the SYSTEM."""

    name: str
    pk: Any
    second_factor: bool  # shown in the session behind this act

    def permissions(self) -> frozenset[Permission]: ...


class System:
    """The application itself, in jobs and when reference data is loaded. It decides nothing for people."""

    name = "secrel"
    pk = None
    second_factor = False

    def permissions(self) -> frozenset[Permission]:
        return frozenset(Permission)


SYSTEM = System()


@dataclass
class _Sheet:
    """What one running operation has noted so far."""

    action: str
    by: Actor
    reason: str = ""
    outer: "_Sheet | None" = None
    entry: AuditEntry | None = None
    caused: list["_Sheet"] = field(default_factory=list)
    touched: dict[tuple[str, Any], Any] = field(default_factory=dict)


_current: ContextVar[_Sheet | None] = ContextVar("current operation", default=None)
_recorder: Callable[[list[Any], date], dict[str, str]] | None = None


def set_recorder(recorder: Callable[[list[Any], date], dict[str, str]]) -> None:
    """Register the one upward call: governance stores the composed content of what was touched."""
    global _recorder
    _recorder = recorder


def give_reason(reason: str) -> None:
    """Give the running operation its reason, where that follows from what it does and nobody is asked."""
    sheet = _running()
    sheet.reason = sheet.reason or reason


def require_reason(thing: Any = None) -> None:
    """Refuse a change to facts of a release or a part without a reason, by the rule; of nothing in particular: always.

    The reason of the operation that calls this one counts too.
    """
    sheet: _Sheet | None = _running()
    while sheet is not None:
        if is_reason(sheet.reason):
            return
        sheet = sheet.outer
    if thing is None or requires_reason(thing):
        raise NoReason


class AsStored:
    """The type of AS_STORED."""


AS_STORED = AsStored()
"""The token of a change to a row as it is stored now: for the importer, the examples, jobs, and an operation that
calls another under a lock it holds. Nobody opened the row earlier, so nobody's work can be lost. Pages and the API
never use it (`tests/test_architecture.py`)."""
Token = int | AsStored


def operation(
    action: str,
    needs: Permission | None,
    *,
    reason: str = "",
    edits: bool = True,
    system_may: bool = False,
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function the one way to do `action`, for whoever holds the permission `needs`.

    Every operation takes `reason=`, which its entry keeps; one that needs it itself names it. `needs` is None for what
    each person with an account does for themselves. `reason` is the sentence that refuses the operation where none is
    given. `edits=False`: what it changes in a document only follows from it, so it makes nobody an editor.
    `system_may`: the application itself does it where a person would show a second factor.
    """

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        takes_reason = "reason" in inspect.signature(function).parameters

        @functools.wraps(function)
        def run(*, by: Actor, **arguments: Any) -> Result:
            outer = _current.get()
            given = arguments.get("reason", "") if takes_reason else arguments.pop("reason", "")
            sheet = _Sheet(action, by, given, outer)
            mark = _current.set(sheet)
            try:
                if needs is not None and needs not in by.permissions():
                    raise NotAllowed(f"Your role does not allow this ({str(needs).replace('_', ' ')}).")
                refuse_without(needs, by, system_may=system_may)
                if reason:
                    refuse_no_reason(given, reason)
                if outer is None:
                    _refuse_unkept(arguments | {"reason": given})
                    arguments = {
                        name: value if name == WORD_FOR_WORD else tidied(value, name)
                        for name, value in arguments.items()
                    }
                with transaction.atomic():
                    result = function(by=by, **arguments)
                    if sheet.entry is None:
                        raise AssertionError(f"{action} wrote no entry in the record")
                    if outer is None:
                        _close(sheet)
            except RuleBroken as refused:
                if outer is None:  # an attempt leaves this line in the log, and no other trace
                    log.warning("Refused %s to %s: %r", action, by.pk or "secrel", refused.sentence)
                raise
            finally:
                _current.reset(mark)
            if outer is not None:
                outer.caused.append(sheet)
                outer.touched |= sheet.touched
            return result

        run.action = action
        run.needs, run.reason, run.edits, run.system_may = needs, reason, edits, system_may
        OPERATIONS[action] = run
        return run

    return decorate


def _refuse_unkept(arguments: dict[str, Any]) -> None:
    for name, character in unstorable(arguments):
        raise RuleBroken(
            f"The text holds the control character {character!a}, which cannot be kept. Take it out.",
            field=name,
        )


def record(
    *,
    target: str,
    label: str,
    changes: dict[str, list[Any]] | None = None,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Write the running operation's one entry; `changes` maps a field's name to [before, after]."""
    sheet = _running()
    if sheet.entry is not None:
        raise AssertionError(f"{sheet.action} wrote two entries; call another operation for the second")
    if not is_declared(target):
        raise AssertionError(f"{sheet.action}: nobody has declared who reads entries about {target}")
    label = tidied(label, "label")
    sheet.entry = AuditEntry(
        at=clock.now(),
        on=on or clock.today(),
        action=sheet.action,
        target=target,
        label=label if len(label) <= LABEL else f"{label[: LABEL - 1]}…",
        actor=actor_key(sheet.by.pk),
        actor_name=sheet.by.name,
        changes={name: [_plain(old), _plain(new)] for name, (old, new) in (changes or {}).items()},
        reason=reason or sheet.reason,
    )


def touch(thing: Any) -> None:
    """Note that facts of a release changed, itself or a part in it: its content is kept before the commit.

    Raises RuleBroken where that needs a reason and none is given.
    """
    require_reason(thing)
    _running().touched[thing._meta.label, thing.pk] = thing


def take_token(row: Any, token: Token, theirs: Callable[[], dict[str, Any]], what: str) -> None:
    """Compare and advance the version token of a locked row. Raises Stale for one that is missing or has moved on."""
    if token is not AS_STORED:
        check_token(token, row.token, theirs, what)
    row.token += 1
    row.save(update_fields=["token"])


def check_token(token: Any, stored: int, theirs: Callable[[], dict[str, Any]], what: str) -> None:
    """Raise Stale where a token, as a page or the API sent it, is missing or not the one stored now."""
    if type(token) is not int:
        raise Stale(
            f"{what} came without the version that you opened. Compare it with what is stored now, then save again.",
            theirs=theirs(),
            token=stored,
        )
    if token != stored:
        raise Stale(
            f"{what} was changed by somebody else since you opened it. Compare the two versions, then save again.",
            theirs=theirs(),
            token=stored,
        )


def _running() -> _Sheet:
    sheet = _current.get()
    if sheet is None:
        raise AssertionError("Facts change inside an operation only")
    return sheet


def _close(outermost: _Sheet) -> None:
    """Keep what was touched, then append all entries; the chain's lock is the last one taken."""
    if outermost.touched and _recorder:
        outermost.entry.composed = _recorder(list(outermost.touched.values()), outermost.entry.on)
    sheets: list[tuple[_Sheet, AuditEntry | None]] = []
    _in_order(outermost, None, sheets)
    entries = append(_with_causes(sheets))
    AuditEntry.objects.bulk_create(entries)


def _in_order(sheet: _Sheet, cause: AuditEntry | None, into: list) -> None:
    into.append((sheet, cause))
    for caused in sheet.caused:
        _in_order(caused, sheet.entry, into)


def _with_causes(sheets: list[tuple[_Sheet, AuditEntry | None]]) -> Any:
    """Entries in order; a cause has its position by the time its effect is drawn."""
    for sheet, cause in sheets:
        sheet.entry.cause = cause.position if cause else None
        yield sheet.entry


def _plain(value: Any) -> Any:
    """As JSON holds it: strings, booleans, integers and None; everything else by its text."""
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return (
        value
        if value is None or (isinstance(value, bool | int | str) and type(value) in (bool, int, str))
        else str(value)
    )
