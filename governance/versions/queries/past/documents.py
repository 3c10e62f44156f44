"""The document of a release as a reader may see it as at the end of a day.

Who sees the live draft sees the draft of that day. Others see the version that they would have been shown on that day:
of the versions that they may see now, the last one that was open to them by then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import DateField, Max, Min, Q
from django.db.models.functions import Coalesce

from governance.composing.compose import history_terms
from governance.composing.models import Content
from governance.documents.engine.text import long_date
from governance.documents.rid import numbering
from governance.documents.rid.sentences.editions import LATEST
from governance.documents.rid.types.rid import Head, Issue, Rid, RidContent
from governance.versions.models import EarlierVersion, RidVersion, VersionKind
from governance.versions.queries.past.days import ChangedDay, DayFound, by_day, content_days, found_at
from governance.versions.queries.shown import ShownDocument
from governance.versions.queries.versions import Reader, earlier_versions, history_of, visible_versions
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission

OPENS = ("import", "present", "comment", "publish")
"""Steps that open a version to readers outside SECAS."""


NOTHING_FOUND = DayFound("", date.min, None, None)


class NotThen(Exception):
    """There is nothing to show as at that day: a sentence, and the first day for which there is."""

    def __init__(self, sentence: str, first: date | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.first = sentence, first


@dataclass(frozen=True)
class PastDocument(ShownDocument):
    """What was shown at the end of `day`: of a `version`, or a draft, whose content has the digest `found.key`."""

    day: date = date.min
    found: DayFound = NOTHING_FOUND

    @property
    def key(self) -> str:
        return self.version.snapshot_id if self.version else self.found.key

    @property
    def head(self) -> str:
        """As it stood at the end of 24 March 2021."""
        return f"A{self.in_words[1:]}"

    @property
    def in_words(self) -> str:
        """The same inside a sentence."""
        return f"as it stood at the end of {long_date(self.day.isoformat())}"


def past_document(
    release: Release, permissions: frozenset[Permission], reader: Reader, day: date
) -> PastDocument:
    """The document as at a day. Raises NotThen. Two queries, and one for the roles of a member of a body."""
    if Permission.READ_DRAFTS in permissions:
        found = _found(content_days(release), day, f"Nothing was entered of the {release} by the end of")
        content = RidContent.of_data(Content.objects.values_list("data", flat=True).get(pk=found.key))
        return PastDocument(content, None, day=day, found=found)
    rows = opened_versions(release, permissions, reader)
    if not rows:
        raise NotThen(f"Nothing that you may see has been published of the {release} yet.")
    found = _found(shown_days(rows), day, f"Nothing was published of the {release} by the end of")
    version = RidVersion.objects.select_related("snapshot__content", "release").get(pk=found.key)
    return PastDocument(version.snapshot.rid.content, version, day=day, found=found)


def _found(days: list[ChangedDay], day: date, nothing: str) -> DayFound:
    if found := found_at(days, day):
        return found
    first = days[0].day if days else None
    since = f" The first day to look at is {long_date(first.isoformat())}." if first else ""
    raise NotThen(f"{nothing} {long_date(day.isoformat())}.{since}", first)


def opened_versions(release: Release, permissions: frozenset[Permission], reader: Reader) -> list[RidVersion]:
    """The versions that a reader may see, each with `opened_on`: since when it has been open to readers like them."""
    steps = Max("steps__on", filter=Q(steps__move__in=OPENS))
    since = Coalesce("published_on", steps, "dated_on", output_field=DateField())
    rows = visible_versions(release, permissions, reader).exclude(state="withdrawn")
    return list(rows.annotate(opened_on=since).defer("snapshot__issue"))


def shown_days(versions: Iterable[RidVersion]) -> list[ChangedDay]:
    """Which version was shown from each day on: versions in force and presented ones before published drafts."""
    rows = sorted(versions, key=lambda row: (row.opened_on, row.major, row.minor))
    best: tuple[bool, int, int] | None = None
    shown: list[tuple[date, str]] = []
    for row in rows:
        rank = (row.kind != VersionKind.DRAFT or not row.is_published, row.major, row.minor)
        if best is None or rank > best:
            best = rank
            shown.append((row.opened_on, str(row.pk)))
    return by_day(shown)


def versions_by(release: Release, day: date) -> list[RidVersion | EarlierVersion]:
    """The versions that had been made by the end of a day, and the history rows of that time. Two queries."""
    rows = RidVersion.objects.filter(release=release).annotate(made_on=Min("steps__on"))
    stored = list(rows.filter(made_on__lte=day).order_by("major", "minor"))
    earlier = earlier_versions(release, {(row.major, row.minor) for row in stored})
    return [*stored, *(row for row in earlier if row.dated_on <= day)]


def past_rid(release: Release, past: PastDocument) -> Rid:
    """The whole document: as it was frozen, or the draft of that day under the number that it would have had."""
    if past.version:
        return past.version.snapshot.rid
    versions = versions_by(release, past.day)
    number = numbering.next_number(
        [((row.major, row.minor), row.kind) for row in versions], VersionKind.DRAFT
    )
    history = history_of(release, number, versions)
    head = Head(
        version=f"{number[0]}.{number[1]}",
        date=past.day.isoformat(),
        classification=release.classification,
        reference=None,
        status=f"{past.head}; not issued",
        site=settings.SITE_URL,
        marks=tuple(settings.DOCUMENT_MARKS),
    )
    issue = Issue(
        document=head,
        history=history,
        glossary=history_terms(release, past.content, history),
        decision=None,
        record_head=None,
        wording=LATEST,
    )
    return Rid(content=past.content, issue=issue)


def before_then(release: Release, day: date) -> RidContent | None:
    """The content of the newest version that had been made by the end of a day."""
    rows = RidVersion.objects.filter(release=release).annotate(made_on=Min("steps__on"))
    rows = rows.filter(made_on__lte=day).exclude(state="withdrawn").select_related("snapshot__content")
    version = rows.order_by("-major", "-minor").first()
    return version.snapshot.rid.content if version else None
