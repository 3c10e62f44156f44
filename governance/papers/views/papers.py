"""The list of papers, a paper's page, and what is done there."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.composing.comparing.compare_pages import compare
from governance.composing.pages import retry_pdf_of
from governance.papers.compared import compared_papers
from governance.papers.forms.papers import DraftForm, KeyForm, WithdrawForm
from governance.papers.operations.deciding import note_paper, retry_paper
from governance.papers.operations.drafting import draft_paper
from governance.papers.operations.issuing import issue_paper, redraft_paper, withdraw_paper
from governance.papers.pages import acted, found_paper, issue_form, show_paper
from governance.papers.queries import papers
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import TokenForm
from secrel.core.models.people import Body
from secrel.core.search.list_filters import OfBody
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, needs, paginate


@login_not_required
@public_for(SHORT)
@require_safe
def paper_list(request: HttpRequest) -> HttpResponse:
    """Papers that the reader may see, newest meeting first, of one body (`?body=`) or of all."""
    rows = papers(request.user)
    bodies = list(Body.objects.filter(meetings__papers__in=rows).distinct())
    chosen = OfBody(request.GET.dict(), bodies=bodies).chosen().get("body")
    body, shown = (chosen.key, rows.filter(meeting__body=chosen)) if chosen else ("", rows)
    context = {
        "page": paginate(shown.order_by("-meeting__on", "item"), request.GET),
        "bodies": bodies,
        "body": body,
        "query": f"body={body}" if body else "",
    }
    return render(request, "papers/papers.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.PRESENT_VERSIONS)
def draft(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        DraftForm,
        lambda **entered: draft_paper(by=request.user, on=today(), **entered),
        lambda paper: (f"{paper} is drafted. Check it, then issue it.", paper.get_absolute_url()),
        "papers/draft.html",
    )


@login_not_required
@public_for(SHORT)
@require_safe
def paper_page(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    return show_paper(request, found_paper(request, body, on, item))


@login_not_required
@public_for(SHORT)
@require_safe
def changes(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    """What an issued version changed since an earlier one."""
    paper = found_paper(request, body, on, item)
    return compare(request, compared_papers(paper, request.user, today()), newer=str(number))


@login_not_required
@public_for(SHORT)
@require_safe
def compare_paper(request: HttpRequest, body: str, on: date, item: int, form: str = "") -> HttpResponse:
    """Two versions of a paper compared: the page and its files."""
    paper = found_paper(request, body, on, item)
    return compare(request, compared_papers(paper, request.user, today()), form)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def issue(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper = found_paper(request, body, on, item)
    form = issue_form(paper, request.POST)
    return acted(
        request,
        paper,
        "issue",
        form,
        lambda **entered: issue_paper(by=request.user, paper=paper, on=today(), **entered),
        "The paper is issued, and what it asks is on the agenda.",
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def withdraw(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper = found_paper(request, body, on, item)
    form = WithdrawForm(request.POST, paper=paper, prefix="withdraw")
    return acted(
        request,
        paper,
        "withdraw",
        form,
        lambda **entered: withdraw_paper(by=request.user, paper=paper, on=today(), **entered),
        "The paper is withdrawn.",
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def redraft(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), TokenForm(request.POST)
    return acted(
        request,
        paper,
        "redraft",
        form,
        lambda **entered: redraft_paper(by=request.user, paper=paper, on=today(), **entered),
        "The paper is a draft again.",
    )


@require_POST
@needs(Permission.RECORD_MEETINGS)
def note(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), TokenForm(request.POST)
    return acted(
        request,
        paper,
        "note",
        form,
        lambda **entered: note_paper(by=request.user, paper=paper, on=today(), **entered),
        "It is minuted as noted.",
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def carry_out(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    paper, form = found_paper(request, body, on, item), KeyForm(request.POST)
    return acted(
        request,
        paper,
        "carry_out",
        form,
        lambda **entered: retry_paper(by=request.user, paper=paper, on=today(), **entered),
        "What was agreed is carried out.",
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry_pdf(request: HttpRequest, body: str, on: date, item: int) -> HttpResponse:
    """Make the PDF of the last version again, after it failed."""
    paper = found_paper(request, body, on, item)
    version = found_or_404(
        paper.versions.select_related("snapshot__job").order_by("-number"), "issued version"
    )
    return retry_pdf_of(request, version.snapshot, paper.get_absolute_url())
