"""What matters most in a RID, then and now: scope, go-live, cost and criteria."""

from collections.abc import Iterator
from dataclasses import dataclass

from governance.documents.engine.text import long_date
from governance.documents.rid.categories import Category
from governance.documents.rid.changes.summary import scope_moves
from governance.documents.rid.display import display_value
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent

SAID = {
    "in": "Added",
    "out": "Left",
    "approved": "Approved since",
    "no longer approved": "No longer approved",
    "with another reference": "With another reference",
}


@dataclass(frozen=True)
class ThenAndNow:
    """A fact of two contents in words; `then` is empty where there is nothing to compare with. `details`: what
    changed, a sentence each."""

    label: str
    then: str
    now: str
    details: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        return bool(self.details) or (bool(self.then) and self.then != self.now)


def then_and_now(then: RidContent | None, now: RidContent) -> list[ThenAndNow]:
    """Scope, go-live, cost and criteria, in this order."""
    return [
        ThenAndNow("Scope", _scope(then), _scope(now), tuple(_scope_changes(then, now)) if then else ()),
        ThenAndNow("Go-live", _go_live(then), _go_live(now)),
        ThenAndNow("DCC costs in total", _cost(then), _cost(now)),
        ThenAndNow("Criteria", _criteria(then), _criteria(now), tuple(_changed(then, now)) if then else ()),
    ]


def _scope(content: RidContent | None) -> str:
    if content is None:
        return ""
    approved, targeted = len(content.scope.approved), len(content.scope.targeted)
    count = _count(approved + targeted, "modification")
    return f"{count}: {approved} approved, {targeted} targeted" if approved + targeted else "No modifications"


def _scope_changes(then: RidContent, now: RidContent) -> Iterator[str]:
    """What was added, what left, what was approved since, and approvals that are gone."""
    for what, changes in scope_moves(RID_KIND.compare(then, now)).items():
        if changes:
            yield f"{SAID[what]}: {', '.join(change.names[1] for change in changes)}"


def _go_live(content: RidContent | None) -> str:
    if content is None:
        return ""
    return long_date(content.release.go_live) if content.release.go_live else "To be set"


def _cost(content: RidContent | None) -> str:
    return display_value(content.costs.dcc_total) if content else ""


def _criteria(content: RidContent | None) -> str:
    if content is None:
        return ""
    counts = {category.label.lower(): len(content.acceptance.of(category)) for category in Category}
    named = ", ".join(f"{count} {label}" for label, count in counts.items() if count)
    total = sum(counts.values())
    return f"{_count(total, 'criterion', 'criteria')}: {named}" if total else "No criteria"


def _changed(then: RidContent, now: RidContent) -> Iterator[str]:
    """Categories whose texts differ, with how many of their texts are not in the other content."""
    for category in Category:
        before, after = set(then.acceptance.of(category)), set(now.acceptance.of(category))
        if count := len(after - before):
            yield f"{category.label}: {_count(count, 'text')} new or changed"
        elif before - after:
            yield f"{category.label}: {_count(len(before - after), 'text')} removed"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"
