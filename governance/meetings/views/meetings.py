"""Meetings of bodies: the list, one meeting with its agenda, attendance and minutes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.meetings.forms.asking import MotionForm
from governance.meetings.forms.deciding import (
    AlternateForm,
    AttendanceForm,
    MeetingForm,
    MinutesForm,
    PlanForm,
)
from governance.meetings.forms.series import SeriesForm
from governance.meetings.models import Meeting, Presence
from governance.meetings.operations.alternates import name_alternate
from governance.meetings.operations.asking import ask_motion
from governance.meetings.operations.meetings import (
    cancel_meeting,
    change_meeting,
    plan_meeting,
    record_attendance,
    write_minutes,
)
from governance.meetings.operations.series import plan_series
from governance.meetings.queries.actions import carried_to, own_actions
from governance.meetings.queries.meetings import meeting_at, meetings, papers_due
from governance.meetings.queries.voting import present_at, rule_of, seats_of
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import Body, Membership, User
from secrel.core.people.queries import LeadTimes, working_days
from secrel.core.search.list_filters import OfBody
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate
from secrel.core.web.page_cache import kept_parts

READS = (Permission.READ_PRESENTED, Permission.READ_DRAFTS)


@require_safe
@needs(*READS)
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Meetings of one body (`?body=`) or of all."""
    bodies = list(Body.objects.filter(meetings__in=meetings(request.user)).distinct())
    chosen = OfBody(request.GET.dict(), bodies=bodies).chosen().get("body")
    body = chosen.key if chosen else ""
    context = {
        "page": paginate(meetings(request.user, body), request.GET),
        "bodies": bodies,
        "body": body,
        "query": f"body={body}" if body else "",
    }
    return render(request, "meetings/meetings.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PLAN_MEETINGS)
def plan(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        PlanForm,
        lambda **entered: plan_meeting(by=request.user, **entered),
        lambda meeting: (f"The meeting of the {meeting} is planned.", meeting.get_absolute_url()),
        "meetings/plan_meeting.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PLAN_MEETINGS)
def series(request: HttpRequest) -> HttpResponse:
    """Plan a series of monthly meetings."""
    return form_page(
        request,
        lambda data: SeriesForm(data, initial={"first": today(), "week": 3, "weekday": 4}),
        lambda **entered: plan_series(by=request.user, **entered),
        lambda planned: (
            f"{len(planned)} meetings are planned: {', '.join(f'{row.on.day} {row.on:%b %Y}' for row in planned)}.",
            f"/meetings/?body={planned[0].body.key}",
        ),
        "meetings/plan_series.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.PRESENT_VERSIONS)
def ask_for_motion(request: HttpRequest) -> HttpResponse:
    """Put a motion on an agenda, about a release or about none."""
    return form_page(
        request,
        MotionForm,
        lambda **entered: ask_motion(by=request.user, on=today(), **entered),
        lambda item: (f"The motion is on the agenda of the {item.meeting}.", item.get_absolute_url()),
        "meetings/ask_motion.html",
    )


@require_safe
@needs(*READS)
def meeting_page(request: HttpRequest, body: str, on: date) -> HttpResponse:
    return _show(request, _found(request, body, on))


def _found(request: HttpRequest, body: str, on: date) -> Meeting:
    return found_or_404(meeting_at(request.user, body, on), "meeting")


def _show(
    request: HttpRequest,
    meeting: Meeting,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    minutes = list(meeting.minutes.select_related("recorded_by"))
    records = Permission.RECORD_MEETINGS in request.user.permissions()
    forms = _forms(meeting, minutes[-1].text if minutes else "") if records else {}
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "records": records,
        "takes_alternates": records
        and meeting.state != "cancelled"
        and not meeting.items.filter(outcomes__isnull=False).exists(),
        "forms": forms,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    key = f"meeting/{meeting.pk}/{request.user.pk}"
    context |= kept_parts(
        request,
        key,
        "meetings/meeting.html",
        ("facts", "agenda", "attending"),
        lambda: _shown(meeting, request.user),
    )
    return render(request, "meetings/meeting.html", context, status=outcome.status if outcome else 200)


def _forms(meeting: Meeting, minutes: str) -> dict[str, Form]:
    """The forms of the secretary."""
    initial = {"token": meeting.token}
    facts = {"number": meeting.number, "papers_on": meeting.papers_on}
    return {
        "attendance": AttendanceForm(meeting=meeting, initial=initial),
        "facts": MeetingForm(initial=initial | facts, prefix="facts"),
        "alternate": AlternateForm(meeting=meeting, prefix="alternate"),
        "minutes": MinutesForm(initial=initial | {"text": minutes}, prefix="minutes"),
        "cancel": ReasonForm(initial=initial, prefix="cancel"),
    }


def _shown(meeting: Meeting, user: User) -> dict[str, Any]:
    """What the page shows beside its forms."""
    return {
        "meeting": meeting,
        "papers_on": papers_due(meeting, working_days(), LeadTimes()),
        "items": meeting.items.with_subjects().in_agenda_order(),
        "attendance": meeting.attendance.select_related("membership__user"),
        "carried": carried_to(meeting, today()),
        "own_actions": own_actions(meeting, today()),
        "records_actions": Permission.PLAN_MEETINGS in user.permissions()
        and meeting.state != "cancelled"
        and meeting.on <= today(),
        "rule": rule_of(meeting.body, meeting.on),
        "seats": len(seats_of(meeting.body, meeting.on)),
        "present": len(present_at(meeting)),
    }


@require_POST
@needs(Permission.RECORD_MEETINGS)
def attendance(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting = _found(request, body, on)
    form = AttendanceForm(request.POST, meeting=meeting)

    def act(*, token: int, **_: Any) -> Meeting:
        return record_attendance(
            by=request.user,
            meeting=meeting,
            present=form.members_with(Presence.PRESENT),
            apologies=form.members_with(Presence.APOLOGIES),
            token=token,
            on=today(),
        )

    return _acted(request, meeting, "attendance", form, act, "The attendance is recorded.")


@require_POST
@needs(Permission.RECORD_MEETINGS)
def alternate(request: HttpRequest, body: str, on: date) -> HttpResponse:
    """Name an alternate for a member at this meeting."""
    meeting = _found(request, body, on)
    form = AlternateForm(request.POST, meeting=meeting, prefix="alternate")

    def act(*, seat: Membership, **_: Any) -> Membership:
        return name_alternate(by=request.user, meeting=meeting, seat=seat, user=form.person)

    return _acted(request, meeting, "alternate", form, act, "The alternate is named. We have notified them.")


@require_POST
@needs(Permission.RECORD_MEETINGS)
def facts(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting, form = _found(request, body, on), MeetingForm(request.POST, prefix="facts")
    return _acted(
        request, meeting, "facts", form, _to(change_meeting, request, meeting), "The meeting is updated."
    )


@require_POST
@needs(Permission.RECORD_MEETINGS)
def minutes(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting, form = _found(request, body, on), MinutesForm(request.POST, prefix="minutes")
    return _acted(
        request, meeting, "minutes", form, _to(write_minutes, request, meeting), "The minutes are saved."
    )


@require_POST
@needs(Permission.RECORD_MEETINGS)
def cancel(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting, form = _found(request, body, on), ReasonForm(request.POST, prefix="cancel")
    return _acted(
        request, meeting, "cancel", form, _to(cancel_meeting, request, meeting), "The meeting is cancelled."
    )


def _to(operation: Callable[..., Any], request: HttpRequest, meeting: Meeting) -> Callable[..., Any]:
    return lambda **entered: operation(by=request.user, meeting=meeting, on=today(), **entered)


def _acted(
    request: HttpRequest, meeting: Meeting, name: str, form: Form, act: Callable[..., Any], message: str
) -> HttpResponse:
    outcome = save(form, act)
    if not outcome.saved:
        return _show(request, _found(request, meeting.body.key, meeting.on), (name, form), outcome)
    messages.success(request, message)
    return SeeOther(reverse("meeting", args=[meeting.body.key, meeting.on.isoformat()]))
