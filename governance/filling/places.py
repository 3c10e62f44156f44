"""The sheets of a release that the tables of a document fill, in the order in which they are saved."""

from collections.abc import Callable

from costs.sheets.operational import OperationalCostSheet
from costs.sheets.table import CostSheet
from costs.sheets.yearly import YearlyCostSheet
from governance.acceptance.sheets import CriteriaSheet
from governance.documents.rid.document import PAGES
from governance.versions.sheets.glossary import GlossarySheet
from governance.versions.sheets.history import HistorySheet
from releases.models.releases import Release
from releases.sheets.lists import AnnexSheet, ChangeRequestSheet, NeighbourSheet
from releases.sheets.matrices import DocumentMatrix, ParticipantMatrix
from releases.sheets.summary import SummarySheet
from releases.sheets.timetable import TimetableSheet
from secrel.core.editing.sheets.sheet import Sheet

SHEETS: dict[str, Callable[[Release], Sheet]] = {
    "change-requests": ChangeRequestSheet,
    "participants": ParticipantMatrix,
    "documents": DocumentMatrix,
    "summary": SummarySheet,
    "timeline": TimetableSheet,
    "neighbours": NeighbourSheet,
    "annexes": AnnexSheet,
    "costs": CostSheet,
    "other-costs": OperationalCostSheet,
    "yearly-costs": YearlyCostSheet,
    "criteria": CriteriaSheet,
    "history": HistorySheet,
    "glossary": GlossarySheet,
}
"""By the key of the page on which each is edited. A cost may be that of a Change Request, so these come first."""
NAMES = {page.key: page.name for page in PAGES if page.key in SHEETS and not page.states}
"""The names of these pages, in the order of the document."""
