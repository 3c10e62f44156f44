"""The Celery application of workers and beat: beat's schedule, and two queues.

The queue `celery`, Celery's default, has what is quick or due at a time; the queue `documents` has what takes long. One
worker takes from both, what is quick first; the quick worker takes from `celery` alone, so that it is never busy with
documents (docs/operations.md). No worker takes a message before one of its processes is free for it: another may be.
"""

import os
from logging.config import dictConfig

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init, worker_ready
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secrel.settings")

from django.conf import settings

app = Celery("secrel")
app.Task.Request = "secrel.core.processes.acknowledging:AcknowledgedRequest"
app.steps["consumer"].add("secrel.core.processes.acknowledging:AcknowledgeAgain")
app.config_from_object(settings.CELERY)
app.autodiscover_tasks(
    [
        "secrel.core.notifications",
        "secrel.core.webhooks",
        "governance.composing",
        "governance.intake",
        "governance.versions",
        "governance.notices",
        "governance.watch",
        "governance.integrity",
    ]
)
LONG = {"queue": "documents"}
AFTER_DOCUMENTS = {"queue": "celery", "priority": 6}
AFTER_MAILS = {"queue": "celery", "priority": 9}
"""Taken last: 0 is first. While a mail server hangs, each mail takes 20 seconds; a webhook’s receiver takes 10, and
whoever registers ten slow ones must not delay mails."""
app.conf.task_queues = [Queue("celery"), Queue("documents", routing_key="documents")]
app.conf.task_routes = {
    "governance.composing.tasks.render_snapshot": LONG,
    "governance.composing.tasks.make_draft_file": LONG,
    "governance.intake.tasks.read_uploaded": LONG,
    "governance.versions.tasks.prepare_draft": LONG,
    "governance.integrity.tasks.mend_file": LONG,
    "governance.integrity.tasks.sweep_files": LONG,
    "secrel.core.notifications.tasks.deliver_mail": AFTER_DOCUMENTS,
    "secrel.core.notifications.tasks.deliver_digest": AFTER_DOCUMENTS,
    "secrel.core.webhooks.tasks.deliver_events": AFTER_MAILS,
}
app.conf.worker_disable_prefetch = True
IN_ORDER = {"queue_order_strategy": "priority"}  # that of the queues above
app.conf.broker_transport_options = settings.CELERY["broker_transport_options"] | IN_ORDER
app.conf.beat_schedule = {
    "look-after-jobs": {
        "task": "governance.integrity.tasks.look_after_jobs",
        "schedule": settings.LOOK_AFTER_JOBS_EVERY,
        "options": {"expires": settings.LOOK_AFTER_JOBS_EVERY},
    },
    "deliver-mail": {
        "task": "secrel.core.notifications.tasks.deliver_waiting_mail",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "deliver-events": {
        "task": "secrel.core.webhooks.tasks.deliver_due_events",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "forget-deliveries": {
        "task": "secrel.core.webhooks.tasks.forget_deliveries",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "publish-notices": {
        "task": "governance.notices.tasks.publish_due_notices",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "prepare-drafts": {
        "task": "governance.versions.tasks.prepare_drafts",
        "schedule": 5.0,
        "options": {"expires": 5},
    },
    "forget-draft-files": {
        "task": "governance.composing.tasks.forget_draft_files",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "forget-attempts": {
        "task": "secrel.core.notifications.tasks.forget_attempts",
        "schedule": 3600.0,
        "options": {"expires": 3600},
    },
    "daily": {
        "task": "governance.watch.tasks.start_day",
        "schedule": crontab(hour=settings.DAILY_JOB_HOUR, minute=0),
    },
    "files": {
        "task": "governance.integrity.tasks.start_file_sweep",
        "schedule": crontab(hour=settings.FILE_CHECK_HOUR, minute=0),
    },
}


@setup_logging.connect
def log_as_the_web_server_does(**_: object) -> None:
    """Use the web server's logging; with a receiver connected, Celery sets up none of its own."""
    dictConfig(settings.LOGGING)


@worker_init.connect
def refuse_examples(**_: object) -> None:
    from secrel.core.processes.startup import refuse_example_accounts, refuse_unfinished_restore

    refuse_unfinished_restore()
    refuse_example_accounts()


@worker_ready.connect
def look_after_jobs(**_: object) -> None:
    """When a worker starts, find the jobs that an earlier worker lost."""
    app.send_task("governance.integrity.tasks.look_after_jobs")


@beat_init.connect
def start_day(**_: object) -> None:
    """Run the daily job now, as beat may have been down at its hour; a second run changes nothing."""
    app.send_task("governance.watch.tasks.start_day")
