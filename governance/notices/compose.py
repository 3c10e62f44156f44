"""Composes a notice from its facts, as the content that is printed, checked and published."""

from msgspec import UNSET, UnsetType

from governance.documents.notice.types import (
    NoticeContent,
    NoticeDocument,
    NoticeModification,
    NoticeRelease,
    NoticeSpecification,
    Notified,
)
from governance.notices.models import Notice
from governance.notices.models import NoticeDocument as DocumentRow
from modifications.models.modifications import Part


def compose_notice(notice: Notice) -> NoticeContent:
    """The content of the notice as it is now. Titles are those in force on the day on which it takes effect."""
    documents = notice.documents.select_related("document").prefetch_related(
        "document__titles", "modifications__modification"
    )
    return NoticeContent(
        title=notice.title,
        form=notice.form,
        effective_on=notice.effective_on.isoformat(),
        modifications=tuple(
            NoticeModification(
                ref=row.part.modification.reference,
                title=row.part.modification.title,
                part=row.part.name or UNSET,
                status=row.status,
            )
            for row in notice.modifications.select_related("part__modification")
        ),
        documents=tuple(_document(row, notice) for row in documents),
        specifications=tuple(
            NoticeSpecification(specification=row.specification, version=row.version, change=row.change)
            for row in notice.specifications.all()
        ),
        changes=tuple(notice.changes),
        help=tuple(notice.help),
        release=_release(notice),
        sec_version=notice.sec_version or UNSET,
        stated_count=UNSET if notice.stated_count is None else notice.stated_count,
    )


def _release(notice: Notice) -> NoticeRelease | UnsetType:
    if notice.release:
        return NoticeRelease(name=notice.release.name, slug=notice.release.slug)
    return NoticeRelease(name=notice.release_name) if notice.release_name else UNSET


def _document(row: DocumentRow, notice: Notice) -> NoticeDocument:
    return NoticeDocument(
        document=row.document.designation,
        title=row.document.title_on(notice.effective_on),
        codeworks=row.codeworks,
        by_modification=row.by_modification,
        by_designation=row.by_designation,
        modifications=tuple(str(part) for part in sorted(row.modifications.all(), key=_order)),
        designation=row.designation or UNSET,
        notification=Notified(clause=row.clause, reference=row.notification)
        if row.by_notification
        else UNSET,
        version=row.version or UNSET,
        legal_text=row.legal_text or UNSET,
        redlining=row.redlining or UNSET,
    )


def _order(part: Part) -> tuple[int, str, str]:
    return part.modification.number, part.modification.suffix, part.name
