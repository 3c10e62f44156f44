"""The page of a Party user: whether their organisation takes part, the due days, and what it has declared."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.regression.forms import MOST_FILES, DeclareForm, TakePartForm
from governance.regression.models import Kind, RegressionDeclaration
from governance.regression.operations.declarations import declare_regression
from governance.regression.operations.participants import declare_taking_part
from governance.regression.pages import due_lines, state_of
from governance.regression.queries.declarations import declared_by, takes_declarations, with_declarations
from governance.regression.queries.due_days import DueDays, due_days
from governance.regression.queries.participants import participant_of, registration_of
from governance.versions.pages import found_release
from releases.models.releases import Release
from releases.pages import release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.uploads import check_files, takes_files
from secrel.core.web.http import SeeOther, needs

OWN = Permission.DECLARE_REGRESSION


def _release(request: HttpRequest, slug: str) -> Release:
    """The release; one that is private only for an organisation that was named for it."""
    release = release_at(slug)
    if release.private_until_published and participant_of(request.user, release) is None:
        return found_release(request, slug)
    return release


@require_safe
@needs(OWN)
def own(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, _release(request, slug))


def _show(
    request: HttpRequest, release: Release, failed: Form | None = None, outcome: SaveOutcome | None = None
) -> HttpResponse:
    participant, days = participant_of(request.user, release), due_days([release])[release.pk]
    if participant:
        prefetch_related_objects([participant], with_declarations())
    tested = release.profile == Release.Profile.SYSTEM
    is_open = takes_declarations(release)
    takes_part = bool(participant and participant.takes_part)
    token = {"token": participant.token if participant else 0}
    answer = {"takes_part": "yes" if takes_part else "no"} if participant else {}
    take_part = failed if isinstance(failed, TakePartForm) else TakePartForm(initial=token | answer)
    context = {
        "release": release,
        "tested": tested,
        "registration": registration_of(request.user),
        "participant": participant,
        "days": due_lines(_shown(days, takes_part), plans_ahead=False),
        "uit": _shown(days, takes_part).uit,
        "declared": [
            (one, state_of(one), _form(one.kind, token, failed, is_offered=takes_part and is_open))
            for one in (declared_by(participant, days, today()) if participant else ())
        ],
        "take_part": take_part if is_open else None,
        "failed": failed,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "regression/own.html", context, status=outcome.status if outcome else 200)


def _shown(days: DueDays, takes_part: bool) -> DueDays:
    """The due days that a Party may know: the published ones, and what counts once its organisation takes part."""
    return days if takes_part or days.categories is not None else DueDays()


def _form(kind: Kind, token: dict[str, int], failed: Form | None, *, is_offered: bool) -> Form | None:
    """The form of a kind. One that failed is shown even if it is no longer offered, as it holds what was typed."""
    auto_id = f"{kind.value}_%s"
    if isinstance(failed, DeclareForm) and failed.auto_id == auto_id:
        return failed
    return DeclareForm(initial=token, auto_id=auto_id) if is_offered else None


@require_POST
@needs(OWN)
def take_part(request: HttpRequest, slug: str) -> HttpResponse:
    release, form = _release(request, slug), TakePartForm(request.POST)
    arguments = {"by": request.user, "release": release, "on": today()}
    outcome = save(form, lambda **entered: declare_taking_part(**arguments, **entered))
    if not outcome.saved:
        return _show(request, release, form, outcome)
    says = "takes part" if outcome.saved.takes_part else "does not take part"
    messages.success(request, f"Saved: {outcome.saved} {says}. The DCC is notified.")
    return SeeOther(reverse("own-regression", args=[slug]))


@takes_files(MOST_FILES)
@require_POST
@needs(OWN)
def declare(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    release = _release(request, slug)
    participant = participant_of(request.user, release)
    if participant is None:
        raise Http404(
            "Your organisation has not answered yet whether it takes part in UIT of this release. Answer first."
        )
    form = DeclareForm(request.POST, request.FILES, auto_id=f"{kind}_%s")

    def act(*, files: list, **entered: Any) -> RegressionDeclaration:
        add = check_files(request, files)
        return declare_regression(
            by=request.user, participant=participant, kind=kind, files=add, on=today(), **entered
        )

    outcome = save(form, act)
    if not outcome.saved:
        return _show(request, release, form, outcome)
    marks = " It is marked as late." if outcome.saved.is_late else ""
    marks += " Your organisation has not declared a plan." if outcome.saved.is_without_plan else ""
    messages.success(request, f"Received: {outcome.saved}.{marks}")
    return SeeOther(reverse("own-regression", args=[slug]))
