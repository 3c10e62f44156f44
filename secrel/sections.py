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
FEW = 3


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
