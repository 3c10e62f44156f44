"""Tasks that publish scheduled notices. The row of the notice is the job; a message only wakes a worker."""

import logging
from contextlib import suppress

from celery import shared_task
from django.db.models import Q

from governance.notices.models import Notice
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.clock import moment, today

log = logging.getLogger("secrel.jobs")


@shared_task
def publish_due_notices() -> int:
    """Queue the publication of each notice whose time has come, and of each failed one that is to be tried again."""
    now = moment()
    due = Notice.objects.filter(state="scheduled", publish_at__lte=now)
    due = due.filter(Q(try_again_at__isnull=True) | Q(try_again_at__lte=now))
    keys = list(due.order_by("publish_at", "pk").values_list("pk", flat=True)[:100])
    for key in keys:
        publish_scheduled_notice.delay(notice=key)
    return len(keys)


@shared_task
def publish_scheduled_notice(*, notice: int) -> str:
    """Publish one notice that is due; a failure is noted at the notice and tried again. A second message finds it
    published and does nothing."""
    from governance.notices.operations.publishing import publish_notice

    row = Notice.objects.get(pk=notice)
    if row.state != "scheduled" or row.publish_at > moment():
        return "nothing to do"
    try:
        publish_notice(by=SYSTEM, notice=row, token=AS_STORED, on=today())
    except RuleBroken as refused:
        return _failed(row, refused.sentence)
    except Exception as error:
        log.exception("The notice %s could not be published", row.slug)
        return _failed(row, f"The application could not publish it ({type(error).__name__}).")
    return "published"


def _failed(notice: Notice, failure: str) -> str:
    from governance.notices.operations.publishing import note_failed_notice

    with suppress(RuleBroken):  # another worker published it, or its schedule was withdrawn
        note_failed_notice(by=SYSTEM, notice=notice, failure=failure, now=moment(), on=today())
        return "failed"
    return "nothing to do"
