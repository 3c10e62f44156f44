"""Pages of registrations for Parties, and the page that invites a person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import User
from secrel.core.models.registrations import Registration
from secrel.core.people.operations import invite
from secrel.core.people.registering import REGISTRATION
from secrel.core.people.registration_forms import ConfirmRegistrationForm, InvitationForm
from secrel.core.people.registrations import (
    confirm_registration,
    refuse_registration,
    verify_registration,
)
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, searched


@require_safe
@needs(Permission.CONFIRM_PARTIES)
def registrations(request: HttpRequest) -> HttpResponse:
    """Registrations for a Party, newest first, filtered by state."""
    state = searched(request, "state")
    rows = Registration.objects.select_related("user")
    rows = rows.filter(state=state) if state in REGISTRATION.states else rows
    context = {
        "page": paginate(rows, request.GET),
        "states": REGISTRATION.states.values(),
        "state": state,
        "query": f"state={state}" if state else "",
    }
    return render(request, "people/registrations.html", context)


@require_safe
@needs(Permission.CONFIRM_PARTIES)
def registration(request: HttpRequest, receipt: str) -> HttpResponse:
    return _show(request, _found(receipt))


def _found(receipt: str) -> Registration:
    rows = Registration.objects.select_related("user", "decided_by")
    return found_or_404(rows.filter(receipt=receipt), "registration")


def _show(
    request: HttpRequest,
    found: Registration,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    forms: dict[str, Form] = {
        "confirm": ConfirmRegistrationForm(initial={"category": found.category, "token": found.token}),
        "refuse": ReasonForm(initial={"token": found.token}),
    }
    if failed:
        forms[failed[0]] = failed[1]
    offered = REGISTRATION.offered(found, request.user.permissions())
    context = {
        "registration": found,
        "moves": [(move, forms[move.key]) for move, _ in offered],
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "people/registration.html", context, status=outcome.status if outcome else 200)


@require_POST
@needs(Permission.CONFIRM_PARTIES)
def confirm(request: HttpRequest, receipt: str) -> HttpResponse:
    return _decide(request, receipt, "confirm", ConfirmRegistrationForm(request.POST), confirm_registration)


@require_POST
@needs(Permission.CONFIRM_PARTIES)
def refuse(request: HttpRequest, receipt: str) -> HttpResponse:
    return _decide(request, receipt, "refuse", ReasonForm(request.POST), refuse_registration)


def _decide(request: HttpRequest, receipt: str, name: str, form: Form, operation: Any) -> HttpResponse:
    found = _found(receipt)
    outcome = save(
        form, lambda **entered: operation(by=request.user, registration=found, on=today(), **entered)
    )
    if not outcome.saved:
        return _show(request, _found(receipt), (name, form), outcome)
    messages.success(request, f"{found}: {outcome.saved.workflow_state.label.lower()}.")
    return SeeOther(reverse("registrations"))


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def invitation(request: HttpRequest) -> HttpResponse:
    def done(user: User) -> tuple[str, str]:
        message = f"A link to set a password is on its way to {user.email}. It works once, for three days."
        if user.memberships.to_confirm().exists():
            message += " The role has no effect until another administrator confirms it."
        return message, reverse("invite")

    return form_page(
        request,
        lambda data: InvitationForm(data, on=today()),
        lambda **entered: invite(by=request.user, on=today(), **entered),
        done,
        "people/invite.html",
    )


def address_confirmed(request: HttpRequest, email_address: EmailAddress, **_: Any) -> None:
    """The owner of a registration has opened the link in the email."""
    _verified(email_address.user)


def signed_in(request: HttpRequest, user: User, **_: Any) -> None:
    """Signing in proves a confirmed address: record it now if that failed before."""
    _verified(user)


def _verified(user: User) -> None:
    found = Registration.objects.filter(user=user, state="registered").first()
    if found and EmailAddress.objects.filter(user=user, verified=True).exists():
        verify_registration(by=SYSTEM, registration=found, on=today())
