"""Differences between an imported document and its facts, in sentences: for commands, pages and the API alike."""

import types
from collections import Counter
from typing import Annotated, Any, Union, get_args, get_origin

from governance.documents.engine.facts import Fact, Unset
from governance.documents.engine.schema import hints_of
from governance.documents.rid import display
from governance.documents.rid.deviations import (
    ABSENT,
    KEYS,
    SUBJECTS,
    Data,
    Difference,
    Path,
    is_nothing,
    is_texts,
    names_of,
)
from governance.documents.rid.types.rid import RidContent
from modifications.participants import AUDIENCES

LONGEST = 160
"""Characters shown of a value; the version shows the rest."""


class Sentences:
    """Says where a difference stands, what each side says, and why.

    `document`: the imported one, plain or a content, to name its rows. Each of its lists is indexed once.
    """

    def __init__(self, document: Data) -> None:
        self.document = document
        self.rows: dict[int, dict[str, int]] = {}

    def of(self, found: Difference, reason: str = "") -> str:
        return f"{self.place(found.path)}: {_sides(found)}{f' {reason}' if reason else ''}"

    def place(self, path: Path) -> str:
        """“Scope, approved, MP106, title”. A row without a name is counted, and a step of the timetable named."""
        is_in_head = path[0] == "document"
        here: Any = self.document.get("document", self.document) if is_in_head else self.document
        kind: Any = RidContent
        names: list[str] = []
        for place, step in enumerate(path[is_in_head:]):
            if isinstance(here, list):
                number = self._number(here, step)
                names.append(_row_name(here, number, step))
                here = here[number] if number is not None else None
            else:
                is_fact = isinstance(kind, type) and issubclass(kind, Fact)
                label = display.field_name(kind, step) if is_fact else _short(AUDIENCES.get(step, step))
                names.append(label if place else display.content_name(step))
                here = here.get(step) if isinstance(here, dict) else None
            kind = _inner(kind, step)
        return ", ".join(names)

    def _number(self, rows: list[Any], step: str) -> int | None:
        """The index of the entry that a path names by its subject, or by its position."""
        if id(rows) not in self.rows:
            named = [row if isinstance(row, dict) else {} for row in rows]
            self.rows[id(rows)] = {
                name: number for keys in (SUBJECTS, KEYS) for number, name in enumerate(names_of(named, keys))
            }
        return self.rows[id(rows)].get(step)


def _sides(found: Difference) -> str:
    stated, computed, name = found.stated, found.computed, found.path[-1]
    if is_texts(stated) and is_texts(computed) and stated and computed:
        return _of_texts(name, Counter(stated), Counter(computed))
    if isinstance(stated, dict) and computed is ABSENT:
        return f"the document has {_shown(name, stated)}; the facts do not."
    if stated is ABSENT and isinstance(computed, dict):
        return f"the facts have {_shown(name, computed)}; the document does not."
    return f"the document says {_shown(name, stated)}; the facts say {_shown(name, computed)}."


def _of_texts(name: str, stated: Counter[str], computed: Counter[str]) -> str:
    """What only one side says, of two lists of texts."""
    document, facts = list((stated - computed).elements()), list((computed - stated).elements())
    if not document and not facts:
        return "the document and the facts have the same entries in another order."
    if not facts:
        return f"the document says {_shown(name, document)}; the facts do not."
    if not document:
        return f"the facts say {_shown(name, facts)}; the document does not."
    return f"the document says {_shown(name, document)}; the facts say {_shown(name, facts)}."


def _shown(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if is_nothing(name, value):
        return "nothing"
    text = " ".join(_text(name, value).split())
    return f"“{text if len(text) <= LONGEST else f'{text[: LONGEST - 1]}…'}”"


def _text(name: str, value: Any) -> str:
    """A value in words, without the notation of JSON."""
    if isinstance(value, list):
        return "; ".join(_text(name, one) for one in value) or "nothing"
    if isinstance(value, dict):
        subject = next((value[key] for key in SUBJECTS[1:] if isinstance(value.get(key), str)), "")
        title = value.get("title") if isinstance(value.get("title"), str) else ""
        rest = [] if subject else [_text(key, one) for key, one in value.items() if not isinstance(one, dict)]
        return " ".join(
            filter(None, [display.VALUES.get(subject, subject), title, ", ".join(filter(None, rest))])
        )
    if name == "amount" and isinstance(value, str):
        return display.money(value)
    if name == "status" and isinstance(value, str):
        return value.replace("_", " ")
    return "" if value is None else display.display_value(value)


def _row_name(rows: list[Any], number: int | None, step: str) -> str:
    if number is None:
        return _short(AUDIENCES.get(step, step))
    row = rows[number]
    if not isinstance(row, dict):
        return f"entry {number + 1}"
    if event := row.get("event"):
        return f"row {number + 1} ({_short(event)})"
    if text := row.get("text"):
        return f"entry {number + 1} ({_short(text)})"
    return _short(AUDIENCES.get(step, step)) if step in row.values() else f"entry {number + 1}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _inner(kind: Any, step: str) -> Any:
    """The type of a field, of a list's entries or of a map's values, without what only describes it."""
    if isinstance(kind, type) and issubclass(kind, Fact):
        kind = hints_of(kind).get(step, Unset)
    elif get_origin(kind) in (tuple, dict):
        kind = [one for one in get_args(kind) if one is not Ellipsis][-1]
    while get_origin(kind) in (Annotated, Union, types.UnionType):
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        else:
            kind = next((one for one in get_args(kind) if one not in (Unset, type(None))), Unset)
    return kind
