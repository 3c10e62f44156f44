"""The moves of a notice: publish, schedule, correct, discard."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from governance.notices.forms.publishing import PublishForm, ScheduleForm
from governance.notices.operations.drafting import discard_notice
from governance.notices.operations.publishing import (
    correct_notice,
    publish_notice,
    schedule_notice,
    unschedule_notice,
)
from governance.notices.operations.restoring import drop_notice_correction
from governance.notices.pages import notice_at
from governance.notices.views.notices import show
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment, today
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import save
from secrel.core.web.http import SeeOther, needs


def _move(
    request: HttpRequest, slug: str, move: str, operation: Callable[..., Any], message: str, **given: Any
) -> HttpResponse:
    """Make a move by its operation; refused, the page comes back with the form."""
    notice = notice_at(request, slug)
    form: Form
    if move == "publish":
        form = PublishForm(request.POST, is_correction=notice.versions.exists())
    elif move == "schedule":
        form = ScheduleForm(request.POST)
    else:
        form = TokenForm(request.POST)

    def act(**cleaned: Any) -> Any:
        return operation(by=request.user, notice=notice, on=today(), **cleaned, **given)

    outcome = save(form, act)
    if outcome.saved:
        messages.success(request, message)
        discarded = move == "discard"
        return SeeOther("/notices/" if discarded else notice.get_absolute_url())
    return show(request, notice_at(request, slug), (move, form, outcome))


@require_POST
@needs(Permission.PUBLISH_VERSIONS)
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    return _move(request, slug, "publish", publish_notice, "The notice is published.")


@require_POST
@needs(Permission.PUBLISH_VERSIONS)
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    return _move(request, slug, "schedule", schedule_notice, "The notice is scheduled.", now=moment())


@require_POST
@needs(Permission.PUBLISH_VERSIONS)
def unschedule(request: HttpRequest, slug: str) -> HttpResponse:
    message = "The schedule is withdrawn. The notice is a draft again."
    return _move(request, slug, "unschedule", unschedule_notice, message)


@require_POST
@needs(Permission.EDIT_RELEASES)
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    message = "You can edit the notice now. The published version stays until you publish the correction."
    return _move(request, slug, "correct", correct_notice, message)


@require_POST
@needs(Permission.EDIT_RELEASES)
def drop_correction(request: HttpRequest, slug: str) -> HttpResponse:
    message = "The correction is dropped. The facts are those of the published version."
    return _move(request, slug, "drop_correction", drop_notice_correction, message)


@require_POST
@needs(Permission.EDIT_RELEASES)
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    return _move(request, slug, "discard", discard_notice, "The draft is discarded.")
