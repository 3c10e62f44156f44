"""Second factors to confirm, and the page to help with a lost second factor or a misused account."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonOnlyForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import User
from secrel.core.people.second_factor import lacks_second_factor
from secrel.core.people.sign_in.confirming import (
    REASON_REQUIRED,
    confirm_factor,
    end_sessions,
    factors_to_confirm,
    refuse_factor,
    reset_factor,
)
from secrel.core.web.http import SeeOther, found_or_404, needs


@require_safe
@needs(Permission.MANAGE_ACCOUNTS)
def waiting_factors(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, failed: tuple[int, Any, SaveOutcome] | None = None) -> HttpResponse:
    found = factors_to_confirm(today())
    prefetch_related_objects([user for user, _ in found], "memberships__body")
    lines = [
        (user, rows, failed[1] if failed and failed[0] == user.pk else ReasonOnlyForm(prefix=f"p{user.pk}"))
        for user, rows in found
    ]
    context = {
        "lines": lines,
        "failed": failed[1] if failed else None,
        "outcome": failed[2] if failed else SaveOutcome(),
        "lacks_second_factor": lacks_second_factor(request.user),
    }
    return render(request, "people/factors.html", context, status=failed[2].status if failed else 200)


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    user = _found(number)
    sent = request.POST.getlist("factor")
    factors = [int(key) if key.isascii() and key.isdigit() else 0 for key in sent]
    confirm_factor(by=request.user, user=user, factors=factors, on=today())
    messages.success(request, f"Confirmed: the second factor of {user}. {user} has been told.")
    return SeeOther(reverse("factors"))


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    user = _found(number)
    form = ReasonOnlyForm(request.POST, prefix=f"p{user.pk}")
    outcome = save(form, lambda reason: refuse_factor(by=request.user, user=user, on=today(), reason=reason))
    if not outcome.saved:
        return _show(request, (user.pk, form, outcome))
    messages.success(
        request,
        f"Removed: the second factor of {user}. All their sessions have ended, and {user} has been told.",
    )
    return SeeOther(reverse("factors"))


def _found(number: int) -> User:
    people = [user for user, _ in factors_to_confirm(today()) if user.pk == number]
    return found_or_404(people, "second factor to confirm")


class HelpForm(forms.Form):
    """Whose sessions or second factor an administrator ends, and why."""

    email = forms.EmailField(label="Email address of the account", max_length=254)
    what = forms.ChoiceField(
        label="What to do",
        widget=forms.RadioSelect,
        choices=[
            ("sessions", "End all their sessions"),
            (
                "factor",
                "Remove their second factor, which is lost or somebody else’s, and end all their sessions",
            ),
        ],
    )
    reason = forms.CharField(max_length=300, error_messages={"required": REASON_REQUIRED})

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        email = entered.pop("email", None)
        entered["user"] = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and entered["user"] is None:
            self.add_error("email", f"No account has the address {email}. Check it.")
        return entered


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_ACCOUNTS)
def help_with_sign_in(request: HttpRequest) -> HttpResponse:
    def act(*, user: User, what: str, reason: str) -> User:
        run = reset_factor if what == "factor" else end_sessions
        return run(by=request.user, user=user, on=today(), reason=reason)

    def done(user: User) -> tuple[str, str]:
        return f"Done. {user} is signed out everywhere and has been told.", reverse("help-with-sign-in")

    return form_page(
        request,
        HelpForm,
        act,
        done,
        "people/help_with_sign_in.html",
        lacks_second_factor=lacks_second_factor(request.user),
    )
