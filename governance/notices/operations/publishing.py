"""Publishing a notice: at once, or at a set time by a job; correcting a published one."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings

from governance.composing.operations.rendering import queue_rendering
from governance.composing.operations.snapshots import store_frozen
from governance.documents.checks.findings import Severity
from governance.documents.notice import wording
from governance.documents.notice.kind import NOTICE_KIND
from governance.documents.notice.types import Notice as NoticeDocumentFacts
from governance.documents.notice.types import NoticeContent, NoticeHead, NoticeIssue
from governance.notices.compose import compose_notice
from governance.notices.models import Notice, NoticeVersion
from governance.notices.operations.news import announce
from governance.notices.operations.rows import locked_notice, target_of
from governance.notices.queries.checking import check
from governance.notices.queries.notices import latest_version
from governance.notices.workflow import NOTICE
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import head, hold_chain
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


@operation("governance.publish_notice", Permission.PUBLISH_VERSIONS)
def publish_notice(
    *, by: Actor, notice: Notice, corrected: Sequence[str] = (), token: Token, on: date
) -> NoticeVersion:
    """Freeze the notice as its next version and publish it. `corrected`: what a later version corrects.

    Refused while a check finds an error.
    """
    notice = locked_notice(notice, token)
    before, after = NOTICE.apply(notice, "publish", by)
    content, last = compose_notice(notice), latest_version(notice)
    _refuse_errors(notice, content, on)
    number = last.number + 1 if last else 1
    if last:
        _refuse_without_change(last, content, corrected)
    document = NoticeDocumentFacts(content=content, issue=_issue(number, corrected if last else (), on))
    version = NoticeVersion.objects.create(
        notice=notice,
        number=number,
        snapshot=store_frozen(NOTICE_KIND, document),
        published_on=on,
        published_at=moment_of_change(),
        published_by=by if isinstance(by, User) else None,
    )
    _clear_schedule(notice)
    queue_rendering(by=SYSTEM, snapshot=version.snapshot, label=f"the notice “{notice.title}”")
    announce(version, content, corrected if last else (), on)
    record(
        **target_of(notice),
        changes={
            "state": [before, after],
            "version": [last.number if last else None, number],
            "snapshot": [last.snapshot_id if last else None, version.snapshot_id],
        },
        reason=" ".join(corrected),
        on=on,
    )
    return version


def _refuse_errors(notice: Notice, content: NoticeContent, on: date) -> None:
    errors = [
        row.message for row in check(notice, publish_on=on, content=content) if row.severity is Severity.ERROR
    ]
    if errors:
        raise RuleBroken(f"The notice cannot be published yet. {' '.join(errors)}")


def _refuse_without_change(last: NoticeVersion, content: NoticeContent, corrected: Sequence[str]) -> None:
    if last.snapshot.document.content == content:
        raise RuleBroken(
            f"Nothing has changed since version {last.number}. Correct the notice, or drop the correction."
        )
    if not corrected:
        raise RuleBroken("Enter what this version corrects. It is printed in the notice.", field="corrected")


def _issue(number: int, corrected: Sequence[str], on: date) -> NoticeIssue:
    hold_chain()  # so that no other entry comes between that head and this operation's entry
    position, digest = head()
    return NoticeIssue(
        version=number,
        published_on=on.isoformat(),
        classification="white",
        site=settings.SITE_URL,
        marks=tuple(settings.DOCUMENT_MARKS),
        wording=wording.LATEST,
        record_head=NoticeHead(position=position, digest=digest),
        corrected=tuple(corrected),
    )


def _clear_schedule(notice: Notice) -> None:
    notice.publish_at, notice.try_again_at, notice.attempts, notice.failure = None, None, 0, ""
    notice.save(update_fields=["state", "publish_at", "try_again_at", "attempts", "failure"])


@operation("governance.schedule_notice", Permission.PUBLISH_VERSIONS)
def schedule_notice(
    *, by: Actor, notice: Notice, at: datetime, now: datetime, token: Token, on: date
) -> Notice:
    """Schedule the first publication for a time. Refused for a time in the past, and while a check finds an error."""
    notice = locked_notice(notice, token)
    if at <= now:
        raise RuleBroken(
            f"{at:%d %B %Y, %H:%M} is in the past. Enter a time to come, or publish the notice at once.",
            field="at",
        )
    before, after = NOTICE.apply(notice, "schedule", by)
    _refuse_errors(notice, compose_notice(notice), at.date())
    notice.publish_at = at
    notice.save(update_fields=["state", "publish_at"])
    record(**target_of(notice), changes={"state": [before, after], "publish_at": [None, at]}, on=on)
    return notice


@operation("governance.unschedule_notice", Permission.PUBLISH_VERSIONS)
def unschedule_notice(*, by: Actor, notice: Notice, token: Token, on: date) -> Notice:
    """Withdraw the schedule: the notice is a draft again."""
    notice = locked_notice(notice, token)
    before, after = NOTICE.apply(notice, "unschedule", by)
    at = notice.publish_at
    _clear_schedule(notice)
    record(**target_of(notice), changes={"state": [before, after], "publish_at": [at, None]}, on=on)
    return notice


@operation("governance.note_failed_notice", Permission.FOLLOW_UP)
def note_failed_notice(*, by: Actor, notice: Notice, failure: str, now: datetime, on: date) -> Notice:
    """Note why a scheduled publication failed, and when it is tried again. SECAS is told of each new reason."""
    notice = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if notice.state != "scheduled":
        raise RuleBroken("The notice is not scheduled any more.")
    before, is_new = notice.failure, notice.failure != failure[:500]
    wait = min(FIRST_WAIT * 2 ** min(notice.attempts, 10), LONGEST_WAIT)
    notice.attempts, notice.failure, notice.try_again_at = (
        min(notice.attempts + 1, 30_000),
        failure[:500],
        now + wait,
    )
    notice.save(update_fields=["attempts", "failure", "try_again_at"])
    record(
        **target_of(notice),
        changes={"failure": [before, notice.failure], "attempts": [notice.attempts - 1, notice.attempts]},
        on=on,
    )
    if is_new:
        notify(
            holders_of(Permission.PUBLISH_VERSIONS, on=on),
            subject=f"A notice could not be published: {notice.title}",
            body=f"{notice.failure} It is tried again. Withdraw the schedule to edit the notice.",
            path=notice.get_absolute_url(),
            on=on,
        )
    return notice


@operation("governance.correct_notice", Permission.EDIT_RELEASES)
def correct_notice(*, by: Actor, notice: Notice, token: Token, on: date) -> Notice:
    """Begin a correction: the facts can be edited, and the published version stays until the next is published."""
    notice = locked_notice(notice, token)
    before, after = NOTICE.apply(notice, "correct", by)
    notice.save(update_fields=["state"])
    record(**target_of(notice), changes={"state": [before, after]}, on=on)
    return notice
