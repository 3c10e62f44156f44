"""One difference between two contents: what it was, what it is now, and a sentence about it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, Literal
from urllib.parse import quote

ChangeKind = Literal["added", "removed", "moved", "changed"]


class Missing:
    """The data of a side that has nothing. It is falsy."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()


@dataclass(frozen=True)
class WordSpan:
    """A stretch of a text. `kind`: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One fact that differs. `path`: the keys on the way to it, a key of the content first; `names`: the same for a
    reader. `before` and `after`: as a reader sees them, empty where there is nothing. `old` and `new`: as JSON data."""

    kind: ChangeKind
    path: tuple[str, ...]
    names: tuple[str, ...]
    before: str = ""
    after: str = ""
    old: Any = field(default=MISSING, hash=False)
    new: Any = field(default=MISSING, hash=False)
    words: tuple[WordSpan, ...] = ()
    days: int | None = None
    """Of a date that moves: how many days later, negative for earlier."""
    working_days: int | None = None
    amount: Decimal | None = None
    """Of a cost: how many pounds more, negative for less."""
    follows: str | None = None
    """Of an entry that was added or moved: the key of the entry before it in the newer list, empty for the first."""
    sentence: str = ""

    @property
    def section(self) -> str:
        return self.path[0]

    @property
    def section_name(self) -> str:
        return self.names[0]

    @property
    def label(self) -> str:
        """'MP149: cut-off date'."""
        return ": ".join(self.names[1:]) or self.names[0]

    @property
    def address(self) -> str:
        """The path as one text for a URL fragment or an export; unique in a comparison."""
        return "/".join(quote(step, safe="") for step in self.path)

    def as_data(self) -> dict[str, Any]:
        """For exports: path, kind, both sides, and the sentence."""
        return {
            "path": list(self.path),
            "address": self.address,
            "kind": self.kind,
            "section": self.section_name,
            "label": self.label,
            "before": self.before,
            "after": self.after,
            "days": self.days,
            "working_days": self.working_days,
            "amount": None if self.amount is None else str(self.amount),
            "sentence": self.sentence,
        }
