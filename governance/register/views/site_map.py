"""What search engines read: robots.txt and the site map."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.register.site_map import SITE_MAP
from secrel.core.web.caching import HOUR, public_for

CLOSED = ("/accounts/", "/admin/", "/api/", "/following/", "/record/", "/search/", "/stop/", "/*/explain/")
"""Beginnings of addresses with nothing to find: for people with an account, or with endless variations."""


@login_not_required
@public_for(HOUR)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('site-map')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@public_for(HOUR)
@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    return sitemap(request, SITE_MAP)
