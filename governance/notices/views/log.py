"""The Document Log: the texts in force on a day, as a page and as CSV."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.notices.pages import asked_day
from governance.notices.queries.log import (
    COLUMNS,
    SPECIFICATION_COLUMNS,
    LoggedNotice,
    in_force,
    in_order,
    last_stated,
    logged_notices,
    specifications,
    without_notice,
)
from modifications.queries import documents_with_titles
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.csv_text import as_csv
from secrel.core.web.http import held_by, searched


@login_not_required
@public_for(SHORT)
@require_safe
def in_force_page(request: HttpRequest) -> HttpResponse:
    """The documents and technical specifications in force on a day."""
    permissions, error = held_by(request), ""
    try:
        on = asked_day(request)
    except ValueError as wrong:
        on, error = today(), str(wrong)
    notices = logged_notices()
    texts = in_force(on, notices)
    documents = [
        document
        for document in documents_with_titles().filter(is_proposed=False)
        if document.designation not in texts
    ]
    return render(
        request,
        "notices/in_force.html",
        {
            "on": on,
            "entered": searched(request, "on") or f"{on.day} {on:%B %Y}",
            "error": error,
            "rows": in_order(texts),
            "specifications": specifications(on, notices),
            "last": last_stated(on, notices),
            "other_documents": documents,
            "without_notice": without_notice(on, permissions),
            "may_draft": Permission.EDIT_RELEASES in permissions,
        },
        status=422 if error else 200,
    )


@login_not_required
@public_for(SHORT)
@require_safe
def in_force_csv(request: HttpRequest) -> HttpResponse:
    def rows(on: date, notices: list[LoggedNotice]) -> list[list[str]]:
        return [list(COLUMNS), *(row.as_values() for row in in_order(in_force(on, notices)))]

    return _csv(request, rows, "in-force")


@login_not_required
@public_for(SHORT)
@require_safe
def specifications_csv(request: HttpRequest) -> HttpResponse:
    def rows(on: date, notices: list[LoggedNotice]) -> list[list[str]]:
        return [list(SPECIFICATION_COLUMNS), *(row.as_values() for row in specifications(on, notices))]

    return _csv(request, rows, "specifications-in-force")


def _csv(
    request: HttpRequest, rows: Callable[[date, list[LoggedNotice]], list[list[str]]], name: str
) -> HttpResponse:
    try:
        on = asked_day(request)
    except ValueError as wrong:
        return HttpResponse(f"{wrong}\n", content_type="text/plain; charset=utf-8", status=422)
    headers = {"Content-Disposition": f'attachment; filename="{name}-{on.isoformat()}.csv"'}
    text = as_csv(rows(on, logged_notices()), mark=False)  # its columns are agreed with other programs
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
