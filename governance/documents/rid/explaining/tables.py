"""The paths of the rows and columns of each table of a RID."""

from collections.abc import Callable, Sequence

from governance.documents.engine.blocks import Table
from governance.documents.rid.explaining.leaves import Path
from governance.documents.rid.sections.scope import part_names
from governance.documents.rid.types.rid import RidContent
from modifications.participants import AUDIENCES, Participant

Column = Callable[[Path], Path]
STEP_FIELDS = {"Date": "when", "Took place": "actual", "Event": "event", "Notes": "notes"}


def rows_of(table: Table, content: RidContent) -> list[Path]:
    """The path of the values of each row; empty where the table is not known here."""
    heads = [row.cells[0].text for row in table.rows]
    if table.shape.startswith("timetable"):
        return [("timeline", row.key) for row in table.rows]
    if table.shape == "glossary":
        return [("glossary", head) for head in heads]
    if table.shape.startswith("costs"):
        return [_cost_line(head, content) for head in heads]
    if table.caption == "Participant impact matrix":
        return [("impacts", "participants", row.key) for row in table.rows]
    if table.caption == "SEC Party impacts":
        keys = {label: key for key, label in AUDIENCES.items()}
        return [("impacts", "party_summaries", keys[head]) for head in heads]
    if table.caption == "DCC impacts":
        return [("impacts", "dcc_summaries", head) for head in heads]
    if table.shape == "history":
        return [("history", head) for head in heads]
    if table.shape == "matrix" or table.caption == "Other sources of changes":
        return [("impacts", "documents", head) for head in heads]
    return [() for _ in heads]


def columns_of(table: Table, content: RidContent) -> Sequence[Column]:
    """For each column how the path of a cell follows from that of its row."""
    if table.shape.startswith("timetable"):
        return [_then(STEP_FIELDS.get(name, name)) for name in table.columns]
    if table.caption == "Participant impact matrix":
        return [_then(), *(_then(key) for key in Participant.values)]
    if table.shape.startswith("costs"):
        stages = {name: key for key, name in content.costs.stage_names.items()} | {"Total": "total"}
        return [_then(), *(_cell(stages[name]) for name in table.columns[1:])]
    if table.shape == "matrix":
        names = {name: ref for ref, name in part_names(content).items()}
        return [_then(), *(_then("modifications", names.get(name, name)) for name in table.columns[1:])]
    if table.caption == "Other sources of changes":
        return [_then(), *(_then("sources") for _ in table.columns[1:])]
    return [_then() for _ in table.columns]


def _then(*keys: str) -> Column:
    return lambda row: (*row, *keys)


def _cell(stage: str) -> Column:
    """The total of all lines is the total of the release; a sum of a column is named by its stage."""
    if stage == "total":
        return lambda row: ("costs", "dcc_total") if row == ("costs", "total") else (*row, "total")
    return lambda row: (*row, stage)


def _cost_line(name: str, content: RidContent) -> Path:
    if name == "Combined assessment":
        return ("costs", "combined")
    if name.startswith("Share of "):
        return ("costs", "change_request_lines", name.removeprefix("Share of "))
    refs = {shown: ref for ref, shown in part_names(content).items()}
    return ("costs", "dcc_lines", refs.get(name, name))
