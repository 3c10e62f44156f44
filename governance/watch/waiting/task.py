"""A task of a person."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """`act` is what to do, at `path`; `when` is the due date, if there is one."""

    what: str
    act: str
    path: str
    when: date | None = None
    note: str = ""
    tone: str = "amber"
    label: str = ""
    """Shown as a chip in the tone; empty for no chip."""
