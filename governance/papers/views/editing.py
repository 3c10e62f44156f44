"""Editing a paper: its texts, and the changes that it proposes."""

from datetime import date

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.papers.forms.editing import EditForm
from governance.papers.forms.papers import PlaceForm, ProposeForm
from governance.papers.models import Paper
from governance.papers.operations.drafting import drop_change, edit_paper, propose_change
from governance.papers.pages import found_paper
from governance.papers.queries import acts_in_words, draft_of, findings_of
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.PRESENT_VERSIONS)
def edit(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    """The texts of a paper, with the draft as composed now beside them."""
    paper = found_paper(request, body, on, item)
    content = draft_of(paper, today()).content
    data = request.POST if request.method == "POST" else draft_for(request)
    form = EditForm(data, paper=paper, content=content, initial={"token": paper.token})
    if request.method != "POST":
        return _show(request, paper, form)
    outcome = save(form, lambda **entered: edit_paper(by=request.user, paper=paper, on=today(), **entered))
    return _answer(request, paper, outcome, "The paper is saved.", edit=form)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def propose(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), ProposeForm(request.POST, prefix="propose")
    outcome = save(
        form, lambda **entered: propose_change(by=request.user, paper=paper, on=today(), **entered)
    )
    return _answer(request, paper, outcome, "The change is proposed.", propose=form)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def drop(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), PlaceForm(request.POST)
    outcome = save(form, lambda **entered: drop_change(by=request.user, paper=paper, on=today(), **entered))
    return _answer(request, paper, outcome, "The change is no longer proposed.", drop=form)


def _answer(
    request: HttpRequest, paper: Paper, outcome: SaveOutcome, message: str, **form: Form
) -> HttpResponse:
    if not outcome.saved:
        [failed] = form.values()
        paper = found_paper(request, paper.meeting.body.key, paper.meeting.on, paper.item)
        return _show(request, paper, form.get("edit"), form.get("propose"), failed, outcome)
    messages.success(request, message)
    return SeeOther(reverse("edit-paper", args=paper.address))


def _show(
    request: HttpRequest,
    paper: Paper,
    form: Form | None = None,
    proposing: Form | None = None,
    failed: Form | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    document, initial = draft_of(paper, today()), {"token": paper.token}
    context = {
        "paper": paper,
        "form": form or EditForm(paper=paper, content=document.content, initial=initial),
        "proposing": proposing or ProposeForm(initial=initial, prefix="propose"),
        "acts": acts_in_words(paper.entries.acts),
        "findings": findings_of(document),
        "failed": failed,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "papers/edit.html", context, status=outcome.status if outcome else 200)
