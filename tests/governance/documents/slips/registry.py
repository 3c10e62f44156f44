"""What a slip and a neutral change are, and the list of all kinds of both."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.governance.documents.slips.draft import Draft

Places = str | tuple[str, ...]
"""Texts of which a finding's path or sentence must name one; of “one & other”, both."""


@dataclass(frozen=True)
class Kind:
    """A kind of slip. `rules`: any of them must find it; `by_words`: it can only be judged by the words of a text;
    `edition`: 1 where a rule of today is meant to find it, 2 where a rule is still to be written."""

    name: str
    source: str
    rules: tuple[str, ...]
    by_words: bool
    edition: int
    says: str
    put_into: Callable[[Draft], Places]


@dataclass(frozen=True)
class NeutralChange:
    """A change after which a document is as right as before."""

    name: str
    says: str
    put_into: Callable[[Draft], None]


SLIPS: list[Kind] = []
NEUTRAL: list[NeutralChange] = []


def slip(source: str, *rules: str, words: bool = False, edition: int = 1) -> Callable[..., Callable]:
    """Registers a function that puts one slip into a draft and returns its places. `source`: "9.n" and "11" are
    sections of DOMAIN.md, the others topics of the issue about the second edition of the checker."""

    def register(put: Callable[[Draft], Places]) -> Callable[[Draft], Places]:
        says = (put.__doc__ or "").split("\n")[0]
        SLIPS.append(Kind(put.__name__.replace("_", "-"), source, rules, words, edition, says, put))
        return put

    return register


def neutral(put: Callable[[Draft], None]) -> Callable[[Draft], None]:
    NEUTRAL.append(NeutralChange(put.__name__.replace("_", "-"), (put.__doc__ or "").split("\n")[0], put))
    return put
