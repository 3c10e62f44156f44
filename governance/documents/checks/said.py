"""The facts in the sentence of a finding: what a waiver covers, however the sentence is worded."""

import re

from secrel.core.dates.partial_dates import MONTHS

_QUOTED = re.compile(r"[“‘]([^”’]{0,500})[”’]")
_WORD = re.compile(r"[£\w][\w.,:/%&’-]*")
_AT_END = ".,:/-’"


def facts_in(sentence: str) -> tuple[str, ...]:
    """Quoted texts, figures, dates, references and names, each as often as it is said, in alphabetical order.

    Names are words with a capital letter, but for the first word of a sentence, unless it is an acronym.
    """
    found = [f"“{text.strip()}”" for text in _QUOTED.findall(sentence)]
    rest = _QUOTED.sub(" “ ", sentence)
    starts = True
    for match in re.finditer(rf"{_WORD.pattern}|“", rest):
        word = match[0].rstrip(_AT_END)
        if _is_fact(word, starts=starts):
            found.append(word)
        starts = match[0].endswith(".")
    return tuple(sorted(found))


def _is_fact(word: str, *, starts: bool) -> bool:
    if any(sign.isdigit() for sign in word) or word[:3] in MONTHS:
        return True
    capitals = sum(sign.isupper() for sign in word)
    return capitals > 1 or (capitals == 1 and word[0].isupper() and not starts)


def place_of(path: str) -> str:
    """A path without the numbers of rows, which move."""
    return "/".join("*" if part.isdigit() else part for part in path.split("/"))
