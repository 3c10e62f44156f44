"""The status of a modification as a paper prints it, drafted from facts alone.

Path and decider come from one table, dates from partial dates, and the modification is the row's own. So a drafted
sentence cannot speak of another modification, or name a path that its decider contradicts.
"""

from collections.abc import Iterable

from governance.documents.engine.text import long_date
from governance.documents.paper.types import PaperAssessment, PaperRow, PaperStep
from secrel.core.dates.partial_date_text import FULL
from secrel.core.dates.partial_dates import PartialDate

APPROVED = "Approved for inclusion."
SELF_GOVERNANCE = {"self_governance": "Self-Governance", "fast_track": "Self-Governance (Fast-Track)"}
BOARD, AUTHORITY = "change-board", "authority"
DECIDERS = {
    "self_governance": (BOARD, "the Change Board"),
    "fast_track": (BOARD, "the Change Board"),
    "authority_determined": (AUTHORITY, "the Authority"),
    "authority_led": (AUTHORITY, "the Authority"),
}
"""Path: key and name of the body that decides. Source: SEC, Section D."""


def draft_status(row: PaperRow) -> str:
    """The sentences on a modification's progress; empty if nothing is known."""
    if row.standing == "approved":
        return f"{APPROVED} {_approval(row)}".rstrip()
    opening = {"candidate": ("Candidate for this release.",), "proposed": ("Proposed for inclusion.",)}
    found = [*opening.get(row.standing, ()), *map(_assessment, row.assessments)]
    kinds = tuple(owed.kind.lower() for owed in row.assessments)
    steps = [step for step in row.steps if not (kinds and step.step.lower().startswith(kinds))]
    if steps:
        listed = ", then ".join(_step(step, row) for step in steps)
        found.append(f"Next: {listed}.")
    if row.standing in ("targeted", "proposed") and row.cut_off:
        found.append(f"{row.ref} is in this release only if {_approves(row)} by {long_date(row.cut_off)}.")
    return " ".join(found)


def contradictory_steps(row: PaperRow) -> list[PaperStep]:
    """Steps by which a body would decide that does not decide on the modification's path."""
    if not row.path or row.path not in SELF_GOVERNANCE:
        return []
    return [step for step in row.steps if step.decides and step.body == AUTHORITY]


def long_when(value: PartialDate) -> str:
    """29 September 2021, October 2021, late November 2021, Q4 2020, 2022; empty if it is to be set."""
    if not value:
        return ""
    if value.day:
        return long_date(str(value))
    if value.month:
        month = f"{FULL[value.month - 1]} {value.year}"
        return f"{value.part} {month}" if value.part else month
    return value.label


def dated(value: PartialDate, by_then: bool = False) -> str:
    """ "on 29 September 2021", "in October 2021", "by 21 October 2021"; empty if it is to be set."""
    if not value:
        return ""
    return f"{'by' if by_then else value.preposition} {long_when(value)}"


def joined(names: Iterable[str], word: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} {word} {last}" if first else last


def _approval(row: PaperRow) -> str:
    """Who approved it and when; empty where the day is not known."""
    if not row.approved_on:
        return ""
    day = long_date(row.approved_on)
    return f"The {row.approved_by} approved it on {day}." if row.approved_by else f"It was approved on {day}."


def _step(step: PaperStep, row: PaperRow) -> str:
    text = f"{step.step} {dated(step.when.value, step.by_then)}".rstrip()
    if not (step.decides and step.body == BOARD and row.path) or contradictory_steps(row):
        return text
    if row.path in SELF_GOVERNANCE:
        return f"{text} under {SELF_GOVERNANCE[row.path]}"
    return f"{text}, which recommends to the Authority"


def _approves(row: PaperRow) -> str:
    if row.path and not contradictory_steps(row):
        return f"{DECIDERS[row.path][1]} approves it"
    return "it is approved"


def _assessment(owed: PaperAssessment) -> str:
    article = "an" if owed.kind[0] in "AEIOU" else "a"
    due = f", due {dated(owed.when.value)}" if owed.when.value else ""
    note = f" {owed.note.rstrip('.')}." if owed.note else ""
    return f"The DCC is carrying out {article} {owed.kind}{due}.{note}"
