"""The explanation of one value: who entered it, when, from which source, under which decision, what it was before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from governance.documents.rid.explaining.derived import Derivation, derivation_of
from governance.documents.rid.explaining.history import MISSING, Change, State, changes_of
from governance.documents.rid.explaining.leaves import NO_TICK, TICK, Leaf, Path
from governance.documents.rid.explaining.names import in_address, name_of, text_of
from governance.explaining.answers import Entered, Explanation, Input, Reading
from governance.explaining.decided import decisions, in_versions
from governance.explaining.documents import HISTORY, ExplainedDocument, stated_by_versions
from governance.explaining.people import Names
from governance.explaining.trail import Made, closest, entries_at, source_in, source_of, version_entry
from secrel.core.models.record import AuditEntry

MOST = 12
"""Changes of one value that are shown, the newest."""
ROWS = 300
"""Values of a row or a section that are shown on its page."""


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
        text=text_of(leaf.value) if leaf else NO_TICK,
        changes=tuple(_entered(document, kept, path, reading)),
        decisions=tuple(decisions(document, path, leaf, stated, reading)),
        versions=tuple(in_versions(path, leaf, stated)),
        is_draft_history=reading.drafts,
        **common,
    )


def explain_row(document: ExplainedDocument, path: Path, reading: Reading) -> list[Explanation]:
    """Each value of a row, an item or a section with its last change, named within it. Three queries, and one for
    names."""
    paths = [one for one in document.under(path) if one[0] != HISTORY][:ROWS]
    if not paths:
        return [explain(document, one, reading) for one in document.under(path)]
    states = document.states(path[0])
    made = {one: changes_of(document.found[one], states)[:1] for one in paths}
    return [
        Explanation(
            one,
            name_of(one, document.found).removeprefix(f"{name_of(path, document.found)}: "),
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
    for place in range(len(states) - 1, 0, -1):
        if path in states[place - 1].by_identity:
            return [Change(states[place], TICK, NO_TICK)]
    names = {path[2], path[2].replace("MP", "DP", 1)} if len(path) > 2 else set(path[-1:])
    held = (state for state in states if any(f"'{name}'" in str(state.part) for name in names))
    first = next(held, states[0] if states else None)
    return [Change(first, MISSING, NO_TICK)] if first else []


def _printed(document: ExplainedDocument, path: Path) -> str:
    piece = document.printed.get(path)
    return piece.text if piece else ""


def _inputs(document: ExplainedDocument, derivation: Derivation | None) -> Iterable[Input]:
    for path in derivation.inputs if derivation else ():
        if leaf := document.found.get(path):
            yield Input(
                name_of(path, document.found), text_of(leaf.value), f"{document.address}{in_address(path)}/"
            )
