"""The Document Log: which text of each SEC document is in force on a day. It rests on published notices alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models.fields.json import KeyTransform

from governance.documents.notice import wording
from governance.documents.notice.types import NoticeContent
from governance.notices.models import NoticeVersion
from governance.notices.queries.live import LIVE
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission

COLUMNS = ("document", "title", "version", "in_force_since", "sec_version", "cause")
SPECIFICATION_COLUMNS = ("specification", "version", "from", "until", "cause")


@dataclass(frozen=True)
class LoggedNotice:
    """The latest version of a notice, which alone counts."""

    slug: str
    effective_on: date
    published_on: date
    content: NoticeContent

    @property
    def sec_version(self) -> str:
        return self.content.sec_version or ""


@dataclass(frozen=True)
class LogRow:
    """A text of a document, and since when it is in force. `sec_version`, `version`: empty if not stated."""

    document: str
    title: str
    version: str
    since: date
    sec_version: str
    cause: str
    notice: LoggedNotice
    modifications: tuple[str, ...] = ()
    """Those named in the cause: "MP130", "SECMP0062 part 2"."""
    other_cause: str = ""

    @property
    def linked(self) -> list[tuple[str, str]]:
        """Each modification in the cause, and its reference."""
        return [(name, name.partition(" ")[0]) for name in self.modifications]

    @property
    def slug(self) -> str:
        """Of the document's page."""
        return self.document.lower().replace(" ", "-")

    def as_values(self) -> list[str]:
        """In the order of COLUMNS."""
        return [
            *(self.document, self.title, self.version, self.since.isoformat(), self.sec_version, self.cause)
        ]


@dataclass(frozen=True)
class SpecificationRow:
    """A version of a technical specification. `start` None: not stated; `end` None: in force until further notice."""

    specification: str
    version: str
    start: date | None
    end: date | None
    cause: str
    notice: LoggedNotice

    def as_values(self) -> list[str]:
        """In the order of SPECIFICATION_COLUMNS."""
        days = [day.isoformat() if day else "" for day in (self.start, self.end)]
        return [self.specification, self.version, *days, self.cause]


def logged_notices(*, without: int | None = None) -> list[LoggedNotice]:
    """The latest version of every published notice, in the order in which they take effect.

    Of two that take effect on the same day, the one published later counts. `without`: a notice to leave out.
    """
    rows = (
        NoticeVersion.objects.exclude(notice=without).order_by("notice_id", "-number").distinct("notice_id")
    )
    found = [
        LoggedNotice(
            row.notice.slug,
            date.fromisoformat(content.effective_on),
            row.notice.first_published_on,
            content,
        )
        for row in rows.select_related("notice", "snapshot__content").prefetch_related("notice__versions")
        for content in [row.snapshot.document.content]
    ]
    return sorted(found, key=lambda row: (row.effective_on, row.published_on, row.slug))


def texts_of(notices: Iterable[LoggedNotice]) -> Iterator[LogRow]:
    """Every text that the notices bring into force, in their order."""
    for notice in notices:
        for row in notice.content.documents:
            yield LogRow(
                row.document,
                row.title,
                row.version or "",
                notice.effective_on,
                notice.sec_version,
                wording.source(row),
                notice,
                tuple(row.modifications) if row.by_modification else (),
                wording.other_source(row),
            )


def modifications_by_document() -> list[tuple[str, str]]:
    """The designation of each document that a published notice states to change, with a modification that changes it.
    One query.
    """
    latest = NoticeVersion.objects.order_by("notice_id", "-number").distinct("notice_id").values("pk")
    documents = NoticeVersion.objects.filter(pk__in=latest).annotate(
        rows=KeyTransform("documents", "snapshot__content__data")
    )
    return [
        (row["document"], name.partition(" ")[0])
        for rows in documents.values_list("rows", flat=True)
        for row in rows
        for name in row.get("modifications", ())
    ]


def in_force(on: date, notices: Iterable[LoggedNotice]) -> dict[str, LogRow]:
    """The text of each document in force on a day, by designation, for documents of which a notice is held."""
    return {row.document: row for row in texts_of(notices) if row.since <= on}


def in_order(texts: Mapping[str, LogRow]) -> list[LogRow]:
    """The texts in the Code's order of documents."""
    names = SecDocument.objects.filter(designation__in=texts).values_list("designation", flat=True)
    return [texts[name] for name in names]


def history_of(designation: str) -> list[LogRow]:
    """All texts of a document, the newest first, those to come included."""
    return [row for row in texts_of(logged_notices()) if row.document == designation][::-1]


def last_stated(on: date, notices: Iterable[LoggedNotice]) -> LoggedNotice | None:
    """The notice that states the last SEC version by a day."""
    stated = [row for row in notices if row.sec_version and row.effective_on <= on]
    return stated[-1] if stated else None


def specifications(on: date, notices: Iterable[LoggedNotice]) -> list[SpecificationRow]:
    """The versions of technical specifications that are, or were, in force by a day, side by side."""
    found: dict[tuple[str, str], SpecificationRow] = {}
    for notice in notices:
        for row in notice.content.specifications if notice.effective_on <= on else ():
            key = (row.specification, row.version)
            known = found.get(key)
            ends = row.change == "until"
            is_again = known is not None and known.end is not None and not ends
            start = notice.effective_on if row.change == "from" else None
            if known and not is_again:
                start = known.start or start
            found[key] = SpecificationRow(
                *key,
                start,
                notice.effective_on if ends else None,
                _cause(notice) if known is None or is_again else f"{known.cause}; {_cause(notice)}",
                notice,
            )
    return sorted(found.values(), key=lambda row: (row.specification, row.version))


def _cause(notice: LoggedNotice) -> str:
    names = [row.name for row in notice.content.modifications]
    return names[0] if len(names) == 1 else notice.content.title


def without_notice(on: date, permissions: frozenset[Permission]) -> list[Release]:
    """Releases that went live by a day without a published notice. Those not White show to SECAS only."""
    rows = Release.objects.filter(life__in=LIVE, go_live_on__lte=on)
    rows = rows.exclude(notices__versions__isnull=False)
    if Permission.READ_DRAFTS not in permissions:
        rows = rows.filter(classification="white")
    return list(rows.order_by("go_live_on", "slug"))
