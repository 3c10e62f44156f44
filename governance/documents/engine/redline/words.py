"""Two texts word by word, as runs of which some are marked. Nothing of either text is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from governance.documents.engine.blocks import DELETED, INSERTED, Run
from governance.documents.engine.comparing import Opcode, opcodes, share

ALIKE = 0.4
"""Share of common words below which a text is replaced whole."""
SHORT = 3
"""A single common word of at most so many letters between two changes is part of the change."""
_WORD = re.compile(r"\S+\s*|\s+")


Look = tuple[str, bool, str]
"""Address, whether in italics, and mark of a stretch."""


class _Word(NamedTuple):
    """A word with the space after it, and how it looks. An estimate (in italics) is another word than a firm amount."""

    key: str
    text: str
    look: Look


def marked_runs(old: Sequence[Run], new: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of the newer text, with those words marked that were inserted or deleted."""
    if _plain(old) == _plain(new):
        return tuple(new)
    before, after = list(_words(old)), list(_words(new))
    first, second = [word.key for word in before], [word.key for word in after]
    found = opcodes(first, second)
    if not (before and after) or share(first, second, found) < ALIKE:
        return (*all_marked(old, DELETED), *all_marked(new, INSERTED))
    return tuple(_joined(_steps(before, after, _without_islands(found, first))))


def all_marked(runs: Sequence[Run], mark: str) -> tuple[Run, ...]:
    return tuple(replace(run, mark=mark) for run in runs if run.text)


def _plain(runs: Sequence[Run]) -> tuple[str, list[tuple[str, bool]]]:
    """What is read: the text, and which stretches of it are estimates."""
    return "".join(run.text for run in runs), [(run.text, True) for run in runs if run.italic]


def _words(runs: Sequence[Run]) -> Iterator[_Word]:
    for run in runs:
        look, begin = (run.href, run.italic, ""), "*" if run.italic else ""
        for text in _WORD.findall(run.text):
            yield _Word(begin + (text.rstrip() or text), text, look)


def _without_islands(found: Sequence[Opcode], old: Sequence[str]) -> list[Opcode]:
    """Changes that only a short word divides are one, so that they are read at once."""
    made: list[Opcode] = []
    for place, (kind, a, b, c, d) in enumerate(found):
        is_island = 0 < place < len(found) - 1 and b - a == 1 and len(old[a]) <= SHORT
        same = kind == "equal" and not is_island
        if made and not same and made[-1][0] != "equal":
            made[-1] = ("replace", made[-1][1], b, made[-1][3], d)
        else:
            made.append(("equal" if same else "replace", a, b, c, d))
    return made


Step = tuple[str, Look]


def _steps(old: Sequence[_Word], new: Sequence[_Word], found: Sequence[Opcode]) -> Iterator[Step]:
    for kind, a, b, c, d in found:
        if kind == "equal":
            for before, after in zip(old[a:b], new[c:d], strict=True):
                if before.text == after.text:
                    yield after.text, after.look
                else:
                    yield from _kept(before, after)
        else:
            yield from ((word.text, _with(word.look, DELETED)) for word in old[a:b])
            yield from ((word.text, _with(word.look, INSERTED)) for word in new[c:d])


def _kept(before: _Word, after: _Word) -> Iterator[Step]:
    """A common word with other space after it."""
    word = after.text.rstrip()
    yield word, after.look
    yield before.text[len(word) :], _with(before.look, DELETED)
    yield after.text[len(word) :], _with(after.look, INSERTED)


def _with(look: Look, mark: str) -> Look:
    return look[0], look[1], mark


def _joined(steps: Iterator[Step]) -> Iterator[Run]:
    """Neighbours that look the same as one run."""
    for look, group in groupby((step for step in steps if step[0]), itemgetter(1)):
        href, italic, mark = look
        yield Run("".join(text for text, _ in group), href, italic, mark)
