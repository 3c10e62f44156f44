"""The acceptance criteria of a release, edited as a sheet."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from governance.acceptance.sheets import CriteriaSheet
from releases.pages import release_at, section_page
from secrel.core.changes.permissions import Permission
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_criteria(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(request, release, CriteriaSheet(release), section="acceptance", tab="criteria")
