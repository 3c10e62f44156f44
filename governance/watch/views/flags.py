"""Flags with their history. A person acts on one with one click and a reason."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.watch.forms.flags import ActForm
from governance.watch.forms.lists import FlagFilter
from governance.watch.models import Flag
from governance.watch.operations.acting import act_on_flag
from governance.watch.operations.flags import sweep
from governance.watch.queries.flags import flags_listed
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate


@require_safe
@needs(Permission.EDIT_RELEASES)
def flag_list(request: HttpRequest) -> HttpResponse:
    """Open flags, late ones first; or with `?state=cleared`, cleared flags, newest first. Also by kind and release."""
    filters = FlagFilter(request.GET.dict(), reader=request.user, held=request.user.permissions())
    chosen = filters.chosen()
    context = {
        "page": paginate(flags_listed(**chosen), request.GET),
        "cleared": chosen.get("state") == "cleared",
        "checked_at": f"{settings.DAILY_JOB_HOUR:02}:00",
        "query": urlencode({name: request.GET[name] for name in chosen}),
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
