"""A difference as it is found, with its values as types and the way to it: what sentences are made from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from governance.documents.engine.diff.change import ChangeKind, WordSpan
from governance.documents.engine.diff.plan import Plan
from governance.documents.engine.facts import Fact

Role = Literal["section", "field", "entry", "number", "key"]


@dataclass(frozen=True)
class Step:
    """A step on the way: a section, a field, an entry with a name or a number, or a key of a map. `entry`: the newer
    value of an entry. `spoken`: its name in a sentence."""

    role: Role
    key: str
    name: str
    spoken: str
    entry: Any = None


@dataclass(frozen=True)
class Place:
    """The way to a fact. `owner` and `field`: the type that has the fact, and its field."""

    path: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    owner: type[Fact] = Fact
    field: str = ""

    def to(self, step: Step, owner: type[Fact] | None = None, name: str = "") -> "Place":
        return Place(
            (*self.path, step.key), (*self.steps, step), owner or self.owner, name if owner else self.field
        )

    def within(self, owner: type[Fact], name: str) -> "Place":
        """The same place, for the entries of a field that paths leave out."""
        return Place(self.path, self.steps, owner, name)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(step.name for step in self.steps)


@dataclass(frozen=True)
class Found:
    """A difference. `is_entry`: whether it is a whole entry of a list or a map. `places`: of a moved entry, its numbers
    in both lists."""

    kind: ChangeKind
    place: Place
    plan: Plan
    old: Any
    new: Any
    is_entry: bool = False
    follows: str | None = None
    places: tuple[int, int] = (0, 0)
    before: str = ""
    after: str = ""
    words: tuple[WordSpan, ...] = ()
    days: int | None = None
    working_days: int | None = None
    amount: Decimal | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.place.steps

    @property
    def last(self) -> Step:
        return self.place.steps[-1]

    @property
    def entry(self) -> Any:
        """Of an added or removed entry, the entry."""
        return self.old if self.kind == "removed" else self.new
