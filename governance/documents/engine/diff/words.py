"""The differences of two texts word by word."""

from collections.abc import Iterator

from governance.documents.engine.comparing import Opcode, opcodes, share
from governance.documents.engine.diff.change import WordSpan

LONG = 40  # texts of at least this many characters are compared word by word
ALIKE = 0.5  # share of common words from which two texts count as one changed text


def word_spans(before: str, after: str) -> tuple[WordSpan, ...]:
    """What was kept, removed and added; empty if a text is short, or they have too few words in common."""
    if min(len(before), len(after)) < LONG:
        return ()
    old, new = before.split(" "), after.split(" ")
    found = opcodes(old, new)
    return tuple(_stretches(old, new, found)) if share(old, new, found) >= ALIKE else ()


def _stretches(old: list[str], new: list[str], found: list[Opcode]) -> Iterator[WordSpan]:
    for kind, a, b, c, d in found:
        if kind == "equal":
            yield WordSpan("kept", " ".join(old[a:b]))
            continue
        if a < b:
            yield WordSpan("removed", " ".join(old[a:b]))
        if c < d:
            yield WordSpan("added", " ".join(new[c:d]))
