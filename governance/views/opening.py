"""A release opened, and changed from one kind to the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.forms.opening import OpenForm, ProfileForm
from governance.operations.opening import change_profile, open_release, standard_criteria
from governance.standing import TIMETABLES
from releases.models import Release
from releases.pages import release_at
from secrel.core.clock import today
from secrel.core.http import SeeOther, needs
from secrel.core.kept import kept_for
from secrel.core.permissions import Permission
from secrel.core.queries import working_days
from secrel.core.saving import Outcome, save


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def open_page(request: HttpRequest) -> HttpResponse:
    """A slot of a year, or an ad-hoc release."""
    typed = request.POST if request.method == "POST" else kept_for(request)
    form, outcome = OpenForm(typed, initial={"year": today().year + 1}), Outcome()
    if request.method == "POST":
        outcome = save(form, lambda **_: open_release(by=request.user, on=today(), **form.as_release()))
        if release := outcome.saved:
            day = release.go_live_on
            if day and not working_days().is_working_day(day):
                messages.warning(
                    request,
                    f"{day.day} {day:%b %Y} is no Working Day. It is kept; change it if it is a slip.",
                )
            messages.success(request, f"The {release} is open, with the timetable and criteria of its kind.")
            return SeeOther(f"/releases/{release.slug}/edit/")
    context = {"form": form, "outcome": outcome}
    return render(request, "governance/open_release.html", context, status=outcome.status)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """The other kind, with a preview of what it would change."""
    release = release_at(slug)
    other = next(value for value in Release.Profile.values if value != release.profile)
    typed = request.POST if request.method == "POST" else kept_for(request)
    form, outcome = ProfileForm(typed, initial={"profile": other}), Outcome()
    if request.method == "POST":
        outcome = save(
            form, lambda **facts: change_profile(by=request.user, release=release, on=today(), **facts)
        )
        if outcome.saved:
            messages.success(request, f"The release is {outcome.saved.get_profile_display().lower()} now.")
            return SeeOther(f"/releases/{slug}/edit/")
    events = {row.event for row in release.timeline.all()}
    texts = {row.text for row in release.criteria.all()}
    context = {
        "release": release,
        "section": "testing",
        "tab": "facts",
        "subject": "Kind",
        "form": form,
        "outcome": outcome,
        "other": Release.Profile(other).label,
        "new_events": [row.event for row in TIMETABLES[other] if row.event not in events],
        "gone_events": sorted(events - {row.event for row in TIMETABLES[other]}),
        "new_criteria": [str(row) for row in standard_criteria(other) if row.text not in texts],
        "gone_criteria": len(texts - {row.text for row in standard_criteria(other)}),
    }
    return render(request, "governance/edit_profile.html", context, status=outcome.status)
