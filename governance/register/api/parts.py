"""Parts of addresses that name releases, their rows and modifications, and how the API names these in bodies."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from rest_framework.request import Request

from governance.versions.pages import found_release
from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification, Part
from modifications.queries import find_change_request, find_modification, find_part
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.queries import SECTIONS
from secrel.core.api.fields import NATURAL, Natural, named_by
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.changes.permissions import Permission
from secrel.core.web.http import found_or_404

SLUG = "[-a-z0-9]{1,50}"
REFERENCE = "[A-Z]{2,5}[0-9]{1,5}[A-Z]?"
named_by(Release, "slug", "release", "june-2021")
named_by(SecDocument, "designation", "SEC document", "Appendix AD")
NATURAL[Modification] = Natural(find_modification, lambda row: row.reference, "modification", "MP153")
NATURAL[Part] = Natural(find_part, str, "modification or part", "SECMP0062 part 1")
NATURAL[ChangeRequest] = Natural(find_change_request, lambda row: row.reference, "Change Request", "CR1088")


def _release(request: Request, text: str, found: Found) -> Release:
    return found_release(request, text)


def _scope_item(request: Request, text: str, found: Found) -> ScopeItem:
    let_in(request, Permission.READ_DRAFTS)
    reference, _, name = text.partition("~")
    rows = ScopeItem.objects.filter(release=found["release"], part__modification__reference=reference)
    rows = rows.filter(part__name__iexact=name) if name else rows
    return found_or_404(rows.select_related("part__modification", "release"), "item in this scope")


def _timeline_row(request: Request, text: str, found: Found) -> TimelineRow:
    let_in(request, Permission.READ_DRAFTS)
    rows = TimelineRow.objects.filter(release=found["release"], key=text).select_related("release")
    return found_or_404(rows, "row in this timetable")


def _modification(request: Request, text: str, found: Found) -> Modification:
    row = Modification.objects.filter(reference=text).first()
    if row is None:
        raise Http404("There is no modification at this address.")
    return row


def _change_request(request: Request, text: str, found: Found) -> ChangeRequest:
    let_in(request, Permission.READ_DRAFTS)
    return found_or_404(ChangeRequest.objects.filter(reference=text), "Change Request")


place("release", SLUG, _release, "The release.", "june-2021")
place(
    "scope_item",
    f"{REFERENCE}(?:~[^/~]{{1,60}})?",
    _scope_item,
    "The modification; its part after ~.",
    "MP153",
)
place("row", "[-a-z0-9.]{1,120}", _timeline_row, "The key of the row.", "go-live")
place("modification", REFERENCE, _modification, "The current reference.", "MP153")
place("change_request", "CR[0-9]{1,9}", _change_request, "The reference.", "CR1088")


def section_token(release: Release, key: str) -> int:
    return section_of(release, key).token


def section_of(release: Release, key: str) -> Section:
    """A section of a release; all are read at once, the first time that one of them is asked for."""
    if not SECTIONS.is_read(release):
        prefetch_related_objects([release], SECTIONS.within(Release))
    return next(row for row in SECTIONS.of(release) if row.key == key)


def item_key(item: ScopeItem) -> str:
    """How an address names an item."""
    part = item.part
    return f"{part.modification.reference}~{part.name}" if part.name else part.modification.reference
