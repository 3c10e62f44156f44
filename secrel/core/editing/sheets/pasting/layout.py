"""Where a pasted block goes on a sheet: which columns it fills, and whether rows are found by name or by position."""

from collections.abc import Sequence

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.pasting.headings import Headings, is_made_of_heading_words, is_value
from secrel.core.editing.sheets.pasting.names import RowsByName, is_total
from secrel.core.editing.sheets.pasting.placement import SAMPLE, Layout, PasteRefused, fits
from secrel.core.editing.sheets.pasting.position import from_cell, names_at
from secrel.core.editing.sheets.pasting.reading.table import Block, Line
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.values.texts import one_line

MOST_COLUMNS = 300
"""Columns of the widest block that can be pasted; a matrix of a large release has about 60."""


def lay_out(sheet: Sheet, block: Block, names: RowsByName, at_row: str = "", at_column: str = "") -> Layout:
    """The layout of a block. Raises PasteRefused where it could fill wrong rows or columns."""
    if (width := max(map(len, block))) > MOST_COLUMNS:
        raise PasteRefused(f"You pasted {width:,} columns. Copy at most {MOST_COLUMNS}, without empty ones.")
    headings = Headings(sheet, names)
    at = _heading_row(block, headings)
    if at is None:
        layout = from_cell(sheet, block, names, at_column, bool(at_row))
        _refuse_unknown_headings(layout, block, names, headings)
    else:
        layout = _by_headings(block, names, headings, at)
    if layout.named is None and not at_row and (sheet.head or names.by_reference):
        raise PasteRefused(
            f"We cannot tell which rows this is for. Copy the column “{headings.labels[0]}” too, or paste into the "
            "cell where it should begin."
        )
    _skip_rows(layout, block, names, headings)
    _refuse_unnamed(layout, block, names, headings)
    return layout


def _refuse_unnamed(layout: Layout, block: Block, names: RowsByName, headings: Headings) -> None:
    """Raise PasteRefused where rows are found by reference and the block's names hold none."""
    if layout.named is None or not names.by_reference:
        return
    found = [
        _name_in(row, layout) for n, row in enumerate(block) if n >= layout.first and n not in layout.skipped
    ]
    found = [one_line(text) for text in found if text.strip()]
    naming = names.column
    if not any(names.is_one(text) or (naming and fits(naming, text)) for text in found[:SAMPLE]):
        first = f", and “{found[0][:60]}” is not one of them" if found else ""
        raise PasteRefused(
            f"We use the column “{headings.labels[0] if naming is None else naming.label}” to find the rows{first}. "
            "Copy that column too, or paste into the cell where it should begin."
        )


def _heading_row(block: Block, headings: Headings) -> int | None:
    """The index of the heading row among the first three rows: the one with the most headings. Rows above it are a
    caption, or headings over several columns."""
    is_list = all(len(row) < 2 for row in block)
    found: list[tuple[int, int]] = []
    for n, row in enumerate(block[: 1 if is_list else 3]):
        if headings.is_row(row):
            found.append((sum(1 for column in headings.meant(row) if column), -n))
        elif sum(1 for cell in row if cell.strip()) > 1 and not is_made_of_heading_words(row):
            break
    return -max(found)[1] if found else None


def _by_headings(block: Block, names: RowsByName, headings: Headings, at: int) -> Layout:
    row = [one_line(text) for text in block[at]]
    width = max(map(len, block))
    row += [""] * (width - len(row))
    meant = headings.meant(row)
    twice = next((row[n] for n, column in enumerate(meant) if column and column in meant[:n]), None)
    if twice:
        raise PasteRefused(f"Two of your headings mean the same column. Remove “{twice}” or the other one.")
    body = block[at + 1 :]
    if not any(cell.strip() for line in body for cell in line):
        raise PasteRefused("You pasted headings with nothing under them. Copy the rows too.")
    columns = [column if isinstance(column, Column) else None for column in meant]
    naming = names.column or Headings.NAME
    named = next((n for n, column in enumerate(meant) if column == naming), None)
    if named is None:
        named = names_at(body, names, columns)
    unknown = [
        _unknown(n, text)
        for n, (text, column) in enumerate(zip(row, meant, strict=True))
        if column is None and n != named and any(line[n].strip() for line in body if n < len(line))
    ]
    above = dict.fromkeys(range(at), "It is above the headings.")
    doubts = {
        n: f"The heading “{text}” is only a part of {column.label}."
        for n, (text, column) in enumerate(zip(row, columns, strict=True))
        if column is not None and headings.is_guess(text)
    }
    return Layout(columns, named, at + 1, row, above, unknown, doubts)


def _unknown(n: int, heading: str) -> str:
    if not heading:
        return f"Column {n + 1} was not pasted, because it has no heading."
    if is_total(heading):
        return f"Column “{heading}” was not pasted, because it is calculated."
    return f"Column “{heading}” was not pasted, because the sheet has no such column."


def _refuse_unknown_headings(layout: Layout, block: Block, names: RowsByName, headings: Headings) -> None:
    first = next((n for n, row in enumerate(block) if any(cell.strip() for cell in row)), 0)
    if len(block) > first + 1 and _looks_like_headings(layout, block, first, names):
        pasted = ", ".join(f"“{one_line(text)}”" for text in block[first] if text.strip())
        raise PasteRefused(
            f"These headings do not match this sheet: {pasted}. Use {', '.join(headings.labels)}, or copy the cells "
            "without a heading row."
        )


def _looks_like_headings(layout: Layout, block: Block, at: int, names: RowsByName) -> bool:
    """Whether a row holds no figure and fits none of its columns, though the rows below do."""
    row = block[at]
    if layout.named is not None and layout.named < len(row) and names.is_one(row[layout.named]):
        return False
    if any(is_value(text) for text in row if text.strip()):
        return False
    strict = [n for n, c in enumerate(layout.columns) if c and not c.takes_any_text and not c.read_only]
    filled = [n for n in strict if n < len(row) and row[n].strip()]
    if any(fits(layout.columns[n], row[n]) for n in filled):
        return False
    if is_made_of_heading_words(row):
        return True
    below = block[at + 1 : at + 1 + SAMPLE]
    return any(
        fits(layout.columns[n], line[n])
        for line in below
        for n in filled
        if n < len(line) and line[n].strip()
    )


def _skip_rows(layout: Layout, block: Block, names: RowsByName, headings: Headings) -> None:
    """Leave out totals and repeated headings. Raises PasteRefused where rows have no names, as leaving one out would
    move those below it."""
    for n in range(layout.first, len(block)):
        row = block[n]
        if is_total(_name_in(row, layout)):
            layout.skipped[n] = "It is a total, which is calculated here."
        elif layout.headings and _is_heading_again(layout, block, n, names, headings):
            if layout.named is None:
                raise like_headings(row)
            layout.skipped[n] = "It repeats the headings."
            above = block[n - 1]
            if n > layout.first and _is_caption(above, names):
                layout.skipped[n - 1] = "It repeats the caption."


def _is_caption(row: Line, names: RowsByName) -> bool:
    texts = [text for text in row if text.strip()]
    return len(texts) == 1 and not names.is_one(texts[0])


def like_headings(row: Line) -> PasteRefused:
    return PasteRefused(f"Row {row.number} looks like headings. Paste the rows under it on their own.")


def _name_in(row: Sequence[str], layout: Layout) -> str:
    """The name of the row; without names, the first text in it."""
    if layout.named is None:
        return next((text for text in row if text.strip()), "")
    return row[layout.named] if layout.named < len(row) else ""


def _is_heading_again(layout: Layout, block: Block, n: int, names: RowsByName, headings: Headings) -> bool:
    row = [one_line(text) for text in block[n]]
    headings_above = layout.headings[: len(row)]
    if any(row) and row == headings_above and not any(layout.headings[len(row) :]):
        return True
    if n != layout.first or not _looks_like_headings(layout, block, n, names):
        return False
    return layout.named is None or is_made_of_heading_words(row)
