"""State machines as tables: states, moves, the permission and the label of each move, its guards.

Pages draw their buttons from the table, operations move by it, the documentation prints it. No state field is set
anywhere else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import Permission

Guard = Callable[[Any], str | None]
"""Called with the subject. Returns the sentence that refuses the move at present, or None."""


@dataclass(frozen=True)
class State:
    key: str
    label: str
    tone: str
    glyph: str


@dataclass(frozen=True)
class Move:
    key: str
    label: str
    sources: frozenset[str]
    target: str
    needs: Permission
    guards: tuple[Guard, ...] = ()

    def refusals(self, subject: Any) -> list[str]:
        return [reason for guard in self.guards if (reason := guard(subject))]


@dataclass(frozen=True)
class Machine:
    """The states and moves of one model. `field` is the attribute that holds the key of the state.

    `path` lists the states of the usual course, in order; empty if there is none.
    """

    name: str
    field: str
    states: dict[str, State]
    moves: dict[str, Move]
    path: tuple[str, ...] = ()

    def state_of(self, subject: Any) -> State:
        return self.states[getattr(subject, self.field)]

    def rail(self, subject: Any) -> list[tuple[State, str]]:
        """The states of the path, each with "past", "now" or "" for ahead; empty if the subject has left the path."""
        now = getattr(subject, self.field)
        if now not in self.path:
            return []
        at = self.path.index(now)
        return [
            (self.states[key], "past" if place < at else "now" if place == at else "")
            for place, key in enumerate(self.path)
        ]

    def choices(self) -> list[tuple[str, str]]:
        return [(state.key, state.label) for state in self.states.values()]

    def offered(self, subject: Any, permissions: frozenset[Permission]) -> list[tuple[Move, list[str]]]:
        """Moves from the current state that the permissions allow, with the sentences that refuse each. A guard of
        several moves is asked once."""
        asked = cache(lambda guard: guard(subject))
        return [
            (move, [reason for guard in move.guards if (reason := asked(guard))])
            for move in self.moves.values()
            if getattr(subject, self.field) in move.sources and move.needs in permissions
        ]

    def apply(self, subject: Any, move_key: str, by: Any) -> tuple[str, str]:
        """Move the locked subject without saving it. Returns the state before and after.

        Raises NotAllowed without the permission, RuleBroken with all refusals at once.
        """
        move, before = self.moves[move_key], getattr(subject, self.field)
        if move.needs not in by.permissions():
            raise NotAllowed(f"Your role does not allow you to {move.label.lower()}.")
        if before not in move.sources:
            raise RuleBroken(
                f"Cannot {move.label.lower()}: the status of {self.name} is “{self.states[before].label}”. "
                "Reload the page to see what you can do."
            )
        if reasons := move.refusals(subject):
            raise RuleBroken(f"Cannot {move.label.lower()}: {' '.join(reasons)}")
        setattr(subject, self.field, move.target)
        return before, move.target


def machine(
    name: str, field: str, states: list[State], moves: list[Move], path: tuple[str, ...] = ()
) -> Machine:
    """Build a machine. Raises ValueError for a move or a path with a state that is not in the table."""
    by_key = {state.key: state for state in states}
    for what, named in [
        *((move.key, {move.target} | move.sources) for move in moves),
        ("its path", set(path)),
    ]:
        if unknown := named - by_key.keys():
            raise ValueError(f"{name}: {what} names unknown states {sorted(unknown)}")
    return Machine(name, field, by_key, {move.key: move for move in moves}, path)
