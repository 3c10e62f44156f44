"""Criteria of a release, the evidence for them, and its receipts."""

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.forms.documents import EvidenceForm
from governance.models import Criterion, Evidence
from governance.operations.acceptance import submit_evidence
from governance.queries import criteria_of, evidence_for
from releases.models import Release
from secrel.core.clock import today
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save
from secrel.core.sending import send_file
from secrel.core.uploads import check_file


def _seen_by(request: HttpRequest, evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """A body sees what it owes or reviews; who reads evidence sees all but security's.

    Security evidence is for the submitting team and its reviewers only (DOMAIN 6).
    """
    bodies = request.user.bodies()
    own = Q(body__key__in=bodies) | Q(criterion__reviewer__key__in=bodies)
    if Permission.READ_EVIDENCE in request.user.permissions():
        return evidence.filter(own | ~Q(criterion__category="security"))
    return evidence.filter(own)


@require_safe
@needs(Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)
def criteria(request: HttpRequest, slug: str) -> HttpResponse:
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    return render(
        request,
        "governance/criteria.html",
        {"release": release, "criteria": criteria_of(release)},
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)
def criterion(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    category, _, number = key.rpartition("-")
    rows = Criterion.objects.filter(release__slug=slug, category=category, number=int(number))
    found = found_or_404(rows.select_related("release", "owner", "reviewer"), "criterion")
    form, outcome = EvidenceForm(request.POST or None, request.FILES or None), Outcome()
    if request.method == "POST":
        outcome = save(form, lambda **typed: _submit(request, found, **typed))
        if outcome.saved:
            messages.success(request, f"Received: {outcome.saved.name}.")
            return SeeOther(outcome.saved.get_absolute_url())
    owes = found.owner.key in request.user.bodies()
    return render(
        request,
        "governance/criterion.html",
        {
            "criterion": found,
            "release": found.release,
            "evidence": _seen_by(request, evidence_for(found)),
            "form": form if owes else None,
            "outcome": outcome,
        },
        status=outcome.status,
    )


def _submit(request: HttpRequest, criterion: Criterion, *, file: object, note: str) -> Evidence:
    checked = check_file(file, too_large=getattr(request, "too_large", False))
    return submit_evidence(by=request.user, criterion=criterion, file=checked, note=note, on=today())


def _evidence(request: HttpRequest, slug: str, receipt: str) -> Evidence:
    rows = Evidence.objects.filter(criterion__release__slug=slug, receipt=receipt).select_related(
        "criterion__release", "criterion__owner", "criterion__reviewer", "submitted_by", "body", "file"
    )
    return found_or_404(_seen_by(request, rows), "evidence that you may see")


@require_safe
@needs(Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)
def receipt(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    evidence = _evidence(request, slug, receipt)
    return render(
        request, "governance/receipt.html", {"evidence": evidence, "release": evidence.criterion.release}
    )


@require_safe
@needs(Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)
def evidence_file(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    evidence = _evidence(request, slug, receipt)
    return send_file(evidence.file, evidence.name, inline=False)
