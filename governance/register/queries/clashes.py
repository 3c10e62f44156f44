"""Coming releases by the SEC document that they change, and clashes: two changes of a document close to each other.

SECAS sees current scopes, others what was last published.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from governance.documents.engine.text import by_number, long_date
from governance.notices.queries.log import LogRow, logged_notices, texts_of
from governance.register.queries.scope_statuses import current_references
from governance.versions.queries.versions import published
from modifications.models.impacts import DocumentImpact
from releases.models.releases import Release
from releases.models.sources import DocumentSource
from releases.workflow import COMING
from secrel.core.changes.permissions import Permission

NEAR = timedelta(weeks=6)
"""Up to this far apart, two changes of a document are a clash."""


@dataclass(frozen=True)
class Touch:
    """A release or notice that changes a document. `on` None: its go-live is not set; `slug`: of the release."""

    on: date | None
    name: str
    slug: str
    modifications: tuple[str, ...]
    is_coming: bool

    def __str__(self) -> str:
        day = long_date(self.on.isoformat()) if self.on else "go-live not set"
        named = f": {', '.join(self.modifications)}" if self.modifications else ""
        return f"{self.name} ({day}{named})"


def coming_touches(permissions: frozenset[Permission], on: date) -> dict[str, list[Touch]]:
    """The releases to come on a day that change each document, by its designation, in order of go-live."""
    rows = _current() if Permission.READ_DRAFTS in permissions else _published(permissions)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    facts: dict[str, tuple[str, date | None]] = {}
    for document, slug, name, go_live, references in rows:
        found[document, slug].update(references)
        facts[slug] = name, go_live
    touches: dict[str, list[Touch]] = defaultdict(list)
    for (document, slug), references in found.items():
        name, go_live = facts[slug]
        if go_live is None or go_live >= on:
            touch = Touch(go_live, name, slug, tuple(by_number(references)), is_coming=True)
            touches[document].append(touch)
    return {document: sorted(some, key=_order) for document, some in touches.items()}


def _order(touch: Touch) -> tuple[bool, date, str]:
    return touch.on is None, touch.on or date.max, touch.slug


Row = tuple[str, str, str, date | None, Iterable[str]]


def _current() -> Iterator[Row]:
    impacts = DocumentImpact.objects.filter(
        part__scope_items__status__in=("approved", "targeted"), part__scope_items__release__life__in=COMING
    )
    for document, slug, name, on, status, reference in impacts.values_list(
        "document__designation",
        "part__scope_items__release__slug",
        "part__scope_items__release__name",
        "part__scope_items__release__go_live_on",
        "part__scope_items__status",
        "part__modification__reference",
    ):
        if status in ("approved", "targeted"):
            yield document, slug, name, on, [reference]
    sources = DocumentSource.objects.filter(release__life__in=COMING)
    for row in sources.select_related("release", "document"):
        yield row.document.designation, row.release.slug, row.release.name, row.release.go_live_on, ()


def _published(permissions: frozenset[Permission]) -> Iterator[Row]:
    coming = set(Release.objects.filter(life__in=COMING).values_list("slug", flat=True))
    current = current_references()
    for slug, name, release, impacts in published(permissions, "release", "impacts"):
        go_live = release.get("go_live")
        for row in impacts["documents"] if slug in coming else ():
            references = [current.get(ref, ref) for ref in row["modifications"]]
            if references or row.get("sources"):
                yield (
                    row["document"],
                    slug,
                    name,
                    date.fromisoformat(go_live) if go_live else None,
                    references,
                )


def clashes(coming: Sequence[Touch], texts: Iterable[LogRow]) -> list[str]:
    """A sentence for each clash of a document: within a coming release, and between it and another change."""
    slugs = {touch.slug for touch in coming}
    held = [_of_text(row) for row in texts]
    others = [*coming, *(touch for touch in held if touch.slug not in slugs)]
    found = [
        f"{touch} has {len(touch.modifications)} modifications that change it."
        for touch in coming
        if len(touch.modifications) > 1
    ]
    for one, other in combinations(sorted(others, key=_order), 2):
        if (one.is_coming or other.is_coming) and one.on and other.on and other.on - one.on <= NEAR:
            found.append(f"{one} and {other} are {_apart(other.on - one.on)}.")
    return found


def _apart(time: timedelta) -> str:
    if not time:
        return "on the same day"
    return "one day apart" if time.days == 1 else f"{time.days} days apart"


def _of_text(row: LogRow) -> Touch:
    content = row.notice.content
    slug = content.release.slug if content.release and content.release.slug else f"notice {row.notice.slug}"
    return Touch(row.since, content.title, slug, (), is_coming=False)


def documents_with_clashes(permissions: frozenset[Permission], on: date) -> set[str]:
    """The designations of documents that have a clash."""
    texts: dict[str, list[LogRow]] = defaultdict(list)
    for row in texts_of(logged_notices()):
        texts[row.document].append(row)
    return {
        document
        for document, coming in coming_touches(permissions, on).items()
        if clashes(coming, texts.get(document, ()))
    }
