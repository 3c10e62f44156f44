"""Messages of the broker, and the worker's steps."""

import pytest
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads, prepare_accept_content

from governance.management.commands.demo import QUICK_OPTIONS, WORKER_OPTIONS
from secrel.celery import app
from tests.secrel.test_deployment import SERVICES


def test_a_message_that_is_not_json_is_refused():
    accepted = prepare_accept_content(app.conf.accept_content)
    assert loads(b'{"a": 1}', "application/json", "utf-8", accept=accepted) == {"a": 1}
    for kind in ("application/x-python-serialize", "application/x-yaml"):
        with pytest.raises(ContentDisallowed):
            loads(b"", kind, "binary", accept=accepted)


def test_a_worker_checks_its_acknowledgements_again():
    assert "secrel.core.processes.acknowledging:AcknowledgeAgain" in app.steps["consumer"]
    assert {task.Request for name, task in app.tasks.items() if not name.startswith("celery.")} == {
        "secrel.core.processes.acknowledging:AcknowledgedRequest"
    }


LONG = {
    "governance.composing.tasks.render_snapshot",
    "governance.composing.tasks.make_draft_file",
    "governance.intake.tasks.read_uploaded",
    "governance.versions.tasks.prepare_draft",
    "governance.integrity.tasks.mend_file",
    "governance.integrity.tasks.sweep_files",
}
MAIL = {f"secrel.core.notifications.tasks.deliver_{kind}": 6 for kind in ("mail", "digest")}
MAIL |= {"secrel.core.webhooks.tasks.deliver_events": 9}  # slow receivers delay no mail


def test_only_what_takes_long_waits_with_documents_and_mail_waits_longest():
    app.loader.import_default_modules()
    tasks = {name for name in app.tasks if not name.startswith("celery.")}
    routes = {name: app.amqp.router.route({}, name) for name in tasks}
    assert {name for name in tasks if routes[name]["queue"].name == "documents"} == LONG
    assert {name for name in tasks if routes[name]["queue"].name == "celery"} == tasks - LONG
    assert {name: routes[name]["priority"] for name in tasks if routes[name].get("priority")} == MAIL
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= tasks - LONG


def test_a_worker_without_options_does_everything_and_takes_what_is_quick_first():
    assert [queue.name for queue in app.conf.task_queues] == [app.conf.task_default_queue, "documents"]
    assert app.conf.broker_transport_options["queue_order_strategy"] == "priority"
    assert app.conf.worker_disable_prefetch, "a message taken early would wait behind a document"


def test_demo_and_containers_run_a_worker_for_everything_and_one_that_makes_no_documents():
    commands = [SERVICES[name]["command"].split() for name in ("worker", "quick-worker")]
    options = [[*WORKER_OPTIONS, "2"], [*WORKER_OPTIONS, *QUICK_OPTIONS[:3]]]
    for command, same in zip(commands, options, strict=True):
        assert sorted(command[5:]) == sorted(same)
