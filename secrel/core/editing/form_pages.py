"""The page of a form for one operation: open it, submit it, and restore unsaved input after a sign-in expired."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther


def form_page(
    request: HttpRequest,
    build: Callable[[QueryDict | None], Form],
    act: Callable[..., Any],
    done: Callable[[Any], tuple[str, str]],
    template: str,
    **context: Any,
) -> HttpResponse:
    """Answer a GET or POST. `act` gets the cleaned fields; `done` gives the success message and the next address."""
    form, outcome = build(request.POST if request.method == "POST" else draft_for(request)), SaveOutcome()
    if request.method == "POST":
        outcome = save(form, act)
        if outcome.saved:
            message, address = done(outcome.saved)
            messages.success(request, message)
            return SeeOther(address)
    return render(request, template, {"form": form, "outcome": outcome} | context, status=outcome.status)
