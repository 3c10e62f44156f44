"""Flags with their history. A person acts on one with one click and a reason."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.watch.forms.flags import ActForm
from governance.watch.models import Flag
from governance.watch.operations.acting import act_on_flag
from governance.watch.operations.flags import sweep
from governance.watch.queries.flags import open_flags
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, searched


@require_safe
@needs(Permission.EDIT_RELEASES)
def flag_list(request: HttpRequest) -> HttpResponse:
    """Open flags, late ones first; or with `?state=cleared`, cleared flags, newest first."""
    cleared = searched(request, "state") == "cleared"
    cleared_flags = Flag.objects.filter(cleared_on__isnull=False).order_by("-cleared_on", "-pk")
    rows = cleared_flags if cleared else open_flags()
    context = {
        "page": paginate(rows, request.GET),
        "cleared": cleared,
        "checked_at": f"{settings.DAILY_JOB_HOUR:02}:00",
        "query": "state=cleared" if cleared else "",
    }
    return render(request, "watch/flags.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def flag_page(request: HttpRequest, key: str) -> HttpResponse:
    """One flag: what is late, its history, and the suggested actions."""
    flags = Flag.objects.filter(key=key).select_related("release", "owner", "item__part__modification")
    flag = found_or_404(flags, "flag")
    return form_page(
        request,
        lambda data: ActForm(data, flag=flag, initial={"token": flag.token}),
        lambda **entered: act_on_flag(by=request.user, flag=flag, on=today(), **entered),
        lambda saved: ("Done. Your action is recorded in the audit trail.", saved.get_absolute_url()),
        "watch/flag.html",
        flag=flag,
        steps=flag.steps.select_related("by"),
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def sweep_now(request: HttpRequest) -> HttpResponse:
    """Run the daily check now."""
    counts = sweep(on=today())
    summary = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    messages.success(request, f"Check finished: {summary or 'nothing has changed'}.")
    return SeeOther("/flags/")
