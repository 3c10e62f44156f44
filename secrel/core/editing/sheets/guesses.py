"""What a paste was not sure of: carried in the page until a person has confirmed it, or entered something else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from secrel.core.editing.sheets.merging import Cells
from secrel.core.editing.sheets.opening import read_json
from secrel.core.values.texts import UNSTORABLE

ALL = "all"
MOST = 2_000
LONGEST_REASON = 400


@dataclass(frozen=True)
class Guess:
    """The text that a cell was given, and why that is a guess."""

    text: str
    why: str


Guesses = dict[tuple[str, str], Guess]
"""By row key and column name; with "" as the column it is a guess that a pasted line is this row."""


def as_json(guesses: Guesses) -> str:
    """For the hidden field of the page."""
    return json.dumps([[key, column, guess.text, guess.why] for (key, column), guess in guesses.items()])


def open_guesses(data: QueryDict, rows: Mapping[str, Cells]) -> Guesses:
    """The guesses of the page that nobody has confirmed and whose cell is as guessed. The field may hold anything."""
    confirmed = set(data.getlist("confirm"))
    sent = read_json(data.get("guesses", ""))
    found: Guesses = {}
    for item in sent[:MOST] if isinstance(sent, list) and ALL not in confirmed else ():
        if not _is_guess(item) or f"{item[0]}.{item[1]}" in confirmed:
            continue
        key, column, text, why = item
        if key in rows and (not column or rows[key].get(column) == text):
            found[key, column] = Guess(text, why[:LONGEST_REASON])
    return found


def _is_guess(item: object) -> bool:
    return (
        isinstance(item, list)
        and len(item) == 4
        and all(isinstance(text, str) and not UNSTORABLE.search(text) for text in item)
    )


def sentence_about(guesses: Guesses) -> str:
    """What to do about guesses that are open; "" without any."""
    if not guesses:
        return ""
    if len(guesses) == 1:
        return "One thing that you pasted was guessed. Tick it if it is right, or correct it."
    return f"{len(guesses):,} things that you pasted were guessed. Tick those that are right, and correct the others."
