"""What the pages of papers share: finding a paper, and answering a form on its page."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from governance.composing.comparing.reading import remember_read
from governance.documents.paper.sections import annexes, asks, chapters
from governance.papers.compared import reading_subject
from governance.papers.forms.papers import IssueForm, WithdrawForm
from governance.papers.models import Paper, PaperItem, PaperLink
from governance.papers.queries import draft_now, due_of, paper_at, presented_by, versions_of
from governance.papers.workflow import PAPER
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, found_or_404, held_by
from secrel.core.web.page_cache import kept_parts

WRITES = Permission.PRESENT_VERSIONS


def found_paper(request: HttpRequest, body: str, on: date, item: int) -> Paper:
    return found_or_404(paper_at(request.user, body, on, item), "paper that you may see")


def show_paper(
    request: HttpRequest,
    paper: Paper,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    """The paper as issued, or for SECAS the draft as it would be issued today."""
    held = held_by(request)
    version = paper.latest if paper.state == "issued" else None
    draft = None if version else draft_now(paper, today())
    document = draft.document if draft else version.snapshot.document
    before = (
        remember_read(request.user, reading_subject(paper), str(version.number), today()) if version else None
    )
    forms = _forms(paper, held)
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "paper": paper,
        "version": version,
        "before": before if before and version and before.version != str(version.number) else None,
        "job": getattr(version.snapshot, "job", None) if version else None,
        "document": document,
        "chapters": [*chapters(document), *annexes(document.content)],
        "asked": cache(lambda: _asked(paper, document.content.recommendations, held)),
        "versions": cache(lambda: list(versions_of(paper, request.user).order_by("-number"))),
        "due": cache(lambda: due_of(paper)),
        "findings": draft.findings if draft and WRITES in held else [],
        "writes": WRITES in held,
        "left_over": list(presented_by(paper)) if WRITES in held and paper.state == "withdrawn" else [],
        "forms": forms,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    if version:
        key, names = f"paper/{paper.pk}/{request.user.pk}", ("facts", "issued")
        names = names if "note" in forms else (*names, "asks")  # what is asked has forms for who notes it
        context |= kept_parts(request, key, "papers/paper.html", names, lambda: context)
    return render(request, "papers/paper.html", context, status=outcome.status if outcome else 200)


def issue_form(paper: Paper, data: QueryDict | None = None, **options: Any) -> IssueForm:
    return IssueForm(data, paper=paper, due=due_of(paper), on=today(), prefix="issue", **options)


def _forms(paper: Paper, held: frozenset[Permission]) -> dict[str, Form]:
    """The forms that the reader may submit in the paper's present state; none that would be refused."""
    initial = {"token": paper.token}
    moves = {move.key for move, reasons in PAPER.offered(paper, held) if not reasons}
    forms: dict[str, Form] = {}
    if "issue" in moves:
        forms["issue"] = issue_form(paper, initial=initial)
    if "withdraw" in moves:
        forms["withdraw"] = WithdrawForm(initial=initial, paper=paper, prefix="withdraw")
    if "redraft" in moves:
        forms["redraft"] = TokenForm(initial=initial)
    if Permission.RECORD_MEETINGS in held and paper.state == "issued":
        forms["note"] = TokenForm(initial=initial)
    return forms


def _asked(paper: Paper, asked: Any, held: frozenset[Permission]) -> list[dict[str, Any]]:
    """Each recommendation with its agenda item, for those who may see meetings, and whether it was noted."""
    sees = bool({Permission.READ_DRAFTS, Permission.READ_PRESENTED, Permission.RECORD_MEETINGS} & held)
    items: dict[str, Any] = {}
    for model in (PaperLink, PaperItem) if sees else ():
        rows = model.objects.filter(version__paper=paper).exclude(item__state="withdrawn")
        items |= {row.key: row for row in rows.select_related("item__meeting__body")}
    latest = paper.versions.last()
    noted = {row.key: row for row in latest.noted.all()} if latest and sees else {}
    return [
        {"text": asks(row), "row": row, "of": items.get(row.key), "noted": noted.get(row.key)}
        for row in asked
    ]


def acted(
    request: HttpRequest, paper: Paper, name: str, form: Form, act: Callable[..., Any], message: str
) -> HttpResponse:
    """Answer a form on the page of a paper. Everything that was typed stays if it is refused."""
    outcome = save(form, act)
    if not outcome.saved:
        paper = found_paper(request, paper.meeting.body.key, paper.meeting.on, paper.item)
        return show_paper(request, paper, (name, form), outcome)
    messages.success(request, message)
    return SeeOther(paper.get_absolute_url())
