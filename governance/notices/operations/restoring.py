"""Dropping a correction: the facts are again those of the published version."""

from datetime import date
from typing import Any

from governance.documents.notice.types import NoticeContent
from governance.notices.facts import DocumentFacts, NoticeFacts, SpecificationFacts
from governance.notices.models import Notice
from governance.notices.operations.editing import (
    set_notice,
    set_notice_documents,
    set_notice_modifications,
    set_notice_specifications,
)
from governance.notices.operations.rows import locked_notice, parts_by_name, target_of
from governance.notices.queries.notices import latest_version
from governance.notices.workflow import NOTICE
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.values.present import present


@operation("governance.drop_notice_correction", Permission.EDIT_RELEASES)
def drop_notice_correction(*, by: Actor, notice: Notice, token: Token, on: date) -> Notice:
    """Drop a correction that was begun: the facts of the last version come back."""
    notice = locked_notice(notice, token)
    last = present(latest_version(notice))
    before, after = NOTICE.apply(notice, "drop_correction", by)
    _restore(by, notice, last.snapshot.document.content, on)
    notice.save(update_fields=["state"])
    record(**target_of(notice), changes={"state": [before, after]}, on=on)
    return Notice.objects.get(pk=notice.pk)


def _restore(by: Actor, notice: Notice, content: NoticeContent, on: date) -> None:
    slug = content.release.slug if content.release else ""
    facts = NoticeFacts(
        title=content.title,
        form=content.form,
        effective_on=date.fromisoformat(content.effective_on),
        publish_on=notice.publish_on,
        sec_version=content.sec_version or "",
        stated_count=content.stated_count if isinstance(content.stated_count, int) else None,
        release=Release.objects.get(slug=slug) if slug else None,
        release_name=content.release.name if content.release else "",
        changes=content.changes,
        help=content.help,
    )
    names = [row.name for row in content.modifications]
    parts = parts_by_name([*names, *(name for row in content.documents for name in row.modifications)])
    documents = SecDocument.objects.in_bulk(
        [row.document for row in content.documents], field_name="designation"
    )
    rows = [
        DocumentFacts(
            document=documents[row.document],
            codeworks=row.codeworks,
            by_modification=row.by_modification,
            modifications=[parts[name] for name in row.modifications],
            by_designation=row.by_designation,
            designation=row.designation or "",
            by_notification=bool(row.notification),
            clause=row.notification.clause if row.notification else "",
            notification=row.notification.reference if row.notification else "",
            version=row.version or "",
            legal_text=row.legal_text or "",
            redlining=row.redlining or "",
        )
        for row in content.documents
    ]
    specifications = [
        SpecificationFacts(row.specification, row.version, row.change) for row in content.specifications
    ]
    common: dict[str, Any] = {"by": by, "notice": notice, "token": AS_STORED, "on": on}
    set_notice(facts=facts, **common)
    set_notice_modifications(
        rows=[(parts[name], row.status) for name, row in zip(names, content.modifications, strict=True)],
        **common,
    )
    set_notice_documents(rows=rows, **common)
    set_notice_specifications(rows=specifications, **common)
