"""The agenda matter of agreeing a set of standard acceptance criteria."""

from datetime import date
from typing import Any

from django.utils.text import capfirst

from governance.criteria.models import StandardItem
from governance.criteria.operations.standard import follow_standard
from governance.criteria.queries.standard import changes_to_standard, in_force
from governance.documents.pack.summary import ItemSummary, SummaryRow
from governance.meetings.content_store import read_content
from governance.meetings.models import Decision, Item, Matter, Result
from governance.meetings.queries.positions import objections_point
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

    def summary(self, item: Item, on: date) -> ItemSummary:
        """The proposed set beside the one in force."""
        standard = item.standard_item.standard
        now, after = (f"{rows.count()} criteria" for rows in (in_force(), standard.texts))
        names: dict[str, list[str]] = {}
        for row in changes_to_standard(standard):
            names.setdefault(row.what, []).append(row.criterion)
        changed = tuple(f"{capfirst(what)}: {', '.join(rows)}" for what, rows in names.items())
        fact = SummaryRow(label="Standard set", cells=(now, after), details=changed)
        return ItemSummary(columns=("Now", "If agreed"), rows=(fact,), points=(objections_point(item),))

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The proposed set and, while the item is open, its differences from the set in force."""
        changes = changes_to_standard(item.standard_item.standard) if item.state == "open" else []
        return {"standard": read_content(item.content_digest)["criteria"], "differences": changes}
