"""Operations, the only way to change data, and the audit trail entry that each of them writes.

An operation is a keyword-only function with `by=`, decorated with `@operation`. The decorator checks the permission and
the second factor, opens a transaction, checks that the function wrote exactly one entry (`record`), and appends the
entries of the outermost call to the chain, last before the commit. An operation called by another writes its own
entry, which names the other's as its cause.
"""

import functools
import inspect
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol, TypedDict, TypeVar, cast

from django.db import transaction

from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.followers import followed
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import NoReason, is_reason, refuse_no_reason, requires_reason
from secrel.core.changes.record import append, in_json
from secrel.core.changes.record_readers import is_declared
from secrel.core.changes.rehearsal import end_rehearsal, is_rehearsal
from secrel.core.dates import clock
from secrel.core.models.record import AuditEntry, actor_key
from secrel.core.people.second_factor import refuse_without
from secrel.core.people.services.bounds import refuse_program
from secrel.core.values.texts import tidied, unstorable

Result = TypeVar("Result")
Made = TypeVar("Made", covariant=True)
log = logging.getLogger("secrel.refused")
VERBATIM = "document"  # the argument of an import, whose texts are not tidied
LABEL_LENGTH = 300
OPERATIONS: "dict[str, Operation[Any]]" = {}


class Actor(Protocol):
    """Who runs an operation: a User, or SYSTEM."""

    name: str
    pk: Any
    second_factor: bool  # whether it was verified in the session of this request

    def permissions(self) -> frozenset[Permission]: ...


class System:
    """The application itself, in jobs and when reference data is loaded. It takes no decisions for people."""

    name = "secrel"
    pk = None
    second_factor = False

    def permissions(self) -> frozenset[Permission]:
        return frozenset(Permission)


SYSTEM = System()


@dataclass
class _Call:
    """The state of one running operation."""

    action: str
    by: Actor
    reason: str = ""
    outer: "_Call | None" = None
    on: date | None = None
    entry: AuditEntry | None = None
    is_many: bool = False
    """Whether it runs the operation for many things, with an entry each, which are then calls of their own."""
    caused: list["_Call"] = field(default_factory=list)
    touched: dict[tuple[str, Any], Any] = field(default_factory=dict)

    def written(self) -> AuditEntry:
        """The entry that every operation writes."""
        if self.entry is None:
            raise AssertionError(f"{self.action} wrote no entry in the audit trail")
        return self.entry


_current: ContextVar[_Call | None] = ContextVar("current operation", default=None)
_recorder: Callable[[list[Any], date], dict[str, str]] | None = None


def set_recorder(recorder: Callable[[list[Any], date], dict[str, str]]) -> None:
    """Register the one upward call: governance stores the composed content of the releases that were touched."""
    global _recorder
    _recorder = recorder


def give_reason(reason: str) -> None:
    """Set the reason of the running operation if nobody gave one, where it follows from what the operation does."""
    call = _running()
    call.reason = call.reason or reason


def require_reason(thing: Any = None) -> None:
    """Raise NoReason for a change to facts of `thing` (a release or a part) that needs a reason and has none. Without
    `thing` a reason is always needed.

    The reason of a calling operation counts too.
    """
    call: _Call | None = _running()
    while call is not None:
        if is_reason(call.reason):
            return
        call = call.outer
    if thing is None or requires_reason(thing):
        raise NoReason


class Operation(Protocol[Made]):
    """What `@operation` makes of a function, with what it was given."""

    action: str
    needs: Permission | None
    reason: str
    edits: bool
    system_may: bool
    program_may: bool

    def __call__(self, *, by: Actor, **arguments: Any) -> Made: ...


class AsStored:
    """The type of AS_STORED."""


AS_STORED = AsStored()
"""The token for changing a row as it is stored now: for the importer, the examples, jobs, and an operation that calls
another while it holds the lock. Nobody opened the row earlier, so nobody's work can be lost. Pages and the API never
use it (`tests/test_architecture.py`)."""
Token = int | AsStored


def operation(
    action: str,
    needs: Permission | None,
    *,
    reason: str = "",
    edits: bool = True,
    system_may: bool = False,
    program_may: bool = False,
) -> Callable[[Callable[..., Result]], Operation[Result]]:
    """Make a function the only way to do `action`, for people with the permission `needs`.

    Every operation takes `reason=`, which is stored in its entry; a function that uses it names the argument. `needs`
    is None for what every person with an account does for themselves. `reason` is the sentence that refuses the
    operation without a reason. `edits=False`: changes to a document only follow from it, so it makes nobody an editor.
    `system_may`: the application itself may run it where a person needs a second factor. `program_may`: a service
    account may run it, as what it makes has no effect before a person acts on it (ADR 40).
    """

    def decorate(function: Callable[..., Result]) -> Operation[Result]:
        takes_reason = "reason" in inspect.signature(function).parameters

        @functools.wraps(function)
        def run(*, by: Actor, **arguments: Any) -> Result:
            outer = _current.get()
            given_reason = arguments.get("reason", "") if takes_reason else arguments.pop("reason", "")
            call = _Call(action, by, given_reason, outer, _day(arguments, outer))
            reset_token = _current.set(call)
            try:
                _refuse(made, by, given_reason)
                if outer is None:
                    _refuse_unstorable(arguments | {"reason": given_reason})
                    arguments = {
                        name: value if name == VERBATIM else tidied(value, name)
                        for name, value in arguments.items()
                    }
                with transaction.atomic():
                    result = function(by=by, **arguments)
                    call.written()
                    if outer is None:
                        end_rehearsal(result)
                        _close(call)
            except RuleBroken as refused:
                # A refusal leaves this line in the log and no other trace.
                if outer is None and not is_rehearsal():
                    log.warning("Refused %s to %s: %r", action, by.pk or "secrel", refused.sentence)
                raise
            finally:
                _current.reset(reset_token)
            if outer is not None:
                outer.caused.append(call)
                outer.touched |= call.touched
            return result

        made = cast(Operation[Result], run)
        made.action = action
        made.needs, made.reason, made.edits = needs, reason, edits
        made.system_may, made.program_may = system_may, program_may
        OPERATIONS[action] = made
        return made

    return decorate


def _day(arguments: Mapping[str, Any], outer: _Call | None) -> date | None:
    """The day of an operation; that of the one that calls it where it is given none."""
    return arguments.get("on") or (outer.on if outer else None)


def _refuse(called: Operation[Any], by: Actor, given_reason: str) -> None:
    """Raise NotAllowed without the permission or the second factor, NoReason without a reason that it needs."""
    if called.needs is not None and called.needs not in by.permissions():
        raise NotAllowed(f"Your role does not allow this ({str(called.needs).replace('_', ' ')}).")
    refuse_without(called.needs, by, system_may=called.system_may)
    refuse_program(by, program_may=called.program_may)
    if called.reason:
        refuse_no_reason(given_reason, called.reason)


def many(single: Operation[Any]) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Make a function the way to run an operation for many things at once, inside another operation.

    It has the action of `single`, and checks the same permission, second factor and reason, once. It is one
    transaction, and calls `record` once for each thing that it changes, so that the audit trail is the same.
    """

    def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
        takes_reason = "reason" in inspect.signature(function).parameters

        @functools.wraps(function)
        def run(*, by: Actor, **arguments: Any) -> Result:
            outer = _running()
            given_reason = arguments.get("reason", "") if takes_reason else arguments.pop("reason", "")
            call = _Call(single.action, by, given_reason, outer, _day(arguments, outer), is_many=True)
            reset_token = _current.set(call)
            try:
                _refuse(single, by, given_reason)
                with transaction.atomic():
                    result = function(by=by, **arguments)
            finally:
                _current.reset(reset_token)
            outer.caused += call.caused
            outer.touched |= call.touched
            return result

        return run

    return decorate


@contextmanager
def in_order_of(targets: Mapping[str, int]) -> Iterator[None]:
    """Sort the entries that the block adds by the places of their targets, others first. Equal ones stay in order."""
    call = _running()
    before = len(call.caused)
    yield
    added = call.caused[before:]
    call.caused[before:] = sorted(added, key=lambda caused: targets.get(caused.written().target, 0))


def _refuse_unstorable(arguments: dict[str, Any]) -> None:
    for name, character in unstorable(arguments):
        raise RuleBroken(
            f"The text contains the control character {character!a}, which cannot be saved. Remove it.",
            field=name,
        )


class EntryTarget(TypedDict):
    """What an entry is about, as arguments of `record`."""

    target: str
    label: str


def record(
    *,
    target: str,
    label: str,
    changes: dict[str, list[Any]] | None = None,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Write the one entry of the running operation, or that of one of many things; `changes` maps a field's name to
    [before, after]."""
    call = _running()
    if call.entry is not None and not call.is_many:
        raise AssertionError(f"{call.action} wrote two entries; call another operation for the second")
    if not is_declared(target):
        raise AssertionError(f"{call.action}: nobody has declared who reads entries about {target}")
    label = tidied(label, "label")
    call.entry = AuditEntry(
        at=clock.now(),
        on=on or clock.today(),
        action=call.action,
        target=target,
        label=label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1]}…",
        actor=actor_key(call.by.pk),
        actor_name=call.by.name,
        changes={name: [in_json(old), in_json(new)] for name, (old, new) in (changes or {}).items()},
        reason=reason or call.reason,
    )
    if call.is_many:
        call.caused.append(_Call(call.action, call.by, call.reason, call.outer, call.on, call.entry))


def moment_of_change() -> datetime:
    """The time to store with a change that people see: `clock.moment` on the day of the running operation."""
    call = _current.get()
    return clock.moment(call.on if call else None)


def is_running() -> bool:
    """Whether an operation is running, whose changes have no entry in the audit trail yet."""
    return _current.get() is not None


def touch(thing: Any) -> None:
    """Mark `thing` (a release, or a part in it) as changed: its release's content is stored before the commit.

    Raises NoReason if the change needs a reason and has none.
    """
    require_reason(thing)
    _running().touched[thing._meta.label, thing.pk] = thing


def take_token(row: Any, token: Token, theirs: Callable[[], dict[str, Any]], what: str) -> None:
    """Compare and increment the version token of a locked row. Raises Stale for a missing or an old one."""
    if token is not AS_STORED:
        check_token(token, row.token, theirs, what)
    row.token += 1
    row.save(update_fields=["token"])


def check_token(token: Any, stored: int, theirs: Callable[[], dict[str, Any]], what: str) -> None:
    """Raise Stale if the token from a page or the API is missing or is not the one stored now."""
    if type(token) is not int:
        raise Stale(
            f"{what} was sent without the version that you opened. Compare your values with the stored ones, then save "
            "again.",
            theirs=theirs(),
            token=stored,
        )
    if token != stored:
        raise Stale(
            f"{what} was changed by somebody else since you opened it. Compare your values with the stored ones, then "
            "save again.",
            theirs=theirs(),
            token=stored,
        )


@contextmanager
def attempted() -> Iterator[None]:
    """Undo the operations of the block, and their audit entries, if one of them is refused."""
    call = _running()
    caused, touched = list(call.caused), dict(call.touched)
    try:
        with transaction.atomic():
            yield
    except RuleBroken:
        call.caused, call.touched = caused, touched
        raise


def _running() -> _Call:
    call = _current.get()
    if call is None:
        raise AssertionError("Facts may only be changed inside an operation")
    return call


def _close(outermost: _Call) -> None:
    """Store the contents of what was touched, then append all entries; the chain's lock is the last one taken."""
    if outermost.touched and _recorder:
        entry = outermost.written()
        entry.composed = _recorder(list(outermost.touched.values()), entry.on)
    calls: list[tuple[_Call, AuditEntry | None]] = []
    _in_order(outermost, None, calls)
    AuditEntry.objects.bulk_create(followed(append(_with_causes(calls))))


def _in_order(call: _Call, cause: AuditEntry | None, into: list) -> None:
    into.append((call, cause))
    for caused in call.caused:
        _in_order(caused, call.entry, into)


def _with_causes(calls: list[tuple[_Call, AuditEntry | None]]) -> Iterator[AuditEntry]:
    """The entries in order; a cause has its position before the entry it caused is generated."""
    for call, cause in calls:
        entry = call.written()
        entry.cause = cause.position if cause else None
        yield entry
