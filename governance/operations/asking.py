"""Putting a matter before a body that is no version: the acceptance of a release, go or no-go, a motion in words."""

from datetime import date, datetime

from django.utils.text import capfirst

from governance.documents.text import long_date
from governance.models import Item, Matter, Meeting
from governance.operations.items import add_item, item_target, keep_content, locked_item
from governance.operations.locking import locked_release
from governance.operations.meetings import meeting_for
from governance.queries.readiness import acceptance_data, reviewers_of
from governance.workflow import ITEM
from releases.models import Release
from secrel.core.changes import Actor, operation, record, take_token
from secrel.core.errors import RuleBroken
from secrel.core.models import Body, Power
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.queries import holder_of, holders_of

WAITING = ["open", "minuted", "subject"]


@operation("governance.ask_recommendation", Permission.PRESENT_VERSIONS)
def ask_recommendation(
    *, by: Actor, release: Release, body: Body, meeting_on: date, closes_at: datetime | None = None, on: date
) -> Item:
    """Ask a reviewing body, at its meeting of a day, whether the release can go live.

    `closes_at`: it answers by correspondence.
    """
    release = locked_release(release)
    if body not in reviewers_of(release):
        raise RuleBroken(f"{capfirst(body.the)} reviews no criterion of the {release}.", field="body")
    return _put(by, release, Matter.RECOMMEND, body, meeting_on, closes_at, on)


@operation("governance.ask_go", Permission.PRESENT_VERSIONS)
def ask_go(
    *, by: Actor, release: Release, meeting_on: date, closes_at: datetime | None = None, on: date
) -> Item:
    """Ask the body that decides on going live, at its meeting of a day, for go or no-go."""
    release = locked_release(release)
    if release.life != "full_baselined":
        raise RuleBroken(
            f"The {release} is {release.standing.label.lower()}. Go or no-go is asked once its full scope is "
            "baselined, and until it is decided."
        )
    return _put(by, release, Matter.GO, holder_of(Power.GO_LIVE, on=meeting_on), meeting_on, closes_at, on)


@operation("governance.ask_motion", Permission.PRESENT_VERSIONS)
def ask_motion(
    *,
    by: Actor,
    body: Body,
    words: str,
    release: Release | None = None,
    meeting_on: date,
    closes_at: datetime | None = None,
    on: date,
) -> Item:
    """Ask a body to agree to something in words, about a release or about none."""
    meeting = meeting_of(by, body, meeting_on, closes_at, on)
    content = keep_content({"motion": words, "release": release.slug if release else None})
    item = add_item(meeting, kind=Matter.MOTION, words=words, release=release, content=content)
    return noted(item, on)


@operation("governance.take_off_agenda", Permission.PRESENT_VERSIONS)
def take_off_agenda(*, by: Actor, item: Item, reason: str, token: int | None, on: date) -> Item:
    """Take back what was asked, before anything is decided on it. A version is withdrawn on its own page."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.kind == Matter.BASELINE:
        raise RuleBroken(f"{item.subject} is withdrawn on its own page.")
    if not reason.strip():
        raise RuleBroken("Say why it is taken off the agenda; the record keeps the reason.", field="reason")
    before, after = ITEM.apply(item, "withdraw", by)
    item.save(update_fields=["state"])
    record(**item_target(item), changes={"state": [before, after]}, reason=reason, on=on)
    return item


def _put(
    by: Actor, release: Release, kind: str, body: Body, meeting_on: date, closes_at: datetime | None, on: date
) -> Item:
    if not release.criteria.exists():
        raise RuleBroken(f"The {release} has no acceptance criteria yet. Copy the standard ones first.")
    standing = Item.objects.filter(
        release=release, kind=kind, state__in=WAITING, meeting__body=body
    ).select_related("meeting__body")
    if waiting := standing.first():
        raise RuleBroken(f"That is before the {waiting.meeting} already. Take it off that agenda first.")
    meeting = meeting_of(by, body, meeting_on, closes_at, on)
    data = acceptance_data(release, body.key if kind == Matter.RECOMMEND else "")
    return noted(add_item(meeting, kind=kind, release=release, content=keep_content(data)), on)


def meeting_of(by: Actor, body: Body, meeting_on: date, closes_at: datetime | None, on: date) -> Meeting:
    """The body's meeting of a day to come, planned where it is not known yet; its row is locked."""
    if meeting_on < on:
        raise RuleBroken(
            f"The meeting of {long_date(meeting_on.isoformat())} is past. Choose a later one.",
            field="meeting_on",
        )
    return meeting_for(by, body, meeting_on, closes_at)


def noted(item: Item, on: date) -> Item:
    """Enter in the record what was asked, and tell those who take positions."""
    body = item.meeting.body
    record(
        **item_target(item), changes={"asked": [None, item.title], "content": [None, item.content_id]}, on=on
    )
    notify(
        holders_of(Permission.TAKE_POSITIONS, on=on, body=body.key),
        subject=f"Before the {item.meeting}: {item.title}",
        body=item.sentence,
        path=item.get_absolute_url(),
        on=on,
    )
    return item
