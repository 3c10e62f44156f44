"""The state of each section while it is edited; no database."""

from governance.documents.checks.states import OF_GROUP, PAGE_OF, OpenList, group_states
from governance.documents.rid.edit_groups import GROUPS, group_of
from governance.documents.rid.types.rid import Rid
from governance.documents.rid.types.states import LISTS
from tests.governance.versions.checked import Data, checked, document


def labels(data: Data) -> dict[str, str]:
    states = group_states(Rid.of_data(data).content, checked(data))
    return {key: state.label for key, state in states.items() if state.label != "Complete"}


def test_every_page_with_a_tab_is_in_one_section_of_the_document():
    assert [group.title for group in GROUPS] == [
        "Release",
        "Scope",
        "Impacts",
        "Implementation timeline",
        "Test strategy",
        "Costs",
        "Acceptance criteria",
        "Appendices",
    ]
    assert [page.key for page in group_of("documents", "impacts").pages] == [
        "participants",
        "documents",
        "summary",
        "impacts",
    ]
    assert group_of("", "glossary").key == "appendices"
    assert group_of("release", "timeline").key == "front"  # a page of the release beside another preview
    assert group_of("statements-scope", "scope").key == "scope"


def test_a_section_is_complete_or_says_how_much_is_missing_or_wrong():
    data = document()
    assert labels(data) == {"testing": "1 missing"}  # nothing is said of annexes
    data["content"]["states"] = {"annexes": {"state": "none"}}
    assert labels(data) == {}
    data["issue"]["document"]["version"] = "1.0"
    data["content"]["impacts"] |= {"participants": {"MP201": [], "MP202": []}, "other_codes_state": "unknown"}
    data["content"]["impacts"] |= {"party_summaries": [], "dcc_summaries": []}
    data["content"]["timeline"] = []
    data["content"]["costs"]["dcc_total"]["amount"] = "500"
    assert labels(data) == {
        "impacts": "3 missing",  # ticks, the list of impacts, other codes
        "timeline": "1 missing",
        "costs": "1 error",
        "appendices": "2 errors",  # the cover against the history
    }


def test_what_is_not_entered_names_its_page_and_that_it_is_stated_as_to_come():
    assert set(PAGE_OF) == set(OF_GROUP) == set(LISTS)
    paths = {page.path for group in GROUPS for page in group.pages} | {"go-live"}
    assert set(PAGE_OF.values()) <= paths
    data = document()
    data["content"]["impacts"]["other_codes_state"] = "unknown"
    states = group_states(Rid.of_data(data).content, [])
    assert states["impacts"].lists == (
        OpenList("Other industry codes", "statements/impacts", is_to_come=True),
    )
    assert [one.is_to_come for one in states["testing"].lists] == [False]  # annexes: nothing is said


def test_a_release_of_documents_lacks_no_testing():
    data = document()
    data["content"]["release"]["profile"] = "document_only"
    data["content"]["testing"] |= {"dcc_approach": [], "user_approach": []}
    assert "testing" not in labels(data)
