"""The draft text of a row of the document history, in the style of published RIDs: "Updated following MP146 being added
to the scope." It is made from what became of the scope, and the other sections that differ. The analyst can edit it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from governance.documents.engine.diff.change import Change
from governance.documents.rid.changes.summary import OF_SCOPE
from governance.documents.rid.document import CONTENTS
from governance.documents.rid.types.scope import Scope, number_of
from secrel.core.values.texts import joined

REJECTED, WITHDRAWN = ("rejected", "authority_rejected"), ("withdrawn",)
"""Grounds for leaving a scope, as `releases.models.scope.Ground`."""


@dataclass(frozen=True)
class ScopeChanges:
    """What became of the modifications in scope between two versions: references, in the order of the documents.

    `renamed`: the reference before and now. A Draft Proposal that became a modification keeps its number, so it neither
    left nor came in.
    """

    added: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def moved(self) -> set[str]:
        """All references that it names."""
        return {*self.added, *self.left, *self.approved, *(ref for pair in self.renamed for ref in pair)}


def scope_changes(before: Scope, after: Scope) -> ScopeChanges:
    old, new = _by_number(before), _by_number(after)
    approved = {number_of(item.ref) for item in after.approved} - {
        number_of(item.ref) for item in before.approved
    }
    return ScopeChanges(
        added=tuple(ref for number, ref in new.items() if number not in old),
        left=tuple(ref for number, ref in old.items() if number not in new),
        approved=tuple(ref for number, ref in new.items() if number in approved),
        renamed=tuple((old[number], ref) for number, ref in new.items() if old.get(number, ref) != ref),
    )


def drafted(
    changes: ScopeChanges,
    differences: Iterable[Change],
    grounds: Mapping[str, str] | None = None,
    undated: Collection[str] = (),
) -> str:
    """The text of the row; empty if nothing changed.

    `differences`: all of the content, for the sections beside the scope. `grounds`: why those that left did, by
    reference. `undated`: modifications whose approval has no recorded day; no row says when they were approved.
    """
    parts = [*_moves(changes, grounds or {}, undated), *_others(changes, differences)]
    return f"Updated following {joined(parts)}." if parts else ""


def _by_number(scope: Scope) -> dict[str, str]:
    """The reference of each modification in scope, by number and letter."""
    return {number_of(item.ref): item.ref for item in scope.entries}


def _moves(changes: ScopeChanges, grounds: Mapping[str, str], undated: Collection[str]) -> Iterator[str]:
    if refs := [ref for ref in changes.left if grounds.get(ref) not in (*REJECTED, *WITHDRAWN)]:
        yield f"{joined(refs)} falling out of scope"
    if changes.added:
        yield f"{joined(changes.added)} being added to the scope"
    for why, verb in ((REJECTED, "rejection"), (WITHDRAWN, "withdrawal")):
        if refs := [ref for ref in changes.left if grounds.get(ref) in why]:
            yield f"the {verb} of {joined(refs)}"
    if refs := [ref for ref in changes.approved if ref not in undated]:
        yield f"the approval of {joined(refs)}"
    yield from (f"{before} becoming {now}" for before, now in changes.renamed)


def _others(changes: ScopeChanges, differences: Iterable[Change]) -> Iterator[str]:
    """Modifications that are reworded, and the other sections."""
    reworded: dict[str, None] = {}
    sections: dict[str, None] = {}
    for difference in differences:
        if difference.section == "scope" and difference.path[1] not in OF_SCOPE:
            if difference.path[1] not in changes.moved:
                reworded[difference.path[1]] = None
        elif (section := CONTENTS.get(difference.section)) and section.history:
            sections[f"the {section.history}"] = None
    if reworded:
        yield f"the rewording of {joined(list(reworded))}"
    if sections:
        yield f"changes to {joined(list(sections))}"
