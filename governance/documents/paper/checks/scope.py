"""Rules on the tables of scope: each row speaks of its own modification, with its own path, once."""

import re
from collections import defaultdict
from collections.abc import Iterator

from governance.documents.checks.findings import Against, Problem
from governance.documents.checks.reading.deciders import read_decisions
from governance.documents.paper.checks.rules import CheckedPaper, rule
from governance.documents.paper.status import DECIDERS, SELF_GOVERNANCE, contradictory_steps, joined
from governance.documents.paper.types import PaperRelease, PaperRow

REFERENCE = re.compile(r"\b(?:SECMP[0-9]{4}|(?:MP|DP)[0-9]{3})[A-Z]?\b")
_SELF_GOVERNANCE = re.compile(r"\b(?:self[- ]governance|fast[- ]track)\b", re.IGNORECASE)
_AUTHORITY_PATH = re.compile(r"\bauthority[- ](?:determined|led)\b", re.IGNORECASE)


def _said(row: PaperRow) -> str:
    return " ".join(filter(None, (row.status, row.note or "")))


def _linked(release: PaperRelease, ref: str) -> set[str]:
    """What the modification depends on, which its row may name."""
    return {ref, *(row.other for row in release.dependencies if row.ref == ref)}


@rule("row-names-another")
def rows_speak_of_their_own_modification(checked: CheckedPaper) -> Iterator[Problem]:
    """The status of a modification names no other one, unless it depends on that one."""
    for path, release, row in checked.rows():
        others = sorted(set(REFERENCE.findall(_said(row))) - _linked(release, row.ref))
        if others:
            yield Problem(
                path,
                f"The row of {row.ref} in the {release.name} speaks of {joined(others)}.",
                f"Write about {row.ref} only, or enter on its page that it depends on {joined(others)}.",
            )


@rule("path-contradicts-decider")
def paths_fit_their_deciders(checked: CheckedPaper) -> Iterator[Problem]:
    """The Change Board decides under Self-Governance, and otherwise the Authority: path and decider fit each other."""
    for path, release, row in checked.rows():
        where = f"The row of {row.ref} in the {release.name}"
        if steps := contradictory_steps(row):
            names = joined(f"“{step.step}”" for step in steps)
            message = f"{where} has the Authority decide ({names}), but its path is {SELF_GOVERNANCE[str(row.path)]}."
            yield Problem(path, message, "Correct the path or the next steps on the modification’s page.")
        elif _contradicts(row):
            decides = DECIDERS[str(row.path)][1] if row.path else "one body"
            message = f"{where} names a path that does not fit the body that decides: {_said(row)}"
            yield Problem(
                path, message, f"On this path, {decides} decides. Correct the sentence or the path."
            )


def _contradicts(row: PaperRow) -> bool:
    text, path = _said(row), row.path or ""
    own = [said for said in read_decisions(text, row.ref) if said.ref == row.ref]
    if any(said.contradicts(path) for said in own):
        return True
    decides = any(step.decides and step.body == "authority" for step in row.steps)
    says_self, says_authority = bool(_SELF_GOVERNANCE.search(text)), bool(_AUTHORITY_PATH.search(text))
    if says_self and not says_authority and (decides or any(said.authority_decides for said in own)):
        return True
    if path in SELF_GOVERNANCE:
        return says_authority
    return bool(path) and says_self


@rule("scope-row-twice")
def rows_stand_once(checked: CheckedPaper) -> Iterator[Problem]:
    """A modification, or each part of it, is in the scope of one release and has one row."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path, release, row in checked.rows():
        if row.standing != "candidate":
            found[row.ref].append((path, release.name, row.part or ""))
    for ref, places in found.items():
        parts = [part for _, _, part in places]
        if len(places) > 1 and (len(set(parts)) < len(parts) or "" in parts):
            names = joined(dict.fromkeys(name for _, name, _ in places))
            message = f"{ref} has {len(places)} rows, in the {names}."
            mend = "Keep one of them, or divide the modification into parts."
            yield Problem(places[1][0], message, mend)


@rule("title-differs")
def titles_are_those_of_the_register(checked: CheckedPaper) -> Iterator[Problem]:
    """Each modification has its title in the register."""
    for path, release, row in checked.rows():
        title = checked.facts.titles.get(row.ref)
        if title and title != row.title:
            message = (
                f"{row.ref} is called ‘{row.title}’ in the {release.name}, and ‘{title}’ in the register."
            )
            yield Problem(
                path, message, "Compose the paper again, so that it takes the title of the register."
            )


@rule("impact-not-stated", Against.COMPLETENESS)
def impacts_are_stated(checked: CheckedPaper) -> Iterator[Problem]:
    """Each row says whether the modification impacts the DCC's systems."""
    for path, release, row in checked.rows():
        if not isinstance(row.impacts_dcc_systems, bool):
            message = f"The row of {row.ref} in the {release.name} does not say whether it impacts the DCC’s systems."
            yield Problem(path, message, "Enter it on the modification’s page.")


@rule("status-missing", Against.COMPLETENESS)
def rows_have_a_status(checked: CheckedPaper) -> Iterator[Problem]:
    """Each row says how far the modification is."""
    for path, release, row in checked.rows():
        if not _said(row).strip():
            message = f"The row of {row.ref} in the {release.name} has no status."
            yield Problem(path, message, "Enter its next steps, or write a sentence.")
