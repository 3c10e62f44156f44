"""The list of releases, the page of one, and a version issued from there."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_POST, require_safe

from governance.composing.comparing.reading import last_read
from governance.composing.models import LastRead
from governance.consultations.queries.readers import seen_by
from governance.consultations.queries.since import moved_since, with_decided
from governance.documents.pictures.timetable import timetable_picture
from governance.notices.queries.stated import stated_of_release, with_notices
from governance.register.views.past import past_release
from governance.versions.compared import reading_subject
from governance.versions.forms.documents import (
    DraftForm,
)
from governance.versions.models import RidVersion
from governance.versions.operations.versions import (
    issue_draft,
    issue_version,
)
from governance.versions.pages import found_release
from governance.versions.past_pages import is_past, past_answer
from governance.versions.queries.checking import counted
from governance.versions.queries.differences import drafted_row
from governance.versions.queries.outlook import UpcomingStep
from governance.versions.queries.shown import ShownDocument, shown_to
from governance.versions.queries.versions import (
    as_shown,
    visible_versions,
)
from governance.watch.queries.flags import open_flags
from releases.models.releases import Release
from releases.pages import release_at
from releases.queries import NEWEST_FIRST, ledger_of, releases
from releases.workflow import LIFE
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import save
from secrel.core.models.people import Body
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import SeeOther, held_by, needs, paginate

VERSIONS = 8
"""The newest ones are listed on the page of the release."""


@login_not_required
@public_for(SHORT)
@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    page = paginate(as_shown(releases().order_by(*NEWEST_FIRST), held_by(request)), request.GET)
    reader = request.user if request.user.is_authenticated else None
    page.object_list = with_notices(with_decided(page.object_list, reader))
    return render(request, "register/releases.html", {"page": page})


@login_not_required
@public_for(SHORT)
@require_safe
def release_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The release now, or with `?as-at=2021-03-24` as it stood at the end of that day."""
    release = found_release(request, slug)
    if is_past(request):
        return past_answer(request, release, lambda past: past_release(request, release, past))
    return show_release(request, release)


def _next_step(release: Release, shown: ShownDocument | None) -> UpcomingStep | None:
    if shown is None or release.sources_until:
        return None
    return next(iter(shown.steps_ahead(today())), None)


def show_release(request: HttpRequest, release: Release, refused: DraftForm | None = None) -> HttpResponse:
    """The release as this person may see it, with the form of a refused draft if there is one."""
    permissions = held_by(request)
    versions = list(visible_versions(release, permissions, request.user)[:VERSIONS])
    shown = shown_to(release, permissions, request.user, versions)
    may_edit = Permission.EDIT_RELEASES in permissions
    current = shown.current if shown else None
    since = shown.since if shown and may_edit else None
    row = drafted_row(release, since, shown.content, shown.differences) if shown and since else ""
    reader = request.user if request.user.is_authenticated else None
    return render(
        request,
        "register/release.html",
        {
            "release": release,
            "shown": shown,
            "stated": stated_of_release(release, today()),
            "moved": moved_since(release, reader, shown),
            "rail": LIFE.rail(release),
            "yesterday": (today() - timedelta(days=1)).isoformat(),
            "picture": SimpleLazyObject(lambda: timetable_picture(shown.content.timeline, today())),
            "next_step": _next_step(release, shown),
            "versions": versions,
            "has_published": any(row.is_published for row in versions),
            "before": _read_before(request, release, versions),
            "consultations": list(seen_by(reader).filter(release=release)),
            "ledger": ledger_of(release) if may_edit else [],
            "neighbours": list(release.neighbours.select_related("programme")) if may_edit else [],
            "flags": list(open_flags().filter(release=release)) if may_edit else [],
            "draft_form": (refused or DraftForm(initial={"changes": row})) if may_edit else None,
            "may_issue": may_edit and current is not None and current.may_issue,
            "go_live_row": "release-go-live",
            "checks": counted(current.unwaived) if may_edit and current else [],
        },
        status=422 if refused else 200,
    )


def _read_before(request: HttpRequest, release: Release, versions: list[RidVersion]) -> LastRead | None:
    """The version that the reader read last, if there is something newer to see."""
    before = last_read(request.user, reading_subject(release)) if versions else None
    is_newest = before and before.version == versions[0].number
    return None if is_newest and Permission.READ_DRAFTS not in held_by(request) else before


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Issue a draft, or with the other button a published version."""
    release = release_at(slug)
    form = DraftForm(request.POST)
    outcome = save(form, lambda **entered: _issue(request, release, **entered))
    if outcome.saved is None:
        return show_release(request, release, refused=form)
    messages.success(request, f"Version {outcome.saved.number} has been issued. Its PDF is being created.")
    return SeeOther(outcome.saved.get_absolute_url())


def _issue(
    request: HttpRequest, release: Release, comment_until: date | None, bodies: Iterable[Body], **entered: Any
) -> RidVersion:
    common = {"by": request.user, "release": release, "on": today()} | entered
    if request.POST.get("as") == "issue":
        return issue_version(**common)
    return issue_draft(comment_until=comment_until, bodies=bodies, **common)
