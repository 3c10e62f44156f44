"""The rows of a notice as sheets: modifications, SEC documents, technical specifications."""

from typing import Any

from governance.notices.facts import DocumentFacts, SpecificationFacts
from governance.notices.models import Notice, NoticeDocument, NoticeSpecification
from governance.notices.operations.editing import (
    set_notice_documents,
    set_notice_modifications,
    set_notice_specifications,
)
from modifications.queries import find_document, find_part
from secrel.core.editing.sheets.columns import (
    MODIFICATION,
    ChoiceColumn,
    Column,
    LookupColumn,
    LookupListColumn,
    TickColumn,
)
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow


class _OfNotice(Sheet):
    may_order = True

    def __init__(self, notice: Notice) -> None:
        self.notice = notice

    def token(self) -> int:
        return Notice.objects.values_list("token", flat=True).get(pk=self.notice.pk)


class ModificationSheet(_OfNotice):
    caption = "Modifications"
    add = "modification"
    identity = ("part",)
    columns = (
        LookupColumn(
            "part",
            "Modification",
            hint="SECMP0062 part 2",
            required="Enter a modification, or remove the row.",
            find=find_part,
            suggests="parts",
            size="wide",
            aliases=MODIFICATION,
        ),
        Column("status", "Status", hint="empty: Implemented", max_length=40, size="area"),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        rows = self.notice.modifications.select_related("part__modification")
        return [
            SheetRow(str(row.part_id), {"part": str(row.part), "status": row.status}) for row in rows
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {
            str(row.part_id): row for row in self.notice.modifications.select_related("part__modification")
        }
        rows = []
        for entry in entries:
            row = stored.get(entry.key)
            part = entry.values.get("part", row.part if row else None)
            rows.append((part, entry.values.get("status", row.status if row else "")))
        set_notice_modifications(notice=self.notice, rows=rows, token=token, **common)


class DocumentSheet(_OfNotice):
    caption = "SEC documents"
    add = "SEC document"
    identity = ("document",)
    columns = (
        LookupColumn(
            "document",
            "SEC document",
            hint="App O, Sec D",
            required="Enter a SEC document, or remove the row.",
            find=find_document,
            suggests="documents",
            size="area",
            aliases=("Document", "SEC documents"),
        ),
        Column("version", "Version", hint="as stated", max_length=12, size="date"),
        ChoiceColumn(
            "codeworks",
            "On CodeWorks",
            choices=(("not_stated", "Not stated"), ("yes", "Yes"), ("no", "No")),
            default="not_stated",
            size="choice",
            aliases=("Available on CodeWorks", "CodeWorks"),
        ),
        TickColumn("by_modification", "By modification", aliases=("SEC Modification", "Modification")),
        LookupListColumn(
            "modifications",
            "Which modifications",
            hint="empty: not stated",
            find=find_part,
            size="area",
            max_length=1000,
        ),
        TickColumn(
            "by_designation",
            "By government designation",
            aliases=("BEIS Designation", "Designation", "Government designation"),
        ),
        Column("designation", "Designation", hint="date or reference", max_length=200, size="area"),
        TickColumn("by_notification", "By DCC notification", aliases=("DCC notification",)),
        Column("clause", "Clause", hint="of the notification", max_length=80, size="area"),
        Column("notification", "Notification", hint="date or reference", max_length=200, size="area"),
        Column("legal_text", "Legal text", hint="web address", size="area"),
        Column("redlining", "Redlined changes", hint="web address", size="area"),
    )

    def rows(self) -> dict[str, NoticeDocument]:
        rows = self.notice.documents.select_related("document").prefetch_related(
            "modifications__modification"
        )
        return {str(row.document_id): row for row in rows}

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [
            SheetRow(
                key,
                {column.name: column.format(_value(row, column.name)) for column in self.columns},
            )
            for key, row in self.rows().items()
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored, names = self.rows(), [column.name for column in self.columns]
        rows = []
        for entry in entries:
            row = stored.get(entry.key)
            before = {name: _value(row, name) for name in names} if row else {}
            rows.append(DocumentFacts(**(before | entry.values)))
        set_notice_documents(notice=self.notice, rows=rows, token=token, **common)


def _value(row: NoticeDocument, name: str) -> Any:
    value = getattr(row, name)
    return sorted(value.all(), key=str) if name == "modifications" else value


class SpecificationSheet(_OfNotice):
    caption = "Technical specifications"
    add = "specification"
    identity = ("specification", "version")
    distinguished_by = ("version",)
    columns = (
        Column(
            "specification",
            "Specification",
            hint="SMETS2",
            required="Enter the specification, or remove the row.",
            max_length=40,
            size="choice",
        ),
        Column(
            "version", "Version", hint="v3.1", required="Enter its version.", max_length=40, size="choice"
        ),
        ChoiceColumn(
            "change", "What changes", choices=tuple(NoticeSpecification.Change.choices), size="area"
        ),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [
            SheetRow(
                str(row.position),
                {name: getattr(row, name) for name in ("specification", "version", "change")},
            )
            for row in self.notice.specifications.all()
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(row.position): row for row in self.notice.specifications.all()}
        rows = []
        for entry in entries:
            row = stored.get(entry.key)
            names = ("specification", "version", "change")
            rows.append(
                SpecificationFacts(
                    **{name: entry.values.get(name, getattr(row, name) if row else "") for name in names}
                )
            )
        set_notice_specifications(notice=self.notice, rows=rows, token=token, **common)
