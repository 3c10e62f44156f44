"""Quoted titles after a reference, and sentences that name several of them."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from governance.importer.source.document import Line
from governance.importer.words.references import Found

IN_A_SENTENCE = "It stands within a sentence in the file."
QUOTES = {"‘": "’", "'": "'", "“": "”", '"': '"', "`": "'", "’": "’"}


def sentences_apart(lines: Iterable[Line], named: Callable[[str], Iterator[Found]]) -> Iterator[Line]:
    """The lines, with each reference and quoted title that stands in running text as a line of its own."""
    for line in lines:
        cuts = [
            found.start for found in named(line.text) if line.text[found.end :].lstrip(" :–-")[:1] in QUOTES
        ]
        if line.level or not [cut for cut in cuts if cut]:
            yield line
            continue
        starts = cuts if cuts[0] == 0 else [0, *cuts]
        for start, end in zip(starts, [*starts[1:], len(line.text)], strict=True):
            text = line.text[start:end].strip()
            is_list = (
                start in cuts and (end < len(line.text) or len(cuts) > 1) and not text.endswith((".", ";"))
            )
            is_sentence = start == 0 or line.text[:start].rstrip()[-1] in ".:;"
            if is_list:
                text = re.sub(r",?\sand$|,$", "", text)
            yield replace(
                line, text=text, doubt=line.doubt or ("" if is_sentence and not is_list else IN_A_SENTENCE)
            )


def split_title(rest: str) -> tuple[str, bool, str]:
    """The quoted title at the beginning of a text, whether it is sure, and what follows it."""
    close = QUOTES.get(rest[:1])
    if close is None:
        begun = re.search(r"\s(?=(?:will|proposes|seeks|aims|would|intends)\b)", rest)
        return (
            (rest[: begun.start()].strip(" –-:"), False, rest[begun.end() :])
            if begun
            else (rest.strip(), False, "")
        )
    ends = [close] if close not in "'’" else ["’", "'"]
    verb = re.compile(
        r"\s?(?:$|[.,;:(\])]|part\b|will\b|proposes?\b|seeks?\b|aims?\b|would\b|intends?\b|is\b|amends?\b|to\b|[a-z])"
    )
    for at in range(1, len(rest)):
        if rest[at] in ends and not (rest[at + 1 : at + 2].isalnum()) and verb.match(rest, at + 1):
            if _is_inner(rest, at):
                continue
            return rest[1:at].strip(), True, rest[at + 1 :].lstrip("] ")
    verb_at = re.search(r"\s(?=(?:will|proposes|seeks|aims|would)\b)", rest)
    return (
        (rest[1 : verb_at.start()].strip("'’ "), False, rest[verb_at.end() :])
        if verb_at
        else (rest[1:].strip("'’ "), False, "")
    )


def _is_inner(rest: str, at: int) -> bool:
    """Whether the mark is an apostrophe of a plural (Parties’ rights): another close follows before the verb."""
    if rest[at - 1] != "s":
        return False
    verb = re.search(r"\s(?:will|proposes|seeks|aims|would)\b", rest[at:])
    later = re.search(r"[’'](?=\s|\]|$)", rest[at + 1 :])
    opened = re.search(r"\s[‘']\w", rest[at + 1 :])
    return bool(
        later
        and verb
        and at + 1 + later.start() < at + verb.start()
        and not (opened and opened.start() < later.start())
    )
