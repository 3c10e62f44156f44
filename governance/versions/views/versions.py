"""The page of a version and its actions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.composing.comparing.reading import remember_read
from governance.composing.models import LastRead
from governance.composing.pages import retry_pdf_of
from governance.documents.engine.diff.summary import head_line
from governance.documents.rid.kind import RID_KIND
from governance.meetings.queries.meetings import items_of
from governance.versions.compared import reading_subject
from governance.versions.forms.documents import (
    AnswerForm,
    CommentForm,
    CommentPeriodForm,
    PresentForm,
)
from governance.versions.models import Comment, RidVersion
from governance.versions.operations.comments import answer_comment, comment_on
from governance.versions.operations.publishing import (
    may_unpublish,
    publish_version,
    unpublish_version,
    why_not_published,
)
from governance.versions.operations.versions import (
    issue_for_comment,
    present_version,
    withdraw_version,
)
from governance.versions.pages import found_release, version_at
from governance.versions.past_pages import is_past, past_answer
from governance.versions.queries.comments import comments_seen_by
from governance.versions.queries.deviations import deviation_sentences
from governance.versions.queries.differences import covered_changes, version_differences
from governance.versions.queries.past.documents import PastDocument
from governance.versions.queries.versions import earlier_versions, may_comment, visible_versions
from governance.versions.workflow import VERSION
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.requests import is_opened
from secrel.core.editing.forms import ReasonForm, TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import SeeOther, found_or_404, held_by, needs


@login_not_required
@public_for(SHORT)
@require_safe
def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions that a reader may see; with `?as-at=` those that they could see by the end of that day."""
    release = found_release(request, slug)
    if is_past(request):
        return past_answer(request, release, lambda past: _list(request, release, past))
    return _list(request, release)


def _list(request: HttpRequest, release: Release, past: PastDocument | None = None) -> HttpResponse:
    versions = list(visible_versions(release, held_by(request), request.user))
    earlier = earlier_versions(release)
    if Permission.READ_DRAFTS not in held_by(request):  # rows of drafts may contain unpublished facts
        newest = max(((row.major, row.minor) for row in versions), default=(0, 0))
        earlier = [row for row in earlier if (row.major, row.minor) < newest]
    if past:
        versions = [row for row in versions if (row.published_on or row.dated_on) <= past.day]
        earlier = [row for row in earlier if row.dated_on <= past.day]
    context = {"release": release, "versions": versions, "earlier": earlier, "past": past}
    return render(request, "versions/versions.html", context)


@login_not_required
@public_for(SHORT)
@require_safe
def version_page(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    before = remember_read(request.user, reading_subject(version.release), number, today())
    return _show(request, version, before=before)


def _show(
    request: HttpRequest,
    version: RidVersion,
    outcome: SaveOutcome | None = None,
    failed: tuple[str, Form] | None = None,
    before: LastRead | None = None,
) -> HttpResponse:
    permissions = held_by(request)
    base, changes = version_differences(version, permissions, request.user)
    is_open = version.state in ("comment", "presented") and Permission.COMMENT in permissions
    may_write = is_open and may_comment(version, request.user.bodies()) is not None
    return render(
        request,
        "versions/version.html",
        {
            "version": version,
            "release": version.release,
            "job": version.snapshot.job,
            "base": base,
            "before": before if before and before.version != version.number else None,
            "deviations": deviation_sentences(version)
            if version.is_imported and Permission.READ_DRAFTS in permissions
            else [],
            "changes": changes,
            "covered": covered_changes(version) if Permission.READ_DRAFTS in permissions else [],
            "head": head_line(RID_KIND.head(changes)),
            "steps": version.steps.select_related("taken_by", "meeting__body", "snapshot"),
            **_acts(version, permissions, failed),
            "items": items_of(version.items.prefetch_related("outcomes"), request.user),
            "comments": _comments(request, version),
            "failed_at": failed[0] if failed else "",
            "write": (failed[1] if failed and failed[0] == "write" else CommentForm(prefix="comment"))
            if may_write
            else None,
            "failed": failed[1] if failed else None,
            "outcome": outcome or SaveOutcome(),
        },
        status=outcome.status if outcome else 200,
    )


def _acts(
    version: RidVersion, permissions: frozenset[Permission], failed: tuple[str, Form] | None = None
) -> dict[str, Any]:
    """The forms with which the version is moved on, presented or published."""
    forms: dict[str, Form] = {
        "present": PresentForm(initial={"token": version.token, "meeting_on": today()}),
        "comment": CommentPeriodForm(initial={"token": version.token}),
        "withdraw": ReasonForm(initial={"token": version.token}),
        "publishing": _publishing(version, permissions),
    }
    forms |= dict([failed] if failed else [])
    offered = VERSION.offered(version, permissions)
    return {
        "moves": [(move, reasons, forms[move.key]) for move, reasons in offered if move.key in forms],
        "publishing": forms["publishing"],
        "not_publishable": why_not_published(version),
    }


def _publishing(version: RidVersion, permissions: frozenset[Permission]) -> Form | None:
    """The form that publishes a version or unpublishes a draft; None if the user may not or neither is possible."""
    if Permission.PUBLISH_VERSIONS not in permissions or version.state == "withdrawn":
        return None
    if may_unpublish(version):
        return ReasonForm(initial={"token": version.token}, prefix="publishing")
    return None if version.is_published else TokenForm(initial={"token": version.token}, prefix="publishing")


def _comments(request: HttpRequest, version: RidVersion) -> list[Comment]:
    """The comments that the user may see; comments are never published."""
    rows = list(comments_seen_by(request.user, version))
    for place, row in enumerate(rows, start=1):
        row.answer_name = f"answer-{place}"  # the form that answers it
    return rows


@login_not_required
@require_safe
def version_progress(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The part of the page with the progress of the PDF, polled every second until it is done."""
    version = version_at(request, slug, number)
    if is_opened(request):
        return SeeOther(version.get_absolute_url())
    context = {"version": version, "release": version.release, "job": version.snapshot.job, "fetched": True}
    if version.snapshot.job.state == "done":  # what waited for the PDF is now possible
        context |= _acts(version, held_by(request))
    return render(request, "versions/version.html#progress", context)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def present(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(request, version, "present", PresentForm(request.POST), present_version, "presented")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def comment(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(
        request, version, "comment", CommentPeriodForm(request.POST), issue_for_comment, "issued for comment"
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def withdraw(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(request, version, "withdraw", ReasonForm(request.POST), withdraw_version, "withdrawn")


@require_POST
@needs(Permission.PUBLISH_VERSIONS)
def publish(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    form = TokenForm(request.POST, prefix="publishing")
    return _act(request, version, "publishing", form, publish_version, "published")


@require_POST
@needs(Permission.PUBLISH_VERSIONS)
def unpublish(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    form = ReasonForm(request.POST, prefix="publishing")
    return _act(request, version, "publishing", form, unpublish_version, "unpublished")


@require_POST
@needs(Permission.COMMENT)
def comments(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """A comment on a section of the version."""
    version = version_at(request, slug, number)
    form = CommentForm(request.POST, prefix="comment")
    outcome = save(
        form, lambda **entered: comment_on(by=request.user, version=version, on=today(), **entered)
    )
    if outcome.saved is None:
        return _show(request, version, outcome, ("write", form))
    messages.success(request, "Your comment has been sent to SECAS.")
    return SeeOther(f"{version.get_absolute_url()}#comments")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def answer(request: HttpRequest, slug: str, number: str, place: int) -> HttpResponse:
    """The answer to a comment, by its place among those of the version."""
    version = version_at(request, slug, number)
    rows = list(version.comments.all())
    comment = found_or_404(rows[place - 1 : place] if place else [], "comment")
    form = AnswerForm(request.POST, prefix="answer")
    outcome = save(
        form, lambda **entered: answer_comment(by=request.user, comment=comment, on=today(), **entered)
    )
    if outcome.saved is None:
        return _show(request, version, outcome, (f"answer-{place}", form))
    messages.success(request, "Your answer has been sent.")
    return SeeOther(f"{version.get_absolute_url()}#comments")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return retry_pdf_of(request, version.snapshot, version.get_absolute_url())


def _act(
    request: HttpRequest, version: RidVersion, name: str, form: Form, operation: Callable[..., Any], done: str
) -> HttpResponse:
    outcome = save(form, lambda **entered: operation(by=request.user, version=version, on=today(), **entered))
    if outcome.saved is None:
        return _show(
            request, version_at(request, version.release.slug, version.number), outcome, (name, form)
        )
    messages.success(request, f"Version {outcome.saved.number} {done}.")
    return SeeOther(outcome.saved.get_absolute_url())
