"""How a page says that it was opened: read back from its form, whatever was sent as that."""

import json
from typing import Any

from secrel.core.editing.sheets.merging import Cells, Rows, Value
from secrel.core.values.texts import BREAKS, UNSTORABLE, one_line


def as_sent(text: str, *, has_lines: bool) -> str:
    """A stored text as a browser sends it back: one sign for a line break, or none, and no space at its ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return one_line(text) if not has_lines and BREAKS.search(text) else text


def read_json(text: str) -> Any:
    """None for what is no JSON, or is nested too deeply."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def cells_as_opened(said: Any, stored: Cells) -> Cells:
    """A row as the page says that it was opened; a page that does not say takes what is stored now, and so does a cell
    that is said to hold what it cannot. A cell that the page does not name is left out: the page did not have it."""
    if not isinstance(said, dict):
        return dict(stored)
    return {
        column: said[column] if _is_value(said[column], now) else now
        for column, now in stored.items()
        if column in said
    }


def rows_as_opened(said: Any, stored: Rows, blank: Cells) -> Rows:
    """The rows of a sheet, those included that others took out since; `blank` is an empty row."""
    if not isinstance(said, dict):
        return {key: dict(cells) for key, cells in stored.items()}
    return {
        key: cells_as_opened(cells, stored.get(key, blank))
        for key, cells in said.items()
        if not UNSTORABLE.search(key)
    }


def _is_value(said: Any, now: Value) -> bool:
    if isinstance(now, list):
        return isinstance(said, list) and all(_is_value(item, "") for item in said)
    return type(said) is type(now) and not (isinstance(said, str) and UNSTORABLE.search(said))
