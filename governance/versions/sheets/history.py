"""The history from before the release was entered here, as a sheet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.versions.models import EarlierVersion, VersionKind
from governance.versions.operations.history import set_earlier_versions
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import ChoiceColumn, Column, DayColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow


@dataclass(frozen=True)
class NumberColumn(Column):
    size: str = "choice"

    def read(self, text: str) -> str:
        if not re.fullmatch(r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})", text):
            raise ValueError(f"“{text}” is not a version number. Enter one such as 0.1, 1.0 or 1.1.")
        return text


@dataclass(frozen=True)
class DatedColumn(DayColumn):
    def clean(self, text: str) -> date:
        if not text:
            raise ValueError("Enter the date of the version.")
        return super().clean(text)


class HistorySheet(Sheet):
    caption = "Earlier versions"
    add = "version"
    usual = (("version", "dated_on", "changes"),)
    columns = (
        NumberColumn(
            "version",
            "Version",
            required="Enter the version number.",
            aliases=("Version number", "No", "Number"),
        ),
        DatedColumn("dated_on", "Date", aliases=("Dated", "Date issued", "Issued", "Version date")),
        ChoiceColumn(
            "kind",
            "Kind",
            choices=tuple(VersionKind.choices),
            size="choice",
            aliases=("It was", "Kind", "Type", "Status"),
        ),
        Column(
            "changes",
            "Changes",
            kind="long",
            required="Describe what changed.",
            size="wide",
            max_length=2000,
            aliases=(
                "Change",
                "Summary of changes",
                "Changes made",
                "Reason for change",
                "Description",
                "Details",
            ),
        ),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def guessed(self, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Printed histories do not say the kind of a version; its number suggests it."""
        number = cells.get("version", "")
        kind = VersionKind.BASELINE if number.endswith(".0") else VersionKind.DRAFT
        return {"kind": (kind.value, "It follows from the number of the version.")} if number else {}

    def rows(self) -> list[EarlierVersion]:
        return list(EarlierVersion.objects.filter(release=self.release).order_by("major", "minor"))

    def stored(self) -> tuple[list[SheetRow], int]:
        day = DayColumn("", "")
        return [
            SheetRow(
                row.number,
                {
                    "version": row.number,
                    "dated_on": day.format(row.dated_on),
                    "kind": row.kind,
                    "changes": row.changes,
                },
            )
            for row in self.rows()
        ], 0

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored, rows = {row.number: row for row in self.rows()}, {}
        for entry in entries:
            row, entered = stored.get(entry.key), entry.values
            number = entered.get("version", entry.key)
            if number in rows:
                raise RuleBroken(f"Version {number} is listed twice. Remove one of the two rows.")
            rows[number] = tuple(
                entered[name] if name in entered else getattr(row, name)
                for name in ("kind", "dated_on", "changes")
            )
        set_earlier_versions(release=self.release, rows=rows, seen=stored.keys(), **common)
