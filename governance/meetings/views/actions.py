"""An action of a meeting: its page, and the forms that record, amend, close and reopen it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.meetings.forms.actions import ActionForm, AmendActionForm, CloseActionForm, action_initial
from governance.meetings.models import Action
from governance.meetings.operations.actions import amend_action, close_action, record_action, reopen_action
from governance.meetings.queries.actions import actions_seen_by
from governance.meetings.queries.meetings import READERS, meeting_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonForm
from secrel.core.web.http import found_or_404, needs

WRITES = Permission.PLAN_MEETINGS


@require_safe
def action_page(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    """The page of an action, for its owner and for readers of its meeting."""
    action = _found(request, body, on, order)
    held = request.user.permissions()
    context = {
        "action": action,
        "is_late": action.state == "open" and action.due_on < today(),
        "writes": WRITES in held,
        "sees_meeting": READERS & held and meeting_at(request.user, body, on).exists(),
    }
    return render(request, "meetings/action.html", context)


@require_http_methods(["GET", "POST"])
@needs(WRITES)
def record(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting = found_or_404(meeting_at(request.user, body, on), "meeting")
    return form_page(
        request,
        lambda data: ActionForm(data, meeting=meeting),
        lambda **entered: record_action(by=request.user, meeting=meeting, on=today(), **entered),
        lambda action: (f"{action} is recorded.", f"{meeting.get_absolute_url()}#actions"),
        "meetings/action_form.html",
        meeting=meeting,
        heading="Record an action",
        button="Record the action",
    )


@require_http_methods(["GET", "POST"])
@needs(WRITES)
def amend(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    action = _found(request, body, on, order)
    return form_page(
        request,
        lambda data: AmendActionForm(data, meeting=action.meeting, initial=action_initial(action)),
        lambda **entered: amend_action(by=request.user, action=action, on=today(), **entered),
        lambda action: (f"{action} is amended.", action.get_absolute_url()),
        "meetings/action_form.html",
        meeting=action.meeting,
        action=action,
        heading=f"Amend action {action.number}",
        button="Save",
    )


@require_http_methods(["GET", "POST"])
@needs(WRITES)
def close(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    action = _found(request, body, on, order)
    return form_page(
        request,
        lambda data: CloseActionForm(data, initial={"token": action.token}),
        lambda **entered: close_action(by=request.user, action=action, on=today(), **entered),
        lambda action: (f"{action} is closed.", action.get_absolute_url()),
        "meetings/action_form.html",
        meeting=action.meeting,
        action=action,
        heading=f"Close action {action.number}",
        button="Close the action",
    )


@require_http_methods(["GET", "POST"])
@needs(WRITES)
def reopen(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    action = _found(request, body, on, order)
    return form_page(
        request,
        lambda data: ReasonForm(data, initial={"token": action.token}),
        lambda **entered: reopen_action(by=request.user, action=action, on=today(), **entered),
        lambda action: (f"{action} is open again.", action.get_absolute_url()),
        "meetings/action_form.html",
        meeting=action.meeting,
        action=action,
        heading=f"Open action {action.number} again",
        button="Open it again",
    )


def _found(request: HttpRequest, body: str, on: date, order: int) -> Action:
    rows = actions_seen_by(request.user).filter(meeting__body__key=body, meeting__on=on, order=order)
    return found_or_404(rows, "action that you may see")
