"""Refuses passwords that are little more than words which whoever guesses tries first: ours, and everybody's."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError

from secrel.core.people.operations import BODIES

OURS = (
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
EVERYBODYS = (
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
"""Letters that must be left once the known words are taken out, each different run counted once."""


class CommonWordsValidator:
    """A validator of Django's (AUTH_PASSWORD_VALIDATORS): names of bodies, our words, months, keys in a row.

    The figures and signs between the words count for nothing, nor does a piece that is merely repeated. The person's
    own name counts as known too.
    """

    def __init__(self) -> None:
        names = [part for body in BODIES for name in body for part in re.findall(r"[a-z]{3,}", name.lower())]
        self.words = frozenset((*OURS, *EVERYBODYS, *names))

    def validate(self, password: str, user: Any = None) -> None:
        known = self.words | _own(user)
        plain = unicodedata.normalize("NFKC", password[:200]).casefold()
        found: set[str] = set()
        left = min(
            (_left(text, known, found) for text in (plain, plain.translate(FIGURES))),
            key=lambda rest: len(set(rest)),
        )
        if len(left) >= LEAST and len(set(left)) >= LEAST - 2 and not _repeats(plain):
            return
        if not found:
            raise ValidationError(
                "This password is a short piece that repeats, or figures in a row. Use four words that do not belong "
                "together.",
                code="password_repeats",
            )
        raise ValidationError(
            "This password is mostly words that everybody here knows (%(words)s). Use four words that do not belong "
            "together.",
            code="password_known_words",
            params={"words": ", ".join(sorted(found))},
        )

    def get_help_text(self) -> str:
        return "Not our own words, such as SECAS or the names of bodies, nor your name."


def _own(user: Any) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,}", str(getattr(user, "name", "")).casefold()))


def _left(text: str, known: frozenset[str], found: set[str]) -> str:
    """The letters that remain once known words are taken out, the longest first at each place."""
    longest, rest, at = max(map(len, known)), [], 0
    while at < len(text):
        word = next(
            (w for n in range(longest, 1, -1) if (w := text[at : at + n]) in known and len(w) == n), ""
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
    """Whether a text of letters and figures is one piece of up to six characters again and again."""
    bare = "".join(character for character in text if character.isalnum())
    return any(bare == (bare[:n] * len(bare))[: len(bare)] for n in range(1, 7))
