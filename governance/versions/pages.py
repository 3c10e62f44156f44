"""Shared code of the pages about versions."""

from django.http import HttpRequest

from governance.versions.models import RidVersion
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.versions import visible_versions
from releases.models.releases import Release
from secrel.core.web.http import found_or_404, held_by


def found_release(request: HttpRequest, slug: str) -> Release:
    """The release at an address; raises Http404 if it is private to others than the user."""
    rows = releases_found_by(held_by(request), request.user).filter(slug=slug)
    return found_or_404(rows, "release")


def version_at(request: HttpRequest, slug: str, number: str) -> RidVersion:
    """The version at an address; raises Http404 if the user may not see it."""
    major, minor = map(int, number.split("."))
    rows = visible_versions(found_release(request, slug), held_by(request), request.user)
    return found_or_404(rows.filter(major=major, minor=minor), "version that you may see")
