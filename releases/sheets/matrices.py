"""The two matrices as sheets: participants by modification, SEC documents by modification."""

from datetime import date
from typing import Any

from modifications.models.impacts import Participant
from modifications.queries import documents_of, find_document, ticks_by_part
from modifications.sheets.parts import PARTY_WORDS
from releases.models.releases import Release, Section
from releases.operations.impacts import impacts_token, set_ticks
from releases.queries import printed_scope
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import MODIFICATION, LookupColumn, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

PARTICIPANTS = tuple(
    TickColumn(value, label, aliases=PARTY_WORDS[value]) for value, label in Participant.choices
)


class _Matrix(Sheet):
    is_matrix = True

    def __init__(self, release: Release) -> None:
        self.release = release
        self.items = printed_scope(release)

    def token(self) -> int:
        section = Section.objects.get(release=self.release, key=Section.Key.IMPACTS)
        return impacts_token(self.release, section)


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
    """A row for each SEC document that changes, a column for each modification in scope."""

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
        self.columns = (document, *(TickColumn(str(item.part), str(item.part)) for item in self.items))

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        on = self.release.go_live_on or date.max
        rows = [
            SheetRow(
                document.slug,
                {"document": str(document)}
                | {str(item.part): "1" if item.part_id in parts else "" for item in self.items},
                hint=title,
                locked=("document",),
            )
            for document, title, parts in documents_of((item.part for item in self.items), on)
        ]
        return rows, token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored, _ = self.stored()
        cells_before = {row.key: row.cells for row in stored}
        ticked: dict[str, set[str]] = {str(item.part): set() for item in self.items}
        for entry in entries:
            document = entry.values.get("document") or cells_before[entry.key]["document"]
            cells = {
                name: bool(text) for name, text in cells_before.get(entry.key, {}).items()
            } | entry.values
            if entry.is_new and not any(cells.get(name) for name in ticked):
                raise RuleBroken(
                    f"Tick the modifications that change {document}. A document without a tick is not listed."
                )
            for name in ticked:
                if cells.get(name):
                    ticked[name].add(str(document))
        before = {name: {c["document"] for c in cells_before.values() if c[name]} for name in ticked}
        changed = [
            (item.part, None, sorted(ticked[name]))
            for item in self.items
            if ticked[name := str(item.part)] != before[name]
        ]
        set_ticks(release=self.release, ticks=changed, token=token, **common)
