"""A pasted list on its way into a scope: its lines as forms, what is said about it, and how it is saved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from releases.forms.scope_block import BlockRefused, ScopeBlock, read_scope, read_tables
from releases.forms.scope_list import LineForm, as_data, line_forms
from releases.models.releases import Release
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.reading.table import NoTable
from secrel.core.editing.sheets.pasting.sent import file_tables
from secrel.core.values.texts import joined


@dataclass
class ListedScope:
    """`notes`: how the block was read; `refused`: why it was not, with the `text` as pasted."""

    lines: list[LineForm] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: str = ""
    text: str = ""

    @classmethod
    def of(cls, release: Release, entered: QueryDict | None) -> "ListedScope":
        """The lines that were sent, or those of a list just pasted."""
        if entered is None or "text" not in entered:
            return cls(line_forms(release, entered.copy() if entered else QueryDict(mutable=True)))
        text = entered["text"]
        try:
            return cls.read(release, read_scope(text, entered.get("html", "")))
        except BlockRefused as refused:
            return cls(refused=str(refused), text=text)

    @classmethod
    def of_file(cls, release: Release, request: HttpRequest) -> "ListedScope":
        """The lines of the file that was sent."""
        try:
            return cls.read(release, read_tables(file_tables(request)))
        except RuleBroken as refused:
            return cls(refused=refused.sentence)
        except (BlockRefused, NoTable) as refused:
            return cls(refused=str(refused))

    @classmethod
    def read(cls, release: Release, block: ScopeBlock) -> "ListedScope":
        """The lines of a block, to check."""
        return cls(line_forms(release, as_data(block.lines)), block.notes)

    @property
    def wrong(self) -> str:
        """Which rows need a correction: “Row 3 needs a correction.”; empty if none does."""
        rows = [
            str(number) for number, form in enumerate(self.lines, start=1) if form.errors and not form.skips
        ]
        if not rows:
            return ""
        return (
            f"Row {rows[0]} needs a correction."
            if len(rows) == 1
            else f"Rows {joined(rows)} need a correction."
        )

    @property
    def offers_move(self) -> bool:
        return any(form.may_move for form in self.lines)

    def items(self) -> list[tuple[int, ListedItem]] | None:
        """The lines to add, each with its number; None if one of them has an error."""
        kept = [(number, form) for number, form in enumerate(self.lines) if not form.skips]
        items = [(number, form.as_item()) for number, form in kept]
        if any(form.errors for _, form in kept):
            return None
        return [(number, item) for number, item in items if item is not None]

    def save(self, items: list[tuple[int, ListedItem]], change: Callable[[list[ListedItem]], Any]) -> Any:
        """Call the operation with the items. What it refuses in a line becomes an error of that line too."""
        try:
            return change([item for _, item in items])
        except RuleBroken as broken:
            place, _, name = (broken.field or "").partition("-")
            if not name or not place.isdecimal():
                raise
            number = items[int(place)][0]
            form = self.lines[number]
            form.add_error(name if name in form.fields else "reference", broken.sentence)
            raise RuleBroken(f"Row {number + 1}: {broken.sentence}", link=broken.link) from broken
