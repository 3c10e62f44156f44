"""The pages that edit a release, found by their names and the release's: "june 2020 costs"."""

from django.urls import reverse

from releases.models import Release

SECTIONS = {
    "edit-release": "Release facts",
    "edit-go-live": "Go-live",
    "edit-scope": "Scope",
    "edit-change-requests": "Change Requests beside it",
    "edit-participants": "Participant matrix",
    "edit-documents": "Document matrix",
    "edit-summary": "Impact summary",
    "edit-timeline": "Timetable",
    "edit-neighbours": "Neighbouring programmes",
    "edit-testing": "Test strategy",
    "edit-annexes": "Annexes",
    "edit-costs": "DCC costs",
    "edit-other-costs": "Other costs",
    "edit-criteria": "Acceptance criteria",
    "edit-glossary": "Glossary",
    "edit-history": "Earlier versions",
}
PAGES = {
    "calendar": "Calendar: what is due, cut-offs, meetings",
    "holidays": "Working Days, bank holidays, default cut-offs",
    "news": "News",
    "rules": "What a document is checked for",
    "standards": "Standard acceptance criteria",
}
"""Pages that everybody opens, by what they hold."""
OWN_PAGES = {"following": "What you follow", "messages": "Your messages"}
EDITORS_PAGES = {"flags": "Flags: what is late"}
FEW = 3


def pages_named(query: str, *, signed_in: bool, edits: bool) -> list[tuple[str, str]]:
    """Address and name of the pages of which every word stands in the name."""
    known = PAGES | (OWN_PAGES if signed_in else {}) | (EDITORS_PAGES if edits else {})
    words = query.casefold().split()
    return [
        (reverse(name), label) for name, label in known.items() if all(w in label.casefold() for w in words)
    ]


def sections_named(query: str) -> list[tuple[str, str, str]]:
    """Address, release and section that some words name; of the releases that the others name, or of coming ones."""
    words = query.casefold().split()
    named = {
        name: [
            word
            for word in words
            if len(word) > 2 and any(part.startswith(word) for part in label.casefold().split())
        ]
        for name, label in SECTIONS.items()
    }
    most = max(map(len, named.values()), default=0)
    if not most:
        return []
    best = [name for name, found in named.items() if len(found) == most]
    releases = Release.objects.exclude(life__in=("live", "closed", "cancelled")).order_by("go_live_on")
    rest = [word for word in words if word not in named[best[0]]]
    if rest:
        releases = Release.objects.order_by("-go_live_on")
        for word in rest:
            releases = releases.filter(name__icontains=word)
    return [
        (reverse(name, args=[release.slug]), release.short_name, SECTIONS[name])
        for release in releases[:FEW]
        for name in best
    ]
