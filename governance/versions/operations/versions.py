"""Operations of SECAS on versions of a RID: draft, issue for comment, present, issue, withdraw."""

from collections.abc import Iterable
from datetime import date, datetime

from governance.composing.compose import compose
from governance.composing.operations.rendering import queue_rendering
from governance.documents.engine.text import long_date
from governance.documents.rid import numbering
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.rid import RidContent
from governance.meetings.models import Item
from governance.meetings.operations.asking import withdraw_item
from governance.meetings.operations.items import add_item
from governance.meetings.operations.meetings import meeting_for
from governance.versions.models import RidVersion, VersionItem, VersionKind
from governance.versions.operations.baselining import supersede_others, supersede_version
from governance.versions.operations.freezing import (
    VersionFacts,
    create_version,
    note_step,
    store_snapshot,
)
from governance.versions.operations.news import announce_published, announce_unpublished
from governance.versions.operations.presented import drop_current_positions
from governance.versions.operations.version_rows import locked_version, target_of
from governance.versions.operations.waivers import refuse_errors
from governance.versions.queries.differences import differences_since_last
from governance.versions.queries.versions import versions_and_earlier
from governance.versions.workflow import VERSION
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import refuse_no_reason
from secrel.core.changes.record import digest_of
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holder_of, holders_of


@operation("governance.issue_draft", Permission.PRESENT_VERSIONS)
def issue_draft(
    *,
    by: Actor,
    release: Release,
    changes: str,
    comment_until: date | None = None,
    bodies: Iterable[Body] = (),
    number: str = "",
    reason: str = "",
    example_note: str = "",
    on: date,
) -> RidVersion:
    """Freeze the release as the next draft, optionally issued for comment, and queue its PDF.

    `number`: used instead of the next one, such as 0.5, with a `reason`. `example_note`: what of an example is
    invented; its pages and files print it.
    """
    release = locked_release(release)
    content = compose(release)
    _refuse_unchanged(release, content)
    chosen = _number(release, VersionKind.DRAFT, number, reason)
    status = edition(LATEST).STATUS["draft"].format(date=long_date(on.isoformat()))
    facts = VersionFacts(chosen, on, changes, status, example_note=example_note)
    version = _new_version(by, release, VersionKind.DRAFT, "draft", content, facts)
    if comment_until:
        return issue_for_comment(
            by=by, version=version, until=comment_until, bodies=bodies, token=AS_STORED, on=on
        )
    return version


@operation("governance.issue_for_comment", Permission.PRESENT_VERSIONS)
def issue_for_comment(
    *,
    by: Actor,
    version: RidVersion,
    until: date,
    bodies: Iterable[Body] = (),
    token: Token,
    on: date,
) -> RidVersion:
    """Ask bodies for comments on a draft, up to and including a day."""
    version = locked_version(version, token)
    if until < on:
        raise RuleBroken(
            "The closing date for comments is in the past. Choose today or a later date.",
            field="comment_until",
        )
    before, after = VERSION.apply(version, "comment", by)
    status = edition(LATEST).STATUS["comment"].format(date=long_date(until.isoformat()))
    version.comment_until = until
    _freeze_again(version, status, "comment_until")
    invited = list(bodies)
    _refuse_beyond_class(version, invited)
    version.comment_bodies.set(invited)
    note_step(version, "comment", by, on)
    record(
        **target_of(version),
        changes={
            "state": [before, after],
            "comment_until": [None, until],
            "bodies": [[], [body.key for body in invited]],
            "snapshot": [None, version.snapshot_id],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    people = {user for body in invited for user in holders_of(Permission.COMMENT, on=on, body=body.key)}
    notify(
        sorted(people, key=lambda user: user.pk),
        subject=f"{version} is open for comment until {long_date(until.isoformat())}",
        body=f"SECAS asks for your comments on {version}. You can comment on each section on its page.",
        path=version.get_absolute_url(),
        on=on,
    )
    return version


@operation("governance.issue_version", Permission.PUBLISH_VERSIONS)
def issue_version(
    *, by: Actor, release: Release, changes: str, number: str = "", reason: str = "", on: date
) -> RidVersion:
    """Issue and publish a whole number on SECAS's own account, which is allowed after the second baseline."""
    release = locked_release(release)
    earlier = versions_and_earlier(release)
    if waiting := release.versions.filter(state="presented").select_related("meeting__body").first():
        raise RuleBroken(
            f"{waiting.number} is on the agenda of the {waiting.meeting}. Wait for the decision, or withdraw it first."
        )
    if not numbering.may_issue(earlier):
        raise RuleBroken(
            "SECAS can issue versions on its own account only after the second baseline. Issue a draft and present it."
        )
    content = compose(release)
    _refuse_unchanged(release, content)
    chosen = _number(release, VersionKind.ISSUE, number, reason)
    status = edition(LATEST).STATUS["issued"].format(date=long_date(on.isoformat()))
    version = _new_version(
        by, release, VersionKind.ISSUE, "issued", content, VersionFacts(chosen, on, changes, status)
    )
    refuse_errors(version, is_new=True)
    supersede_others(version, on)
    announce_published(version, on)
    return version


@operation("governance.present", Permission.PRESENT_VERSIONS)
def present_version(
    *,
    by: Actor,
    version: RidVersion,
    meeting_on: date,
    closes_at: datetime | None = None,
    token: Token,
    reference: str = "",
    on: date,
) -> RidVersion:
    """Present a draft to the body that holds the power to baseline, at its meeting on a day, planned if need be.

    The content gets a new status line and so a new snapshot and PDF. A version that is already presented is replaced.
    `closes_at`: the body decides by correspondence.
    """
    version = locked_version(version, token)
    if meeting_on < on:
        raise RuleBroken(
            f"The meeting of {long_date(meeting_on.isoformat())} is in the past. Choose a later date.",
            field="meeting_on",
        )
    _refuse_empty(version)
    refuse_errors(version)
    meeting = meeting_for(by, holder_of(Power.BASELINE, on=meeting_on), meeting_on, closes_at)
    before, after = VERSION.apply(version, "present", by)
    version.meeting = meeting
    for earlier in version.release.versions.filter(state="presented").exclude(pk=version.pk):
        _replace_presented(earlier, version, on)  # before the audit chain is locked, as this locks items
    _freeze_again(
        version, edition(LATEST).STATUS["presented"].format(meeting=meeting), "meeting", reference=reference
    )
    item = add_item(
        meeting, kind=VersionItem.KIND, release=version.release, content=version.snapshot.content.data
    )
    VersionItem.objects.create(item=item, version=version)
    note_step(version, "present", by, on)
    record(
        **target_of(version),
        changes={
            "state": [before, after],
            "meeting": [None, meeting],
            "snapshot": [None, version.snapshot_id],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    notify(
        holders_of(Permission.READ_PRESENTED, on=on, body=meeting.body.key),
        subject=f"{version} is presented to the {meeting}",
        body=f"SECAS asks the {meeting.body} to baseline {version}. The agenda item shows what changed and has "
        "the PDF.",
        path=item.get_absolute_url(),
        on=on,
    )
    return version


@operation("governance.present_changes", Permission.PRESENT_VERSIONS)
def present_changes(*, by: Actor, version: RidVersion, item: Item, on: date) -> RidVersion:
    """Present the version with the changes that a baseline is subject to, on the same item."""
    version = locked_version(version, AS_STORED)
    refuse_errors(version)
    before, after = VERSION.apply(version, "present", by)
    version.meeting = item.meeting
    _freeze_again(version, edition(LATEST).STATUS["presented"].format(meeting=item.meeting), "meeting")
    note_step(version, "present", by, on)
    record(
        **target_of(version),
        changes={"state": [before, after], "snapshot": [None, version.snapshot_id]},
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    return version


@operation(
    "governance.withdraw",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for withdrawing this version. It is kept in the audit trail.",
)
def withdraw_version(*, by: Actor, version: RidVersion, token: Token, reason: str, on: date) -> RidVersion:
    """Withdraw a draft or presented version."""
    version = locked_version(version, token)
    _refuse_decided(version)
    before, after = VERSION.apply(version, "withdraw", by)
    published, version.published_on = version.published_on, None
    version.token += 1
    version.save(update_fields=["state", "published_on", "token"])
    _take_off_agendas(by, version, on)
    note_step(version, "withdraw", by, on)
    if published:
        announce_unpublished(version, on)
    changes = {"state": [before, after]} | ({"published_on": [published, None]} if published else {})
    record(**target_of(version), changes=changes, reason=reason, on=on)
    return version


def _refuse_unchanged(release: Release, content: RidContent) -> None:
    last, changes = differences_since_last(release, content)
    if last is not None and not changes and last.has_content(digest_of(content.as_data())):
        raise RuleBroken(
            f"Nothing has changed since {last.number}. Edit the release first, then issue a draft."
        )


def _new_version(
    by: Actor, release: Release, kind: str, state: str, content: RidContent, issue: VersionFacts
) -> RidVersion:
    version = create_version(release, kind, state, content, issue)
    note_step(version, "draft" if kind == VersionKind.DRAFT else "issue", by, issue.dated_on)
    record(
        **target_of(version),
        changes={"state": [None, state], "snapshot": [None, version.snapshot_id]},
        on=issue.dated_on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    return version


def _refuse_decided(version: RidVersion) -> None:
    """Raise RuleBroken if a body has baselined the version subject to changes."""
    subject = version.items.filter(state="subject").select_related("meeting__body").first()
    if subject:
        raise RuleBroken(
            f"{version.number} was baselined by the {subject.meeting} subject to changes. Make the changes and submit "
            "the changed version, or present another version for a new decision."
        )


def _refuse_beyond_class(version: RidVersion, bodies: list[Body]) -> None:
    """Raise RuleBroken if Parties are asked about a version that is not White or Green."""
    classification = version.snapshot.rid.issue.document.classification
    if classification in ("amber", "red") and any(body.key == "parties" for body in bodies):
        raise RuleBroken(
            f"{version.number} is marked {classification.capitalize()}, and Parties read White and Green only. "
            "Leave Parties out, or change the class of the release and issue another draft.",
            field="bodies",
        )


def _refuse_empty(version: RidVersion) -> None:
    scope = version.snapshot.rid.content.scope
    if not (scope.entries or scope.change_requests):
        raise RuleBroken(
            f"The scope of {version.number} is empty, so there is nothing to decide on. Add a modification or a Change "
            "Request to the scope, issue a draft and present that."
        )


def _number(release: Release, kind: str, number: str, reason: str) -> tuple[int, int]:
    """The next number, or the one entered, which needs a reason and must be later and of the same kind."""
    earlier = versions_and_earlier(release)
    proposed = numbering.next_number(earlier, kind)
    expected = ".".join(map(str, proposed))
    if not number or number == expected:
        return proposed
    skipped = f"{proposed[0]}.{proposed[1]}"
    refuse_no_reason(reason, f"Give a reason for skipping version {skipped}. It is kept in the audit trail.")
    try:
        return numbering.instead_of(proposed, number, kind)
    except ValueError as error:
        raise RuleBroken(str(error), field="number") from error


def _freeze_again(version: RidVersion, status: str, *fields: str, reference: str = "") -> None:
    """Freeze the same content with a new status line; `fields` are saved with it."""
    issue = VersionFacts(
        (version.major, version.minor),
        version.dated_on,
        version.changes,
        status,
        reference=reference,
        classification=version.snapshot.rid.issue.document.classification or "",
        example_note=version.example_note,
    )
    version.snapshot = store_snapshot(version.release, version.snapshot.rid.content, issue)
    version.token += 1
    version.save(update_fields=["state", "snapshot", "token", *fields])


def _replace_presented(earlier: RidVersion, version: RidVersion, on: date) -> None:
    because = f"{earlier} was replaced by {version.number}, which is presented instead."
    drop_current_positions(earlier.release, because, on)
    _take_off_agendas(SYSTEM, earlier, on)
    supersede_version(by=SYSTEM, version=earlier, by_version=version, on=on)


def _take_off_agendas(by: Actor, version: RidVersion, on: date) -> None:
    for item in version.items.filter(state__in=["open", "minuted", "subject"]).order_by("pk"):
        withdraw_item(by=by, item=item, on=on)
    version.answers.filter(item__state="subject").update(changed=None)  # so that another can be submitted
