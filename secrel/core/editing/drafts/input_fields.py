"""What a person typed into a form that was not saved, to read and to copy."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from secrel.core.editing.drafts.page_owner import FIELD
from secrel.core.editing.sheets.opening import read_json

MOST_FIELDS_APART = 60
_TOKENS = {"csrfmiddlewaretoken", FIELD}
_HIDDEN = _TOKENS | {"was", "blank", "row", "token", "paste-at"}


def without_secrets(sent: QueryDict) -> QueryDict:
    """The fields without tokens and passwords."""
    fields = sent.copy()
    for name in sent:
        if name in _TOKENS or "password" in name.lower():
            del fields[name]
    return fields


def readable(sent: QueryDict) -> list[tuple[str, str]]:
    """Fields that a person filled in, by their names in the form; cells of a sheet only where they were changed."""
    skipped = _HIDDEN | _unchanged(sent)
    filled = [
        (name.replace("_", " ").replace("-", " ").replace(".", ": "), value)
        for name, values in without_secrets(sent).lists()
        if name not in skipped and not name.endswith("token")
        for value in values
        if value.strip()
    ]
    if len(filled) <= MOST_FIELDS_APART:
        return filled
    return [("All fields", "\n".join(f"{name}: {value}" for name, value in filled))]


def _unchanged(sent: QueryDict) -> set[str]:
    """Names of a sheet's fields that hold what the page showed: `was` of each row, `blank` of new ones, the places."""
    rows = {key: str(place) for place, key in enumerate(dict.fromkeys(sent.getlist("row")), start=1)}
    was, blank = _read(sent.get("was", "")), _read(sent.get("blank", ""))
    cells: dict[str, dict[str, str]] = defaultdict(dict)
    for name in sent:
        key, _, column = name.rpartition(".")
        if key in rows:
            cells[key][column] = sent[name].replace("\r\n", "\n")
    return {
        f"{key}.{column}"
        for key, entered in cells.items()
        for column, text in _shown(was.get(key), blank, entered, rows[key]).items()
        if entered.get(column) == text
    }


def _shown(was: Any, blank: dict[str, Any], entered: Mapping[str, str], place: str) -> dict[str, Any]:
    """What the page showed in a row. Of a new one into which something was typed, every cell counts as typed."""
    if isinstance(was, dict):
        return was | {"place": place}
    filled = {column: text for column, text in entered.items() if text.strip() and column != "place"}
    return (blank if filled.items() <= blank.items() else {}) | {"place": place}


def _read(text: str) -> dict[str, Any]:
    known = read_json(text)
    return known if isinstance(known, dict) else {}
