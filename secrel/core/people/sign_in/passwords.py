"""Refuses passwords made mostly of words that attackers try first: this field's and everybody's."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError

from secrel.core.people.operations import BODIES

FIELD_WORDS = (
    *("secrel", "sec", "smart", "energy", "code", "releases", "release", "rid", "smets", "meter", "metering"),
    *(
        "modification",
        "baseline",
        "document",
        "implementation",
        "party",
        "parties",
        "gemserv",
        "ofgem",
        "england",
    ),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december", "spring", "summer", "autumn", "winter", "london"),
)
COMMON_WORDS = (
    *(
        "password",
        "passwort",
        "passphrase",
        "secret",
        "letmein",
        "welcome",
        "admin",
        "administrator",
        "login",
    ),
    *(
        "changeme",
        "change",
        "master",
        "default",
        "please",
        "example",
        "hello",
        "iloveyou",
        "monkey",
        "dragon",
    ),
    *("football", "sunshine", "princess", "correct", "horse", "battery", "staple", "trustno", "whatever"),
    *(
        "qwertyuiop",
        "qwerty",
        "qwertz",
        "azerty",
        "asdfghjkl",
        "asdfgh",
        "zxcvbnm",
        "qazwsx",
        "abcdefgh",
        "abcdef",
    ),
    *(
        "abc",
        "q2w3e4r5t6y7u8i9o0p",
        "q2w3e4r5t6y7u8i",
        "q2w3e4r5t",
        "q2w3e4r",
        "test",
        "user",
        "the",
        "and",
        "to",
    ),
    *("of", "my", "is", "in"),
)
FIGURES = str.maketrans("013457@$", "oieastas")
LEAST = 8
"""The number of letters that must remain without the common words."""


class CommonWordsValidator:
    """A password validator against names of bodies, the field's words, months and keyboard rows.

    Digits and signs between the words do not count, nor does a repeated piece. The person's own name is a common
    word too.
    """

    def __init__(self) -> None:
        names = [part for body in BODIES for name in body for part in re.findall(r"[a-z]{3,}", name.lower())]
        self.words = frozenset((*FIELD_WORDS, *COMMON_WORDS, *names))

    def validate(self, password: str, user: Any = None) -> None:
        words = self.words | _own(user)
        plain = unicodedata.normalize("NFKC", password[:200]).casefold()
        found: set[str] = set()
        left = min(
            (_remaining_letters(text, words, found) for text in (plain, plain.translate(FIGURES))),
            key=lambda rest: len(set(rest)),
        )
        if len(left) >= LEAST and len(set(left)) >= LEAST - 2 and not _repeats(plain):
            return
        if not found:
            raise ValidationError(
                "This password repeats a short piece, or is digits in a row. Use four unrelated words.",
                code="password_repeats",
            )
        raise ValidationError(
            "This password is mostly common words (%(words)s). Use four unrelated words.",
            code="password_known_words",
            params={"words": ", ".join(sorted(found))},
        )

    def get_help_text(self) -> str:
        return "Do not use your name, or words such as SECAS and the names of bodies."


def _own(user: Any) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", str(getattr(user, "name", "")).casefold()))


def _remaining_letters(text: str, words: frozenset[str], found: set[str]) -> str:
    """The letters that remain after removing common words, the longest at each position."""
    longest, rest, at = max(map(len, words)), [], 0
    while at < len(text):
        word = next(
            (w for n in range(longest, 1, -1) if (w := text[at : at + n]) in words and len(w) == n), ""
        )
        if word:
            found.add(word)
            at += len(word)
            continue
        if text[at].isalpha():
            rest.append(text[at])
        at += 1
    return "".join(rest)


def _repeats(text: str) -> bool:
    """Whether the letters and digits repeat one piece of up to six characters."""
    bare = "".join(character for character in text if character.isalnum())
    return any(bare == (bare[:n] * len(bare))[: len(bare)] for n in range(1, 7))
