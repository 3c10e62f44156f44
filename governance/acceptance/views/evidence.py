"""Pages of a piece of evidence: draft, change, release, discard, read, files."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.acceptance.forms.acceptance import MOST_FILES, EvidenceForm, evidence_initial
from governance.acceptance.models import Evidence
from governance.acceptance.operations.evidence import (
    change_evidence,
    discard_evidence,
    draft_evidence,
    release_evidence,
)
from governance.acceptance.queries.deliverables import limits_of
from governance.acceptance.queries.drafts import may_release
from governance.acceptance.queries.evidence import evidence_seen_by, is_closed
from governance.acceptance.workflow import EVIDENCE
from governance.criteria.models import Criterion
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import check_files, takes_files
from secrel.core.people.queries import holders_of
from secrel.core.web.http import SeeOther, found_or_404, needs

READS = (Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)


def evidence_at(request: HttpRequest, slug: str, receipt: str) -> Evidence:
    rows = Evidence.objects.filter(release__slug=slug, receipt=receipt).select_related(
        "release", "body", "prepared_by", "released_by"
    )
    return found_or_404(evidence_seen_by(request.user, rows), "evidence that you may see")


def _own_bodies(request: HttpRequest) -> set[str]:
    return {key for key in request.user.bodies() if request.user.may_in(key, Permission.SUBMIT_EVIDENCE)}


@takes_files(MOST_FILES)
@require_http_methods(["GET", "POST"])
@needs(Permission.SUBMIT_EVIDENCE)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new draft. `?for=testing-1` ticks a criterion; `?replaces=E-…` fills in the evidence to be replaced."""
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    replaces = None
    if receipt := request.GET.get("replaces", ""):
        replaces = evidence_at(request, slug, receipt[:20])
    ticked = [row for row in release.criteria.all() if row.key == request.GET.get("for")]
    initial = evidence_initial(replaces) if replaces else {"criteria": ticked}

    def build(data: Any) -> EvidenceForm:
        files = request.FILES if request.method == "POST" else None
        return EvidenceForm(data, files, release=release, bodies=_own_bodies(request), initial=initial)

    def act(*, files: list, token: object, **entered: Any) -> Evidence:
        add = check_files(request, files)
        return draft_evidence(
            by=request.user, release=release, add=add, replaces=replaces, on=today(), **entered
        )

    return form_page(
        request,
        build,
        act,
        lambda made: (
            "The draft is saved. Your colleagues find it in their tasks, and one of them can release it.",
            made.get_absolute_url(),
        ),
        "acceptance/evidence_form.html",
        release=release,
        heading="Prepare evidence",
        replaces=replaces,
    )


@takes_files(MOST_FILES)
@require_http_methods(["GET", "POST"])
@needs(Permission.SUBMIT_EVIDENCE)
def edit(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    evidence = evidence_at(request, slug, receipt)

    def build(data: Any) -> EvidenceForm:
        files = request.FILES if request.method == "POST" else None
        options = {"release": evidence.release, "bodies": {evidence.body.key}, "evidence": evidence}
        return EvidenceForm(data, files, initial=evidence_initial(evidence), **options)

    def act(*, files: list, **entered: Any) -> Evidence:
        add = check_files(request, files)
        return change_evidence(by=request.user, evidence=evidence, add=add, on=today(), **entered)

    return form_page(
        request,
        build,
        act,
        lambda saved: ("The draft is saved.", saved.get_absolute_url()),
        "acceptance/evidence_form.html",
        release=evidence.release,
        evidence=evidence,
        heading=f"Change {evidence.receipt}",
    )


@require_safe
@needs(*READS)
def evidence_page(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """The draft, or the receipt of released evidence."""
    return _show(request, evidence_at(request, slug, receipt))


def _show(
    request: HttpRequest, evidence: Evidence, failed: Form | None = None, outcome: SaveOutcome | None = None
) -> HttpResponse:
    own = evidence.body.key in _own_bodies(request)
    writers = list(evidence.writers.order_by("name"))
    limits = limits_of(evidence.release) if evidence.defects else {}
    criteria = list(evidence.criteria.select_related("release", "reviewer").order_by("category", "number"))
    closed = is_closed(evidence)
    later = evidence_seen_by(request.user, evidence.replacements.filter(state="released"))
    waits = own and evidence.state == "draft"
    holders = holders_of(Permission.SUBMIT_EVIDENCE, on=today(), body=evidence.body.key) if waits else ()
    offered = EVIDENCE.offered(evidence, request.user.permissions()) if own else []
    context = {
        "evidence": evidence,
        "release": evidence.release,
        "criteria": criteria,
        "files": evidence.files.select_related("file"),
        "counted": [(severity, count, limits.get(severity)) for severity, count in evidence.counted],
        "writers": writers,
        "later": later,
        "replaced": _replaced(request, evidence) if evidence.replaces_id else None,
        "is_closed": closed,
        "closed_for": [row for row in criteria if not row.is_security] if closed else [],
        "may_replace": own and evidence.state == "released" and _is_replaceable(evidence, criteria),
        "own": own,
        "may_release": may_release(evidence, holders) if holders else [],
        "wrote": request.user in writers,
        "why_not": {move.key: reasons for move, reasons in offered},
        "move": TokenForm(initial={"token": evidence.token}, auto_id=False),
        "form": failed,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "acceptance/evidence.html", context, status=outcome.status if outcome else 200)


def _replaced(request: HttpRequest, evidence: Evidence) -> Evidence | None:
    """The evidence that this one replaces, if the reader may see it."""
    return evidence_seen_by(request.user, Evidence.objects.filter(pk=evidence.replaces_id)).first()


def _is_replaceable(evidence: Evidence, criteria: list[Criterion]) -> bool:
    """Whether there is a criterion for which no draft or released evidence replaces it yet."""
    later = evidence.replacements.exclude(state="discarded").values_list("criteria", flat=True)
    return not {row.pk for row in criteria} <= set(later)


@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def release(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    evidence, form = evidence_at(request, slug, receipt), TokenForm(request.POST)
    outcome = save(form, lambda token: release_evidence(**_arguments(request, evidence), token=token))
    return _moved(
        request, evidence, form, outcome, f"The evidence is released. The receipt is {evidence.receipt}."
    )


@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def discard(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    evidence, form = evidence_at(request, slug, receipt), TokenForm(request.POST)
    outcome = save(form, lambda token: discard_evidence(**_arguments(request, evidence), token=token))
    return _moved(request, evidence, form, outcome, f"{evidence} is discarded.")


def _arguments(request: HttpRequest, evidence: Evidence) -> dict[str, Any]:
    return {"by": request.user, "evidence": evidence, "on": today()}


def _moved(
    request: HttpRequest, evidence: Evidence, form: Form, outcome: SaveOutcome, message: str
) -> HttpResponse:
    if not outcome.saved:
        return _show(request, evidence, form, outcome)
    messages.success(request, message)
    return SeeOther(reverse("evidence", args=[evidence.release.slug, evidence.receipt]))


@require_safe
@needs(*READS)
def evidence_file(request: HttpRequest, slug: str, receipt: str, place: int) -> HttpResponse:
    evidence = evidence_at(request, slug, receipt)
    files = list(evidence.files.select_related("file"))
    row = found_or_404(files[place - 1 : place], "file")
    return offer_file(request, row.file, row.name, back=evidence.get_absolute_url())
