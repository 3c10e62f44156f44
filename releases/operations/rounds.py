"""The paper round: open steps of several modifications confirmed and changed together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models import Modification
from modifications.operations.progress import confirm_steps, set_next_steps
from secrel.core.changes import Actor, operation, record
from secrel.core.permissions import Permission
from secrel.core.targets import Target


@dataclass(frozen=True)
class Round:
    """What is said of one modification: its steps anew (None: as they stand), and which of them are confirmed."""

    modification: Modification
    steps: list[tuple[Any, ...]] | None
    confirmed: tuple[int, ...]
    token: int


@operation("releases.paper_round", Permission.EDIT_RELEASES)
def take_round(*, by: Actor, rounds: Iterable[Round], reason: str = "", on: date) -> None:
    """Confirm and change the next steps of several modifications; raises Stale where one was changed meanwhile."""
    rounds = sorted(rounds, key=lambda row: row.modification.pk)
    for row in rounds:
        token = row.token
        if row.steps is not None:
            set_next_steps(by=by, modification=row.modification, steps=row.steps, token=token, on=on)
            token += 1
        if row.confirmed:
            confirm_steps(by=by, modification=row.modification, positions=row.confirmed, token=token, on=on)
    record(
        target=Target.PAPER_ROUND(),
        label="Paper round",
        changes={"modifications": [None, [row.modification.reference for row in rounds]]},
        reason=reason,
        on=on,
    )
