"""Sheets that the DCC proposes for: their cells, what is proposed, and the twins that propose and decide."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from costs.sheets.table import CostSheet
from governance.register.api.modifications import M
from governance.register.api.sections import R
from modifications.sheets.progress import AssessmentSheet
from releases.sheets.lists import ChangeRequestSheet
from releases.sheets.timetable import TimetableSheet
from secrel.core.api.fields import as_dict
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.proposals import accept_proposals, proposals_shown, propose, send_back_proposals
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.proposals import proposed_cells, write_accepted
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, SheetRow, cells_of, opened
from secrel.core.models.proposals import Proposal

READS = (Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
SHEETS: dict[str, Callable[..., Sheet]] = {
    sheet.key: sheet for sheet in (CostSheet, TimetableSheet, ChangeRequestSheet)
}
"""The sheets of a release for which the DCC may propose."""


def _sheet(request: Request, text: str, found: Found) -> Sheet:
    let_in(request, *READS)
    return SHEETS[text](found["release"])


place("sheet", "|".join(SHEETS), _sheet, "The key of the sheet.", "costs")


def _of(found: Found) -> tuple[Sheet, SheetPlace, str]:
    """The sheet at an address, its place, and how messages name it: as on its page."""
    if "sheet" in found:
        release, sheet = found["release"], found["sheet"]
        return sheet, SheetPlace(f"release:{release.slug}", sheet.key), f"{sheet.caption} of the {release}"
    row, sheet = found["modification"], AssessmentSheet(found["modification"])
    return sheet, SheetPlace(f"modification:{row.pk}", sheet.key), f"Assessments of {row.reference}"


def _as_it_stands(request: Request, found: Found) -> dict[str, Any]:
    let_in(request, *READS)
    sheet, shown, _ = _of(found)
    stored = opened(sheet)
    cells = cells_of(sheet, stored.rows)
    return {
        "caption": sheet.caption,
        "columns": [
            {"name": one.name, "label": one.label, "choices": [key for key, _ in one.choices]}
            for one in sheet.columns
            if not one.read_only
        ],
        "rows": [
            {"row": row.key, "label": name_of(stored, row), "cells": cells[row.key], "locked": row.locked}
            for row in stored.rows
        ],
        "open": [_proposal(row, cells) for row in proposals_shown(shown)[0]],
    }


def _proposal(row: Proposal, cells: Any) -> dict[str, Any]:
    """Both sides: what is proposed, what was stored then, and what is stored now."""
    names = ("row", "row_label", "column", "column_label", "was", "text", "state", "reason")
    return {name: getattr(row, name) for name in names} | {
        "stored": cells.get(row.row, {}).get(row.column, ""),
        "proposed_by": row.proposed_by.name,
        "proposed_at": row.proposed_at.isoformat(),
        "decided_by": row.decided_by.name if row.decided_by else "",
    }


def _listed(request: Request, found: Found) -> list[dict[str, Any]]:
    let_in(request, *READS)
    sheet, shown, _ = _of(found)
    cells = cells_of(sheet, opened(sheet).rows)
    still_open, decided = proposals_shown(shown)
    return [_proposal(row, cells) for row in (*still_open, *decided)]


def _edited(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The cells as if somebody had typed them into the sheet, checked as there."""
    let_in(request, *READS)
    sheet, shown, _ = _of(found)
    edited = opened(sheet)
    for number, cell in enumerate(data["cells"]):
        if wrong := _typed(edited, cell):
            name, sentence = wrong
            raise serializers.ValidationError({f"cells/{number}/{name}": sentence})
    if not edited.check():
        raise serializers.ValidationError(_errors(edited, data["cells"]))
    by_cell = {(row.row, row.column): row for row in proposals_shown(shown)[0]}
    return data | {"cells": proposed_cells(edited, by_cell)}


def _typed(edited: SheetInput, cell: dict[str, str]) -> tuple[str, str] | None:
    """Type one cell; the field that is wrong and why, if it cannot be."""
    rows, key = {row.key: row for row in edited.rows}, cell["row"]
    row = rows.get(key)
    if row is None and not key.startswith("new-"):
        return (
            "row",
            "There is no such row in this sheet. A new one has a key of yours that begins with new-.",
        )
    if row is None and not edited.sheet.add:
        return "row", "No row can be added to this sheet."
    if row is None:
        row = SheetRow(key, edited.sheet.blank())
        edited.rows.append(row)
    names = [column.name for column in edited.sheet.columns if not column.read_only]
    if cell["column"] not in names or cell["column"] in row.locked:
        return "column", f"This row has no such column to fill in. Use {', '.join(names)}."
    row.cells = row.cells | {cell["column"]: cell["text"]}
    return None


def _errors(edited: SheetInput, cells: list[dict[str, str]]) -> dict[str, str]:
    """What is wrong, at the cells that were sent."""
    places = {(cell["row"], cell["column"]): number for number, cell in enumerate(cells)}
    found = {}
    for (row, column), sentence in edited.errors.items():
        number = places.get((row, column))
        found["cells" if number is None else f"cells/{number}/text"] = sentence
    return found or {"cells": edited.sentence}


def _chosen(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The open proposals that were named. Those of a new row are decided together."""
    let_in(request, *READS)
    _, shown, _ = _of(found)
    named = {(cell["row"], cell["column"]) for cell in data["proposals"]}
    known = proposals_shown(shown)[0]
    if missing := named - {(row.row, row.column) for row in known}:
        row, column = sorted(missing)[0]
        raise serializers.ValidationError({"proposals": f"There is no open proposal for {row}, {column}."})
    new = {row for row, _ in named if row.startswith("new-")}
    return data | {"proposals": [row for row in known if (row.row, row.column) in named or row.row in new]}


def _accepted(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    data = _chosen(request, found, data)
    sheet, _, _ = _of(found)
    return data | {"write": lambda: write_accepted(sheet, data["proposals"], request.user, today())}


CELL = as_dict(
    "ProposedText",
    row=serializers.CharField(max_length=200, required=True),
    column=serializers.CharField(max_length=80, required=True),
    text=serializers.CharField(max_length=5_000, allow_blank=True, required=True),
)
CHOSEN = as_dict(
    "ChosenProposal",
    row=serializers.CharField(max_length=200, required=True),
    column=serializers.CharField(max_length=80, required=True),
)
ABOUT = "A sheet as it stands, with the texts of its cells, and the proposals for it that are open."
PROPOSED = {
    **dict.fromkeys(("row", "row_label", "column", "column_label"), str),
    **dict.fromkeys(("was", "text", "stored", "state", "reason"), str),
    **dict.fromkeys(("proposed_by", "decided_by"), str),
    "proposed_at": serializers.DateTimeField(),
}
EXAMPLE = {
    "row": "SECMP0053",
    "row_label": "SECMP0053",
    "column": "sit",
    "column_label": "SIT",
    "was": "26,639",
    "text": "30,000",
    "stored": "26,639",
    "state": "open",
    "reason": "",
    "proposed_by": "An engineer",
    "decided_by": "",
    "proposed_at": "2021-10-15T10:00:00+01:00",
}


def _resources(address: str) -> tuple[Resource, Listing]:
    sheet = Resource(
        address,
        {"caption": str, "columns": list[dict], "rows": list[dict], "open": list[dict]},
        read=_as_it_stands,
        version=lambda found: None,
        needs=READS,
        about=ABOUT,
    )
    listing = Listing(
        f"{address}proposals/",
        PROPOSED,
        rows=_listed,
        needs=READS,
        about="Proposals with both sides: what was stored when they were made, what is stored now, and the text. Open "
        "ones first, then the last that were accepted or sent back.",
        example=EXAMPLE,
    )
    return sheet, listing


def _twins(sheet: Resource, listing: Listing, apart: str) -> list[Twin]:
    binds = {
        "place": lambda request, found: _of(found)[1],
        "label": lambda request, found: _of(found)[2],
    }
    chosen = {"proposals": list[CHOSEN]}
    return [
        Twin(
            propose,
            "POST",
            listing.address,
            sheet,
            binds=binds,
            fields={"cells": list[CELL]},
            prepare=_edited,
            apart=apart,
        ),
        Twin(
            accept_proposals,
            "POST",
            f"{listing.address}accept/",
            sheet,
            binds=binds,
            fields=chosen | {"write": None},
            prepare=_accepted,
            apart=apart,
        ),
        Twin(
            send_back_proposals,
            "POST",
            f"{listing.address}send-back/",
            sheet,
            binds=binds,
            fields=chosen,
            prepare=_chosen,
            apart=apart,
        ),
    ]


SHEET, OF_SHEET = _resources(f"{R}sheets/{{sheet}}/")
ASSESSMENTS, OF_ASSESSMENTS = _resources(f"{M}sheets/assessments/")
RESOURCES: list[Resource] = [SHEET, OF_SHEET, ASSESSMENTS, OF_ASSESSMENTS]
TWINS = [*_twins(SHEET, OF_SHEET, ""), *_twins(ASSESSMENTS, OF_ASSESSMENTS, "assessments")]
