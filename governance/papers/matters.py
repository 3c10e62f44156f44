"""The agenda matter of agreeing a recommendation of a paper."""

from datetime import date
from typing import Any

from governance.documents.pack.summary import ItemSummary
from governance.documents.paper.types import Recommendation
from governance.meetings.models import Decision, Item, Matter, Result
from governance.papers.item_summary import paper_summary
from governance.papers.models import PaperItem
from governance.papers.operations.deciding import carry_out_paper
from governance.papers.queries import acts_in_words
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User


class PaperMatter(Matter):
    kind = PaperItem.KIND
    label = "Agree a recommendation of a paper"
    title = "Agree {subject}"
    sentence = "The {body} is requested to AGREE {subject}."
    results = (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED)
    related = ("paper_item",)
    related_whole = ("paper_item__version__paper__meeting__body", "paper_item__version__snapshot__content")
    withdrawn_elsewhere = False
    panels = "papers/item_paper.html"

    def subject(self, item: Item) -> str:
        return item.paper_item.words

    def authors(self, item: Item) -> set[int]:
        """Whoever issued the paper."""
        issued = item.paper_item.version.issued_by_id
        return {issued} if issued else set()

    def releases(self, item: Item) -> list[Release]:
        named = {slug for act in _asked(item).acts for slug in (act.release, act.to_release) if slug}
        return list(Release.objects.filter(slug__in=named).order_by("slug"))

    def follow(self, by: User, decision: Decision, on: date) -> None:
        if decision.outcome.result == Result.AGREED:
            carry_out_paper(by=SYSTEM, item=decision.item, on=on)

    def summary(self, item: Item, on: date) -> ItemSummary:
        return paper_summary(item, _asked(item), self.releases(item))

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The paper, the changes that agreeing makes, and whether they are made."""
        row, asked = item.paper_item, _asked(item)
        return {
            "paper": row.version.paper,
            "paper_version": row.version,
            "paper_item": row,
            "acts": acts_in_words(asked.acts),
        }


def _asked(item: Item) -> Recommendation:
    row = item.paper_item
    content = row.version.snapshot.document.content
    return next(asked for asked in content.recommendations if asked.key == row.key)
