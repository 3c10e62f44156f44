"""The two matrices as sheets: participants by modification, SEC documents by modification and other sources."""

from typing import Any

from modifications.models.impacts import Participant
from modifications.queries import find_document, ticks_by_part
from modifications.sheets.party_words import PARTS_OF, PARTY_WORDS
from releases.models.releases import Release
from releases.models.sources import DocumentSource
from releases.operations.impacts import SourceFacts, impacts_token_of, set_documents, set_ticks
from releases.queries import changed_documents, printed, scope_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import MODIFICATION, Column, LookupColumn, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

PARTICIPANTS = tuple(
    TickColumn(value, label, aliases=PARTY_WORDS[value], near=PARTS_OF[value])
    for value, label in Participant.choices
)

KIND = DocumentSource.Kind
DESIGNATION, DESIGNATION_REFERENCE = KIND.DESIGNATION.value, "designation_reference"
NOTIFICATION, NOTIFICATION_REFERENCE = KIND.NOTIFICATION.value, "dcc_reference"
CLAUSE = "dcc_clause"
DETAILS = {DESIGNATION_REFERENCE: DESIGNATION, CLAUSE: NOTIFICATION, NOTIFICATION_REFERENCE: NOTIFICATION}
"""The columns of texts about a source, each with the column of its tick."""
SOURCES = (
    TickColumn(
        DESIGNATION,
        "Government designation",
        aliases=("Designation", "By government designation", "By designation", "Designated"),
    ),
    Column(
        DESIGNATION_REFERENCE,
        "Designation: date or reference",
        max_length=200,
        size="area",
        aliases=("Designation reference", "Designation date", "Designated on"),
    ),
    TickColumn(NOTIFICATION, "DCC notification", aliases=("By DCC notification", "Notification", "Notified")),
    Column(CLAUSE, "Notification: clause", max_length=80, size="area", aliases=("Clause", "SEC clause")),
    Column(
        NOTIFICATION_REFERENCE,
        "Notification: date or reference",
        max_length=200,
        size="area",
        aliases=("Notification reference", "Notification date", "Notified on"),
    ),
)
"""The columns of sources other than modifications, after the modifications."""


class _Matrix(Sheet):
    is_matrix = True

    def __init__(self, release: Release) -> None:
        self.release = release
        scope = scope_of(release)
        self.items = printed(scope)
        self.candidates = [str(item.part) for item in scope if item.status == "candidate"]
        """Parts that a document does not list, so that the matrices do not either."""

    def token(self) -> int:
        return impacts_token_of(self.release)


class ParticipantMatrix(_Matrix):
    """A row for each modification in scope, a column for each kind of participant."""

    caption = "Participant matrix"
    head = "Modification"
    head_aliases = MODIFICATION
    columns = PARTICIPANTS

    def stored(self) -> tuple[list[SheetRow], int]:
        token, ticks = self.token(), ticks_by_part(item.part for item in self.items)
        return [
            SheetRow(
                str(item.part),
                {name: "1" if name in ticks[item.part_id] else "" for name in Participant.values},
                head=str(item.part),
                hint=item.modification.title,
                fixed=True,
            )
            for item in self.items
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        ticks = ticks_by_part(item.part for item in self.items)
        of_key = {str(item.part): item.part for item in self.items}
        changed = []
        for entry in entries:
            if entry.values:
                part = of_key[entry.key]
                on = {name: name in ticks[part.pk] for name in Participant.values} | entry.values
                changed.append((part, [name for name in Participant.values if on[name]], None))
        set_ticks(release=self.release, ticks=changed, token=token, **common)


class DocumentMatrix(_Matrix):
    """A row for each SEC document that changes, a column for each modification in scope and each other source."""

    caption = "Document matrix"
    add = "document"

    def __init__(self, release: Release) -> None:
        super().__init__(release)
        document = LookupColumn(
            "document",
            "SEC document",
            size="document",
            find=find_document,
            name_of=str,
            suggests="documents",
            aliases=("Document", "Documents", "SEC documents", "SEC document impacted", "Document impacted"),
            required="Enter a document, for example App O or Section D.",
        )
        parts = (TickColumn(str(item.part), str(item.part)) for item in self.items)
        self.columns = (document, *parts, *SOURCES)

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """Our CSV has a line for each document and modification."""
        if rows[0][:3] != ["document", "title", "reference"]:
            return None
        references = list(dict.fromkeys(row[2] for row in rows[1:] if row[2:] and row[2]))
        ticked: dict[str, set[str]] = {row[0]: set() for row in rows[1:]}
        for row in rows[1:]:
            ticked[row[0]].update(row[2:3])
        lines = [
            [name, *("x" if one in ticks else "" for one in references)] for name, ticks in ticked.items()
        ]
        return [["SEC document", *references], *lines]

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        rows = [
            SheetRow(
                row.document.slug,
                {"document": str(row.document)}
                | {str(item.part): "1" if item.part_id in row.parts else "" for item in self.items}
                | _source_cells(row.sources),
                hint=row.title,
                locked=("document",),
            )
            for row in changed_documents(self.release, self.items)
        ]
        return rows, token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored, _ = self.stored()
        cells_before = {row.key: row.cells for row in stored}
        ticked: dict[str, set[str]] = {str(item.part): set() for item in self.items}
        sources: list[SourceFacts] = []
        for entry in entries:
            before = cells_before.get(entry.key, {})
            document = str(entry.values.get("document") or before["document"])
            cells = before | entry.values
            found = _sources(document, cells)
            if entry.is_new and not found and not any(cells.get(name) for name in ticked):
                raise RuleBroken(
                    f"Tick the modifications that change {document}, or what else changes it. A document without a "
                    "tick is not listed."
                )
            sources += found
            for name in ticked:
                if cells.get(name):
                    ticked[name].add(document)
        before_by_part = {
            name: {cells["document"] for cells in cells_before.values() if cells[name]} for name in ticked
        }
        changed = [
            (item.part, sorted(ticked[name]))
            for item in self.items
            if ticked[name := str(item.part)] != before_by_part[name]
        ]
        if sources == [row for cells in cells_before.values() for row in _sources(cells["document"], cells)]:
            ticks = [(part, None, documents) for part, documents in changed]
            set_ticks(release=self.release, ticks=ticks, token=token, **common)
        else:
            set_documents(release=self.release, sources=sources, ticks=changed, token=token, **common)


def _source_cells(sources: list[DocumentSource]) -> dict[str, str]:
    cells = {column.name: "" for column in SOURCES}
    for row in sources:
        cells[row.kind] = "1"
        if row.kind == NOTIFICATION:
            cells |= {CLAUSE: row.clause, NOTIFICATION_REFERENCE: row.reference}
        else:
            cells[DESIGNATION_REFERENCE] = row.reference
    return cells


def _sources(document: str, cells: dict[str, Any]) -> list[SourceFacts]:
    """The sources in a row. Raises RuleBroken for a text about a source that is not ticked."""
    labels = {column.name: column.label for column in SOURCES}
    for name, tick in DETAILS.items():
        if cells.get(name) and not cells.get(tick):
            raise RuleBroken(
                f"{document} has “{cells[name]}” under “{labels[name]}”, but “{labels[tick]}” is not ticked. Tick it, "
                "or remove the text."
            )
    found = []
    if cells.get(DESIGNATION):
        found.append(SourceFacts(document, DESIGNATION, "", cells.get(DESIGNATION_REFERENCE) or ""))
    if cells.get(NOTIFICATION):
        texts = (cells.get(CLAUSE) or "", cells.get(NOTIFICATION_REFERENCE) or "")
        found.append(SourceFacts(document, NOTIFICATION, *texts))
    return found
