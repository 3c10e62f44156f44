"""A document restored from the facts taken from it and the differences."""

import copy
from typing import Any

from governance.documents.rid.deviations import ABSENT, Data, Difference, Path, names_of
from governance.documents.rid.plain import NOTHING


def restated(stated: Data, computed: Data, found: list[Difference]) -> Data:
    """The document restored from the facts and the differences, in its original shape."""
    again, places = copy.deepcopy(computed), _Places()
    for difference in found:
        _put(again, difference.path, difference.stated, places)
    return _shaped(stated, again)


class _Places:
    """An index of list entries by name; each list is indexed once."""

    def __init__(self) -> None:
        self.indexed: dict[int, tuple[list[Data], dict[str, int]]] = {}

    def of(self, rows: list[Data], name: str) -> int:
        if id(rows) not in self.indexed:  # the list is stored too, so its id is not reused
            self.indexed[id(rows)] = rows, {name: place for place, name in enumerate(names_of(rows))}
        return self.indexed[id(rows)][1][name]


def _put(whole: Any, path: Path, value: Any, places: _Places) -> None:
    *steps, last = path
    for step in steps:
        whole = whole[places.of(whole, step) if isinstance(whole, list) else step]
    if isinstance(whole, list):
        whole[places.of(whole, last)] = value
    elif value is ABSENT:
        whole.pop(last, None)
    else:
        whole[last] = value


def _shaped(stated: Any, again: Any) -> Any:
    """The fields that the document has, in its order."""
    if isinstance(stated, dict):
        return {
            name: _shaped(value, again[name]) if name in again else NOTHING[name]
            for name, value in stated.items()
        }
    if isinstance(stated, list):
        return [_shaped(value, other) for value, other in zip(stated, again, strict=True)]
    return again
