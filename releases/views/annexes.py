"""The files of annexes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from releases.models.testing import Annex
from releases.operations.testing import attach_annex
from releases.pages import reason_for, release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.files.attaching import attach_page
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import takes_files
from secrel.core.web.http import found_or_404, needs


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def attach(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)

    reason = reason_for(request, release)

    def attached(*, what: str, file: Any) -> Annex:
        common = {"by": request.user, "release": release, "reason": reason.text, "on": today()}
        annex = attach_annex(title=what, file=file, **common)
        reason.remember()
        return annex

    things = [(row.title, f"{row.label}: {row.title}") for row in release.annexes.all()]
    context = {"release": release, "section": "testing", "tab": "annexes", "subject": "Annex as a file"}
    context["reason"] = reason
    back = reverse("edit-annexes", args=[slug])
    return attach_page(request, things, attached, "releases/attach.html", back=back, **context)


@require_safe
@needs(Permission.READ_DRAFTS)
def annex_file(request: HttpRequest, slug: str, position: int) -> HttpResponse:
    rows = Annex.objects.filter(release__slug=slug, position=min(position, 30_000), file__isnull=False)
    annex = found_or_404(rows.select_related("file"), "annex with a file")
    return offer_file(request, annex.file, annex.file_name, back=reverse("edit-annexes", args=[slug]))
