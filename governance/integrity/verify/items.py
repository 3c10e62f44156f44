"""Positions, outcomes and confirmations against the audit trail."""

from collections import defaultdict
from collections.abc import Iterator

from governance.meetings.models import Decision, Item, Outcome, Position
from governance.versions.models import ChangesConfirmed
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

ItemFact = tuple[str, str, str]
"""Kind of row, its text, and the digest of the content it is about."""
FIELDS = {
    "governance.take_position": ("position", "position"),
    "governance.record_outcome": ("outcome", "outcome"),
    "governance.confirm_decision": ("decision", "decision"),
    "governance.confirm_changes": ("confirmation of changes", "changed"),
}


def read_item_entry(entry: AuditEntry, recorded: dict[str, list[ItemFact]]) -> None:
    """Add the fact that an entry records about an item. Entries about anything else add nothing."""
    if entry.action in FIELDS:
        what, field = FIELDS[entry.action]
        recorded[entry.target].append((what, entry.changes[field][1], entry.changes["content"][1]))


def check_items(recorded: dict[str, list[ItemFact]]) -> Iterator[str]:
    """Yield a sentence for each row without its entry, and for each entry without its row."""
    stored = _stored()
    for place in sorted(recorded.keys() | stored.keys()):
        unmatched = list(recorded.get(place, []))
        for fact in stored.get(place, []):
            if fact in unmatched:
                unmatched.remove(fact)
            else:
                yield f"The {fact[0]} “{fact[1]}” of {place} does not match the audit trail."
        for what, words, _ in unmatched:
            yield f"The {what} “{words}” of {place} is in the audit trail but no longer stored as it was."


def _stored() -> dict[str, list[ItemFact]]:
    facts: dict[str, list[ItemFact]] = defaultdict(list)
    of_item = ("item__meeting__body", "membership__user")
    for position in Position.objects.select_related(*of_item):
        facts[_place(position.item)].append(("position", position.words, position.content_digest))
    for outcome in Outcome.objects.select_related("item__meeting__body"):
        facts[_place(outcome.item)].append(("outcome", outcome.words, outcome.content_digest))
    for decision in Decision.objects.select_related("item__meeting__body", "outcome"):
        fact = ("decision", decision.outcome.result, decision.content_digest)
        facts[_place(decision.item)].append(fact)
    for row in ChangesConfirmed.objects.select_related("decision__item__meeting__body", "version"):
        fact = ("confirmation of changes", row.version.number, row.content_digest)
        facts[_place(row.decision.item)].append(fact)
    return facts


def _place(item: Item) -> str:
    return Target.ITEM(item.meeting.body.key, item.meeting.on, item.order)
