"""The head line of a RID's comparison: scope, go-live, timetable, costs, SEC documents, and how many other changes."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from governance.documents.engine.diff.amounts import BASES
from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.summary import HeadPart
from governance.documents.engine.text import pounds
from governance.documents.rid.types.scope import number_of

OF_SCOPE = {"additions", "change_requests", "change_requests_state"}
"""Keys of the scope that are not modifications."""


def head_parts(changes: Sequence[Change]) -> tuple[HeadPart, ...]:
    """'3 modifications in', '2 out', 'go-live 50 days earlier', 'DCC costs + £60,000', '4 documents more'."""
    parts = [*_scope(changes), *_dates(changes), *_costs(changes), *_documents(changes)]
    told = {address for part in parts for address in part.addresses}
    others = [change for change in changes if change.address not in told]
    if others:
        number = len(others)
        other = "other " if parts else ""
        parts.append(HeadPart.of(f"{number} {other}{'change' if number == 1 else 'changes'}", others))
    return tuple(parts)


def scope_moves(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """What became of modifications, or parts of them: the changes by 'in', 'out', 'approved', 'no longer approved' and
    'with another reference', each twice there. A Draft Proposal that became a modification keeps its number."""
    rows = [change for change in changes if change.section == "scope" and change.path[1] not in OF_SCOPE]
    whole = [change for change in rows if len(change.path) == 2]
    status = [change for change in rows if change.path[2:] == ("status",)]
    numbers = Counter(number_of(change.path[1]) for change in whole)
    renamed = [change for change in whole if numbers[number_of(change.path[1])] > 1]
    return {
        "in": [change for change in whole if change.kind == "added" and change not in renamed],
        "out": [change for change in whole if change.kind == "removed" and change not in renamed],
        "approved": [change for change in status if change.new == "approved"],
        "no longer approved": [change for change in status if change.new == "targeted"],
        "with another reference": renamed,
    }


def _scope(changes: Sequence[Change]) -> Iterator[HeadPart]:
    unnamed = True
    for words, found in scope_moves(changes).items():
        if words == "with another reference":
            if found:
                yield HeadPart.of(f"{len(found) // 2} {words}", found)
        elif found:
            number = len(found)
            noun = f" {'modification' if number == 1 else 'modifications'}" if unnamed else ""
            yield HeadPart.of(f"{number}{noun} {words}", found)
            unnamed = False


def _dates(changes: Sequence[Change]) -> Iterator[HeadPart]:
    for change in changes:
        if change.path == ("release", "go_live"):
            yield HeadPart.of(f"go-live {_go_live(change)}", [change])
    moved = [
        change
        for change in changes
        if change.section == "timeline" and change.path[2:] == ("when",) and change.days
    ]
    if moved:
        number = len(moved)
        yield HeadPart.of(f"{number} {'date' if number == 1 else 'dates'} of the timetable moved", moved)


def _go_live(change: Change) -> str:
    if change.days:
        number = abs(change.days)
        return f"{number} {'day' if number == 1 else 'days'} {'later' if change.days > 0 else 'earlier'}"
    return f"set to {change.after}" if change.after else "to be set"


def _costs(changes: Sequence[Change]) -> Iterator[HeadPart]:
    for change in changes:
        if change.path == ("costs", "dcc_total"):
            total = change.after if change.new["amount"] else BASES.get(change.new["status"], change.after)
            yield HeadPart.of(f"DCC costs {_more(change.amount) or f'now {total}'}", [change])


def _more(amount: Decimal | None) -> str:
    return f"{'+' if amount > 0 else '−'} {pounds(str(abs(amount)))}" if amount else ""


def _documents(changes: Sequence[Change]) -> Iterator[HeadPart]:
    rows = [change for change in changes if change.path[:2] == ("impacts", "documents")]
    for kind, words in (("added", "more"), ("removed", "fewer")):
        found = [change for change in rows if change.kind == kind and len(change.path) == 3]
        if found:
            number = len(found)
            yield HeadPart.of(f"{number} {'document' if number == 1 else 'documents'} {words}", found)
