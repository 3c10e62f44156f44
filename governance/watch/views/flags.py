"""What is late or about to be, with its history; a person acts with one click and a reason."""

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
    """Those that are open, what is late already first; or those that were cleared, the last first."""
    cleared = searched(request, "state") == "cleared"
    was = Flag.objects.filter(cleared_on__isnull=False).order_by("-cleared_on", "-pk")
    rows = was if cleared else open_flags()
    context = {
        "page": paginate(rows, request.GET),
        "cleared": cleared,
        "query": "state=cleared" if cleared else "",
    }
    return render(request, "watch/flags.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def flag_page(request: HttpRequest, key: str) -> HttpResponse:
    """One flag: what is late, what became of it, and what is proposed."""
    flags = Flag.objects.filter(key=key).select_related("release", "owner", "item__part__modification")
    flag = found_or_404(flags, "flag")
    return form_page(
        request,
        lambda data: ActForm(data, flag=flag, initial={"token": flag.token}),
        lambda **entered: act_on_flag(by=request.user, flag=flag, on=today(), **entered),
        lambda saved: ("It is done, and recorded.", saved.get_absolute_url()),
        "watch/flag.html",
        flag=flag,
        steps=flag.steps.select_related("by"),
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def sweep_now(request: HttpRequest) -> HttpResponse:
    """The daily job, now."""
    counts = sweep(on=today())
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    messages.success(request, f"Looked at everything: {said or 'nothing has changed'}.")
    return SeeOther("/flags/")
