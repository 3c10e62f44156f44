"""Agenda items on the acceptance of a release: recommendations of the reviewing bodies, and go or no-go.

The acceptance of a release has no row of its own, so no subject points at these items. The item has the release, and
the conditions of a decision point at the decision.
"""

from datetime import date
from typing import Any

from governance.acceptance.models import GO, RECOMMEND
from governance.acceptance.operations.conditions import set_conditions
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.queries.acceptance import criteria_of_item, criterion_name, writers_of_evidence
from governance.acceptance.queries.readiness import board_of, lacking, lines_seen_by
from governance.acceptance.queries.summaries import closing_points
from governance.composing.compose import compose
from governance.criteria.workflow import CRITERION
from governance.documents.engine.text import long_date
from governance.documents.pack.summary import ItemSummary, SummaryPoint
from governance.meetings.content_store import read_content
from governance.meetings.models import OPEN, Decision, Item, Matter, Result
from governance.meetings.queries.concerned import seats_of_owners
from governance.versions.queries.deciding.at_a_glance import at_a_glance
from governance.versions.queries.deciding.points import glance_summary
from releases.models.releases import Release
from releases.operations.releases import move_release
from releases.operations.steps import record_step_date
from releases.steps import Step
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User
from secrel.core.values.present import present


class RecommendMatter(Matter):
    kind = RECOMMEND
    label = "Recommend on acceptance"
    title = "Recommend on {subject}"
    sentence = (
        "The {body} is asked to RECOMMEND whether the {release} can go live, as far as the criteria that it "
        "reviews show."
    )
    results = (Result.RECOMMENDED, Result.CONDITIONAL, Result.NOT_RECOMMENDED, Result.DEFERRED)
    dates_steps = True
    links = "acceptance/item_acceptance_links.html"
    panels = "acceptance/item_acceptance.html"
    has_own_summary = True

    def subject(self, item: Item) -> str:
        return f"the acceptance of the {item.release}"

    def lacks(self, item: Item, on: date) -> list[str]:
        return lacking(item, on)

    def authors(self, item: Item) -> set[int]:
        return writers_of_evidence(item)

    def owners(self, item: Item) -> set[int]:
        return {row.owner_id for row in criteria_of_item(item)}

    def follow(self, by: User, decision: Decision, on: date) -> None:
        """Set the conditions and date the timetable, unless deferred. Then renew the other items on acceptance."""
        item, outcome = decision.item, decision.outcome
        release = present(item.release)
        if outcome.result not in OPEN:
            set_conditions(decision, on)
            record_step_date(release, self.step(item), item.meeting.on, on)
            self.move(decision, on)
        because = f"{item.meeting.body}: {outcome.get_result_display().lower()}."
        renew_items(by=by, release=release, because=because, on=on)

    def release_edited(self, release: Release, data: dict[str, Any], on: date) -> None:
        """Renew all items on acceptance, go or no-go included: their content has the release's name and profile."""
        renew_items(by=SYSTEM, release=release, because=f"The {release} was edited.", on=on)

    def step(self, item: Item) -> str:
        """The step of the timetable that a decision dates."""
        return f"recommend_{item.meeting.body.key}"

    def move(self, decision: Decision, on: date) -> None:
        """Move the release on. A recommendation moves nothing."""

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The readiness board of the criteria concerned: current, or as at the decision where there is one."""
        content = read_content(item.content_digest)
        rows = [(row["body"], Result(row["result"]).label, row["on"]) for row in content["recommendations"]]
        context = {"recommendations": rows}
        if item.state == "decided":
            criteria = [
                (criterion_name(row["key"]), row["text"], CRITERION.states[row["state"]])
                for row in content["criteria"]
            ]
            return context | {"decided": criteria}
        lines = [
            line for line in board_of(present(item.release), on).lines if self.is_about(item, line.criterion)
        ]
        glance = at_a_glance(item, compose(present(item.release)), "The release today")
        own = {"lines": lines_seen_by(user, lines), "silent": seats_of_owners(item) & {user.pk}}
        return context | glance | own

    def summary(self, item: Item, on: date) -> ItemSummary:
        release = present(item.release)
        glance = at_a_glance(item, compose(release), f"The release on {long_date(on.isoformat())}")
        missing = SummaryPoint(
            label="Missing", lines=tuple(self.lacks(item, on)), none="All criteria are met"
        )
        return glance_summary(glance, [missing, *closing_points(item, release)])

    def is_about(self, item: Item, criterion: Any) -> bool:
        return criterion.reviewer_id == item.meeting.body_id


class GoMatter(RecommendMatter):
    kind = GO
    label = "Go/no-go"
    title = "Go/no-go on {subject}"
    sentence = (
        "The {body} is asked to DECIDE whether the {release} goes live, on its acceptance criteria and on what "
        "was recommended."
    )
    results = (Result.GO, Result.GO_CONDITIONS, Result.NO_GO, Result.DEFERRED)

    def release_edited(self, release: Release, data: dict[str, Any], on: date) -> None:
        """Nothing: `RecommendMatter` renews these items too."""

    def step(self, item: Item) -> str:
        return Step.GO

    def move(self, decision: Decision, on: date) -> None:
        if decision.outcome.result in (Result.GO, Result.GO_CONDITIONS):
            release, reason = decision.item.release, decision.outcome.reason
            move_release(by=SYSTEM, release=release, move="decide_go", reason=reason, on=on)

    def is_about(self, item: Item, criterion: Any) -> bool:
        return True
