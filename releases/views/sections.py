"""Sections of a release, edited as sheets."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods

from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import SecDocument
from modifications.participants import Participant
from modifications.queries import ticks_by_part
from releases.models.impacts import SummaryPoint
from releases.models.timeline import Programme
from releases.pages import release_at, section_page
from releases.queries import affecting, coverage, printed_scope
from releases.sheets.lists import AnnexSheet, ChangeRequestSheet, NeighbourSheet
from releases.sheets.matrices import DocumentMatrix, ParticipantMatrix
from releases.sheets.standing import StandingSheet
from releases.sheets.summary import SummarySheet
from releases.sheets.timetable import TimetableSheet
from secrel.core.changes.permissions import Permission
from secrel.core.values.compiled import compiled
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_participants(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    sheet = ParticipantMatrix(release)
    return section_page(
        request,
        release,
        sheet,
        section="impacts",
        tab="participants",
        empty=_no_scope(sheet.items),
        candidates=sheet.candidates,
        template="editing/participants.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_documents(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    sheet = DocumentMatrix(release)
    return section_page(
        request,
        release,
        sheet,
        section="impacts",
        tab="documents",
        candidates=sheet.candidates,
        suggestions={"documents": [str(document) for document in SecDocument.objects.all()]},
        template="editing/documents.html",
    )


def _no_scope(items: list) -> str:
    return (
        ""
        if items
        else "There is nothing to tick because the scope is empty. Add a modification to the scope first."
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_summary(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    sheet = SummarySheet(release)
    items = SimpleLazyObject(lambda: printed_scope(release))
    ticks = SimpleLazyObject(lambda: ticks_by_part(item.part for item in items))
    return section_page(
        request,
        release,
        sheet,
        section="impacts",
        tab="summary",
        suggestions={"areas": _areas()},
        coverage=SimpleLazyObject(lambda: coverage(items, _top(sheet.read_points), ticks)),
        affecting=SimpleLazyObject(lambda: affecting(items, ticks)),
        all_parties=SummaryPoint.ALL_PARTIES,
        dcc=Participant.DCC.value,
        template="editing/summary.html",
    )


@compiled
def _areas() -> QuerySet[SummaryPoint, str]:
    return SummaryPoint.objects.exclude(area="").values_list("area", flat=True).distinct().order_by("area")


def _top(points: list[SummaryPoint]) -> list[SummaryPoint]:
    return [point for point in points if not point.parent_id]


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
def edit_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(
        request,
        release,
        TimetableSheet(release),
        section="timeline",
        tab="timeline",
        takes_proposals=True,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_standing(request: HttpRequest, slug: str) -> HttpResponse:
    """Where the modifications in scope stand; papers that were brought in make proposals for its cells."""
    release = release_at(slug)
    return section_page(
        request,
        release,
        StandingSheet(release),
        section="scope",
        tab="scope",
        takes_proposals=True,
        from_documents=True,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_annexes(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(
        request,
        release,
        AnnexSheet(release),
        section="testing",
        tab="annexes",
        template="releases/annexes.html",
        annexes=list(release.annexes.select_related("file")),
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
def edit_change_requests(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    references = [row.reference for row in ChangeRequest.objects.all()]
    return section_page(
        request,
        release,
        ChangeRequestSheet(release),
        section="scope",
        tab="change-requests",
        takes_proposals=True,
        suggestions={"change-requests": references},
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_neighbours(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(
        request,
        release,
        NeighbourSheet(release),
        section="timeline",
        tab="neighbours",
        suggestions={"programmes": [row.name for row in Programme.objects.all()]},
    )
