"""The explanation of one value: who entered it, when, from which source, under which decision, what it was before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.rid.explaining.derived import Derivation, derivation_of
from governance.documents.rid.explaining.history import MISSING, Change, State, changes_of
from governance.documents.rid.explaining.leaves import Leaf, Path
from governance.documents.rid.explaining.names import in_address, name_of, text_of
from governance.explaining.documents import HISTORY, ExplainedDocument, Stated, stated_by_versions
from governance.explaining.people import Names
from governance.explaining.trail import Made, closest, entries_at, source_in, source_of, version_entry
from modifications.models.modifications import ModificationDecision
from releases.queries import ledger_of
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry

MOST = 12
"""Changes of one value that are shown, the newest."""
ROWS = 300
"""Values of a row or a section that are shown on its page."""


@dataclass(frozen=True)
class Entered:
    """One change of a value. `entry`: where the reader may read it; `who`: a name, or a role and organisation."""

    on: date
    who: str
    before: str
    after: str
    is_new: bool
    reason: str = ""
    source: str = ""
    part_of: str = ""
    entry: AuditEntry | None = None
    position: int = 0


@dataclass(frozen=True)
class Input:
    """A value from which another is computed."""

    name: str
    text: str
    address: str


@dataclass(frozen=True)
class Explanation:
    """`changes`: from the newest; `versions`: what earlier versions stated, for everybody; `decisions`: sentences."""

    path: Path
    name: str
    text: str
    changes: tuple[Entered, ...]
    decisions: tuple[str, ...] = ()
    versions: tuple[tuple[str, date, str], ...] = ()
    derivation: Derivation | None = None
    inputs: tuple[Input, ...] = ()
    is_draft_history: bool = True

    @property
    def last(self) -> Entered | None:
        return self.changes[0] if self.changes else None


@dataclass(frozen=True)
class Reading:
    """Who asks: what they may see of the audit trail."""

    user: Any
    permissions: frozenset[Permission]

    @property
    def drafts(self) -> bool:
        """Whether they see values that were never in a version that they may read."""
        return Permission.READ_DRAFTS in self.permissions


def explain(document: ExplainedDocument, path: Path, reading: Reading) -> Explanation:
    """The explanation of one value. At most seven queries."""
    found = document.found
    leaf = found.get(path)
    derivation = derivation_of(path, found)
    inputs = tuple(_inputs(document, derivation))
    common = {"path": path, "name": name_of(path, found), "derivation": derivation, "inputs": inputs}
    if path[0] == HISTORY:
        entry = version_entry(document.release.slug, path[1])
        changes = _of_entries(document, [(entry, leaf)] if entry and leaf else [], reading)
        return Explanation(text=leaf.value if leaf else "", changes=changes, **common)
    if leaf is None and path not in found and derivation:
        changed = [found[one] for one in derivation.inputs if one in found]
        latest = _latest(document, changed, reading)
        return Explanation(text=_printed(document, path), changes=latest, **common)
    states = document.states(path[0])
    made = changes_of(leaf, states) if leaf else _unticked(path, states)
    stated = stated_by_versions(document, path[0], reading.permissions, reading.user)
    kept = made[:MOST] if reading.drafts else made[:1]
    return Explanation(
        text=text_of(leaf.value) if leaf else "not ticked",
        changes=tuple(_entered(document, kept, path, reading)),
        decisions=tuple(_decisions(document, path, leaf, stated, reading)),
        versions=tuple(_in_versions(path, leaf, stated)),
        is_draft_history=reading.drafts,
        **common,
    )


def explain_row(document: ExplainedDocument, path: Path, reading: Reading) -> list[Explanation]:
    """Each value of a row, an item or a section with its last change. Three queries, and one for names."""
    paths = [one for one in document.under(path) if one[0] != HISTORY][:ROWS]
    if not paths:
        return [explain(document, one, reading) for one in document.under(path)]
    states = document.states(path[0])
    made = {one: changes_of(document.found[one], states)[:1] for one in paths}
    return [
        Explanation(
            one,
            name_of(one, document.found),
            text_of(document.found[one].value),
            tuple(rows),
            derivation=derivation_of(one, document.found),
        )
        for one, rows in _many(document, made, reading)
    ]


def _many(
    document: ExplainedDocument, made: Mapping[Path, Sequence[Change]], reading: Reading
) -> Iterable[tuple[Path, list[Entered]]]:
    entries = entries_at(change.state.position for changes in made.values() for change in changes)
    names = Names(reading.user, reading.permissions, [one for rows in entries.values() for one in rows])
    for path, changes in made.items():
        yield (
            path,
            [
                _one(change, entries, path, names, reading)
                for change in changes
                if change.state.position in entries
            ],
        )


def _entered(
    document: ExplainedDocument, changes: Sequence[Change], path: Path, reading: Reading
) -> list[Entered]:
    return next(iter(_many(document, {path: changes}, reading)))[1]


def _one(
    change: Change,
    entries: Mapping[int, list[AuditEntry]],
    path: Path,
    names: "Names",
    reading: Reading,
) -> Entered:
    made = closest(entries[change.state.position], path)
    return _as_entered(made, change.before, change.after, names, reading)


def _as_entered(made: Made, before: Any, after: Any, names: "Names", reading: Reading) -> Entered:
    entry, outermost = made.entry, made.outermost
    may_read = names.may_read(entry)
    source = source_in(entry, after) if may_read else source_of(after)
    if made.is_import:
        source = f"The document that was imported as {entry.label.removesuffix(' imported')}"
    return Entered(
        on=entry.on,
        who=names.of(entry),
        before="" if before is MISSING or not reading.drafts else text_of(before),
        after=text_of(after),
        is_new=before is MISSING,
        reason=(entry.reason or outermost.reason) if may_read else "",
        source=source,
        part_of=outermost.label if outermost is not entry and names.may_read(outermost) else "",
        entry=entry if may_read else None,
        position=entry.position,
    )


def _of_entries(
    document: ExplainedDocument, rows: Iterable[tuple[AuditEntry, Leaf]], reading: Reading
) -> tuple[Entered, ...]:
    rows = list(rows)
    names = Names(reading.user, reading.permissions, [entry for entry, _ in rows])
    return tuple(_as_entered(Made(entry, entry), MISSING, leaf.value, names, reading) for entry, leaf in rows)


def _latest(document: ExplainedDocument, changed: list[Leaf], reading: Reading) -> tuple[Entered, ...]:
    """The newest change of those that a sum is computed from."""
    if not changed:
        return ()
    states = document.states(changed[0].path[0])
    made = {leaf.path: changes_of(leaf, states)[:1] for leaf in changed}
    found = [row for _, rows in _many(document, made, reading) for row in rows]
    newest = max(found, key=lambda row: row.position, default=None)
    return (newest,) if newest else ()


def _unticked(path: Path, states: Sequence[State]) -> list[Change]:
    """Since when a cell has no tick: since it was taken away, or since its row was entered."""
    ticked = Leaf(path, True, path)
    for place in range(len(states) - 1, 0, -1):
        if path in states[place - 1].by_identity:
            return [Change(states[place], ticked.value, False)]
    names = {path[2], path[2].replace("MP", "DP", 1)} if len(path) > 2 else set(path[-1:])
    held = (state for state in states if any(f"'{name}'" in str(state.part) for name in names))
    first = next(held, states[0] if states else None)
    return [Change(first, MISSING, False)] if first else []


def _printed(document: ExplainedDocument, path: Path) -> str:
    piece = document.printed.get(path)
    return piece.text if piece else ""


def _inputs(document: ExplainedDocument, derivation: Derivation | None) -> Iterable[Input]:
    for path in derivation.inputs if derivation else ():
        if leaf := document.found.get(path):
            yield Input(
                name_of(path, document.found), text_of(leaf.value), f"{document.address}{in_address(path)}/"
            )


def _in_versions(path: Path, leaf: Leaf | None, stated: Sequence[Stated]) -> Iterable[tuple[str, date, str]]:
    """The versions in which the value became another one, from the oldest: number, day, text."""
    last: Any = MISSING
    for row in stated:
        known = row.state.by_identity.get(leaf.identity if leaf else path)
        now = known.value if known else MISSING
        if now is not MISSING and now != last:
            yield row.number, row.on, text_of(now)
        elif now is MISSING and last is not MISSING:
            yield row.number, row.on, "not stated"
        last = now


def _decisions(
    document: ExplainedDocument, path: Path, leaf: Leaf | None, stated: Sequence[Stated], reading: Reading
) -> Iterable[str]:
    """The baseline since which the value stands, and what bodies decided on a modification in scope."""
    since = None
    for row in reversed([one for one in stated if one.is_baseline] if leaf else []):
        known = row.state.by_identity.get(leaf.identity) if leaf else None
        if leaf is None or known is None or known.value != leaf.value:
            break
        since = row
    if since and since.body:
        yield f"Baselined by the {since.body} on {text_of(since.decided_on)}, in RID {since.number}."
    if path[0] == "scope" and path[-1] in ("status", "summary", "title") and len(path) == 3:
        decisions = ModificationDecision.objects.filter(modification__reference=path[1]).select_related(
            "body"
        )
        for decision in decisions:
            when = (
                f" on {text_of(decision.decided_on.isoformat())}"
                if decision.decided_on
                else ", day not recorded"
            )
            yield f"{path[1]}: {decision}{when}."
        if reading.drafts and (
            event := ledger_of(document.release).filter(item__part__modification__reference=path[1]).first()
        ):
            by = f", agreed by the {event.body}" if event.body else ""
            ground = f" ({event.get_ground_display().lower()})" if event.ground else ""
            yield f"Scope ledger: {event.label.lower()} on {text_of(event.on.isoformat())}{by}{ground}."


def reading_of(user: Any, permissions: frozenset[Permission]) -> Reading:
    return Reading(user if isinstance(user, User) else None, permissions)
