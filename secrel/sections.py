"""Pages and sections found by name in the search, such as "june 2020 costs"."""

from dataclasses import replace

from django.urls import reverse

from governance.documents.rid.document import PAGES as EDIT_PAGES
from releases.models.releases import Release, coming
from secrel.core.changes.permissions import Permission
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search

PAGES = {
    "calendar": "Calendar: due dates, cut-offs, meetings",
    "for-anybody": "For my organisation: what affects Suppliers, Networks, Other SEC Parties",
    "get-emails": "Get emails about a release, modification or category",
    "timeline": "Timeline of releases: stages of testing, go-lives, bank holidays",
    "holidays": "Working Days, bank holidays, default cut-offs",
    "news": "News",
    "consultations": "Consultations",
    "rules": "Document checks",
    "standards": "Standard acceptance criteria",
    "in-force": "SEC documents in force on a day: Document Log",
    "notices": "Publication notices",
    "papers": "Papers",
    "documents": "SEC documents",
    "help-words": "Words of the field: glossary of terms and acronyms",
    "help": "Help: roles, tasks, fields explained",
}
"""Pages that everybody may open: URL name to label."""
OWN_PAGES = {"following": "What you follow", "messages": "Your messages"}
EDITORS_PAGES = {
    "flags": "Flags: things that are late or due soon",
    "waits": "Waiting times: how long next steps wait, and where",
}
TESTED = "Regression testing: Test Participants, plans and results"
FEW = 3


def pages_named(search: Search, *, signed_in: bool, edits: bool) -> list[tuple[str, str]]:
    """Address and label of the pages whose label contains every search term."""
    pages = PAGES | (OWN_PAGES if signed_in else {}) | (EDITORS_PAGES if edits else {})
    return [(reverse(name), label) for name, label in pages.items() if _is_in(search, label)]


def regression_pages(search: Search, permissions: frozenset[Permission]) -> list[tuple[str, str]]:
    """Address and label of the page of regression testing of each release that is to come."""
    own = Permission.DECLARE_REGRESSION in permissions
    if not (own or Permission.READ_REGRESSION in permissions) or not _is_in(search, TESTED):
        return []
    releases = Release.objects.filter(coming(), profile=Release.Profile.SYSTEM, private_until_published=False)
    name = "own-regression" if own else "regression"
    return [
        (reverse(name, args=[row.slug]), f"{TESTED}, {row.short_name}")
        for row in releases.order_by("go_live_on")
    ]


def _is_in(search: Search, label: str) -> bool:
    letters = "".join(filter(str.isalnum, label.lower()))
    return any(all("".join(term.pieces) in letters for term in terms) for terms in search.alternatives)


def sections_named(search: Search) -> list[tuple[str, str, str]]:
    """Address, release and name of each section that matches some of the terms.

    The other terms choose the releases; without any, it is the coming ones.
    """
    terms = [term for terms in search.alternatives[:1] for term in terms]
    named = {
        page: [term for term in terms if _begins_a_word("".join(term.pieces), page.name)]
        for page in EDIT_PAGES
    }
    most = max(map(len, named.values()), default=0)
    if not most:
        return []
    best = [page for page, found in named.items() if len(found) == most]
    releases = Release.objects.exclude(life__in=("live", "closed", "cancelled")).order_by("go_live_on")
    rest = tuple(term for term in terms if term not in named[best[0]])
    if rest:
        others = replace(search, alternatives=(rest,))
        releases = Release.objects.order_by("-go_live_on").filter(matches(others, names=("name",)))
    return [
        (reverse(page.address, args=[release.slug, *page.arguments]), release.short_name, page.name)
        for release in releases[:FEW]
        for page in best
    ]


def _begins_a_word(letters: str, label: str) -> bool:
    words = label.lower().replace("-", "").split()
    return len(letters) > 2 and any(word.startswith(letters) for word in words)
