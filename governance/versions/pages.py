"""Shared code of the pages about versions."""

from django.http import HttpRequest

from governance.versions.models import RidVersion
from governance.versions.queries.versions import visible_versions
from releases.pages import release_at
from secrel.core.web.http import found_or_404, held_by


def version_at(request: HttpRequest, slug: str, number: str) -> RidVersion:
    """The version at an address; raises Http404 if the user may not see it."""
    major, minor = map(int, number.split("."))
    rows = visible_versions(release_at(slug), held_by(request), request.user)
    return found_or_404(rows.filter(major=major, minor=minor), "version that you may see")
