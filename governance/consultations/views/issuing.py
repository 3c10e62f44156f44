"""Pages for the owner of a consultation that is over: how answers were dealt with, and issuing the result."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.consultations.forms.issuing import DealWithForm, IssueForm
from governance.consultations.models import Consultation
from governance.consultations.operations.issuing import deal_with_answers, issue_result
from governance.consultations.pages import own_consultation, printed
from governance.consultations.queries.composing import compose_result
from governance.consultations.queries.results import check, latest_result
from governance.consultations.queries.summary import current_answers
from governance.documents.checks.findings import Severity
from governance.documents.result.kind import RESULT_KIND
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import needs

RUN = Permission.RUN_CONSULTATIONS


@require_http_methods(["GET", "POST"])
@needs(RUN)
def deal_with(request: HttpRequest, slug: str) -> HttpResponse:
    """Say for each answer how it was dealt with."""
    row = _begun(request, slug)
    answers = current_answers(row)

    def build(data: QueryDict | None) -> DealWithForm:
        return DealWithForm(data, answers=answers, initial={"token": row.token})

    return form_page(
        request,
        build,
        lambda **entered: deal_with_answers(by=request.user, consultation=row, on=today(), **entered),
        lambda _: ("It is noted how the answers were dealt with.", reverse("issue-result", args=[slug])),
        "consultations/form.html",
        consultation=row,
        heading="How answers were dealt with",
        lede="What you or the body that decided made of each answer." if answers else "No answer came.",
        button="Save",
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """The result as it would be issued, what the checks find in it, and the button that issues it."""
    row = _begun(request, slug)
    content, last = compose_result(row), latest_result(row)
    findings = check(row, content)
    return form_page(
        request,
        lambda data: IssueForm(data, is_later=last is not None, initial={"token": row.token}),
        lambda **entered: issue_result(by=request.user, consultation=row, on=today(), **entered),
        lambda saved: (f"Version {saved.number} of the result is issued.", saved.get_absolute_url()),
        "consultations/results/issue.html",
        consultation=row,
        last=last,
        findings=findings,
        blocked=any(one.severity is Severity.ERROR for one in findings),
        changes=RESULT_KIND.compare(last.snapshot.document.content, content) if last else (),
        is_same=last is not None and last.snapshot.document.content == content,
        **printed(content, None),
    )


def _begun(request: HttpRequest, slug: str) -> Consultation:
    """The consultation for its owner; 404 for one that was never opened, which has no result."""
    row = own_consultation(request, slug)
    if row.opened_at is None:
        raise Http404("This consultation was not opened, so it has no result.")
    return row
