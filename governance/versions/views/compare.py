"""Two versions of a RID compared: the page and its files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.composing.comparing.compare_pages import compare
from governance.versions.compared import compared_rids
from governance.versions.pages import found_release
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by


@login_not_required
@public_for(SHORT)
@require_safe
def compare_release(request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
    release = found_release(request, slug)
    return compare(request, compared_rids(release, held_by(request), request.user), form)
