"""The addresses that search engines are told: every page and document that anybody may read, and no other."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.core.paginator import Paginator
from django.db.models import Max, Model
from django.urls import reverse

from governance.consultations.models import Consultation, ConsultationResult
from governance.consultations.queries.readers import seen_by
from governance.notices.queries.notices import visible_notices
from governance.papers.queries import papers
from governance.register.queries.scope_statuses import visible_change_requests
from governance.versions.models import RidVersion
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.versions import published_to
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification
from secrel.core.changes.read_once import read_once
from secrel.core.web.page_cache import BEARING, kept

PAGES = (
    *("home", "releases", "register", "change-requests", "documents", "in-force", "notices", "papers"),
    *("consultations", "standards", "calendar", "timeline", "news", "for-anybody", "help", "help-words"),
)


class Public(Sitemap):
    """Objects with a page; the addresses are those of SITE_URL, not of the request."""

    limit = 5_000

    @property
    def paginator(self) -> Paginator:
        """Of rows that are read once: of a query, Django counts them first."""
        return Paginator(list(self.items()), self.limit)

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def location(self, item: Model) -> str:
        return item.get_absolute_url()


class Pages(Public):
    def items(self) -> Iterable[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Releases(Public):
    def items(self) -> Iterable[Model]:
        return releases_found_by(frozenset())


@read_once
def _versions() -> list[RidVersion]:
    rows = RidVersion.objects.filter(published_to(frozenset())).select_related("release", "snapshot__job")
    return list(rows.order_by("release__slug", "major", "minor"))


class Versions(Public):
    """The published versions of RIDs that anybody may read."""

    def items(self) -> Iterable[RidVersion]:
        return _versions()

    def lastmod(self, item: RidVersion) -> date | None:
        return item.published_on


class Pdfs(Versions):
    def items(self) -> Iterable[RidVersion]:
        return [row for row in _versions() if row.snapshot.job.pdf_id]

    def location(self, item: RidVersion) -> str:
        return reverse("rid-pdf", args=[item.release.slug, item.number])


class Modifications(Public):
    def items(self) -> Iterable[Model]:
        return Modification.objects.in_order()


class Documents(Public):
    def items(self) -> Iterable[Model]:
        return SecDocument.objects.all()


class ChangeRequests(Public):
    def items(self) -> Iterable[str]:
        return kept("change requests of the site map", _change_requests, BEARING)

    def location(self, item: str) -> str:
        return item


def _change_requests() -> list[str]:
    return [row.get_absolute_url() for row in visible_change_requests(frozenset())[0]]


class Notices(Public):
    def items(self) -> Iterable[Model]:
        return visible_notices(frozenset()).order_by("slug")


class Papers(Public):
    def items(self) -> Iterable[Model]:
        return papers(AnonymousUser()).order_by("meeting__on", "pk")


@read_once
def _consultations() -> list[Consultation]:
    """Those that anybody may read, each with the number of its `latest` result."""
    return list(seen_by(None).annotate(latest=Max("results__number")))


class Consultations(Public):
    def items(self) -> Iterable[Model]:
        return _consultations()


class Results(Public):
    """The issued results of consultations, in their latest version."""

    def items(self) -> Iterable[Model]:
        return [
            ConsultationResult(consultation=row, number=row.latest)
            for row in _consultations()
            if row.latest is not None
        ]


SITE_MAP: dict[str, type[Sitemap]] = {
    "pages": Pages,
    "releases": Releases,
    "versions": Versions,
    "pdfs": Pdfs,
    "modifications": Modifications,
    "documents": Documents,
    "change-requests": ChangeRequests,
    "notices": Notices,
    "papers": Papers,
    "consultations": Consultations,
    "results": Results,
}
