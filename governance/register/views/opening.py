"""Pages that open a release and change its kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.criteria.queries.standard import standard_criteria
from governance.register.forms.opening import OpenForm, ProfileForm, as_release
from governance.register.operations.earlier import open_from_earlier
from governance.register.operations.opening import change_profile, open_release
from governance.register.queries.earlier import EarlierPlan, TakenOver, plan_from
from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.pages import release_at, warn_of
from releases.slots import next_free
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs, searched


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def open_page(request: HttpRequest) -> HttpResponse:
    """Open a release in a slot of a year, or an ad-hoc release; from an earlier one after a preview."""
    slot, year = next_free(set(Release.objects.values_list("slug", flat=True)), today())
    initial = {"slot": slot, "year": year, "take": TakenOver.usual(), "earlier": searched(request, "from")}
    form = OpenForm(request.POST if request.method == "POST" else draft_for(request), initial=initial)
    outcome, plan = SaveOutcome(), None
    if request.method == "POST":
        if _only_looks(request):
            outcome = SaveOutcome(status=200 if form.is_valid() else 422)
        else:
            outcome = save(form, lambda **entered: _created(request, **entered))
        if outcome.saved:
            return _opened(request, outcome.saved)
        plan = _planned(form)
    context = {
        "form": form,
        "outcome": outcome,
        "plan": plan,
        "looked": request.method == "POST" and _only_looks(request),
    }
    return render(request, "register/opening/open_release.html", context, status=outcome.status)


def _only_looks(request: HttpRequest) -> bool:
    """Whether nothing is saved: a preview is asked for, or what an earlier release gives has not been shown yet."""
    return "look" in request.POST or bool(request.POST.get("earlier") and not request.POST.get("seen"))


def _created(
    request: HttpRequest,
    *,
    earlier: Release | None,
    take: list[str],
    seen: str,
    keep_private: bool,
    reason: str,
    **entered: Any,
) -> Release:
    facts = as_release(**entered) | {"keep_private": keep_private, "reason": reason}
    if earlier is None:
        return open_release(by=request.user, on=today(), **facts)
    del facts["profile"]
    return open_from_earlier(by=request.user, earlier=earlier, take=take, seen=seen, on=today(), **facts)


def _opened(request: HttpRequest, release: Release) -> HttpResponse:
    warn_of(request, release.go_live_on)
    origin = "what you took over" if request.POST.get("earlier") else "the timetable and criteria of its kind"
    private = " It is private until you publish a version." if release.private_until_published else ""
    messages.success(request, f"The {release} is open, with {origin}.{private}")
    return SeeOther(f"/releases/{release.slug}/edit/")


def _planned(form: OpenForm) -> EarlierPlan | None:
    """What the release takes over, as far as the form is understood; the form then knows that it has been seen."""
    entered = form.cleaned_data
    if not entered.get("earlier") or {"slot", "year", "go_live_on", "take"} & set(form.errors):
        return None
    day = as_release(**{"name": "", "profile": "", **entered})["go_live_on"]
    plan = plan_from(entered["earlier"], day, entered["take"])
    form.data = form.data.copy()
    form.data["seen"] = plan.digest
    return plan


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a release to the other kind, with a preview of the effects."""
    release = release_at(slug)
    other = next(value for value in Release.Profile.values if value != release.profile)
    events = {row.event for row in release.timeline.all()}
    texts = {row.text for row in release.criteria.all()}
    return form_page(
        request,
        lambda data: ProfileForm(data, initial={"profile": other}),
        lambda **facts: change_profile(by=request.user, release=release, on=today(), **facts),
        lambda changed: (
            f"The release is now {changed.get_profile_display().lower()}.",
            f"/releases/{slug}/edit/",
        ),
        "register/edit_profile.html",
        release=release,
        section="testing",
        tab="release",
        subject="Kind",
        other=Release.Profile(other).label,
        new_events=[row.event for row in TIMETABLES[other] if row.event not in events],
        gone_events=sorted(events - {row.event for row in TIMETABLES[other]}),
        new_criteria=[str(row) for row in standard_criteria(other) if row.text not in texts],
        gone_criteria=len(texts - {row.text for row in standard_criteria(other)}),
    )
