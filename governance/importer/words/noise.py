"""What OCR makes of letters and figures, and how that is undone: O for 0, l for 1, a figure inside a word."""

import re
from collections.abc import Callable

from secrel.core.values.texts import one_line

AS_FIGURES = str.maketrans("OQoDIl|SBZ", "0000111582")
"""Letters that OCR puts in the place of figures."""
LOOKS_LIKE_A_FIGURE = "0-9OQoIl|SBZ"
_IN_A_WORD = re.compile(
    r"(?<![\w.’'|-])(?:[A-Za-z]?[a-z]*[a-z|][015|]+[a-z]+|[01|5][a-z]{3,}|0[a-z]{1,2}(?!\d)|"
    r"(?!v)[a-z]{1,12}0)(?![\w.]\w|\w)"
)
_LETTERS = str.maketrans("015|", "olsl")
_CAPITALS = str.maketrans("015|", "OISI")
_IN_AN_ACRONYM = re.compile(r"\b[A-Z0-9|]{2,8}\b")
_QUOTES = re.compile(r"(?<=\w)['’]{2}(?=\w)")


def as_figures(text: str) -> str:
    """The text with letters that look like figures as figures: 2OO becomes 200."""
    return text.translate(AS_FIGURES)


def without_noise(text: str, known: Callable[[str], bool] | None = None) -> tuple[str, int]:
    """The text in one line with figures inside words as letters (c0sts becomes costs), and how many words changed.

    `known`: whether a word of capitals is an acronym of this document, so that R1D can become RID.
    """
    count = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal count
        word = found[0]
        starts = (
            not found.string[: found.start()].rstrip(" ‘“'\"(")
            or found.string[: found.start()].rstrip()[-1] in ".:"
        )
        first = word[0].translate(_CAPITALS if starts else _LETTERS) if word[0] in "015|" else word[0]
        count += 1
        return first + word[1:].translate(_LETTERS)

    def mend_acronym(found: re.Match[str]) -> str:
        nonlocal count
        word = found[0]
        better = word.translate(_CAPITALS)
        if known is None or better == word or known(word) or not known(better):
            return word
        count += 1
        return better

    shown = _QUOTES.sub("’", one_line(text))
    return _IN_AN_ACRONYM.sub(mend_acronym, _IN_A_WORD.sub(mend, shown)), count
