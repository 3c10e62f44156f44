"""One thing that waits on somebody."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """`act` is the one thing to do, at `path`; `when` is the day by which, where there is one."""

    what: str
    act: str
    path: str
    when: date | None = None
    note: str = ""
    tone: str = "amber"
    label: str = ""
    """A word for its state, with the tone; empty: none is shown."""
