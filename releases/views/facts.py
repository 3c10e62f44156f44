"""The facts of a release: classification, go-live with what it breaks, its life."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from releases.forms.facts import GoLiveForm, LifeForm, ReleaseForm
from releases.models import Release, Section
from releases.operations.life import cancel_release
from releases.operations.releases import change_release, move_release
from releases.pages import reason_for, release_at
from releases.queries import section_token
from releases.timing import Consequence, consequences
from secrel.core.clock import today
from secrel.core.facts import FactsForm
from secrel.core.facts_pages import facts_page
from secrel.core.http import SeeOther, needs
from secrel.core.kept import kept_for
from secrel.core.permissions import Permission
from secrel.core.queries import working_days
from secrel.core.saving import Outcome, save


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_release(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    token = section_token(release, Section.Key.SCOPE)

    def build(data: QueryDict | None) -> ReleaseForm:
        return ReleaseForm(data, initial={"classification": release.classification}, token=token)

    def change(form: FactsForm, reason: str) -> Release:
        return change_release(
            by=request.user, release=release, fields=form.changed, reason=reason, on=today()
        )

    return facts_page(
        request,
        build,
        change,
        "releases/edit_release.html",
        reason=reason_for(request, release, "facts"),
        release=release,
        section="front",
        tab="facts",
        subject="Release",
        statements=Section.Key.choices,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_go_live(request: HttpRequest, slug: str) -> HttpResponse:
    """Another go-live is looked at before it is saved: every row that it moves or breaks."""
    release = release_at(slug)
    token = section_token(release, Section.Key.TIMELINE)
    shown: list[Consequence] = []

    def build(data: QueryDict | None) -> GoLiveForm:
        form = GoLiveForm(data, initial={"go_live_on": release.go_live_on}, token=token)
        if data is not None and form.is_valid() and form.changed and not form.both:
            _look_first(form, release, shown)
        return form

    def change(form: FactsForm, reason: str) -> Release:
        release_now = change_release(
            by=request.user, release=release, fields=form.changed, reason=reason, on=today()
        )
        _warn(request, release_now.go_live_on)
        return release_now

    return facts_page(
        request,
        build,
        change,
        "releases/edit_go_live.html",
        reason=reason_for(request, release, "facts"),
        said="The go-live is changed.",
        release=release,
        section="timeline",
        tab="facts",
        subject="Go-live",
        consequences=shown,
    )


def _look_first(form: GoLiveForm, release: Release, shown: list[Consequence]) -> None:
    """Notes the consequences; the form is refused until those of this very day were looked at."""
    day = form.cleaned_data["go_live_on"]
    rows = list(release.timeline.select_related("release"))
    shown += consequences(rows, day, working_days())
    if shown and form.cleaned_data["seen"] != str(day):
        broken = sum(row.breaks for row in shown)
        rows_said = "1 row comes" if broken == 1 else f"{broken} rows come"
        form.add_error(
            None,
            f"{rows_said} after the new go-live, {len(shown) - broken} move with it. Look at them, then save again.",
        )
        form.data["seen"] = str(day)


def _warn(request: HttpRequest, day: date | None) -> None:
    if day and not working_days().is_working_day(day):
        messages.warning(
            request, f"{day.day} {day:%b %Y} is no Working Day. It is kept; change it if it is a slip."
        )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_life(request: HttpRequest, slug: str) -> HttpResponse:
    """Postpone, plan again, cancel, and what else the table of its life offers."""
    release = release_at(slug)
    typed = request.POST if request.method == "POST" else kept_for(request)
    form, outcome = LifeForm(typed, release=release, permissions=request.user.permissions()), Outcome()
    if request.method == "POST":
        outcome = save(form, lambda **typed: _lived(request, release, **typed))
        if outcome.saved:
            messages.success(request, f"The {release} is {outcome.saved.get_life_display().lower()} now.")
            return SeeOther(request.path)
    context = {"release": release, "form": form, "outcome": outcome}
    context |= {"section": "scope", "tab": "facts", "subject": "Life"}
    return render(request, "releases/edit_life.html", context, status=outcome.status)


def _lived(
    request: HttpRequest,
    release: Release,
    *,
    move: str,
    to_release: Release | None,
    body: object,
    decided_on: date | None,
    reason: str,
) -> Release:
    known = {"by": request.user, "release": release, "reason": reason, "on": decided_on or today()}
    if move == "cancel":
        return cancel_release(to_release=to_release, body=body, **known)
    return move_release(move=move, **known)
