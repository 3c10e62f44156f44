"""What releases bring for an organisation: a page for each category of Parties or combination, its PDF and table."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.composing.draft_pages import DraftPage
from governance.composing.models import DraftFile
from governance.documents.brief.kind import BRIEF_KIND, NAME, rows_of
from governance.documents.brief.sections import NOT_SHARE, SECAS_COST, SILENT
from governance.documents.brief.short import shortened
from governance.documents.brief.slices import SLICES
from governance.documents.brief.types import Brief
from governance.parties.own import for_you
from governance.parties.pages import read
from governance.parties.queries import brief_for, releases_among
from governance.regression.queries.participants import registration_of
from releases.models.releases import Release
from secrel.core.dates.clock import moment, today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.csv_text import csv_lines
from secrel.core.web.http import SeeOther, found_or_404


@login_not_required
@public_for(SHORT)
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """The categories to choose from; `?who=` of several goes on to the page of their combination.

    A Party user goes on to the category of their organisation, unless they ask to choose (`?choose=1`).
    """
    chosen, registration = request.GET.getlist("who"), registration_of(request.user)
    if chosen:
        return SeeOther(reverse("for-organisation", args=["+".join(read("+".join(chosen)))]))
    if registration and not request.GET:
        return SeeOther(reverse("for-organisation", args=[registration.category]))
    context = {
        "categories": SLICES.items(),
        "keys": [registration.category] if registration else [],
        "is_empty": "asked" in request.GET,
    }
    return render(request, "parties/choose.html", context, status=422 if context["is_empty"] else 200)


@login_not_required
@public_for(SHORT)
@require_safe
def organisation(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """What releases bring for some categories, nearest first; with `slug`, one release, also one that is live."""
    user = request.user if request.user.is_authenticated else None
    keys, releases = read(who), releases_among(user, today())
    brief = _brief(request, who, slug, releases)
    context = {
        "brief": brief.content,
        "keys": keys,
        "categories": SLICES.items(),
        "slug": slug,
        "not_share": NOT_SHARE,
        "secas_cost": SECAS_COST,
        "silent": SILENT,
        **for_you(user, brief.content, today()),
        "all_releases": [(row.slug, row.name) for row in sorted(releases, key=_by_day, reverse=True)],
    }
    return render(request, "parties/organisation.html", context)


@login_not_required
@public_for(SHORT)
@require_safe
def organisation_csv(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """A row for each modification, for a spreadsheet."""
    brief = _brief(request, who, slug)
    response = HttpResponse(csv_lines(rows_of(brief)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_name(brief)}.csv"'
    return response


@login_not_required
@public_for(SHORT)
@require_safe
def organisation_pdf(request: HttpRequest, who: str, slug: str = "") -> HttpResponse:
    """Two pages to hand on, made by a worker once for each content."""
    brief = shortened(_brief(request, who, slug))
    page = DraftPage(
        label=f"{NAME}: {brief.content.title}",
        name=_name(brief),
        back=reverse("for-organisation-release", args=[who, slug])
        if slug
        else reverse("for-organisation", args=[who]),
        back_label=NAME,
    )
    return page.answer(request, BRIEF_KIND, DraftFile.Form.PDF, brief)


def _by_day(row: Release) -> tuple[date, str]:
    return row.go_live_on or row.sources_until or date.max, row.slug


def _brief(request: HttpRequest, who: str, slug: str, among: list[Release] | None = None) -> Brief:
    keys = read(who)
    user = request.user if request.user.is_authenticated else None
    among = releases_among(user, today()) if among is None else among
    if slug:
        found_or_404((row for row in among if row.slug == slug), "release")
    return brief_for(user, keys, slug, on=today(), at=moment(), among=among)


def _name(brief: Brief) -> str:
    release = f"-{brief.content.releases[0].slug}" if len(brief.content.releases) == 1 else ""
    return f"for-{brief.content.who.replace('+', '-')}{release}"
