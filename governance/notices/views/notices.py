"""The list of notices, the page of a notice, and the page of each version."""

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.composing.comparing.compare_pages import compare
from governance.composing.comparing.reading import remember_read
from governance.documents.checks.findings import Severity
from governance.documents.notice.kind import NOTICE_KIND
from governance.notices.compared import compared_notices, reading_subject
from governance.notices.compose import compose_notice
from governance.notices.forms.publishing import PublishForm, ScheduleForm
from governance.notices.models import Notice
from governance.notices.pages import notice_at, printed, version_at
from governance.notices.queries.checking import check
from governance.notices.queries.log import without_notice
from governance.notices.queries.notices import latest_version, listed, visible_notices
from governance.notices.workflow import EDITED, NOTICE
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by, paginate


@login_not_required
@public_for(SHORT)
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """Published notices, the newest first; for SECAS the others too, and live releases without a notice."""
    permissions = held_by(request)
    is_internal = Permission.READ_DRAFTS in permissions
    page = paginate(visible_notices(permissions).order_by("-slug"), request.GET)
    return render(
        request,
        "notices/notices.html",
        {
            "page": page,
            "rows": listed(page.object_list),
            "without_notice": without_notice(today(), permissions) if is_internal else [],
            "is_internal": is_internal,
        },
    )


@login_not_required
@public_for(SHORT)
@require_safe
def notice_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version; for SECAS also the notice as it is being edited."""
    return show(request, notice_at(request, slug))


@login_not_required
@public_for(SHORT)
@require_safe
def version_page(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version as it was published, and whether it was corrected."""
    version = version_at(request, slug, number)
    latest, document = latest_version(version.notice), version.snapshot.document
    before = version.notice.versions.filter(number=number - 1).select_related("snapshot__content").first()
    return render(
        request,
        "notices/version.html",
        {
            "notice": version.notice,
            "version": version,
            "latest": latest,
            "is_latest": version == latest,
            "document": document,
            "changes": version.snapshot.differs_from(before.snapshot) if before else (),
        }
        | printed(document.content, document.issue),
    )


@login_not_required
@public_for(SHORT)
@require_safe
def version_changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a published version changed since an earlier one."""
    return compare(
        request, compared_notices(notice_at(request, slug), held_by(request), today()), newer=str(number)
    )


@login_not_required
@public_for(SHORT)
@require_safe
def compare_notice(request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
    """Two versions of a notice compared: the page and its files."""
    return compare(request, compared_notices(notice_at(request, slug), held_by(request), today()), form)


def show(
    request: HttpRequest,
    notice: Notice,
    failed: tuple[str, Form, SaveOutcome] | None = None,
) -> HttpResponse:
    """The page of a notice; `failed`: a move with its form that was refused."""
    version, permissions = latest_version(notice), held_by(request)
    is_edited = notice.state in (*EDITED, "scheduled") and Permission.READ_DRAFTS in permissions
    document = version.snapshot.document if version else None
    content = compose_notice(notice) if is_edited else document.content
    before = (
        remember_read(request.user, reading_subject(notice), str(version.number), today())
        if version and not is_edited
        else None
    )
    findings = check(notice, content=content, publish_on=_publish_on(notice)) if is_edited else []
    forms = {
        "publish": PublishForm(initial={"token": notice.token}, is_correction=version is not None),
        "schedule": ScheduleForm(initial={"token": notice.token, "day": notice.publish_on}),
    }
    if failed:
        forms[failed[0]] = failed[1]
    moves = [
        (move, forms.get(move.key) or TokenForm(initial={"token": notice.token}))
        for move, _ in NOTICE.offered(notice, permissions)
    ]
    outcome = failed[2] if failed else SaveOutcome()
    context = {
        "notice": notice,
        "content": content,
        "version": version,
        "before": before if before and version and before.version != str(version.number) else None,
        "issue": None if is_edited else document.issue,
        "is_edited": is_edited,
        "may_edit": notice.state in EDITED and Permission.EDIT_RELEASES in permissions,
        "versions": notice.versions.order_by("-number"),
        "findings": findings,
        "blocked": any(row.severity is Severity.ERROR for row in findings),
        "changes": NOTICE_KIND.compare(document.content, content) if is_edited and document else (),
        "moves": moves,
        "form": failed[1] if failed else None,
        "outcome": outcome,
    }
    context |= printed(content, context["issue"])
    return render(request, "notices/notice.html", context, status=outcome.status)


def _publish_on(notice: Notice):
    """The day on which it would be published if nothing else happens."""
    return max(notice.publish_on, today())
