"""What releases bring for an organisation: a page for each category of Parties or combination, its PDF and table."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.documents.brief.kind import BRIEF_KIND, rows_of
from governance.documents.brief.sections import NOT_SHARE
from governance.documents.brief.short import shortened
from governance.documents.brief.slices import SLICES, read_who
from governance.documents.brief.types import Brief
from governance.documents.engine.printing.render import render_pdf
from governance.parties.queries import brief_for
from governance.versions.queries.found import releases_found_by
from secrel.core.changes.record import digest_of
from secrel.core.changes.result_cache import edition
from secrel.core.dates.clock import today
from secrel.core.files.made_once import cached_copy
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.costly import alone, later
from secrel.core.web.csv_text import csv_lines
from secrel.core.web.http import SeeOther, found_or_404, held_by

PDF_LOCK = 0x5EC5


class Busy(Exception):
    """Another brief is being made."""


@login_not_required
@public_for(SHORT)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The categories to choose from; `?who=` of several goes on to the page of their combination."""
    chosen = request.GET.getlist("who")
    if chosen:
        return SeeOther(reverse("for-organisation", args=["+".join(read("+".join(chosen)))]))
    return render(request, "parties/choose.html", {"categories": SLICES.items()})


@login_not_required
@public_for(SHORT)
@require_safe
def organisation(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """What releases bring for some categories, nearest first; with `slug`, one release, also one that is live."""
    brief = _brief(request, who, slug)
    keys = read(who)
    releases = releases_found_by(held_by(request), request.user).reverse().values_list("slug", "name")
    context = {
        "brief": brief.content,
        "keys": keys,
        "categories": SLICES.items(),
        "slug": slug,
        "not_share": NOT_SHARE,
        "all_releases": list(releases),
    }
    return render(request, "parties/organisation.html", context)


@login_not_required
@public_for(SHORT)
@require_safe
def organisation_csv(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """A row for each modification, for a spreadsheet."""
    brief = _brief(request, who, slug)
    response = HttpResponse(csv_lines(rows_of(brief)), content_type="text/csv; charset=utf-8")
    return _named(response, brief, "attachment", "csv")


@login_not_required
@public_for(SHORT)
@require_safe
def organisation_pdf(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """Two pages to hand on. Made once for each content, one at a time."""
    brief = shortened(_brief(request, who, slug))
    digest = digest_of(brief.as_data())

    def make() -> bytes:
        with alone(PDF_LOCK) as acquired:
            if not acquired:
                raise Busy
            return render_pdf(BRIEF_KIND, brief)

    try:
        content = cached_copy(f"brief {digest} {edition()}", make)
    except Busy:
        return later(request, "Another PDF is being made. Try again in a few seconds.")
    return _named(HttpResponse(content, content_type="application/pdf"), brief, "inline", "pdf")


def read(who: str) -> tuple[str, ...]:
    """The categories in an address; raises Http404 for one that does not exist."""
    try:
        return read_who(who)
    except KeyError as error:
        raise Http404("There is no such category of Parties at this address.") from error


def _brief(request: HttpRequest, who: str, slug: str) -> Brief:
    keys = read(who)
    if slug:
        found_or_404(releases_found_by(held_by(request), request.user).filter(slug=slug), "release")
    user = request.user if request.user.is_authenticated else None
    return brief_for(user, keys, today(), slug)


def _named(response: HttpResponse, brief: Brief, how: str, ending: str) -> HttpResponse:
    release = f"-{brief.content.releases[0].slug}" if len(brief.content.releases) == 1 else ""
    name = f"for-{brief.content.who.replace('+', '-')}{release}.{ending}"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    return response
