"""The state of each section of a RID while it is edited: complete, what is missing, or errors."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.documents.checks.findings import RULES, Against, Finding, Severity
from governance.documents.rid.edit_groups import FRONT, GROUPS
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.states import LISTS, NOT_STATED, is_empty, statement_of

OF_GROUP = {
    "go_live": FRONT,
    **dict.fromkeys(("scope", "change_requests"), "scope"),
    **dict.fromkeys(("participants", "documents", "other_codes"), "impacts"),
    "timeline": "timeline",
    **dict.fromkeys(("testing", "annexes"), "testing"),
    **dict.fromkeys(("dcc_costs", "secas"), "costs"),
    "acceptance": "acceptance",
}
"""The group of pages on which each list is entered, or stated to be empty."""
PAGE_OF = {
    "go_live": "go-live",
    "scope": "scope",
    "change_requests": "change-requests",
    "participants": "participants",
    "documents": "documents",
    "other_codes": "statements/impacts",
    "timeline": "timeline",
    "testing": "testing",
    "annexes": "annexes",
    "dcc_costs": "costs",
    "secas": "other-costs",
    "acceptance": "criteria",
}
"""The page below /edit/ on which each list is entered."""
OF_SYSTEMS = {"testing", "annexes", "dcc_costs"}
"""Lists that a release of documents alone does not have."""


@dataclass(frozen=True)
class OpenList:
    """A list that is not entered yet, with its page below /edit/. `is_to_come`: the document states that it is."""

    name: str
    path: str
    is_to_come: bool


@dataclass(frozen=True)
class GroupState:
    """The errors without a waiver in the sections of a group, what is missing in them, and the lists among it."""

    key: str
    errors: int
    missing: int
    lists: tuple[OpenList, ...]

    @property
    def label(self) -> str:
        if self.errors:
            return "1 error" if self.errors == 1 else f"{self.errors} errors"
        return f"{self.missing} missing" if self.missing else "Complete"


def group_states(content: RidContent, unwaived: Iterable[Finding]) -> dict[str, GroupState]:
    """The state of each group of edit pages, by its key. `unwaived`: the findings that nobody waived."""
    findings = list(unwaived)
    return {group.key: _state(content, group.key, group.sections, findings) for group in GROUPS}


def _state(content: RidContent, key: str, sections: Iterable[str], findings: Iterable[Finding]) -> GroupState:
    own = [row for row in findings if row.section in sections or (key == FRONT and row.section == "document")]
    errors = sum(row.severity is Severity.ERROR for row in own)
    incomplete = {
        row.rule
        for row in own
        if row.severity is not Severity.ERROR and RULES[row.rule].against is Against.COMPLETENESS
    }
    lists = tuple(
        OpenList(LISTS[name], PAGE_OF[name], statement_of(content, name).state == "unknown")
        for name, of in OF_GROUP.items()
        if of == key and _is_open(content, name)
    )
    return GroupState(key, errors, len(incomplete) + len(lists), lists)


def _is_open(content: RidContent, name: str) -> bool:
    """Whether a list is empty, and nobody has stated that it stays so."""
    if name in OF_SYSTEMS and content.release.profile == "document_only":
        return False
    return is_empty(content, name) and statement_of(content, name).state in (NOT_STATED, "unknown")
