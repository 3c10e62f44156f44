"""The readiness page of a release: criteria, recommendations, go or no-go, conditions, and asking bodies."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance.acceptance.forms.acceptance import AskForm, ConditionForm, ReopenForm
from governance.acceptance.models import Condition
from governance.acceptance.operations.asking_acceptance import ask_go, ask_recommendation
from governance.acceptance.operations.conditions import (
    close_condition,
    reopen_condition,
    report_condition,
)
from governance.acceptance.queries.evidence import evidence_seen_by
from governance.acceptance.queries.readiness import (
    Board,
    board_of,
    conditions_of,
    lines_seen_by,
    reviewers_of,
)
from governance.criteria.queries.standard import differences
from governance.criteria.workflow import CRITERION
from governance.documents.pictures.readiness import Grid, Tile, grid_of, grid_picture
from governance.meetings.models import Item
from releases.models.releases import Release
from releases.workflow import COMING
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of
from secrel.core.web.http import SeeOther, found_or_404, needs
from secrel.core.web.page_cache import kept_parts

READS = (Permission.READ_EVIDENCE, Permission.SUBMIT_EVIDENCE)


def _release(slug: str) -> Release:
    return found_or_404(Release.objects.filter(slug=slug), "release")


@require_safe
@needs(*READS)
def board(request: HttpRequest, slug: str) -> HttpResponse:
    return _show(request, _release(slug))


def _show(
    request: HttpRequest,
    release: Release,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    user = request.user
    asks = Permission.PRESENT_VERSIONS in user.permissions() and release.life in COMING
    forms: dict[str, Form] = {"ask": _ask_form(release)} if asks and release.criteria.exists() else {}
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "release": release,
        "conditions": [(row, _acts(user, row)) for row in conditions_of(release)],
        "forms": forms,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    key, names = f"readiness/{release.pk}/{user.pk}", ("prepare", "decided", "readiness", "asked")
    context |= kept_parts(request, key, "acceptance/readiness.html", names, lambda: _shown(user, release))
    return render(request, "acceptance/readiness.html", context, status=outcome.status if outcome else 200)


def _shown(user: Any, release: Release) -> dict[str, Any]:
    """What the page shows beside its forms."""
    shown = board_of(release, today())
    grid = _grid(shown)
    owners = {line.criterion.owner.key for line in shown.lines}
    return {
        "release": release,
        "board": shown,
        "own_bodies": user.bodies(),
        "differences": differences(release) if release.life in COMING else [],
        "lines": lines_seen_by(user, shown.lines),
        "grid": grid,
        "picture": grid_picture(grid) if grid else None,
        "drafts": _drafts(user, release),
        "submits": any(user.may_in(owner, Permission.SUBMIT_EVIDENCE) for owner in owners),
    }


def _grid(board: Board) -> Grid | None:
    """The criteria by category and state."""
    tiles = [
        Tile(row.get_category_display(), row.number, row.state, line.is_late)
        for line in board.lines
        for row in [line.criterion]
    ]
    states = [(state.key, state.label) for state in CRITERION.states.values()]
    return grid_of(tiles, states, always=frozenset({"open", "submitted", "met"}))


def _drafts(user: Any, release: Release) -> Any:
    """Drafts of evidence of the user's bodies."""
    rows = evidence_seen_by(user, release.evidence.filter(state="draft"))
    return rows.select_related("prepared_by").prefetch_related("criteria")


def _ask_form(release: Release, data: Any = None) -> AskForm:
    is_for_go = release.life == "full_baselined"
    go = f"{holder_of(Power.GO_LIVE, on=today())}, for go or no-go" if is_for_go else ""
    return AskForm(data, bodies=reviewers_of(release), go=go, auto_id="ask_%s")


def _acts(user: Any, row: Condition) -> dict[str, Form]:
    """The forms that the user may submit for a condition now."""
    initial = {"token": row.token}
    if row.state == "open" and user.may_in(row.owner.key, Permission.SUBMIT_EVIDENCE):
        return {"report": ConditionForm(initial=initial, auto_id=f"report_{row.number}_%s")}
    if row.state == "reported" and Permission.EDIT_RELEASES in user.permissions():
        acts: dict[str, Form] = {"reopen": ReopenForm(initial=initial, auto_id=f"reopen_{row.number}_%s")}
        return acts if row.reported_by_id == user.pk else acts | {"close": TokenForm(initial=initial)}
    return {}


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a reviewing body for a recommendation, or the deciding body for go or no-go."""
    release = _release(slug)
    form = _ask_form(release, request.POST)

    def act(*, body: Body | None, **entered: Any) -> Item:
        arguments = {"by": request.user, "release": release, "on": today()} | entered
        return ask_recommendation(body=body, **arguments) if body else ask_go(**arguments)

    outcome = save(form, act)
    if not outcome.saved:
        return _show(request, release, ("ask", form), outcome)
    messages.success(request, f"{outcome.saved.title} is on the agenda of the {outcome.saved.meeting}.")
    return SeeOther(outcome.saved.get_absolute_url())


@require_POST
@needs(Permission.SUBMIT_EVIDENCE)
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _moved(request, slug, number, ConditionForm(request.POST), report_condition)


@require_POST
@needs(Permission.EDIT_RELEASES)
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _moved(request, slug, number, TokenForm(request.POST), close_condition)


@require_POST
@needs(Permission.EDIT_RELEASES)
def reopen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return _moved(request, slug, number, ReopenForm(request.POST), reopen_condition)


def _moved(
    request: HttpRequest, slug: str, number: int, form: Form, operation: Callable[..., Any]
) -> HttpResponse:
    release = _release(slug)
    rows = release.conditions.filter(number=number).select_related("release", "owner")
    condition = found_or_404(rows, "condition")
    outcome = save(
        form, lambda **entered: operation(by=request.user, condition=condition, on=today(), **entered)
    )
    if not outcome.saved:
        return _show(request, release, ("condition", form), outcome)
    messages.success(request, f"{outcome.saved}: {outcome.saved.workflow_state.label.lower()}.")
    return SeeOther(f"{reverse('criteria', args=[slug])}#conditions")
