"""Under which decision a value stands, and what the versions stated of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from governance.documents.rid.explaining.history import MISSING
from governance.documents.rid.explaining.leaves import Leaf, Path
from governance.documents.rid.explaining.names import text_of
from governance.explaining.answers import Reading
from governance.explaining.documents import ExplainedDocument, Stated
from modifications.models.modifications import ModificationDecision
from releases.queries import ledger_of


def in_versions(path: Path, leaf: Leaf | None, stated: Sequence[Stated]) -> Iterable[tuple[str, date, str]]:
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


def decisions(
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
        rows = ModificationDecision.objects.filter(modification__reference=path[1]).select_related("body")
        for decision in rows:
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
