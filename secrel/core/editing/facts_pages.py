"""The page of a form of facts: open it, save it, and restore unsaved input after a sign-in expired."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.drafts.unsaved_preview import NO_CHANGES, asks_preview, unsaved_preview
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.pointing.finding import Pointed, pointed_at
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import NOT_OPENED, SaveOutcome, save
from secrel.core.editing.sheets.saving import BUSY, TRIES
from secrel.core.web.http import SeeOther


def facts_page(
    request: HttpRequest,
    build: Callable[[QueryDict | None], FactsForm],
    change: Callable[[FactsForm, str], Any],
    template: str,
    *,
    reason: Reason,
    message: str = "Saved.",
    back: str = "",
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST of facts. `change` gets the valid form and the reason, and calls one operation.

    If somebody else saves at the same moment, the view runs again: it reads what is stored now and merges.
    """
    draft = draft_for(request) if request.method == "GET" else None
    form, outcome = build(request.POST if request.method == "POST" else draft), SaveOutcome()
    if asks_preview(request):
        return _unsaved(request, form, change, reason, context)
    if request.method == "POST":
        outcome = _save(form, change, reason)
        if outcome.status == 200:
            reason.remember()
            messages.success(request, message)
            return SeeOther(back or request.get_full_path())
        if outcome.conflict and not form.both:
            if tries := getattr(request, "tries", TRIES):
                request.tries = tries - 1
                match = request.resolver_match
                return match.func(request, *match.args, **match.kwargs)
            outcome = SaveOutcome(status=409, conflict=BUSY)
    if pointed := pointed_at(request, context.get("release")):
        _focus(form, pointed)
    form_context = {"form": form, "outcome": outcome, "reason": reason}
    return render(request, template, form_context | context, status=outcome.status)


def _focus(form: FactsForm, pointed: Pointed) -> None:
    """Put the cursor in the field that a finding is about."""
    wanted = pointed.path.rpartition("/")[2]
    for name, field in form.fields.items():
        if name == wanted or name.startswith(f"{wanted}_"):
            field.widget.attrs |= {"autofocus": True, "data-pointed": True}
            return


def _save(form: FactsForm, change: Callable[[FactsForm, str], Any], reason: Reason) -> SaveOutcome:
    if form.is_valid() and not form.both:
        if not form.was_sent:
            form.add_error(None, NOT_OPENED)
        elif not form.changed:
            form.add_error(None, NO_CHANGES)
        if form.errors:
            return SaveOutcome(status=422)
    return save(form, lambda: change(form, reason.text))


def _unsaved(
    request: HttpRequest,
    form: FactsForm,
    change: Callable[[FactsForm, str], Any],
    reason: Reason,
    context: dict[str, Any],
) -> HttpResponse:
    left, outcomes = form.set_aside(), []

    def refusal() -> str:
        errors = [error for row in form.errors.values() for error in row]
        return " ".join([*errors, *(row.conflict for row in outcomes if row.conflict)])

    return unsaved_preview(
        request,
        context,
        lambda: outcomes.append(_save(form, change, reason)),
        left=left,
        refusal=refusal,
    )
