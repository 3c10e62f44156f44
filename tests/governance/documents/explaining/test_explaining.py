"""The values of a content, how they changed, and from what they are computed: pure."""

from urllib.parse import unquote

from governance.documents.rid.explaining.derived import derivation_of
from governance.documents.rid.explaining.history import MISSING, State, changes_of
from governance.documents.rid.explaining.leaves import leaves
from governance.documents.rid.explaining.names import in_address, name_of, read_address, text_of


def entry(ref: str, title: str, **more) -> dict:
    return {"ref": ref, "title": title, "part": None, "summary": f"will {title}", "options": [], **more}


def scope(approved=(), targeted=()) -> dict:
    return {"scope": {"approved": list(approved), "targeted": list(targeted), "change_requests": []}}


def points(*texts: str) -> dict:
    rows = [{"text": text, "sub": [], "modifications": ["MP1"]} for text in texts]
    return {
        "impacts": {"party_summaries": [{"participant": "suppliers", "points": rows}], "participants": {}}
    }


def test_each_value_has_a_path_and_approval_changes_the_status_alone():
    before = leaves(scope(targeted=[entry("MP149", "save money", summary="proposes to save money")]))
    after = leaves(scope(approved=[entry("MP149", "save money")]))
    assert list(before) == [("scope", "MP149", key) for key in ("ref", "title", "summary", "status")]
    changed = {path for path in before if before[path].value != after[path].value}
    assert changed == {("scope", "MP149", "status")}


def test_ticks_dates_and_costs_are_one_value_each():
    when = {"label": "24 Jun 21", "precision": "day", "date": "2021-06-24"}
    found = leaves(
        {
            "impacts": {"participants": {"MP1": ["dcc"], "MP2": []}},
            "timeline": [{"key": "go", "when": when, "event": "Go-live", "notes": ""}],
            "costs": {"dcc_total": {"status": "tbc", "amount": None}, "secas_implementation": None},
        }
    )
    assert {path: text_of(leaf.value) for path, leaf in found.items()} == {
        ("impacts", "participants", "MP1", "dcc"): "ticked",
        ("timeline", "go", "when"): "24 Jun 21",
        ("timeline", "go", "event"): "Go-live",
        ("timeline", "go", "notes"): "",
        ("costs", "dcc_total"): "TBC",
    }
    assert name_of(("timeline", "go", "when"), found) == "Implementation timeline: Go-live: date"


def test_history_of_a_value_names_each_change_from_the_newest():
    states = [
        State(1, scope(targeted=[entry("DP153", "old")])),
        State(4, scope(targeted=[entry("DP153", "new")])),
        State(7, scope(approved=[entry("MP153", "new")])),
    ]
    found = leaves(states[-1].part)
    titles = changes_of(found["scope", "MP153", "title"], states)
    assert [(one.state.position, one.before, one.after) for one in titles] == [
        (4, "old", "new"),
        (1, MISSING, "old"),
    ]
    status = changes_of(found["scope", "MP153", "status"], states)
    assert [(one.state.position, one.before) for one in status] == [(7, "targeted"), (1, MISSING)]
    assert changes_of(found["scope", "MP153", "ref"], states)[0].before == "DP153"


def test_text_of_a_list_is_found_by_its_words_wherever_it_stood():
    states = [
        State(1, points("Suppliers save money each year.")),
        State(2, points("Something new.", "Suppliers save money each year.")),
        State(3, points("Something new.", "Suppliers save money every year.")),
        State(9, points("Suppliers save money every year.")),
    ]
    path = ("impacts", "party_summaries", "suppliers", "points", "1", "text")
    made = changes_of(leaves(states[-1].part)[path], states)
    assert [(one.state.position, one.is_new) for one in made] == [(3, False), (1, True)]
    assert made[0].before == "Suppliers save money each year."


def test_value_that_was_away_for_a_time_was_entered_when_it_came_back():
    one = scope(targeted=[entry("MP1", "a")])
    states = [State(1, one), State(2, scope()), State(5, one)]
    made = changes_of(leaves(one)["scope", "MP1", "title"], states)
    assert [(change.state.position, change.is_new) for change in made] == [(5, True)]


def test_computed_values_name_their_rule_and_what_they_are_computed_from():
    cost = {"status": "firm", "amount": "10"}
    found = leaves(
        {
            "costs": {"dcc_lines": [{"ref": "MP1", "sit": cost, "uit": cost}], "dcc_total": cost},
            "timeline": [
                {
                    "key": "uit",
                    "event": "UIT begins",
                    "when": {"label": "", "precision": "unknown", "date": None},
                },
                {"key": "plans", "event": "Plans", "rule": {"working_days": -10, "of": "UIT begins"}},
            ],
        }
    )
    line = ("costs", "dcc_lines", "MP1")
    assert derivation_of(("costs", "dcc_total"), found).inputs == ((*line, "sit"), (*line, "uit"))
    assert derivation_of(("costs", "total", "sit"), found).inputs == ((*line, "sit"),)
    assert derivation_of((*line, "total"), found).rule == "The sum of the cells of this line that count."
    dated = derivation_of(("timeline", "plans", "when"), found)
    assert dated.rule == "10 Working Days before UIT begins, unless it was set by hand."
    assert dated.inputs == (("timeline", "plans", "rule"), ("timeline", "uit", "when"))
    assert derivation_of((*line, "sit"), found) is None


def test_address_of_a_path_reads_back_whatever_its_keys_hold():
    for path in (
        ("impacts", "documents", "Section H", "title"),
        ("impacts", "dcc_summaries", "A/B ~ C?", "points", "1"),
    ):
        assert read_address(unquote(in_address(path))) == path
        assert in_address(path).count("/") == len(path) - 1
