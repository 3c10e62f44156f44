"""The pages that edit a release, found by their names and the release's: "june 2020 costs"."""

from dataclasses import replace

from django.urls import reverse

from governance.documents.rid.document import PAGES as EDIT_PAGES
from releases.models.releases import Release
from secrel.core.search.matching import matches
from secrel.core.search.reading import Search

PAGES = {
    "calendar": "Calendar: due dates, cut-offs, meetings",
    "holidays": "Working Days, bank holidays, default cut-offs",
    "news": "News",
    "rules": "Document checks",
    "standards": "Standard acceptance criteria",
}
"""Pages that everybody opens, by what they hold."""
OWN_PAGES = {"following": "What you follow", "messages": "Your messages"}
EDITORS_PAGES = {"flags": "Flags: things that are late or due soon"}
FEW = 3


def pages_named(search: Search, *, signed_in: bool, edits: bool) -> list[tuple[str, str]]:
    """Address and name of the pages of which all that is searched for stands in the name."""
    known = PAGES | (OWN_PAGES if signed_in else {}) | (EDITORS_PAGES if edits else {})
    return [(reverse(name), label) for name, label in known.items() if _stands_in(search, label)]


def _stands_in(search: Search, label: str) -> bool:
    letters = "".join(filter(str.isalnum, label.lower()))
    return any(all("".join(term.pieces) in letters for term in terms) for terms in search.alternatives)


def sections_named(search: Search) -> list[tuple[str, str, str]]:
    """Address, release and section that some words name; of the releases that the others name, or of coming ones."""
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
