"""The editions of the standard sentences. A frozen document names its edition, and is always printed with it.

To add an edition: a module beside `second.py` with the sentences that change, a line in `CHANGED`, and its number in
`EDITIONS` of `governance/documents/rid/types/rid.py`. New documents then name it; nothing else changes.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from governance.documents.rid import wording
from governance.documents.rid.sentences.fourth import FOURTH
from governance.documents.rid.sentences.second import SECOND
from governance.documents.rid.sentences.sentence import Sentences, texts_of
from governance.documents.rid.types.rid import EDITIONS, Issue

FIRST: Sentences = {name: value for name, value in vars(wording).items() if name.isupper() and name[0] != "_"}
CHANGED: dict[int, Sentences] = {1: {}, 2: SECOND, 3: {}, 4: FOURTH, 5: {}}
"""The sentences that each edition changes, by its number. The third changes none: it draws the timetable too, and
the fifth, which cuts no label of that picture."""
LATEST = EDITIONS[-1]


@lru_cache
def edition(number: int) -> Any:
    """The sentences of an edition as attributes, and its `number`. Raises ValueError for an unknown edition."""
    if number not in EDITIONS:
        raise ValueError(
            f"The document names edition {number} of the wording, which this version does not have."
        )
    return SimpleNamespace(number=number, **texts_of(sentences_of(number)))


def sentences_of(number: int) -> dict[str, Any]:
    """The sentences of an edition by name: those of the first with the changes up to it."""
    whole = dict(FIRST)
    for later in EDITIONS[: EDITIONS.index(number) + 1]:
        for name, value in CHANGED[later].items():
            whole[name] = _over(whole.get(name), value)
    return whole


def _over(before: Any, after: Any) -> Any:
    return {**before, **after} if isinstance(before, Mapping) and isinstance(after, Mapping) else after


def wording_of(issue: Issue) -> Any:
    """The sentences with which a document is printed."""
    return edition(issue.wording or 1)
