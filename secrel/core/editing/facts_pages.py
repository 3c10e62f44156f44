"""The page of a form of facts: opened, saved, and what was typed kept where a sign-in had expired."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import NOT_OPENED, SaveOutcome, save
from secrel.core.editing.sheets.saving import MEANWHILE, TRIES
from secrel.core.web.http import SeeOther


def facts_page(
    request: HttpRequest,
    build: Callable[[QueryDict | None], FactsForm],
    change: Callable[[FactsForm, str], Any],
    template: str,
    *,
    reason: Reason,
    said: str = "Saved.",
    back: str = "",
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST of facts. `change` gets the valid form and the reason, and calls one operation.

    Where somebody else saves in this very moment, the view is asked again: it reads what is stored now and merges.
    """
    kept = draft_for(request) if request.method == "GET" else None
    form, outcome = build(request.POST if request.method == "POST" else kept), SaveOutcome()
    if request.method == "POST":
        outcome = _saved(form, change, reason)
        if outcome.status == 200:
            reason.remember()
            messages.success(request, said)
            return SeeOther(back or request.get_full_path())
        if outcome.conflict and not form.both:
            if tries := getattr(request, "tries", TRIES):
                request.tries = tries - 1
                asked = request.resolver_match
                return asked.func(request, *asked.args, **asked.kwargs)
            outcome = SaveOutcome(status=409, conflict=MEANWHILE)
    drawn = {"form": form, "outcome": outcome, "reason": reason}
    return render(request, template, drawn | context, status=outcome.status)


def _saved(form: FactsForm, change: Callable[[FactsForm, str], Any], reason: Reason) -> SaveOutcome:
    if form.is_valid() and not form.both:
        if not form.was_sent:
            form.add_error(None, NOT_OPENED)
        elif not form.changed:
            form.add_error(None, "Nothing was changed: the form holds what is stored already.")
        if form.errors:
            return SaveOutcome(status=422)
    return save(form, lambda: change(form, reason.text))
