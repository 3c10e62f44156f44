"""The parts of a modification and their impacts as a sheet; without parts, one row for the whole modification."""

from typing import Any

from modifications.models.impacts import Participant
from modifications.operations.parts import PartFacts, set_parts
from modifications.queries import find_document
from modifications.sheets.base import SheetOfModification
from modifications.sheets.party_words import PARTS_OF, PARTY_WORDS
from secrel.core.editing.sheets.columns import Column, LookupListColumn, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, SheetRow


class PartSheet(SheetOfModification):
    caption = "Parts and impacts"
    add = "part"
    columns = (
        Column(
            "name",
            "Part",
            hint="empty: the whole modification",
            max_length=120,
            size="choice",
            aliases=("Part name", "Name"),
        ),
        *(
            TickColumn(value, label, aliases=PARTY_WORDS[value], near=PARTS_OF[value])
            for value, label in Participant.choices
        ),
        LookupListColumn(
            "documents",
            "SEC documents",
            hint="App O, Sec D",
            find=find_document,
            name_of=str,
            size="wide",
            max_length=2000,
            aliases=("Documents", "SEC document", "Document", "SEC documents impacted"),
        ),
        Column("releases", "Releases", read_only=True, aliases=("In", "Release", "In release")),
    )

    def parts(self) -> list:
        rows = self.modification.parts.order_by("pk")
        return list(
            rows.prefetch_related("participant_impacts", "document_impacts__document", "scope_items__release")
        )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [SheetRow(str(part.pk), self._cells(part)) for part in self.parts()], token

    def _cells(self, part: Any) -> dict[str, str]:
        ticked = {impact.participant for impact in part.participant_impacts.all()}
        documents = sorted((row.document for row in part.document_impacts.all()), key=lambda row: row.order)
        releases = [item.release.short_name for item in part.scope_items.all() if item.status != "out"]
        return {
            "name": part.name,
            **{value: "1" if value in ticked else "" for value in Participant.values},
            "documents": ", ".join(map(str, documents)),
            "releases": ", ".join(releases),
        }

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(part.pk): part for part in self.parts()}
        rows = []
        for entry in entries:
            part, entered = stored.get(entry.key), entry.values
            ticks = None
            if set(Participant.values) & set(entered):
                before = self._cells(part) if part else {}
                ticks = [value for value in Participant.values if entered.get(value, bool(before.get(value)))]
            documents = [str(row) for row in entered["documents"]] if "documents" in entered else None
            rows.append(PartFacts(part, entered.get("name", part.name if part else ""), ticks, documents))
        set_parts(modification=self.modification, parts=rows, token=token, **common)
