"""A version's page, and what may be done with it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.documents.changes import changes_of
from governance.forms.documents import BaselineForm, DraftForm, PresentForm, WithdrawForm
from governance.models import RidVersion
from governance.operations.rendering import retry_rendering
from governance.operations.versions import (
    baseline_version,
    issue_draft,
    issue_version,
    present_version,
    withdraw_version,
)
from governance.queries import earlier_versions, visible_versions
from governance.views.releases import show_release
from governance.workflow import VERSION
from releases.models import Release
from secrel.core.clock import today
from secrel.core.http import SeeOther, found_or_404, held_by, needs
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save


def release_at(slug: str) -> Release:
    return found_or_404(Release.objects.filter(slug=slug), "release")


def version_at(request: HttpRequest, slug: str, number: str) -> RidVersion:
    major, minor = map(int, number.split("."))
    rows = visible_versions(release_at(slug), held_by(request)).filter(major=major, minor=minor)
    return found_or_404(rows, "version that you may see")


@login_not_required
@require_safe
def version_list(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    versions = list(visible_versions(release, held_by(request)))
    earlier = earlier_versions(release)
    if Permission.READ_DRAFTS not in held_by(request):  # a draft's row may tell what no published one does
        newest = max(((row.major, row.minor) for row in versions), default=(0, 0))
        earlier = [row for row in earlier if (row.major, row.minor) < newest]
    return render(
        request, "governance/versions.html", {"release": release, "versions": versions, "earlier": earlier}
    )


@login_not_required
@require_safe
def version_page(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    return _show(request, version_at(request, slug, number))


def _show(
    request: HttpRequest,
    version: RidVersion,
    outcome: Outcome | None = None,
    failed: tuple[str, Form] | None = None,
) -> HttpResponse:
    forms: dict[str, Form] = {
        "present": PresentForm(initial={"token": version.token, "meeting_on": today()}),
        "baseline": BaselineForm(
            initial={"token": version.token, "content_digest": version.snapshot.content_id}
        ),
        "withdraw": WithdrawForm(initial={"token": version.token}),
    }
    if failed:
        forms[failed[0]] = failed[1]
    permissions = held_by(request)
    base, changes = changes_of(version, permissions)
    offered = VERSION.offered(version, permissions)
    return render(
        request,
        "governance/version.html",
        {
            "version": version,
            "release": version.release,
            "job": version.snapshot.job,
            "base": base,
            "deviations": list(version.deviations.all())
            if version.is_imported and Permission.READ_DRAFTS in permissions
            else [],
            "changes": changes,
            "steps": version.steps.select_related("taken_by", "meeting__body", "snapshot"),
            "moves": [(move, reasons, forms[move.key]) for move, reasons in offered if move.key in forms],
            "outcome": outcome or Outcome(),
        },
        status=outcome.status if outcome else 200,
    )


@login_not_required
@require_safe
def version_progress(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The part of the page that tells how the PDF is coming along; asked for every second until it is there."""
    version = version_at(request, slug, number)
    return render(
        request,
        "governance/version.html#progress",
        {"version": version, "release": version.release, "job": version.snapshot.job, "fetched": True},
    )


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Issue a draft, or a version of SECAS's own where the button said so."""
    release = release_at(slug)
    form = DraftForm(request.POST)
    outcome = save(form, lambda **typed: _issue(request, release, **typed))
    if outcome.saved is None:
        return show_release(request, release, refused=form)
    messages.success(request, f"Version {outcome.saved.number} is issued; its PDF is being made.")
    return SeeOther(outcome.saved.get_absolute_url())


def _issue(request: HttpRequest, release: Release, changes: str, comment_until: date | None) -> RidVersion:
    known = {"by": request.user, "release": release, "changes": changes, "on": today()}
    if request.POST.get("as") == "issue":
        return issue_version(**known)
    return issue_draft(comment_until=comment_until, **known)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def present(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(request, version, "present", PresentForm(request.POST), present_version, "presented")


@require_POST
@needs(Permission.CONFIRM_DECISIONS)
def baseline(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(request, version, "baseline", BaselineForm(request.POST), baseline_version, "baselined")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def withdraw(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _act(request, version, "withdraw", WithdrawForm(request.POST), withdraw_version, "withdrawn")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    retry_rendering(by=request.user, job=version.snapshot.job)
    messages.success(request, "The PDF is queued again.")
    return SeeOther(version.get_absolute_url())


def _act(
    request: HttpRequest, version: RidVersion, name: str, form: Form, operation: Callable[..., Any], done: str
) -> HttpResponse:
    outcome = save(form, lambda **typed: operation(by=request.user, version=version, on=today(), **typed))
    if outcome.saved is None:
        return _show(
            request, version_at(request, version.release.slug, version.number), outcome, (name, form)
        )
    messages.success(request, f"Version {outcome.saved.number} {done}.")
    return SeeOther(outcome.saved.get_absolute_url())
