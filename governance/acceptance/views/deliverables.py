"""The testing deliverables of a release: the DCC submits them, and SECAS asks bodies about them."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.acceptance.forms.deliverables import AskOnDeliverableForm, ConsultationForm, DeliverableForm
from governance.acceptance.models import Deliverable, Kind
from governance.acceptance.operations.deliverables import (
    ask_on_deliverable,
    consult_on_tad,
    submit_deliverable,
)
from governance.acceptance.queries.deliverables import deliverables_of
from releases.models.releases import Release
from releases.pages import release_at
from releases.steps import Step
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import check_file, refuse_lost_upload, takes_files
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of
from secrel.core.web.http import SeeOther, found_or_404, needs

READS = (Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)


@require_safe
@needs(*READS)
def deliverables(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, release_at(slug))


def _show(
    request: HttpRequest, release: Release, failed: Form | None = None, outcome: SaveOutcome | None = None
) -> HttpResponse:
    rows = deliverables_of(release)
    asks = Permission.PRESENT_VERSIONS in request.user.permissions()
    tested = release.profile == Release.Profile.SYSTEM
    submits = tested and request.user.may_in("dcc", Permission.SUBMIT_EVIDENCE)
    form = failed if isinstance(failed, DeliverableForm) else DeliverableForm(auto_id="new_%s")
    consulted = failed if isinstance(failed, ConsultationForm) else ConsultationForm()
    context = {
        "release": release,
        "tested": tested,
        "consulted": consulted if submits and _needs_consultation(release, rows) else None,
        "deliverables": [
            (row, _ask_form(row) if asks and _can_be_asked_about(row) else None) for row in rows
        ],
        "form": form if submits else None,
        "failed": failed,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "acceptance/deliverables.html", context, status=outcome.status if outcome else 200)


def _needs_consultation(release: Release, rows: list[Deliverable]) -> bool:
    """Whether there is a draft TAD, and the timetable has no date of its consultation yet."""
    if not any(row.kind == Kind.DRAFT_TAD for row in rows):
        return False
    dated = release.timeline.filter(steps__contains=[Step.TAD_CONSULTATION]).exclude(actual="")
    return not dated.exists()


def _can_be_asked_about(row: Deliverable) -> bool:
    """Whether SECAS can still ask a body about this version."""
    return row.state in ("submitted", "advised")


def _ask_form(row: Deliverable, data: Any = None) -> AskOnDeliverableForm:
    decides = holder_of(Power.TESTING, on=today()).key
    bodies = ["tag"] if row.kind == Kind.DRAFT_TAD else ["tag", decides]
    return AskOnDeliverableForm(data, bodies=bodies, auto_id=f"{row.kind}_{row.number}_%s")


@takes_files(1)
@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def submit(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    form = DeliverableForm(request.POST, request.FILES, auto_id="new_%s")

    def act(*, file: Any, **entered: Any) -> Deliverable:
        refuse_lost_upload(request)
        checked = check_file(file, too_large=getattr(request, "too_large", False))
        return submit_deliverable(by=request.user, release=release, file=checked, on=today(), **entered)

    outcome = save(form, act)
    if not outcome.saved:
        return _show(request, release, form, outcome)
    messages.success(request, f"Received: {outcome.saved}.")
    return SeeOther(reverse("deliverables", args=[slug]))


@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def record_consultation(request: HttpRequest, slug: str) -> HttpResponse:
    release, form = release_at(slug), ConsultationForm(request.POST)
    arguments = {"by": request.user, "release": release, "on": today()}
    outcome = save(form, lambda **entered: consult_on_tad(**arguments, **entered))
    if not outcome.saved:
        return _show(request, release, form, outcome)
    messages.success(request, "The date of the consultation is saved in the timetable.")
    return SeeOther(reverse("deliverables", args=[slug]))


def _found(slug: str, kind: str, number: int) -> Deliverable:
    rows = Deliverable.objects.filter(release__slug=slug, kind=kind, number=number)
    return found_or_404(rows.select_related("release", "file"), "deliverable")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def ask(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    row = _found(slug, kind, number)
    form = _ask_form(row, request.POST)
    arguments = {"by": request.user, "deliverable": row, "on": today()}
    outcome = save(form, lambda **entered: ask_on_deliverable(**arguments, **entered))
    if not outcome.saved:
        return _show(request, row.release, form, outcome)
    messages.success(request, f"{outcome.saved.title} is on the agenda of the {outcome.saved.meeting}.")
    return SeeOther(outcome.saved.get_absolute_url())


@require_safe
@needs(*READS)
def deliverable_file(request: HttpRequest, slug: str, kind: str, number: int) -> HttpResponse:
    row = _found(slug, kind, number)
    return offer_file(request, row.file, row.file_name, back=reverse("deliverables", args=[slug]))
