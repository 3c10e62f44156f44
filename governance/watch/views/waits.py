"""How long next steps wait, and where."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from governance.watch.forms.lists import WaitFilter
from governance.watch.queries.waits import places, waits, waits_listed
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.http import needs, paginate

HEADS = (
    ("reference", "Modification"),
    ("step", "Next step"),
    ("holder", "Held by"),
    ("days", "Since"),
)


@require_safe
@needs(Permission.READ_DRAFTS)
def wait_list(request: HttpRequest) -> HttpResponse:
    """Open steps by holder and time, longest first. Holder and sort order are in the URL."""
    rows, chosen = waits(today()), WaitFilter(request.GET.dict()).chosen()
    sort, holder = chosen.get("sort", ""), chosen.get("holder", "")
    context = {
        "page": paginate(waits_listed(rows, **chosen), request.GET),
        "places": places(rows),
        "holder": holder,
        "heads": list(_heads(sort, holder)),
        "query": urlencode({name: value for name, value in (("holder", holder), ("sort", sort)) if value}),
    }
    return render(request, "watch/waits.html", context)


def _heads(sort: str, holder: str) -> Iterator[tuple[str, str, str]]:
    """Label, URL and direction of each column."""
    current = sort or "days"
    for name, label in HEADS:
        to = f"-{name}" if current == name else name
        query = {"holder": holder, "sort": to} if holder else {"sort": to}
        direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
        yield label, f"?{urlencode(query)}", direction
