"""Pages for the DCC, SECAS and the TAG: who takes part, who has declared what, and what is missing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from governance.regression.forms import MOST_FILES, NameAgainForm, NameForm, RecordForm, WithdrawForm
from governance.regression.models import TestParticipant
from governance.regression.operations.declarations import record_regression
from governance.regression.operations.participants import (
    name_participant,
    name_participant_again,
    withdraw_participant,
)
from governance.regression.pages import Line, counts, due_lines, state_of
from governance.regression.queries.declarations import declared_by, takes_declarations, with_declarations
from governance.regression.queries.due_days import due_days
from governance.regression.queries.participants import participants_seen_by, people_of
from releases.models.releases import Release
from releases.pages import release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import check_files, takes_files
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate

READ, MANAGE, OWN = (
    Permission.READ_REGRESSION,
    Permission.MANAGE_PARTICIPANTS,
    Permission.DECLARE_REGRESSION,
)


@require_safe
@needs(READ, OWN)
def participants(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of all participants; a Party user is sent to the page of their own organisation."""
    release = release_at(slug)
    if READ not in request.user.permissions():
        return redirect("own-regression", slug)
    return _show_list(request, release)


def _show_list(
    request: HttpRequest, release: Release, form: Form | None = None, outcome: SaveOutcome | None = None
) -> HttpResponse:
    rows = list(release.test_participants.select_related("release").prefetch_related(with_declarations()))
    days, people = due_days([release])[release.pk], people_of(rows, on=today())
    lines = [Line(row, declared_by(row, days, today()), len(people[row.pk])) for row in rows]
    may_name = MANAGE in request.user.permissions() and takes_declarations(release)
    context = {
        "release": release,
        "tested": release.profile == Release.Profile.SYSTEM,
        "page": paginate(lines, request.GET),
        "counts": counts(lines),
        "days": due_lines(days, plans_ahead=MANAGE in request.user.permissions()),
        "is_published": days.categories is not None,
        "form": form or (NameForm(auto_id="name_%s") if may_name else None),
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "regression/participants.html", context, status=outcome.status if outcome else 200)


@require_POST
@needs(MANAGE)
def name(request: HttpRequest, slug: str) -> HttpResponse:
    release, form = release_at(slug), NameForm(request.POST, auto_id="name_%s")
    arguments = {"by": request.user, "release": release, "on": today()}
    outcome = save(form, lambda **entered: name_participant(**arguments, **entered))
    if not outcome.saved:
        return _show_list(request, release, form, outcome)
    messages.success(request, f"{outcome.saved} is a Test Participant now.")
    return SeeOther(outcome.saved.get_absolute_url())


def _found(request: HttpRequest, slug: str, participant: str) -> TestParticipant:
    rows = participants_seen_by(request.user).filter(release__slug=slug, receipt=participant)
    rows = rows.select_related("release", "stated_by").prefetch_related(with_declarations())
    return found_or_404(rows, "Test Participant that you may see")


@require_safe
@needs(READ)
def participant_page(request: HttpRequest, slug: str, participant: str) -> HttpResponse:
    return _show(request, _found(request, slug, participant))


def _show(
    request: HttpRequest,
    participant: TestParticipant,
    failed: Form | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    release = participant.release
    days = due_days([release])[release.pk]
    context = {
        "release": release,
        "participant": participant,
        "declared": [(one, state_of(one)) for one in declared_by(participant, days, today())],
        "people": people_of([participant], on=today())[participant.pk],
        "failed": failed,
        "outcome": outcome or SaveOutcome(),
    }
    if MANAGE in request.user.permissions():
        context |= _forms(participant, failed)
    return render(request, "regression/participant.html", context, status=outcome.status if outcome else 200)


FORMS = {"record": RecordForm, "withdraw": WithdrawForm, "again": NameAgainForm}


def _forms(participant: TestParticipant, failed: Form | None) -> dict[str, Form]:
    """The forms that the participant's state allows, and one that failed, as it holds what was typed."""
    offered = ("record", "withdraw") if participant.takes_part else ("again",)
    if not takes_declarations(participant.release):
        offered = ()
    initial = {"token": participant.token}
    found = {key: FORMS[key](initial=initial, auto_id=f"{key}_%s") for key in offered}
    return found | {key: failed for key, kind in FORMS.items() if isinstance(failed, kind)}


@takes_files(MOST_FILES)
@require_POST
@needs(MANAGE)
def record(request: HttpRequest, slug: str, participant: str) -> HttpResponse:
    def act(row: TestParticipant, *, files: list, **entered: Any) -> object:
        add = check_files(request, files)
        return record_regression(by=request.user, participant=row, files=add, on=today(), **entered)

    form = RecordForm(request.POST, request.FILES, auto_id="record_%s")
    return _acted(request, slug, participant, form, act, "Recorded: {}.")


@require_POST
@needs(MANAGE)
def withdraw(request: HttpRequest, slug: str, participant: str) -> HttpResponse:
    def act(row: TestParticipant, **entered: Any) -> object:
        return withdraw_participant(by=request.user, participant=row, on=today(), **entered)

    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    return _acted(request, slug, participant, form, act, "{} is withdrawn.")


@require_POST
@needs(MANAGE)
def name_again(request: HttpRequest, slug: str, participant: str) -> HttpResponse:
    def act(row: TestParticipant, **entered: Any) -> object:
        return name_participant_again(by=request.user, participant=row, on=today(), **entered)

    form = NameAgainForm(request.POST, auto_id="again_%s")
    return _acted(request, slug, participant, form, act, "{} is a Test Participant again.")


def _acted(
    request: HttpRequest,
    slug: str,
    participant: str,
    form: Form,
    act: Callable[..., object],
    message: str,
) -> HttpResponse:
    row = _found(request, slug, participant)
    outcome = save(form, lambda **entered: act(row, **entered))
    if not outcome.saved:
        return _show(request, _found(request, slug, participant), form, outcome)
    messages.success(request, message.format(outcome.saved))
    return SeeOther(row.get_absolute_url())


@require_safe
@needs(READ, OWN)
def regression_file(
    request: HttpRequest, slug: str, participant: str, kind: str, number: int, place: int
) -> HttpResponse:
    owner = _found(request, slug, participant)
    rows = [row for row in owner.declarations.all() if (row.kind, row.number) == (kind, number)]
    files = [file for row in rows for file in row.files.all()]
    file = found_or_404(files[place - 1 : place] if place else [], "file")
    back = owner.get_absolute_url()
    if READ not in request.user.permissions():
        back = f"/releases/{slug}/regression/own/"
    return offer_file(request, file.file, file.name, back=back)
