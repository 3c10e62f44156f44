"""What a document says of its lists: to come, none, or not applicable with a reason. Without a statement, nothing."""

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET

from governance.documents.engine.facts import Fact, Unset, named, one_of
from governance.documents.rid.categories import Category

if TYPE_CHECKING:
    from governance.documents.rid.types.rid import RidContent

LISTS = {
    "go_live": "Go-live date",
    "annexes": "Annexes",
    "scope": "Modification Proposals",
    "change_requests": "DCC Change Requests",
    "participants": "Party and DCC impacts",
    "documents": "SEC documents",
    "other_codes": "Other industry codes",
    "timeline": "Timetable",
    "testing": "Test strategy",
    "dcc_costs": "DCC costs",
    "secas": "SECAS effort",
    "acceptance": "Acceptance criteria",
}
"""The lists and values that can be empty, with their names. Operational costs state this in their own status."""
NOT_STATED = "not_stated"
STATES = (NOT_STATED, "unknown", "none", "not_applicable")


class ListStatement(Fact):
    """What is stated of a list while it is empty."""

    in_schema = "list_statement"
    state: Annotated[
        str,
        one_of(*STATES),
        named(
            about="'unknown': to come; 'none': stated that there are none; 'not_applicable': with the reason; "
            "'not_stated': nothing is said, as where the statement is absent"
        ),
    ]
    reason: str | Unset = UNSET


ListKey = Annotated[str, one_of(*LISTS)]
States = Annotated[
    dict[ListKey, ListStatement],
    named("statements about lists", "what the document says of its lists while they are empty"),
]
FIELDS = {"change_requests", "documents", "other_codes"}
"""Lists with a field of their own for what is stated of them, which came before `states`."""
_UNSTATED = ListStatement(state=NOT_STATED)


def is_empty(content: "RidContent", key: str) -> bool:
    """Whether the content has nothing of a list, so that what it states of the list is printed."""
    impacts, costs, testing = content.impacts, content.costs, content.testing
    points = any(row.points for row in impacts.summaries)
    items: dict[str, Any] = {
        "go_live": content.release.go_live,
        "annexes": content.annexes,
        "scope": content.scope.entries,
        "change_requests": content.scope.change_requests,
        "participants": any(impacts.participants.values()) or points,
        "documents": impacts.documents,
        "other_codes": impacts.other_codes,
        "timeline": content.timeline,
        "testing": testing.dcc_approach or testing.user_approach,
        "dcc_costs": costs.dcc_lines or costs.dcc_total.amount is not None,
        "secas": costs.secas_implementation or costs.secas_project_management,
        "acceptance": any(content.acceptance.of(category) for category in Category.values),
    }
    return not items[key]


def statement_of(content: "RidContent", key: str) -> ListStatement:
    """What the content says of a list while it is empty, also in the fields that came before `states`."""
    if found := (content.states or {}).get(key):
        return found
    before: dict[str, Any] = {
        "change_requests": content.scope.change_requests_state,
        "documents": content.impacts.documents_state,
        "other_codes": content.impacts.other_codes_state or "none",  # secrel.rid/1: empty when none
    }
    state = before.get(key)
    return ListStatement(state=state) if state else _UNSTATED
