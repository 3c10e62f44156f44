"""Walking through data of lists and objects."""

from collections.abc import Iterator
from typing import Any


def levels(value: Any) -> Iterator[list[Any]]:
    """The values of each level of nesting, the outermost first. Never recurses, whatever the depth."""
    level = [value]
    while level:
        yield level
        inner = [one for one in level if isinstance(one, dict | list)]
        level = [child for one in inner for child in (one.values() if isinstance(one, dict) else one)]
