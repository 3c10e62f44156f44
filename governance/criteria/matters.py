"""The agenda matter of agreeing a set of standard acceptance criteria."""

from datetime import date
from typing import Any

from governance.criteria.models import StandardItem
from governance.criteria.operations.standard import follow_standard
from governance.criteria.queries.standard import changes_to_standard
from governance.meetings.content_store import read_content
from governance.meetings.models import Decision, Item, Matter, Result
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry, user_of


class StandardMatter(Matter):
    kind = StandardItem.KIND
    label = "Agree the standard criteria"
    title = "Agree {subject} of the acceptance criteria"
    sentence = "The {body} is asked to AGREE {subject}: the acceptance criteria that releases must meet from then on."
    results = (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED)
    related = ("standard_item__standard",)
    panels = "criteria/item_standard.html"

    def subject(self, item: Item) -> str:
        return str(item.standard_item.standard)

    def authors(self, item: Item) -> set[int]:
        """Users who drafted the set, from the audit trail."""
        entries = AuditEntry.objects.filter(target=Target.STANDARD(item.standard_item.standard.number))
        users = map(user_of, entries.values_list("actor", flat=True).distinct())
        return {pk for pk in users if pk is not None}

    def follow(self, by: User, decision: Decision, on: date) -> None:
        follow_standard(decision.item, decision.outcome, on)

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The proposed set and, while the item is open, its differences from the set in force."""
        changes = changes_to_standard(item.standard_item.standard) if item.state == "open" else []
        return {"standard": read_content(item.content_digest)["criteria"], "differences": changes}
