"""The page of one’s tokens: make one, whose secret is shown once, and revoke one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from secrel.core.api.models import ApiToken
from secrel.core.api.tokens.forms import USUAL, TokenRequestForm
from secrel.core.api.tokens.operations import make_api_token, revoke_api_token
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, found_or_404


@require_http_methods(["GET", "POST"])
def api_tokens(request: HttpRequest) -> HttpResponse:
    """One’s tokens, and the form for a new one. The secret is in the answer to the form and nowhere else."""
    if request.method != "POST":
        return _show(request, TokenRequestForm(initial={"expires_on": today() + USUAL}), SaveOutcome())
    form = TokenRequestForm(request.POST)
    outcome = save(form, lambda **entered: make_api_token(by=request.user, on=today(), **entered))
    if not outcome.saved:
        return _show(request, form, outcome)
    row, secret = outcome.saved
    return _show(request, TokenRequestForm(), SaveOutcome(), made=row, secret=secret)


def _show(request: HttpRequest, form: TokenRequestForm, outcome: SaveOutcome, **made: Any) -> HttpResponse:
    rows = [(row, row.state(today())) for row in ApiToken.objects.filter(user=request.user)[:100]]
    context = {"form": form, "outcome": outcome, "rows": rows} | made
    return render(request, "account/api_tokens.html", context, status=outcome.status)


@require_POST
def revoke(request: HttpRequest, digest: str) -> HttpResponse:
    row = found_or_404(ApiToken.objects.filter(user=request.user, digest=digest), "token of yours")
    revoke_api_token(by=request.user, api_token=row, on=today())
    messages.success(request, f"{row.name}: this token opens nothing any more.")
    return SeeOther(reverse("api-tokens"))
