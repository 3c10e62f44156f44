"""Pages that open a release and change its kind."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from governance.register.forms.opening import OpenForm, ProfileForm, as_release
from governance.register.operations import change_profile, open_release, standard_criteria
from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.pages import release_at, warn_of
from releases.slots import next_free
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def open_page(request: HttpRequest) -> HttpResponse:
    """Open a release in a slot of a year, or an ad-hoc release."""
    slot, year = next_free(set(Release.objects.values_list("slug", flat=True)), today())
    initial = {"slot": slot, "year": year}

    def done(release: Release) -> tuple[str, str]:
        warn_of(request, release.go_live_on)
        message = f"The {release} is open, with the timetable and criteria of its kind."
        return message, f"/releases/{release.slug}/edit/"

    return form_page(
        request,
        lambda data: OpenForm(data, initial=initial),
        lambda **entered: open_release(by=request.user, on=today(), **as_release(**entered)),
        done,
        "register/open_release.html",
    )


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
