"""Read back, from the hidden field of a form, the values that were stored when its page was opened. The field may hold
anything."""

import json
from typing import Any

from secrel.core.editing.sheets.merging import Cells, Rows, Value
from secrel.core.values.texts import BREAKS, UNSTORABLE, one_line


def as_sent(text: str, *, has_lines: bool) -> str:
    """A stored text as a browser submits it: line breaks as LF or, in one line, as spaces; no space at the ends."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return one_line(text) if not has_lines and BREAKS.search(text) else text


def read_json(text: str) -> Any:
    """The value, or None for a text that is not JSON or is nested too deeply."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def cells_as_opened(sent: Any, stored: Cells) -> Cells:
    """The cells of a row when its page was opened, from what the page sent. Without that, and for a value that the cell
    cannot hold, what is stored now. A cell that the page did not name is left out: the page did not have it."""
    if not isinstance(sent, dict):
        return dict(stored)
    return {
        column: sent[column] if _is_value(sent[column], now) else now
        for column, now in stored.items()
        if column in sent
    }


def rows_as_opened(sent: Any, stored: Rows, blank: Cells) -> Rows:
    """The rows of a sheet when its page was opened, also those removed since; `blank` is an empty row."""
    if not isinstance(sent, dict):
        return {key: dict(cells) for key, cells in stored.items()}
    return {
        key: cells_as_opened(cells, stored.get(key, blank))
        for key, cells in sent.items()
        if not UNSTORABLE.search(key)
    }


def _is_value(sent: Any, now: Value) -> bool:
    if isinstance(now, list):
        return isinstance(sent, list) and all(_is_value(item, "") for item in sent)
    return type(sent) is type(now) and not (isinstance(sent, str) and UNSTORABLE.search(sent))
