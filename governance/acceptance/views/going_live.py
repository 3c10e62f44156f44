"""Pages for the go-live of a release, then for its SEC version and lessons, and for closing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from governance.acceptance.forms.going_live import GoLiveForm, ImplementationForm
from governance.acceptance.models import Implementation
from governance.acceptance.operations.going_live import close_release, record_go_live, set_implementation
from governance.acceptance.queries.readiness import lessons_before, not_ready
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from releases.pages import release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import SeeOther, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def going_live(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the go-live; once live, enter the SEC version and lessons."""
    release = release_at(slug)
    if release.life in ("live", "closed"):
        return _after(request, release)
    return form_page(
        request,
        lambda data: GoLiveForm(data, initial={"on": max(today(), release.go_live_on or today())}),
        lambda on: record_go_live(by=request.user, release=release, on=on),
        lambda live: (f"The {live} is live.", request.path),
        "acceptance/going_live.html",
        release=release,
        reasons=not_ready(release, today()),
        lessons=lessons_before(release),
    )


def _after(request: HttpRequest, release: Release) -> HttpResponse:
    items = release.scope.filter(status="approved")
    changed = SecDocument.objects.filter(impacts__part__scope_items__in=items).values("pk")
    documents = list(SecDocument.objects.filter(pk__in=changed))
    implementation = (
        Implementation.objects.filter(release=release).prefetch_related("documents__document").first()
    )

    def act(*, versions: dict[SecDocument, str], **entered: Any) -> Implementation:
        return set_implementation(by=request.user, release=release, documents=versions, on=today(), **entered)

    return form_page(
        request,
        lambda data: ImplementationForm(data, documents=documents, implementation=implementation),
        act,
        lambda _: ("The versions and lessons are saved.", request.path),
        "acceptance/after_go_live.html",
        release=release,
        implementation=implementation,
        open_conditions=release.conditions.exclude(state="closed"),
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    close_release(by=request.user, release=release, on=today())
    messages.success(request, f"The {release} is closed.")
    return SeeOther(reverse("release", args=[slug]))
