"""The sheets of the product in memory: their real columns and rules, without the database."""

from types import SimpleNamespace

from costs.sheets.cells import CostColumn
from costs.sheets.table import ALSO, CostSheet
from governance.acceptance.sheets import CriteriaSheet
from governance.criteria.sheets import columns_of_criteria
from governance.documents.rid.categories import Category
from governance.versions.sheets.glossary import GlossarySheet
from governance.versions.sheets.history import HistorySheet
from releases.sheets.lists import ChangeRequestSheet
from releases.sheets.matrices import SOURCES, DocumentMatrix, ParticipantMatrix
from releases.sheets.summary import SummarySheet
from releases.sheets.timetable import TimetableSheet
from secrel.core.editing.sheets.columns import MODIFICATION, LookupColumn, LookupListColumn, TickColumn
from secrel.core.editing.sheets.pasting.names import reference_in
from secrel.core.editing.sheets.sheet import Sheet, SheetRow
from secrel.core.people.operations import BODIES

LINES = ("SECMP0053", "SECMP0062 part 1", "MP079", "MP084", "MP105")
DOCUMENTS = {"section a": "Section A", "sec a": "Section A", "appendix ab": "App AB", "app ab": "App AB"}
STAGES = {
    "design_build_pit": "Design, Build & PIT",
    "sit": "SIT",
    "uit": "UIT",
    "implement_to_live": "Implement to live",
}


class _InMemory(Sheet):
    rows: tuple[SheetRow, ...] = ()

    def __init__(self) -> None:
        pass

    def stored(self):
        return [
            SheetRow(r.key, self.blank() | r.cells, r.head, fixed=r.fixed, locked=r.locked, also=r.also)
            for r in self.rows
        ], 1


class Participants(_InMemory, ParticipantMatrix):
    rows = tuple(SheetRow(name, {}, head=name, fixed=True) for name in LINES)


class Documents(_InMemory, DocumentMatrix):
    columns = (
        LookupColumn(
            "document",
            "SEC document",
            find=lambda text: DOCUMENTS[text.casefold()] if text.casefold() in DOCUMENTS else _no(text),
            name_of=str,
            aliases=("Document",),
        ),
        *(TickColumn(name, name) for name in LINES),
        *SOURCES,
    )
    rows = (SheetRow("section-a", {"document": "Section A"}, locked=("document",)),)


class Costs(_InMemory, CostSheet):
    stages = STAGES
    columns = (
        LookupColumn(
            "line",
            "Line",
            required="Enter a line.",
            find=lambda text: reference_in(text) or _no(text),
            aliases=(*MODIFICATION, "Change Request"),
        ),
        *(CostColumn(key, name, aliases=ALSO.get(key, ())) for key, name in STAGES.items()),
        *CostSheet.source_columns,
    )
    rows = (
        *(SheetRow(name, {"line": name}, fixed=True, locked=("line",)) for name in LINES),
        SheetRow("CR1088", {"line": "CR1088"}, locked=("line",), also=("Share of CR1088",)),
        SheetRow(
            "combined",
            {"line": "All together"},
            locked=("line", "design_build_pit"),
            fixed=True,
            also=("Combined assessment", "combined"),
        ),
    )


class Timetable(_InMemory, TimetableSheet):
    rows = tuple(
        SheetRow(key, {"event": event})
        for key, event in {
            "sit": "SIT commences",
            "uit": "UIT commences",
            "uit-end": "UIT window closes",
            "report": "DCC submits UIT Completion Report",
            "go": "Panel go/no-go decision",
            "live": "Release go-live",
        }.items()
    )


class Summary(_InMemory, SummarySheet):
    columns = (
        *SummarySheet.columns[:4],
        LookupListColumn(
            "modifications", "Modifications", find=lambda text: text, name_of=str, aliases=MODIFICATION
        ),
    )
    rows = (
        SheetRow("1", {"audience": "suppliers", "text": "They get less."}),
        SheetRow("2", {"audience": "suppliers", "text": "From June.", "sub": "1"}),
        SheetRow("3", {"audience": "gas_networks", "text": "They get more."}),
    )


class Criteria(_InMemory, CriteriaSheet):
    columns = columns_of_criteria(
        {key: SimpleNamespace(key=key, name=name, short_name=short) for key, name, short in BODIES}
    )
    rows = (
        SheetRow(
            "a",
            {
                "category": Category.TESTING.value,
                "number": "1",
                "text": "It is tested.",
                "owner": "dcc",
                "reviewer": "tag",
            },
        ),
    )


class Glossary(_InMemory, GlossarySheet):
    rows = (SheetRow("DCC", {"acronym": "DCC", "expansion": "Data Communications Company"}),)


class History(_InMemory, HistorySheet):
    rows = (
        SheetRow("0.1", {"version": "0.1", "dated_on": "10 Jul 20", "kind": "draft", "changes": "First"}),
    )


class ChangeRequests(_InMemory, ChangeRequestSheet):
    rows = (SheetRow("CR1088", {"reference": "CR1088", "title": "Old"}, locked=("reference", "title")),)


SHEETS = {
    sheet.__name__.lower(): sheet
    for sheet in (
        *(Participants, Documents, Costs, Timetable, Summary),
        *(Criteria, Glossary, History, ChangeRequests),
    )
}


def _no(text: str) -> str:
    raise ValueError(f"“{text}” is not known.")
