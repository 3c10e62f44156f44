"""Helpers of the pages that edit a release, also used by the apps above."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from releases.models.releases import Release, Section
from secrel.core.changes.reasons import requires_reason
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.proposals import Proposals
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.people.queries import working_days
from secrel.core.values.compiled import compiled
from secrel.core.web.http import found_or_404


@compiled
def _releases_at(slug: str) -> QuerySet[Release]:
    return Release.objects.filter(slug=slug)


def release_at(slug: str) -> Release:
    return found_or_404(_releases_at(slug), "release")


def section_at(slug: str, key: str) -> Section:
    """A section with its release, read together: the release's facts are no older than the section's token."""
    return found_or_404(
        Section.objects.filter(release__slug=slug, key=key).select_related("release"), "section"
    )


def reason_for(request: HttpRequest, release: Release) -> Reason:
    return Reason(request, release.slug, requires_reason(release))


def warn_of(request: HttpRequest, day: date | None) -> None:
    """Warn that a saved day is not a Working Day."""
    if day and not working_days().is_working_day(day):
        messages.warning(
            request,
            f"{day.day} {day:%b %Y} is not a Working Day. It has been saved; change it if it is a mistake.",
        )


def section_page(
    request: HttpRequest,
    release: Release,
    sheet: Sheet,
    *,
    section: str,
    tab: str,
    takes_proposals: bool = False,
    from_documents: bool = False,
    **context: Any,
) -> HttpResponse:
    """A sheet of a release, with the section of the document beside it. The DCC may propose if `takes_proposals`;
    `from_documents`: what is proposed there comes from documents."""
    if takes_proposals:
        place = SheetPlace(f"release:{release.slug}", sheet.key)
        label = f"{sheet.caption} of the {release}"
        context["proposals"] = Proposals(request, label, place, from_documents=from_documents)
    reason = reason_for(request, release)
    context |= {"release": release, "section": section, "tab": tab}
    template = context.pop("template", "editing/sheet.html")
    return sheet_page(request, sheet, template, reason=reason, **context)
