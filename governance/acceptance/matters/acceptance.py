"""The acceptance of a release: before the bodies that recommend on what they review, and the one that says go.

Nothing points at these items: the acceptance of a release is no row of its own. The item has the release, and what
follows from a decision (its conditions) points at the decision.
"""

from datetime import date
from typing import Any

from governance.acceptance.models import GO, RECOMMEND
from governance.acceptance.operations.conditions import set_conditions
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.queries.acceptance import criteria_asked, named, writers_of_evidence
from governance.acceptance.queries.readiness import board_of, lacking, lines_seen_by
from governance.criteria.workflow import CRITERION
from governance.meetings.content_store import read_content
from governance.meetings.models import OPEN, Decision, Item, Matter, Result
from governance.meetings.queries.concerned import seats_of_owners
from releases.models.releases import Release
from releases.operations.releases import move_release
from releases.operations.steps import record_step_date
from releases.steps import Step
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User


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

    def subject(self, item: Item) -> str:
        return f"the acceptance of the {item.release}"

    def lacks(self, item: Item, on: date) -> list[str]:
        return lacking(item, on)

    def authors(self, item: Item) -> set[int]:
        return writers_of_evidence(item)

    def owners(self, item: Item) -> set[int]:
        return {row.owner_id for row in criteria_asked(item)}

    def follow(self, by: User, decision: Decision, on: date) -> None:
        """Conditions are set and the timetable keeps the day, unless it is put off; the other items say so too."""
        item, outcome = decision.item, decision.outcome
        if outcome.result not in OPEN:
            set_conditions(decision, on)
            record_step_date(item.release, self.step(item), item.meeting.on, on)
            self.move(decision, on)
        because = f"{item.meeting.body}: {outcome.get_result_display().lower()}."
        renew_items(by=by, release=item.release, because=because, on=on)

    def release_edited(self, release: Release, data: dict[str, Any], on: date) -> None:
        """What bodies are asked names the release and its kind, so the items on go or no-go are renewed here too."""
        renew_items(by=SYSTEM, release=release, because=f"The {release} was edited.", on=on)

    def step(self, item: Item) -> str:
        """The row of the timetable that a decision dates."""
        return f"recommend_{item.meeting.body.key}"

    def move(self, decision: Decision, on: date) -> None:
        """What a decision says of the release's life: nothing where it is a recommendation."""

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The board of the criteria that the body is asked about; where it has decided, as it was then."""
        said = read_content(item.content_digest)
        rows = [(row["body"], Result(row["result"]).label, row["on"]) for row in said["recommendations"]]
        known = {"recommendations": rows}
        if item.state == "decided":
            criteria = [
                (named(row["key"]), row["text"], CRITERION.states[row["state"]]) for row in said["criteria"]
            ]
            return known | {"decided": criteria}
        lines = [line for line in board_of(item.release, on).lines if self.is_asked(item, line.criterion)]
        return known | {
            "lines": lines_seen_by(user, lines),
            "silent": seats_of_owners(item) & {user.pk},
        }

    def is_asked(self, item: Item, criterion: Any) -> bool:
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
        """`RecommendMatter` sees to it."""

    def step(self, item: Item) -> str:
        return Step.GO

    def move(self, decision: Decision, on: date) -> None:
        if decision.outcome.result in (Result.GO, Result.GO_CONDITIONS):
            release, reason = decision.item.release, decision.outcome.reason
            move_release(by=SYSTEM, release=release, move="decide_go", reason=reason, on=on)

    def is_asked(self, item: Item, criterion: Any) -> bool:
        return True
