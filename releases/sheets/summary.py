"""The impact summaries as a sheet: points in order, each with its audience and its modifications."""

from typing import Any

from django.db.models import Prefetch

from modifications.models.modifications import Modification
from modifications.participants import Participant
from modifications.queries import find_modification
from modifications.sheets.party_words import AUDIENCE_WORDS, NEAR_AUDIENCES
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.queries import section_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import (
    MODIFICATION,
    ChoiceColumn,
    Column,
    LookupListColumn,
    TickColumn,
)
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.values.compiled import rows_of


def reference_of(modification: Modification) -> str:
    return modification.reference


class SummarySheet(Sheet):
    caption = "Impact summary"
    add = "point"
    named_by = "text"
    distinguished_by = ("audience", "area")
    may_order = True
    points = ("text", "sub")
    grouped_by = "audience"
    implied = {"area": ("audience", Participant.DCC.value)}
    usual = (("audience", "text"), ("text",))
    nothing = (
        *("no further impacts", "no further impacts stated", "no further impact", "no impacts", "no impact"),
        *("none", "none stated", "n/a"),
    )
    columns = (
        ChoiceColumn(
            "audience",
            "Audience",
            choices=tuple(SummaryPoint.AUDIENCES),
            words=AUDIENCE_WORDS,
            near_words=NEAR_AUDIENCES,
            size="choice",
            aliases=(
                *(
                    "For",
                    "Participant",
                    "Participants",
                    "Party",
                    "Parties",
                    "Who",
                    "SEC Party",
                    "SEC Parties",
                ),
                *("Party category", "Category", "Party categories", "Impacted Parties", "Impacted party"),
            ),
        ),
        Column(
            "area",
            "Area",
            hint="for the DCC only",
            suggests="areas",
            max_length=160,
            size="area",
            aliases=("Area affected", "Area impacted", "DCC area", "Areas affected", "Areas impacted"),
        ),
        TickColumn("sub", "Sub-point", hint="of the point above", aliases=("Under",)),
        Column(
            "text",
            "Point",
            kind="long",
            size="wide",
            max_length=4000,
            required="Enter the point, or remove the row.",
            aliases=(
                *("Summary of impacts", "Summary", "Impact", "Impacts", "Text", "Points", "Description"),
                *("Summary of impact", "Impact summary", "Summary of the impacts", "How they are impacted"),
            ),
        ),
        LookupListColumn(
            "modifications",
            "Modifications",
            hint="MP079, MP084",
            find=find_modification,
            name_of=reference_of,
            size="references",
            aliases=MODIFICATION,
        ),
    )

    def __init__(self, release: Release) -> None:
        self.release = release
        self.read_points: list[SummaryPoint] = []
        """As read last."""

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """Our CSV names the point that a sub-point is of, and has spaces between modifications."""
        if rows[0] != ["for", "area", "point", "sub_point_of", "modifications"]:
            return None
        heads = ["Audience", "Area", "Point", "Sub-point", "Modifications"]
        lines = [[*row, *[""] * (5 - len(row))] for row in rows[1:]]
        return [heads, *([*row[:3], "x" if row[3] else "", ", ".join(row[4].split())] for row in lines)]

    def stored_points(self) -> list[SummaryPoint]:
        """All points in order, each followed by its sub-points."""
        modifications = Prefetch("modifications", Modification.objects.in_order())
        rows = self.release.summary_points.prefetch_related(modifications).order_by("position")
        below: dict[int, list[SummaryPoint]] = {}
        for row in rows_of(rows, (SummarySheet, self.release.pk)):
            below.setdefault(row.parent_id or 0, []).append(row)
        return [row for top in below.get(0, []) for row in (top, *below.get(top.pk, []))]

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.IMPACTS)
        self.read_points = self.stored_points()
        return [SheetRow(str(point.pk), self._cells(point)) for point in self.read_points], token

    def _cells(self, point: SummaryPoint) -> dict[str, str]:
        return {
            "audience": point.audience,
            "area": point.area,
            "sub": "1" if point.parent_id else "",
            "text": point.text,
            "modifications": ", ".join(row.reference for row in point.modifications.all()),
        }

    def row_errors(self, cells: dict[str, str]) -> dict[str, str]:
        """Points for the DCC, and only they, have an area; a sub-point has that of the point above."""
        is_dcc, area = cells.get("audience") == Participant.DCC.value, cells.get("area", "").strip()
        if is_dcc and not area and not cells.get("sub"):
            return {"area": "Enter the area of the DCC, for example Systems."}
        return {"area": "Only points for the DCC have an area. Empty it."} if area and not is_dcc else {}

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(row.pk): row for row in self.stored_points()}
        points: list[SummaryPointFacts] = []
        for entry in entries:
            row = stored.get(entry.key)
            is_sub = entry.values.get("sub", bool(row and row.parent_id))
            text = entry.values.get("text", row.text if row else "")
            if is_sub and not points:
                raise RuleBroken(f"“{text[:60]}” is marked as a sub-point, but there is no point above it.")
            if is_sub and _modifications(entry, row):
                raise RuleBroken(
                    f"“{text[:60]}” is a sub-point and has the modifications of the point above. "
                    "Empty its own modifications."
                )
            if is_sub:
                points[-1] = points[-1].with_sub(text, row)
                continue
            points.append(_point(entry, row, text))
        set_summary(release=self.release, points=points, token=token, **common)


def _point(entry: EditedRow, row: SummaryPoint | None, text: str) -> SummaryPointFacts:
    entered = entry.values
    return SummaryPointFacts(
        audience=entered.get("audience", row.audience if row else ""),
        text=text,
        area=entered.get("area", row.area if row else ""),
        modifications=tuple(_modifications(entry, row)),
        row=row,
    )


def _modifications(entry: EditedRow, row: SummaryPoint | None) -> list[Modification]:
    return entry.values.get("modifications", list(row.modifications.all()) if row else [])
