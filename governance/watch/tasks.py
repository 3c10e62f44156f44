"""The daily job: flags raised, updated and cleared."""

import logging
from datetime import date

from celery import shared_task

from governance.watch.models import DailyRun
from secrel.core.dates import clock
from secrel.core.dates.clock import today

log = logging.getLogger("secrel.jobs")


@shared_task
def start_day() -> None:
    """Start the daily job: read the clock once and pass the date on."""
    sweep_flags.delay(on=today().isoformat())


@shared_task
def sweep_flags(*, on: str) -> dict[str, int]:
    """Raise, update and clear the flags for a day, look after consultations, and remind Test Participants.

    Also closes evidence on security that an earlier version left open, and stores texts of published RIDs for the
    search.

    Running it again changes nothing. A message for a day before the last day swept does nothing.
    """
    from governance.acceptance.operations.security import close_security_evidence
    from governance.consultations.operations.daily import look_after_consultations
    from governance.regression.operations.reminders import remind_participants
    from governance.versions.operations.texts import store_published_texts
    from governance.watch.operations.flags import sweep

    if DailyRun.objects.filter(on__gt=on).exists():
        log.info("The sweep of %s came late: a later day has already been swept", on)
        return {}
    close_security_evidence(on=today())
    store_published_texts()
    look_after_consultations(on=today(), at=clock.moment())
    counts = sweep(on=date.fromisoformat(on))
    remind_participants(on=date.fromisoformat(on))
    DailyRun.objects.update_or_create(on=on, defaults={"done_at": clock.now()})
    return counts
