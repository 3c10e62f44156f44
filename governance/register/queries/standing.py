"""Which paragraphs of an earlier release also fit a new one: none about its scope or figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_OF_SCOPE = re.compile(r"\b(?:SECMP|MP|DP|CR)\s?-?\d{2,4}[A-Z]?\b")
_FIGURE = re.compile(r"£\s?\d[\d,.]*")
_YEAR = re.compile(r"\b(?:19|20|21)\d\d\b")


@dataclass(frozen=True)
class StandingText:
    """A paragraph. `left_out`: why it is not taken over; `check`: what in it is of the earlier release."""

    text: str
    left_out: str = ""
    check: str = ""


def standing(texts: Iterable[str]) -> list[StandingText]:
    return [_read(text) for text in texts]


def taken(texts: Iterable[StandingText]) -> list[str]:
    """The texts that are taken over."""
    return [row.text for row in texts if not row.left_out]


def _read(text: str) -> StandingText:
    if found := _OF_SCOPE.search(text):
        return StandingText(text, left_out=f"Left out: it names {found[0]}")
    if found := _FIGURE.search(text):
        return StandingText(text, left_out=f"Left out: it states {found[0].rstrip('.,')}")
    if found := _YEAR.search(text):
        return StandingText(text, check=f"Check after creating the release: it names {found[0]}")
    return StandingText(text)
