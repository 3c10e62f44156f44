"""Takes the title of a modification and its status apart where an extract printed two columns through each other.

The title is known from the register or from the address of the modification's page, so its words can be found among
those of the status.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from msgspec import Struct

from governance.importer.words.references import Found, modifications_in
from secrel.core.values.texts import one_line

OPENING, CLOSING = "‘'“\"", "’'”\""
_BEGINS = re.compile(
    r"\b(?:Approved|Rejected|Withdrawn)\b(?: for inclusion)?|"
    r"\b(?:The (?:Change Board|Modification Report|DCC|Proposed Solution|findings|Panel|Authority|Change Sub-Committee|"
    r"Working Group|vote)|SECAS (?:is|has|will)|(?:One|Two|Three) solutions?|We (?:are|have|expect))\b"
)
_PART = re.compile(
    r"^[\s,–-]*(?:\(?(?:[Pp]art|[Pp]hase)\s+(\d{1,2}(?!\d)|[A-Z](?![A-Za-z]))\)?|\(([^()]{3,80})\)(?![A-Za-z]))"
)
TICKS = ("v", "V", "✓", "✔", "√", "☑", "•✓")
_STRAY = re.compile(r"(?<!\S)(?:[|.:,;~_]|E——)(?!\S)")
_GOES_ON = re.compile(r" [a-z][^‘“]{0,80}[’”](?:\s|$)")
LIKE = 0.72
MOST_WORDS = 400
MOST_STEPS = 30
NEAR = 60
"""Words after a reference among which half of its title stands."""
HALF = 0.5
LONGEST_TITLE = 600
SHORT = 3
"""Letters of an acronym, of which OCR may have misread the last."""


class Entry(Struct, frozen=True):
    """A modification that a text lists: `title` and `part` as printed, `rest` what follows, `ticked`: whether a tick
    stands in it; `is_apart`: whether title and status had to be taken apart; `is_sure`: whether that could be done."""

    found: Found
    title: str
    part: str
    rest: str
    ticked: bool = False
    is_apart: bool = False
    is_sure: bool = True


def entries_in(text: str) -> list[tuple[int, Found]]:
    """Where modifications with a quoted title begin in a text."""
    return [
        (found.start, found)
        for found in modifications_in(text)
        if text[found.end : found.end + 6].lstrip(" |:–-")[:1] in tuple(OPENING)
    ]


def moved(found: Found, by: int) -> Found:
    """The reference as it stands in a text that begins later."""
    return replace(found, start=found.start - by, end=found.end - by)


def entry_of(text: str, found: Found, titles: Mapping[str, str], links: Sequence[str]) -> Entry:
    """The entry whose text begins with this reference, up to the next entry."""
    after = one_line(text[found.end :]).lstrip(" |:–-")[1:]
    words = one_line(after).split(" ")[:MOST_WORDS]
    known = _known(found.ref, words, titles, links)
    plain, rest = _closed(after)
    if plain and not _BEGINS.search(plain) and (not known or _alike(plain.split(" "), known)):
        part, rest = part_at(rest)
        rest, ticked = _without_ticks(rest)
        return Entry(found, plain, part, rest, ticked)
    if known and (split := _apart(words, known)):
        title, others, after_title = split
        part, remaining = part_at(" ".join(others[after_title:]))
        remaining = " ".join([*others[:after_title], remaining])
        remaining, ticked = _without_ticks(remaining)
        return Entry(found, title, part, remaining, ticked, is_apart=True)
    began = _BEGINS.search(after)
    title = after[: began.start()] if began else plain
    remaining, ticked = _without_ticks(after[began.start() :] if began else rest)
    return Entry(found, title.strip(" |"), "", remaining, ticked, is_apart=True, is_sure=False)


def part_at(text: str) -> tuple[str, str]:
    """The part that a text after a title begins with, and what follows it."""
    found = _PART.match(text)
    if not found:
        return "", text.strip()
    return one_line(_STRAY.sub(" ", found[1] or found[2])), text[found.end() :].strip()


def _closed(after: str) -> tuple[str, str]:
    """The text up to the quotation mark that closes the title, and what follows; empty without one."""
    for at, sign in enumerate(after[:LONGEST_TITLE]):
        if (
            sign in CLOSING
            and not _is_inner(after[at + 1 : at + 2])
            and (at < 1 or not _is_plural(after, at))
        ):
            return after[:at].strip(), after[at + 1 :]
    return "", after


def _is_inner(following: str) -> bool:
    """Whether the mark stands within a word. A capital behind it begins the next cell, which ran on."""
    return following.islower() or following.isdecimal()


def _is_plural(after: str, at: int) -> bool:
    """Whether the mark belongs to a word (Parties’ rights), as another one closes the title soon."""
    if after[at - 1] != "s" or after[at + 1 : at + 2] != " ":
        return False
    return bool(_GOES_ON.match(after, at + 1)) and not _BEGINS.search(after[at + 1 : at + 90])


def _known(ref: str, words: Sequence[str], titles: Mapping[str, str], links: Sequence[str]) -> list[str]:
    """The words of the title, from the register or the link that fits the text best."""
    if title := titles.get(ref):
        return [_bare(word) for word in title.split() if _bare(word)]
    best: list[str] = []
    share = 0.0
    near = {_bare(word) for word in words[:NEAR]}
    for link in dict.fromkeys(links):
        slug = link.rstrip("/").rpartition("/")[2]
        parts = [part for part in slug.split("-") if part][:MOST_STEPS]
        if len(parts) < 2 or sum(part in near for part in parts) < HALF * len(parts):
            continue
        matched = _apart(words, parts)
        found = len(matched[0].split()) / len(parts) if matched else 0
        if found > share or (found == share and len(parts) > len(best)):
            best, share = parts, found
    return best


def _apart(words: Sequence[str], known: Sequence[str]) -> tuple[str, list[str], int] | None:
    """The words of a title, in order, those between and after them, and where the latter begin; None if too few of the
    title’s are there.

    A title goes on at the first place where two of its words follow each other, else at the first word that fits.
    """
    at, wanted, title, rest = 0, 0, list[str](), list[str]()
    steps = [part for word in known if (part := _bare(word))]
    while wanted < len(steps):
        place = _next(words, at, steps, wanted)
        if place is None:
            wanted += 1
            continue
        rest += words[at:place]
        while place < len(words) and wanted < len(steps) and (width := _width(words[place], steps, wanted)):
            title.append(words[place].strip("".join((*OPENING, *CLOSING, "|"))))
            place, wanted = place + 1, wanted + width
            while place < len(words) and words[place] in ("-", "–", "—", "/", "|"):
                title += [words[place]] if words[place] != "|" else []
                place += 1
        at = place
    after = len(rest)
    rest += words[at:]
    if len(" ".join(title).split()) < 0.6 * len(steps):
        return None
    return " ".join(title).rstrip(" -–—/"), rest, after


def _next(words: Sequence[str], at: int, steps: Sequence[str], wanted: int) -> int | None:
    """Where the title goes on from a place."""
    first: int | None = None
    for place in range(at, len(words)):
        if not (width := _width(words[place], steps, wanted)):
            continue
        if place == at or wanted + width >= len(steps):
            return place
        following = next((word for word in words[place + 1 : place + 3] if _bare(word)), "")
        if _width(following, steps, wanted + width):
            return place
        first = place if first is None else first
    return first


def _width(word: str, steps: Sequence[str], wanted: int) -> int:
    """How many of the title's steps a word is: “Non-Mandated” is two, v1.0 is v1 and 0 in an address."""
    bare = _bare(word)
    if not bare or wanted >= len(steps):
        return 0
    joined = ""
    for width, step in enumerate(steps[wanted : wanted + 4], start=1):
        joined += step
        if bare == joined:
            return width
    return int(_same(bare, steps[wanted]))


def _same(word: str, other: str) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 3:
        return len(word) == len(other) == SHORT and word[:2] == other[:2]
    return SequenceMatcher(None, word, other).ratio() >= LIKE


def _alike(words: Iterable[str], known: Sequence[str]) -> bool:
    """Whether a text up to a closing mark is the whole title."""
    have, need = "".join(map(_bare, words)), "".join(known)
    return SequenceMatcher(None, have[:300], need[:300]).ratio() >= LIKE


def _bare(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", word.casefold())


def _without_ticks(text: str) -> tuple[str, bool]:
    words = one_line(text).split(" ")
    kept = [word for word in words if word not in TICKS]
    return one_line(_STRAY.sub(" ", " ".join(kept))).strip(" |"), len(kept) < len(words)
