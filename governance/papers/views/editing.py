"""Editing a paper: its texts, and the changes that it proposes."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.papers.forms.layout import LaidOutForm
from governance.papers.forms.papers import PlaceForm, ProposeForm
from governance.papers.models import Paper
from governance.papers.operations.drafting import drop_change, edit_paper, propose_change
from governance.papers.pages import found_paper
from governance.papers.queries import DraftPaper, acts_in_words, draft_now
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.PRESENT_VERSIONS)
def edit(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    """The texts of a paper, with the draft as composed now beside them. Edits of two people are merged."""
    paper = found_paper(request, body, on, item)
    draft = draft_now(paper, today())

    def change(form: FactsForm, reason: str) -> Paper:
        fields = form.entered
        return edit_paper(by=request.user, paper=paper, fields=fields, token=form.token, on=today())

    return facts_page(
        request,
        lambda data: _form(paper, draft, data),
        change,
        "papers/edit.html",
        reason=Reason(request, str(paper), False),
        message="The paper is saved.",
        **_beside(paper, draft),
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def propose(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), ProposeForm(request.POST, prefix="propose")
    outcome = save(
        form, lambda **entered: propose_change(by=request.user, paper=paper, on=today(), **entered)
    )
    return _answer(request, paper, outcome, "The change is proposed.", form, form)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def drop(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), PlaceForm(request.POST)
    outcome = save(form, lambda **entered: drop_change(by=request.user, paper=paper, on=today(), **entered))
    return _answer(request, paper, outcome, "The change is no longer proposed.", form)


def _answer(
    request: HttpRequest,
    paper: Paper,
    outcome: SaveOutcome,
    message: str,
    failed: Form,
    proposing: ProposeForm | None = None,
) -> HttpResponse:
    """The page again with what was typed, if it was refused."""
    if outcome.saved:
        messages.success(request, message)
        return SeeOther(reverse("edit-paper", args=paper.address))
    paper = found_paper(request, paper.meeting.body.key, paper.meeting.on, paper.item)
    draft = draft_now(paper, today())
    context = {
        "form": _form(paper, draft),
        "failed": failed,
        "outcome": outcome,
    }
    beside = _beside(paper, draft, proposing)
    return render(request, "papers/edit.html", context | beside, status=outcome.status)


def _form(paper: Paper, draft: DraftPaper, data: QueryDict | None = None) -> LaidOutForm:
    return LaidOutForm(data, paper=paper, document=draft.document, drafted=draft.drafted)


def _beside(paper: Paper, draft: DraftPaper, proposing: ProposeForm | None = None) -> dict[str, Any]:
    """What the page shows beside the texts: proposed changes, and what the checks find in the draft."""
    return {
        "paper": paper,
        "proposing": proposing or ProposeForm(initial={"token": paper.token}, prefix="propose"),
        "acts": acts_in_words(paper.entries.acts),
        "findings": draft.findings,
    }
