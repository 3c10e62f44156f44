"""The fields that a person filled in on a form that was not saved, to read and to copy."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from secrel.core.editing.drafts.page_owner import FIELD
from secrel.core.editing.sheets.opening import read_json

MOST_FIELDS = 60
"""With more fields than that, the form is shown as one text."""
_TOKENS = {"csrfmiddlewaretoken", FIELD}
_HIDDEN = _TOKENS | {
    "was",
    "blank",
    "row",
    "token",
    "paste-at",
    "paste-html",
    "html",
    "paste-mode",
    "guesses",
    "steps",
    "confirm",
}


def without_secrets(data: QueryDict) -> QueryDict:
    """The fields without tokens and passwords."""
    fields = data.copy()
    for name in data:
        if name in _TOKENS or "password" in name.lower():
            del fields[name]
    return fields


def readable(data: QueryDict) -> list[tuple[str, str]]:
    """Name and value of each field that a person filled in; of a sheet, of the edited cells."""
    skipped = _HIDDEN | _unchanged(data)
    filled = [
        (name.replace("_", " ").replace("-", " ").replace(".", ": "), value)
        for name, values in without_secrets(data).lists()
        if name not in skipped and not name.endswith("token")
        for value in values
        if value.strip()
    ]
    if len(filled) <= MOST_FIELDS:
        return filled
    return [("All fields", "\n".join(f"{name}: {value}" for name, value in filled))]


def _unchanged(data: QueryDict) -> set[str]:
    """Names of a sheet's fields that hold what the page showed: `was` of a row, `blank` of a new one, its number."""
    rows = {key: str(place) for place, key in enumerate(dict.fromkeys(data.getlist("row")), start=1)}
    was, blank = _read_dict(data.get("was", "")), _read_dict(data.get("blank", ""))
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for name in data:
        key, _, column = name.rpartition(".")
        if key in rows:
            cells[key][column] = data[name].replace("\r\n", "\n")
    return {
        f"{key}.{column}"
        for key, entered in cells.items()
        for column, text in _shown(was.get(key), blank, entered, rows[key]).items()
        if entered.get(column) == text
    }


def _shown(was: Any, blank: dict[str, Any], entered: Mapping[str, str], place: str) -> dict[str, Any]:
    """The cells that the page showed in a row. If a new row has any input, all its cells count as input."""
    if isinstance(was, dict):
        return was | {"place": place}
    filled = {column: text for column, text in entered.items() if text.strip() and column != "place"}
    return (blank if filled.items() <= blank.items() else {}) | {"place": place}


def _read_dict(text: str) -> dict[str, Any]:
    value = read_json(text)
    return value if isinstance(value, dict) else {}
