"""Ask bodies about the acceptance of a release: for a recommendation, or for go or no-go."""

from datetime import date, datetime

from django.utils.text import capfirst

from governance.acceptance.models import GO, RECOMMEND
from governance.acceptance.queries.readiness import acceptance_data, reviewers_of
from governance.meetings.models import Item
from governance.meetings.operations.asking import meeting_of, record_item
from governance.meetings.operations.items import WAITING, add_item
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of


@operation("governance.ask_recommendation", Permission.PRESENT_VERSIONS)
def ask_recommendation(
    *, by: Actor, release: Release, body: Body, meeting_on: date, closes_at: datetime | None = None, on: date
) -> Item:
    """Ask a reviewing body, at its meeting on a day, to recommend whether the release can go live.

    `closes_at`: the body answers by correspondence.
    """
    release = locked_release(release)
    if body not in reviewers_of(release):
        raise RuleBroken(f"{capfirst(body.the)} reviews no criterion of the {release}.", field="body")
    return _put(by, release, RECOMMEND, body, meeting_on, closes_at, on)


@operation("governance.ask_go", Permission.PRESENT_VERSIONS)
def ask_go(
    *, by: Actor, release: Release, meeting_on: date, closes_at: datetime | None = None, on: date
) -> Item:
    """Ask the body that decides on going live, at its meeting on a day, for go or no-go."""
    release = locked_release(release)
    if release.life != "full_baselined":
        raise RuleBroken(
            f"The {release} is {release.workflow_state.label.lower()}. You can ask for go or no-go between the "
            "baseline of the full scope and the decision."
        )
    return _put(by, release, GO, holder_of(Power.GO_LIVE, on=meeting_on), meeting_on, closes_at, on)


def _put(
    by: Actor, release: Release, kind: str, body: Body, meeting_on: date, closes_at: datetime | None, on: date
) -> Item:
    if not release.criteria.exists():
        raise RuleBroken(f"The {release} has no acceptance criteria yet. Copy the standard criteria first.")
    undecided = Item.objects.filter(
        release=release, kind=kind, state__in=WAITING, meeting__body=body
    ).select_related("meeting__body")
    if waiting := undecided.first():
        raise RuleBroken(
            f"This is already on the agenda of the {waiting.meeting}. Take it off that agenda first."
        )
    meeting = meeting_of(by, body, meeting_on, closes_at, on)
    data = acceptance_data(release, body.key if kind == RECOMMEND else "")
    return record_item(add_item(meeting, kind=kind, release=release, content=data), on)
