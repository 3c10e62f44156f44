"""Versions of a RID: drafted, presented, baselined, issued, superseded."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from governance.documents import numbering, wording
from governance.documents.changes import changes_since_last, is_unchanged
from governance.documents.compose import compose
from governance.documents.text import long_date
from governance.models import EarlierVersion, Meeting, RidVersion
from governance.models.versions import VersionKind
from governance.operations.freezing import Issue, create_version, note_step, store_snapshot
from governance.operations.meetings import plan_meeting
from governance.operations.rendering import queue_rendering
from governance.queries import versions_and_earlier
from governance.workflow import VERSION
from releases.models import Release
from releases.operations.releases import move_release
from releases.workflow import LIFE
from secrel.core.changes import SYSTEM, Actor, operation, record
from secrel.core.errors import RuleBroken, Stale
from secrel.core.models import Body
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.queries import holders_of


@operation("governance.record_earlier_version", Permission.EDIT_RELEASES)
def record_earlier_version(
    *, by: Actor, release: Release, number: str, kind: str, dated_on: date, changes: str
) -> EarlierVersion:
    """Enter a row of the history from before the release came into this system."""
    major, minor = map(int, number.split("."))
    row = EarlierVersion.objects.create(
        release=release, major=major, minor=minor, kind=kind, dated_on=dated_on, changes=changes
    )
    record(
        target=f"releases/{release.slug}/rid/{number}",
        label=f"{release.short_name} RID {number}",
        changes={"changes": [None, changes]},
        on=dated_on,
    )
    return row


@operation("governance.set_earlier_versions", Permission.EDIT_RELEASES)
def set_earlier_versions(
    *,
    by: Actor,
    release: Release,
    rows: dict[str, tuple[str, date, str]],
    seen: Iterable[str],
    on: date,
) -> None:
    """Replace the history from before this system: number to (kind, date, changes); `seen` are the numbers known.

    Raises Stale where others were entered meanwhile, RuleBroken for a number that a version here has.
    """
    release = _locked(release)
    standing = {row.number: row for row in EarlierVersion.objects.filter(release=release)}
    if set(standing) != set(seen):
        raise Stale("The history was changed by somebody else.", theirs={}, token=0)
    here = {row.number for row in RidVersion.objects.filter(release=release)}
    if taken := next((number for number in rows if number in here and number not in standing), None):
        raise RuleBroken(
            f"Version {taken} is here as a document of its own; its row of the history is that one's."
        )
    EarlierVersion.objects.filter(release=release).delete()
    for number, (kind, dated_on, changes) in rows.items():
        major, minor = map(int, number.split("."))
        EarlierVersion.objects.create(
            release=release, major=major, minor=minor, kind=kind, dated_on=dated_on, changes=changes
        )
    before = {number: f"{row.kind} {row.dated_on} {row.changes}" for number, row in standing.items()}
    after = {number: f"{kind} {dated_on} {changes}" for number, (kind, dated_on, changes) in rows.items()}
    record(
        target=f"releases/{release.slug}/rid",
        label=f"Earlier versions of the {release}",
        changes={
            number: [before.get(number), after.get(number)]
            for number in {**before, **after}
            if before.get(number) != after.get(number)
        },
        on=on,
    )


@operation("governance.issue_draft", Permission.PRESENT_VERSIONS)
def issue_draft(
    *, by: Actor, release: Release, changes: str, comment_until: date | None = None, on: date
) -> RidVersion:
    """Freeze what the release says now as the next draft, perhaps for comment, and queue its PDF."""
    if comment_until and comment_until < on:
        raise RuleBroken("The comment period ends before the draft is issued.", field="comment_until")
    release = _locked(release)
    content = compose(release)
    _refuse_unchanged(release, content)
    number = numbering.next_number(versions_and_earlier(release), VersionKind.DRAFT)
    kind, until = ("comment", comment_until) if comment_until else ("draft", on)
    status = wording.STATUS[kind].format(date=long_date(until.isoformat()))
    return _new_version(by, release, VersionKind.DRAFT, "draft", content, Issue(number, on, changes, status))


@operation("governance.issue_version", Permission.PUBLISH_VERSIONS)
def issue_version(*, by: Actor, release: Release, changes: str, on: date) -> RidVersion:
    """Issue and publish a whole number on SECAS's own account, as it may after the second baseline."""
    release = _locked(release)
    earlier = versions_and_earlier(release)
    if not numbering.may_issue(earlier):
        raise RuleBroken(
            "SECAS issues versions of its own only after the second baseline. Issue a draft and present it."
        )
    content = compose(release)
    _refuse_unchanged(release, content)
    number = numbering.next_number(earlier, VersionKind.ISSUE)
    status = wording.STATUS["issued"].format(date=long_date(on.isoformat()))
    version = _new_version(
        by, release, VersionKind.ISSUE, "issued", content, Issue(number, on, changes, status)
    )
    supersede_others(version, on)
    return version


@operation("governance.present", Permission.PRESENT_VERSIONS)
def present_version(
    *,
    by: Actor,
    version: RidVersion,
    meeting_on: date,
    token: int | None,
    reference: str = "",
    on: date,
) -> RidVersion:
    """Put a draft to the Panel's meeting of a day, which is planned where it is not known yet.

    The same content under a new status line, and perhaps the reference of the paper it is an appendix to, so
    a snapshot and a PDF of its own.
    """
    version = _locked_version(version, token)
    if meeting_on < on:
        raise RuleBroken(
            f"The meeting of {long_date(meeting_on.isoformat())} is past. Choose a later one.",
            field="meeting_on",
        )
    panel = Body.objects.select_for_update(no_key=True).get(key="panel")  # one plans a new day
    meeting = Meeting.objects.filter(body=panel, on=meeting_on).select_related("body").first()
    meeting = meeting or plan_meeting(by=by, body=panel, on=meeting_on)
    before, after = VERSION.apply(version, "present", by)
    issue = Issue(
        (version.major, version.minor),
        version.dated_on,
        version.changes,
        wording.STATUS["presented"].format(meeting=meeting),
        reference=reference,
    )
    version.snapshot = store_snapshot(version.release, version.snapshot.content.data, issue)
    version.meeting = meeting
    version.token += 1
    version.save(update_fields=["state", "snapshot", "meeting", "token"])
    note_step(version, "present", by, on)
    record(
        **_target(version),
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
        body=f"SECAS asks the {meeting.body} to baseline {version}. The page shows what changed, and the PDF.",
        path=version.get_absolute_url(),
        on=on,
    )
    return version


@operation("governance.baseline", Permission.CONFIRM_DECISIONS)
def baseline_version(
    *, by: Actor, version: RidVersion, content_digest: str, token: int | None, on: date
) -> RidVersion:
    """Confirm the Panel's decision on exactly the content presented: the next whole number, published.

    `content_digest` is that of the content that the Chair looked at; raises Stale where it is another.
    """
    version = _locked_version(version, token)
    if content_digest != version.snapshot.content_id:
        raise Stale(
            "This is not the content that you looked at. Open the version again and read what it says now.",
            theirs={"content": version.snapshot.content_id},
            token=version.token,
        )
    if version.steps.filter(taken_by=by.pk, move__in=["draft", "present"]).exists():
        raise RuleBroken(
            "Nobody approves their own work: you issued or presented this version. Ask the other Chair."
        )
    before, after = VERSION.apply(version, "baseline", by)
    if on < version.meeting.on:
        raise RuleBroken(
            f"The {version.meeting.body} meets on {long_date(version.meeting.on.isoformat())}. "
            "Confirm its decision on that day or later.",
            field="on",
        )
    number = numbering.next_number(versions_and_earlier(version.release), VersionKind.BASELINE)
    issue = Issue(
        number,
        on,
        f"Baselined by the {version.meeting}, as presented in {version.number}.",
        wording.STATUS["baselined"].format(meeting=version.meeting),
        {
            "body": version.meeting.body.name,
            "on": version.meeting.on.isoformat(),
            "content_digest": content_digest,
        },
    )
    baseline = create_version(
        version.release, VersionKind.BASELINE, "baselined", version.snapshot.content.data, issue
    )
    baseline.meeting = version.meeting
    baseline.save(update_fields=["meeting"])
    version.became = baseline
    version.token += 1
    version.save(update_fields=["state", "became", "token"])
    note_step(version, "baseline", by, on)
    note_step(baseline, "baseline", by, on)
    record(
        **_target(version),
        changes={
            "state": [before, after],
            "became": [None, baseline.number],
            "snapshot": [None, baseline.snapshot_id],
            "content": [content_digest, content_digest],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=baseline.snapshot, label=str(baseline))
    supersede_others(baseline, on)
    move_release_on(baseline, on)
    return baseline


@operation("governance.withdraw", Permission.PRESENT_VERSIONS)
def withdraw_version(
    *, by: Actor, version: RidVersion, token: int | None, reason: str, on: date
) -> RidVersion:
    """Take a draft or presented version back, for a reason that stays in the record."""
    version = _locked_version(version, token)
    if not reason.strip():
        raise RuleBroken("Say why it is withdrawn; the record keeps the reason.", field="reason")
    before, after = VERSION.apply(version, "withdraw", by)
    version.token += 1
    version.save(update_fields=["state", "token"])
    note_step(version, "withdraw", by, on)
    record(**_target(version), changes={"state": [before, after]}, reason=reason, on=on)
    return version


@operation("governance.supersede", Permission.FOLLOW_UP)
def supersede_version(*, by: Actor, version: RidVersion, by_version: RidVersion, on: date) -> None:
    """What follows from a newer version in force."""
    version = _locked_version(version, None)
    before, after = VERSION.apply(version, "supersede", by)
    version.save(update_fields=["state"])
    note_step(version, "supersede", by, on)
    record(
        **_target(version),
        changes={"state": [before, after], "superseded_by": [None, by_version.number]},
        on=on,
    )


def move_release_on(version: RidVersion, on: date) -> None:
    """What a number from 1.0 on says of the release's life: its system scope is baselined, or all of it."""
    move = "baseline_system" if version.major == 1 else "baseline_full"
    release = Release.objects.get(pk=version.release_id)
    if release.life in LIFE.moves[move].sources:
        move_release(by=SYSTEM, release=release, move=move, on=on)


def _target(version: RidVersion) -> dict[str, str]:
    return {"target": f"releases/{version.release.slug}/rid/{version.number}", "label": str(version)}


def _locked(release: Release) -> Release:
    """The release's row, so that two versions never take one number."""
    return Release.objects.select_for_update(no_key=True).get(pk=release.pk)


def _locked_version(version: RidVersion, token: int | None) -> RidVersion:
    _locked(version.release)
    version = (
        RidVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "snapshot__content", "snapshot__job", "meeting__body")
        .get(pk=version.pk)
    )
    if token is not None and token != version.token:
        raise Stale(
            f"{version} was changed since you opened it: it is {version.standing.label.lower()} now. "
            "Load the page again and look before you decide.",
            theirs={"state": version.state},
            token=version.token,
        )
    return version


def _refuse_unchanged(release: Release, content: dict[str, Any]) -> None:
    last, changes = changes_since_last(release, content)
    if last is not None and not changes and is_unchanged(last, content):
        raise RuleBroken(
            f"Nothing has changed since {last.number}. Edit the release first, then issue a draft."
        )


def _new_version(
    by: Actor, release: Release, kind: str, state: str, content: dict[str, Any], issue: Issue
) -> RidVersion:
    version = create_version(release, kind, state, content, issue)
    note_step(version, "draft" if kind == VersionKind.DRAFT else "issue", by, issue.dated_on)
    record(
        **_target(version),
        changes={"state": [None, state], "snapshot": [None, version.snapshot_id]},
        on=issue.dated_on,
    )
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=str(version))
    return version


def supersede_others(version: RidVersion, on: date) -> None:
    """Whatever else of the release is in force is not any more."""
    others = RidVersion.objects.filter(release=version.release, state__in=["baselined", "issued"])
    for other in others.exclude(pk=version.pk).order_by("pk"):
        supersede_version(by=SYSTEM, version=other, by_version=version, on=on)
