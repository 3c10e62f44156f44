"""Which columns a block without headings fills: from a cell on, or as a printed table has them."""

from collections.abc import Sequence

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.pasting.names import RowsByName, is_total
from secrel.core.editing.sheets.pasting.placement import SAMPLE, Layout, PasteRefused, fits
from secrel.core.editing.sheets.pasting.reading.table import Block
from secrel.core.editing.sheets.sheet import Sheet


def from_cell(sheet: Sheet, block: Block, names: RowsByName, at_column: str, has_row: bool) -> Layout:
    """Without headings: the columns from the cell on; a column of names among them identifies the rows."""
    own = list(sheet.columns)
    start = next((n for n, column in enumerate(own) if column.name == at_column), None)
    if at_column and start is None:
        raise PasteRefused(
            "The cell that you pasted into is no longer on this sheet. Open the page again, then paste."
        )
    if usual := _as_printed(sheet, block, names, start or 0):
        return usual
    width = max(map(len, block))
    begins_named = bool(sheet.head) and not at_column
    columns = _best(block, own[start or 0 :], width, begins_named)
    named = 0 if begins_named else None
    if named is None:
        named = names_at(block, names, columns)
        if named is not None and columns[named] != names.column:
            columns = _best(block, own[start or 0 :], width, True, named)
    if named is None and not (has_row and not names.by_reference):
        named = next((n for n, column in enumerate(columns) if column and column == names.column), None)
    over = [n + 1 for n, column in enumerate(columns) if column is None and n != named]
    beyond = [n for n in over if any(line[n - 1].strip() for line in block if n <= len(line))]
    unknown = [f"Column {n} was not pasted, because the sheet has no more columns." for n in beyond]
    return Layout(columns, named, 0, [], {}, unknown)


def _as_printed(sheet: Sheet, block: Block, names: RowsByName, start: int) -> Layout | None:
    """The layout of a table of another shape, as documents print it, if each of its cells fits."""
    width, own = max(map(len, block)), {column.name: column for column in sheet.columns}
    for shape in sheet.usual:
        columns: list[Column | None] = [own[name] for name in shape]
        strict = [n for n, column in enumerate(columns) if not own[shape[n]].takes_any_text]
        is_filled = all(
            n < len(line) and line[n].strip() for line in block for n in strict if not line.is_empty
        )
        if len(shape) != width or not is_filled or _misfits(block, columns):
            continue
        default = list(sheet.columns[start : start + width])
        is_strict = not any(column.takes_any_text for column in default)
        if not _misfits(block, default) and (start or (default and is_strict)):
            continue
        labels = ", ".join(own[name].label for name in shape)
        named = next((n for n, column in enumerate(columns) if column == names.column), None)
        return Layout(columns, named, notes=[f"The block has no headings. We read its columns as {labels}."])
    return None


def _best(
    block: Block, own: list[Column], width: int, has_names: bool, named: int = 0
) -> list[Column | None]:
    """The editable columns, or all columns with the read-only ones: whichever the cells fit better."""
    editable = [column for column in own if not column.read_only]
    layouts = []
    for columns in (editable, own):
        layout: list[Column | None] = [*columns][: width - has_names]
        if has_names:
            layout.insert(named, None)
        layouts.append(layout + [None] * (width - len(layout)))
    return min(layouts, key=lambda layout: (layout.count(None), _misfits(block, layout)))


def _misfits(block: Block, columns: list[Column | None]) -> int:
    return sum(
        not fits(column, line[n])
        for line in block[:SAMPLE]
        for n, column in enumerate(columns[: len(line)])
        if column is not None and not column.read_only
    )


def names_at(block: Block, names: RowsByName, columns: Sequence[Column | None]) -> int | None:
    """The index of a column that holds nothing but names of rows, where they cannot be cells of its own column."""
    for n, column in enumerate(columns):
        cells = [line[n] for line in block if n < len(line) and line[n].strip() and not is_total(line[n])]
        if not cells or (column is not None and column == names.column):
            continue
        taken = column is not None and (column.takes_any_text and not names.by_reference)
        if taken or not all(names.is_one(text) for text in cells):
            continue
        if column is None or column.takes_any_text or not any(fits(column, text) for text in cells[:SAMPLE]):
            return n
    return None
