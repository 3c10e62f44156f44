"""Two texts word by word, as runs of which some are marked. Nothing of either text is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from governance.documents.engine.blocks import DELETED, INSERTED, Run
from governance.documents.engine.comparing import Opcode, opcodes, share

ALIKE = 0.4
"""Share of common words below which a text is replaced whole."""
SHORT = 3
"""A single common word of at most so many letters between two changes is part of the change."""
_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class _Word:
    """A word with the space after it. An estimate (in italics) is another word than a firm amount."""

    text: str
    run: Run

    @property
    def key(self) -> str:
        return ("*" if self.run.italic else "") + (self.text.rstrip() or self.text)


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
        for found in _WORD.finditer(run.text):
            yield _Word(found.group(), run)


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


def _steps(old: Sequence[_Word], new: Sequence[_Word], found: Sequence[Opcode]) -> Iterator[Run]:
    for kind, a, b, c, d in found:
        if kind == "equal":
            for before, after in zip(old[a:b], new[c:d], strict=True):
                yield from _kept(before, after)
        else:
            yield from (replace(word.run, text=word.text, mark=DELETED) for word in old[a:b])
            yield from (replace(word.run, text=word.text, mark=INSERTED) for word in new[c:d])


def _kept(before: _Word, after: _Word) -> Iterator[Run]:
    """A common word; the space after it may differ."""
    if before.text == after.text:
        yield replace(after.run, text=after.text)
        return
    word = after.text.rstrip()
    yield replace(after.run, text=word)
    for side, mark in ((before, DELETED), (after, INSERTED)):
        yield replace(side.run, text=side.text[len(word) :], mark=mark)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours that look the same as one run."""
    texts: list[str] = []
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is not None and _alike(last, run):
            texts.append(run.text)
            continue
        if last is not None:
            yield replace(last, text="".join(texts))
        last, texts = run, [run.text]
    if last is not None:
        yield replace(last, text="".join(texts))


def _alike(one: Run, other: Run) -> bool:
    return (one.href, one.italic, one.mark) == (other.href, other.italic, other.mark)
