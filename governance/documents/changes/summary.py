"""What changed, in short: what came into the scope and went out, the go-live, the costs, and where the rest is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from governance.documents.engine.diff.change import Change
from governance.documents.engine.text import pounds
from secrel.core.values.texts import joined

TOTAL, GO_LIVE = ("costs", "dcc_total"), ("release", "go_live")
MOST_NAMES = 6
"""More modifications than this are counted only."""


def in_short(changes: Sequence[Change]) -> tuple[str, ...]:
    """A few sentences, the most important first."""
    return tuple(_sentences(changes))


def _sentences(changes: Sequence[Change]) -> Iterator[str]:
    told: set[str] = set()

    def tell(found: Sequence[Change], sentence: str) -> Iterator[str]:
        if found:
            told.update(row.address for row in found)
            yield sentence

    scope = [row for row in changes if row.path[0] == "scope"]
    for kind, does in (("added", "in"), ("removed", "out")):
        found = [row for row in scope if row.kind == kind and len(row.path) == 2 and _is_modification(row)]
        yield from tell(found, f"{_modifications(found)} {does}.")
    approved = [row for row in scope if row.path[-1] == "status" and row.after == "approved"]
    yield from tell(approved, f"{_modifications(approved)} approved.")
    for row in changes:
        if row.path == GO_LIVE:
            yield from tell([row], _go_live(row))
        elif row.path == TOTAL and row.amount:
            sign = "+" if row.amount > 0 else "−"
            yield from tell([row], f"Total DCC costs {sign}{pounds(str(abs(row.amount)))}.")
    others = Counter(row.section_name for row in changes if row.address not in told)
    if others:
        counts = [f"{name} ({count})" for name, count in others.items()]
        yield f"{'Further differences' if told else 'Differences'} in {joined(counts)}."


def _is_modification(row: Change) -> bool:
    entry = row.new or row.old
    return isinstance(entry, dict) and "ref" in entry


def _modifications(found: Sequence[Change]) -> str:
    names = [row.path[1] for row in found]
    count = f"{len(names)} modification{'' if len(names) == 1 else 's'}"
    return f"{count} ({joined(names)})" if len(names) <= MOST_NAMES else count


def _go_live(row: Change) -> str:
    if not row.days:
        return row.sentence
    days, how = abs(row.days), "later" if row.days > 0 else "earlier"
    return f"Go-live {days} day{'' if days == 1 else 's'} {how}: {row.after} instead of {row.before}."
