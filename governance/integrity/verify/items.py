"""Positions, outcomes and confirmations against what the record says of each item, in their order."""

from collections import defaultdict
from collections.abc import Iterator

from governance.meetings.models import Decision, Item, Outcome, Position
from governance.versions.models import ChangesConfirmed
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

Said = tuple[str, str, str]
"""What it is, its words, the digest of the content it is about."""
WORDS = {
    "governance.take_position": ("position", "position"),
    "governance.record_outcome": ("outcome", "outcome"),
    "governance.confirm_decision": ("decision", "decision"),
    "governance.confirm_changes": ("confirmation of changes", "changed"),
}


def hear(entry: AuditEntry, told: dict[str, list[Said]]) -> None:
    """Note what an entry says of an item; entries about other things say nothing here."""
    if entry.action in WORDS:
        what, field = WORDS[entry.action]
        told[entry.target].append((what, entry.changes[field][1], entry.changes["content"][1]))


def check_items(told: dict[str, list[Said]]) -> Iterator[str]:
    """A sentence for each row that the record does not name, and for each entry whose row is gone."""
    kept = _kept()
    for place in sorted(told.keys() | kept.keys()):
        named = list(told.get(place, []))
        for said in kept.get(place, []):
            if said in named:
                named.remove(said)
            else:
                yield f"The {said[0]} “{said[1]}” of {place} does not match the audit trail."
        for what, words, _ in named:
            yield f"The {what} “{words}” of {place} is in the audit trail but no longer stored as it was."


def _kept() -> dict[str, list[Said]]:
    kept: dict[str, list[Said]] = defaultdict(list)
    of_item = ("item__meeting__body", "membership__user")
    for position in Position.objects.select_related(*of_item):
        kept[_place(position.item)].append(("position", position.words, position.content_digest))
    for outcome in Outcome.objects.select_related("item__meeting__body"):
        kept[_place(outcome.item)].append(("outcome", outcome.words, outcome.content_digest))
    for decision in Decision.objects.select_related("item__meeting__body", "outcome"):
        said = ("decision", decision.outcome.result, decision.content_digest)
        kept[_place(decision.item)].append(said)
    for row in ChangesConfirmed.objects.select_related("decision__item__meeting__body", "version"):
        said = ("confirmation of changes", row.version.number, row.content_digest)
        kept[_place(row.decision.item)].append(said)
    return kept


def _place(item: Item) -> str:
    return Target.ITEM(item.meeting.body.key, item.meeting.on, item.order)
