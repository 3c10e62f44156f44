"""Agenda items on testing deliverables: advice of the TAG, and the decision of the body that decides on testing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from governance.acceptance.models import FITS, DeliverableItem, Kind
from governance.acceptance.operations.deliverables import follow_testing
from governance.acceptance.queries.summaries import testing_summary
from governance.documents.pack.summary import ItemSummary
from governance.meetings.models import Decision, Item, Matter, Result
from governance.meetings.queries.concerned import seats_of_owners
from secrel.core.models.people import Body, User


class AdviseMatter(Matter):
    kind = DeliverableItem.ADVISE
    label = "Advise on testing"
    title = "Advise on {subject}"
    sentence = "The {body} is asked for its VIEW on {subject}, for the body that decides on it."
    results: ClassVar[tuple[Result, ...]] = (
        *(Result.VIEW_GIVEN, Result.RECOMMENDED, Result.NOT_RECOMMENDED),
        *(Result.RETURNED, Result.DEFERRED),
    )
    related = ("deliverable_item__deliverable__release",)
    dates_steps = True
    links = "acceptance/item_deliverable_links.html"
    panels = "acceptance/item_deliverable.html"

    def subject(self, item: Item) -> str:
        return str(item.deliverable_item.deliverable)

    def results_of(self, item: Item) -> Iterable[Result]:
        fits = FITS[Kind(item.deliverable_item.deliverable.kind)]
        return [result for result in self.results if result in fits]

    def authors(self, item: Item) -> set[int]:
        return {item.deliverable_item.deliverable.submitted_by_id}

    def owners(self, item: Item) -> set[int]:
        """The DCC, which submits all testing deliverables."""
        return set(Body.objects.filter(key="dcc").values_list("pk", flat=True))

    def follow(self, by: User, decision: Decision, on: date) -> None:
        follow_testing(by=by, item=decision.item, outcome=decision.outcome, on=on)

    def summary(self, item: Item, on: date) -> ItemSummary:
        return testing_summary(item, self.lacks(item, on))

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        silent = seats_of_owners(item) & {user.pk}
        return {"deliverable": item.deliverable_item.deliverable, "silent": silent}


class TestingMatter(AdviseMatter):
    kind = DeliverableItem.TESTING
    label = "Decide on testing"
    title = "Decide on {subject}"
    sentence = "The {body} is asked to APPROVE {subject}."
    results = (Result.REVIEWED, Result.APPROVED, Result.RETURNED, Result.DEFERRED)

    def lacks(self, item: Item, on: date) -> list[str]:
        return [] if item.deliverable_item.deliverable.state == "advised" else ["Advice of the TAG"]
