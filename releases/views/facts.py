"""Pages of a release's facts: classification, go-live with its consequences, status, readers."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from releases.forms.facts import GoLiveForm, LifeForm, ReleaseForm, SourcesForm, WindowForm
from releases.forms.readers import ReadersForm
from releases.models.releases import Release, Section
from releases.operations.life import cancel_release, end_sources, lift_sources_end
from releases.operations.readers import set_readers
from releases.operations.releases import change_release, move_release
from releases.pages import reason_for, release_at, section_at, warn_of
from releases.queries import late_cut_offs, section_token
from releases.timing import Consequence, consequences, effects_said
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import requires_reason
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.unsaved_preview import asks_preview
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.reason_field import Reason
from secrel.core.people.queries import working_days
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_release(request: HttpRequest, slug: str) -> HttpResponse:
    section = section_at(slug, Section.Key.SCOPE)
    release = section.release

    def build(data: QueryDict | None) -> ReleaseForm:
        private = release.private_until_published
        initial = {"classification": release.classification}
        if private:
            initial["private_until_published"] = private
        return ReleaseForm(data, is_private=private, initial=initial, token=section.token)

    def change(form: FactsForm, reason: str) -> Release:
        return change_release(
            by=request.user, release=release, fields=form.changed, token=form.token, reason=reason, on=today()
        )

    return facts_page(
        request,
        build,
        change,
        "releases/edit_release.html",
        reason=reason_for(request, release),
        release=release,
        section="front",
        tab="release",
        subject="Release",
        statements=Section.Key.choices,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_go_live(request: HttpRequest, slug: str) -> HttpResponse:
    """Change the go-live, after a preview of the rows that it moves or breaks."""
    section = section_at(slug, Section.Key.TIMELINE)
    release = section.release
    shown: list[Consequence] = []
    before = f"{release.go_live_on.day} {release.go_live_on:%b %Y}" if release.go_live_on else "to be set"

    def build(data: QueryDict | None) -> GoLiveForm:
        form = GoLiveForm(data, initial={"go_live_on": release.go_live_on}, token=section.token)
        if (
            data is not None
            and not asks_preview(request)
            and form.is_valid()
            and form.changed
            and not form.both
        ):
            _preview_first(form, release, shown)
        return form

    def change(form: FactsForm, reason: str) -> Release:
        release_now = change_release(
            by=request.user, release=release, fields=form.changed, token=form.token, reason=reason, on=today()
        )
        warn_of(request, release_now.go_live_on)
        if late := late_cut_offs(release_now):
            late_items = ", ".join(
                f"{item.part} ({item.cut_off_on.day} {item.cut_off_on:%b %Y})" for item in late
            )
            messages.warning(request, f"The cut-off of these is no longer before the go-live: {late_items}.")
        return release_now

    return facts_page(
        request,
        build,
        change,
        "releases/edit_go_live.html",
        reason=Reason(request, release.slug, requires_reason(release) or release.window is not None),
        message=f"The go-live has been changed. It was {before}.",
        release=release,
        section="timeline",
        tab="release",
        subject="Go-live",
        consequences=shown,
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_window(request: HttpRequest, slug: str) -> HttpResponse:
    """The window permitted for the go-live, and who permits it."""
    row = section_at(slug, Section.Key.TIMELINE)
    release = row.release
    initial = {name: getattr(release, name) for name in WindowForm.base_fields if name.startswith("window_")}

    def change(form: FactsForm, reason: str) -> Release:
        changed = change_release(
            by=request.user, release=release, fields=form.changed, token=form.token, reason=reason, on=today()
        )
        if changed.outside_window:
            messages.warning(request, f"The go-live is outside the window: {changed.outside_window}")
        return changed

    return facts_page(
        request,
        lambda data: WindowForm(data, initial=initial, token=row.token),
        change,
        "releases/edit_window.html",
        reason=reason_for(request, release),
        release=release,
        section="timeline",
        tab="release",
        subject="Go-live window",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_sources(request: HttpRequest, slug: str) -> HttpResponse:
    """State where the sources of a release end, or that they go on."""
    row = section_at(slug, Section.Key.TIMELINE)
    release = row.release
    initial = {name: getattr(release, name) for name in ("sources_until", "sources_note")}

    def change(form: FactsForm, reason: str) -> Release:
        until, note = form.cleaned_data["sources_until"], form.cleaned_data["sources_note"]
        common = {"by": request.user, "release": release, "token": form.token, "on": today()}
        if until is None:
            return lift_sources_end(reason=reason, **common)
        return end_sources(until=until, note=note, **common)

    return facts_page(
        request,
        lambda data: SourcesForm(data, initial=initial, token=row.token),
        change,
        "releases/edit_sources.html",
        reason=Reason(request, release.slug, release.sources_until is not None),
        back=reverse("edit-release", args=[slug]),
        release=release,
        section="front",
        tab="release",
        subject="Where the sources end",
    )


def _preview_first(form: GoLiveForm, release: Release, shown: list[Consequence]) -> None:
    """Add the consequences to `shown`, and refuse the form until those of the entered day have been shown."""
    day = form.cleaned_data["go_live_on"]
    rows = list(release.timeline.select_related("release"))
    shown += consequences(rows, day, working_days())
    if shown and form.cleaned_data["seen"] != str(day):
        form.add_error(None, effects_said(shown, "Change the go-live"))
        form.data["seen"] = str(day)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_life(request: HttpRequest, slug: str) -> HttpResponse:
    """Postpone, cancel, plan again: the moves of LIFE that are possible now."""
    release = release_at(slug)
    return form_page(
        request,
        lambda data: LifeForm(data, release=release, permissions=request.user.permissions()),
        lambda **entered: _move(request, release, **entered),
        lambda moved: (
            f"The status of the {moved} is now: {moved.get_life_display().lower()}.",
            request.path,
        ),
        "releases/edit_life.html",
        release=release,
        section="scope",
        tab="release",
        subject="Status",
    )


def _move(
    request: HttpRequest,
    release: Release,
    *,
    move: str,
    to_release: Release | None,
    body: object,
    decided_on: date | None,
    reason: str,
) -> Release:
    common = {"by": request.user, "release": release, "reason": reason, "on": decided_on or today()}
    if move == "cancel":
        return cancel_release(to_release=to_release, body=body, **common)
    return move_release(move=move, **common)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_readers(request: HttpRequest, slug: str) -> HttpResponse:
    """Who may read documents published as Amber or Red."""
    release = release_at(slug)
    initial = {
        "bodies": [body.key for body in release.reading_bodies.all()],
        "people": [user.email for user in release.reading_people.all()],
        "token": section_token(release, Section.Key.SCOPE),
    }
    return form_page(
        request,
        lambda data: ReadersForm(data, initial=initial, on=today()),
        lambda **entered: set_readers(by=request.user, release=release, on=today(), **entered),
        lambda _: ("The readers have been saved.", reverse("edit-release", args=[slug])),
        "releases/edit_readers.html",
        release=release,
        section="front",
        tab="release",
        subject="Release",
    )
