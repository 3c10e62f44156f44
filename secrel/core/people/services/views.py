"""Pages of service accounts: the list, with the form that asks for one, and the page of each."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from secrel.core.api.models import ApiToken
from secrel.core.api.tokens.forms import USUAL
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.people.second_factor import lacks_second_factor
from secrel.core.people.services.asking import (
    ask_for_service_account,
    confirm_service_account,
    refuse_service_account,
)
from secrel.core.people.services.forms import EndForm, HandOverForm, ServiceAccountForm, ServiceTokenForm
from secrel.core.people.services.keeping import end_service_account, hand_over_service_account
from secrel.core.people.services.models import ServiceAccount
from secrel.core.people.services.queries import accounts_seen, team_of, teams_of
from secrel.core.people.services.tokens import make_service_token, revoke_service_token
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate


@require_http_methods(["GET", "POST"])
def service_accounts(request: HttpRequest) -> HttpResponse:
    """The service accounts of one's organisations, and the form that asks for one."""
    on, teams = today(), teams_of(request.user, today())
    form, outcome = None, SaveOutcome()
    if teams:
        given = request.POST if request.method == "POST" else None
        form = ServiceAccountForm(given, teams=teams, person=request.user, on=on)
    elif request.method == "POST":
        raise Http404("You work for no organisation that has service accounts.")
    if request.method == "POST":
        outcome = save(form, lambda **entered: ask_for_service_account(by=request.user, on=on, **entered))
        if outcome.saved:
            messages.success(request, f"{outcome.saved.name}: an administrator has been asked to confirm it.")
            return SeeOther(outcome.saved.get_absolute_url())
    page = paginate(accounts_seen(request.user, on), request.GET)
    context = {
        "page": page,
        "lines": [(row, row.state(on)) for row in page],
        "form": form,
        "outcome": outcome,
    }
    return render(request, "people/services/list.html", context, status=outcome.status)


@require_safe
def service_account(request: HttpRequest, receipt: str) -> HttpResponse:
    return _show(request, _found(request, receipt))


def _found(request: HttpRequest, receipt: str) -> ServiceAccount:
    return found_or_404(accounts_seen(request.user, today()).filter(receipt=receipt), "service account")


def _show(
    request: HttpRequest,
    account: ServiceAccount,
    failed: tuple[str, Form, SaveOutcome] | None = None,
    **made: Any,
) -> HttpResponse:
    on, token = today(), {"token": account.token}
    forms: dict[str, Form] = {
        "token": ServiceTokenForm(initial={"expires_on": on + USUAL}),
        "contact": HandOverForm(people=team_of(account).people(on), initial=token),
        "end": EndForm(initial=token, prefix="end"),
        "confirm": TokenForm(initial=token, prefix="confirm"),
        "refuse": EndForm(initial=token, prefix="refuse"),
    }
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "account": account,
        "state": account.state(on),
        "rows": [(row, row.state(on)) for row in ApiToken.objects.filter(user=account.user)[:100]],
        "forms": forms,
        "is_own": account.is_of(request.user, on),
        "decides": Permission.MANAGE_ACCOUNTS in request.user.permissions(),
        "asked": account.granted_by_id == request.user.pk,
        "lacks_second_factor": lacks_second_factor(request.user),
        "failed": failed[1] if failed else None,
        "outcome": failed[2] if failed else SaveOutcome(),
    }
    status = failed[2].status if failed else 200
    return render(request, "people/services/one.html", context | made, status=status)


@require_POST
def make_token(request: HttpRequest, receipt: str) -> HttpResponse:
    """Make a token. Its secret is in this answer and nowhere else."""
    account, form = _found(request, receipt), ServiceTokenForm(request.POST)
    outcome = save(
        form,
        lambda **entered: make_service_token(by=request.user, account=account, on=today(), **entered),
    )
    if not outcome.saved:
        return _show(request, account, ("token", form, outcome))
    row, secret = outcome.saved
    return _show(request, account, made=row, secret=secret)


@require_POST
def revoke(request: HttpRequest, receipt: str, digest: str) -> HttpResponse:
    account = _found(request, receipt)
    row = found_or_404(ApiToken.objects.filter(user=account.user, digest=digest), "token of this account")
    revoke_service_token(by=request.user, account=account, api_token=row, on=today())
    messages.success(request, f"{row.name}: this token opens nothing any more.")
    return SeeOther(account.get_absolute_url())


@require_POST
def hand_over(request: HttpRequest, receipt: str) -> HttpResponse:
    account = _found(request, receipt)
    form = HandOverForm(request.POST, people=team_of(account).people(today()))
    return _done(request, account, "contact", form, hand_over_service_account, "has a new contact")


@require_POST
def end(request: HttpRequest, receipt: str) -> HttpResponse:
    form = EndForm(request.POST, prefix="end")
    account = _found(request, receipt)
    return _done(request, account, "end", form, end_service_account, "has ended, with all its tokens")


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def confirm(request: HttpRequest, receipt: str) -> HttpResponse:
    form = TokenForm(request.POST, prefix="confirm")
    return _done(request, _found(request, receipt), "confirm", form, confirm_service_account, "is confirmed")


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def refuse(request: HttpRequest, receipt: str) -> HttpResponse:
    form = EndForm(request.POST, prefix="refuse")
    return _done(request, _found(request, receipt), "refuse", form, refuse_service_account, "is refused")


def _done(
    request: HttpRequest, account: ServiceAccount, name: str, form: Form, operation: Any, what: str
) -> HttpResponse:
    outcome = save(form, lambda **entered: operation(by=request.user, account=account, on=today(), **entered))
    if not outcome.saved:
        return _show(request, _found(request, account.receipt), (name, form, outcome))
    messages.success(request, f"{account.name} {what}.")
    return SeeOther(reverse("service-accounts") if name == "end" else account.get_absolute_url())
