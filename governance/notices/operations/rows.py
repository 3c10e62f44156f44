"""Locking a notice, its target in the audit trail, and its facts as the audit trail and a conflict show them."""

from typing import Any

from governance.notices.models import Notice, NoticeDocument, NoticeModification
from governance.notices.workflow import EDITED
from modifications.models.modifications import Part
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Token, take_token
from secrel.core.changes.targets import Target

FACTS = (
    "release_name",
    "title",
    "form",
    "sec_version",
    "stated_count",
    "effective_on",
    "publish_on",
    "changes",
    "help",
)


def target_of(notice: Notice) -> dict[str, str]:
    return {"target": Target.NOTICE(notice.slug), "label": f"Notice: {notice.title}"}


def locked_notice(notice: Notice, token: Token) -> Notice:
    """The notice, locked, with its token taken; raises Stale for an old one."""
    notice = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    take_token(notice, token, lambda: facts_of(notice), "The notice")
    return notice


def edited_notice(notice: Notice, token: Token) -> Notice:
    """The same for a notice whose facts may be edited; raises RuleBroken for another."""
    notice = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if notice.state not in EDITED:
        do = {
            "scheduled": "It is scheduled. Withdraw the schedule, then edit it.",
            "published": "It is published. Choose “Correct the notice”, then edit it; the correction becomes a new "
            "version.",
            "discarded": "It was discarded. Draft another notice.",
        }[notice.state]
        raise RuleBroken(f"This notice cannot be edited now. {do}")
    take_token(notice, token, lambda: facts_of(notice), "The notice")
    return notice


def facts_of(notice: Notice) -> dict[str, Any]:
    """All its facts, as plain values."""
    return {
        **{name: getattr(notice, name) for name in FACTS},
        "release": notice.release.name if notice.release else "",
        "modifications": modification_texts(notice),
        "documents": document_texts(notice),
        "specifications": specification_texts(notice),
    }


def modification_texts(notice: Notice) -> list[str]:
    rows = notice.modifications.select_related("part__modification")
    return [_modification(row) for row in rows]


def _modification(row: NoticeModification) -> str:
    return f"{row.part}: {row.status}"


def document_texts(notice: Notice) -> list[str]:
    rows = notice.documents.select_related("document").prefetch_related("modifications__modification")
    return [_document(row) for row in rows]


def _document(row: NoticeDocument) -> str:
    """Section A 2.0; on CodeWorks: yes; MP130; designation."""
    parts = [f"{row.document} {row.version}".strip(), f"on CodeWorks: {row.get_codeworks_display().lower()}"]
    if row.by_modification:
        parts.append(", ".join(sorted(map(str, row.modifications.all()))) or "modification, not stated which")
    if row.by_designation:
        parts.append(f"designation {row.designation}".strip())
    if row.by_notification:
        parts.append(" ".join(filter(None, ("DCC notification", row.clause, row.notification))))
    parts += filter(None, (row.legal_text, row.redlining))
    return "; ".join(parts)


def specification_texts(notice: Notice) -> list[str]:
    return [f"{row}: {row.get_change_display()}" for row in notice.specifications.all()]


def parts_by_name(names: list[str]) -> dict[str, Part]:
    """The parts with these names (SECMP0062 part 2), as a snapshot prints them."""
    references = {name.partition(" part ")[0] for name in names}
    rows = Part.objects.filter(modification__reference__in=references).select_related("modification")
    return {str(part): part for part in rows}


def clear_documents(notice: Notice) -> None:
    NoticeDocument.modifications.through.objects.filter(noticedocument__notice=notice).delete()
    notice.documents.all().delete()


def clear_rows(notice: Notice) -> None:
    clear_documents(notice)
    notice.modifications.all().delete()
    notice.specifications.all().delete()
