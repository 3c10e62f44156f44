"""Going live and after: what stands in the way, the go-live itself, what the SEC became, the closing."""

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
    """One page for what comes at the end: first the go-live, then what the SEC became."""
    release = release_at(slug)
    if release.life in ("live", "closed"):
        return _after(request, release)
    return form_page(
        request,
        lambda data: GoLiveForm(data, initial={"on": max(today(), release.go_live_on or today())}),
        lambda on: record_go_live(by=request.user, release=release, on=on),
        lambda lived: (f"The {lived} is live.", request.path),
        "acceptance/going_live.html",
        release=release,
        waits=not_ready(release, today()),
        lessons=lessons_before(release),
    )


def _after(request: HttpRequest, release: Release) -> HttpResponse:
    items = release.scope.filter(status="approved")
    changed = SecDocument.objects.filter(impacts__part__scope_items__in=items).values("pk")
    documents = list(SecDocument.objects.filter(pk__in=changed))
    kept = Implementation.objects.filter(release=release).prefetch_related("documents__document").first()

    def act(*, versions: dict[SecDocument, str], **entered: Any) -> Implementation:
        return set_implementation(by=request.user, release=release, documents=versions, on=today(), **entered)

    return form_page(
        request,
        lambda data: ImplementationForm(data, documents=documents, kept=kept),
        act,
        lambda _: ("What the SEC became is kept.", request.path),
        "acceptance/after_go_live.html",
        release=release,
        kept=kept,
        still=release.conditions.exclude(state="closed"),
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    close_release(by=request.user, release=release, on=today())
    messages.success(request, f"The {release} is closed.")
    return SeeOther(reverse("release", args=[slug]))
