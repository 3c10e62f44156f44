"""A release's page and the list of releases."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.documents.checks.judged import counted, judged_release
from governance.documents.history_row import drafted
from governance.documents.numbering import may_issue
from governance.documents.outlook import Step, coming_steps, steps_ahead
from governance.documents.picture import picture
from governance.documents.shown import Shown, shown_to
from governance.forms.documents import DraftForm
from governance.queries import as_shown, open_flags, versions_and_earlier, visible_versions
from releases.models import Release
from releases.queries import ledger_of, releases
from releases.workflow import LIFE
from secrel.core.caching import SHORT, public_for
from secrel.core.clock import today
from secrel.core.http import found_or_404, held_by, paginate
from secrel.core.permissions import Permission


@login_not_required
@public_for(SHORT)
@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    page = paginate(as_shown(releases().reverse(), held_by(request)), request.GET)
    return render(request, "governance/releases.html", {"page": page})


@login_not_required
@public_for(SHORT)
@require_safe
def release_page(request: HttpRequest, slug: str) -> HttpResponse:
    return show_release(request, found_or_404(Release.objects.filter(slug=slug), "release"))


def _next_step(release: Release, shown: Shown | None, permissions: frozenset[Permission]) -> Step | None:
    if shown is None:
        return None
    live = shown.version is None
    rows = coming_steps(release, permissions, today()) if live else steps_ahead(shown.content, today())
    return next(iter(rows), None)


def show_release(request: HttpRequest, release: Release, refused: DraftForm | None = None) -> HttpResponse:
    """The release as this person sees it; with the form of a refused draft, where there is one."""
    permissions = held_by(request)
    shown = shown_to(release, permissions, request.user)
    edits = Permission.EDIT_RELEASES in permissions
    row = drafted(shown.changes) if shown else ""
    return render(
        request,
        "governance/release.html",
        {
            "release": release,
            "shown": shown,
            "rail": LIFE.rail(release),
            "picture": picture(shown.content.timeline, today()) if shown else None,
            "next_step": _next_step(release, shown, permissions),
            "versions": list(visible_versions(release, permissions, request.user)[:8]),
            "ledger": ledger_of(release) if edits else [],
            "neighbours": list(release.neighbours.select_related("programme")) if edits else [],
            "flags": list(open_flags().filter(release=release)) if edits else [],
            "draft_form": (refused or DraftForm(initial={"changes": row})) if edits else None,
            "may_issue": edits and may_issue(versions_and_earlier(release)),
            "go_live_row": "release-go-live",
            "checks": counted(judged_release(release, shown.content)) if edits and shown else [],
        },
        status=422 if refused else 200,
    )
