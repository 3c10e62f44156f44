"""Handing a task to a colleague, and taking it back."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.watch.forms.handovers import HandOverForm
from governance.watch.models import TaskHandover
from governance.watch.operations.handovers import OWN, hand_over_task, take_back_task
from governance.watch.waiting import task_with
from governance.watch.waiting.colleagues import colleagues
from governance.watch.waiting.task import Task
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import save
from secrel.core.web.http import SeeOther, found_or_404

USUAL = timedelta(days=14)
"""For how long a task without a coming due date is handed over, unless somebody enters another day."""


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hand one of the user's tasks to a colleague; or see with whom it is."""
    on = today()
    found = task_with(request.user, code, on)
    task = found_or_404([found] if found else [], "task of yours")
    people = colleagues(request.user, task, on)
    initial = {"until_on": _until(task, on)}

    def act(**entered: Any) -> TaskHandover:
        if task.kind.is_own:
            raise RuleBroken(OWN)
        return hand_over_task(by=request.user, task=code, on=on, **entered)

    return form_page(
        request,
        lambda data: HandOverForm(data, people=people, initial=initial),
        act,
        lambda row: (
            f"{row.given_to} has the task until {row.until_on.day} {row.until_on:%b %Y}. We have told them.",
            _tasks(),
        ),
        "watch/hand_over.html",
        task=task,
        people=people,
        may_end=bool(task.handover)
        and request.user.pk in (task.handover.given_by_id, task.handover.given_to_id),
        may_hand=task.handover is None or task.handover.given_to_id == request.user.pk,
    )


@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """End the handover of a task, by the person who gave it or who got it."""
    rows = TaskHandover.objects.in_force(today()).filter(task=code)
    mine = rows.filter(given_by=request.user) | rows.filter(given_to=request.user)
    handover = found_or_404(mine, "task that you handed over or got")
    outcome = save(
        TokenForm(request.POST),
        lambda token: take_back_task(by=request.user, handover=handover, token=token, on=today()),
    )
    if outcome.saved:
        done = "is yours again" if handover.given_by_id == request.user.pk else "is given back"
        messages.success(request, f"The task {done}: {handover.what}")
    else:
        messages.error(
            request, "Somebody has changed this meanwhile. See with whom the task is now, and try again."
        )
    return SeeOther(_tasks())


def _tasks() -> str:
    return reverse("home") + "#waiting"


def _until(task: Task, on: date) -> date:
    return task.when if task.when and task.when >= on else on + USUAL
