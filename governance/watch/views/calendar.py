"""What is due, when and from whom: for all bodies, for one, or for a category of Parties."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.watch.due import CATEGORIES
from governance.watch.pages import entries, who_of
from secrel.core.dates.clock import today
from secrel.core.models.people import Body
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, searched
from secrel.core.web.page_cache import kept_parts

NEAR = 200
"""How many days ahead the page shows without `?all=1`."""


@login_not_required
@public_for(SHORT)
@require_safe
def calendar(request: HttpRequest, body: str = "", category: str = "") -> HttpResponse:
    """What the reader may see, by month: the next NEAR days, or everything with `?all=1`."""
    who = who_of(category)
    chosen = found_or_404(Body.objects.filter(key=body), "body") if body else None
    everything = searched(request, "all") == "1"
    name = chosen or " and ".join(CATEGORIES[key] for key in who)
    parts = kept_parts(
        request,
        f"calendar/{request.user.pk}/{body}/{category}/{everything}",
        "watch/calendar.html",
        ("bodies", "days"),
        lambda: _shown(request, body, who, everything=everything) | {"name": name, "body": chosen},
    )
    context = {
        "category": "+".join(who),
        "categories": CATEGORIES.items(),
        "name": name,
        "feed": f"/calendar/for/{'+'.join(who)}.ics" if who else f"/calendar/{body or 'all'}.ics",
    }
    return render(request, "watch/calendar.html", context | parts)


def _shown(request: HttpRequest, body: str, who: tuple[str, ...], *, everything: bool) -> dict[str, Any]:
    """The coming days by month, and the bodies."""
    user = request.user if request.user.is_authenticated else None
    rows = [row for row in entries(user, body, who) if not row.is_done and not row.is_off]
    ahead = [row for row in rows if row.on >= today()]
    shown = ahead if everything else [row for row in ahead if (row.on - today()).days <= NEAR]
    months = [
        (f"{key:%B %Y}", list(group)) for key, group in groupby(shown, lambda row: row.on.replace(day=1))
    ]
    bodies = list(Body.objects.all())
    return {
        "months": months,
        "more": len(ahead) - len(shown),
        "bodies": bodies,
        "names": {row.key: row.short_name for row in bodies},
    }
