"""The table of standing sentences, and that none of them contradicts a fact, in any printed form of any content."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html, render_print
from governance.documents.engine.printing.word import render_word
from governance.documents.rid.document import sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.sentences.editions import (
    CHANGED,
    FIRST,
    LATEST,
    edition,
    sentences_of,
    wording_of,
)
from governance.documents.rid.sentences.fourth import FOURTH
from governance.documents.rid.sentences.second import SECOND
from governance.documents.rid.sentences.sentence import Sentence, flat, table
from governance.documents.rid.types.rid import Rid
from tests.governance.documents.sentences.conditions import PATTERNS, TABLES, TRUE_IF
from tests.governance.documents.sentences.drawn import (
    SLOW,
    blocks_said,
    documents,
    lifted,
    strings,
    words_of_html,
    words_of_word,
)
from tests.support.properties import settings

WHOLE = {**SECOND, **FOURTH}
DOCS = Path(__file__).parents[4] / "docs" / "sentences.md"


def test_the_table_in_docs_is_made_from_the_sentences():
    """To write it: python -m governance.documents.rid.sentences"""
    assert DOCS.read_text() == table(WHOLE)


def test_each_sentence_has_its_facts_and_its_reason():
    stated = dict(flat(WHOLE))
    assert all(isinstance(one, Sentence) and one.when and one.why for one in stated.values())
    first = {name.split(".")[0] for name, _ in flat(FIRST)}
    assert first - {name.split(".")[0] for name in stated} == {"MARKS"}  # the names printed on the cover
    assert {name for name, _ in flat(sentences_of(LATEST))} - set(stated) <= {"MARKS.1", "ABOUT.2"}


def test_each_sentence_has_a_condition():
    assert PATTERNS.keys() <= TRUE_IF.keys()
    assert TRUE_IF.keys() <= {name for name, _ in flat(sentences_of(LATEST))}


def found_in(said):
    """The names of the sentences in these texts: a short one is a text of its own."""
    whole, pieces = "\n".join(said), set(said)
    for name, pattern in PATTERNS.items():
        is_short = len(pattern.pattern) < 30
        if any(map(pattern.fullmatch, pieces)) if is_short else pattern.search(whole):
            yield name


def contradicted(rid, said):
    """The sentences that are not true. A text of somebody's own that reads like one is none: it is a fact."""
    own = {text.strip() for text in strings(rid.as_data())}
    found = found_in([text for text in said if text.strip() not in own])
    return [name for name in found if not TRUE_IF[name](rid)]


@settings(**SLOW, max_examples=30)
@given(documents())
def test_no_printed_sentence_contradicts_a_fact(data):
    rid = lifted(data)
    assert wording_of(rid.issue).number == LATEST
    assert contradicted(rid, blocks_said(rid)) == []


def marked(value):
    """The sentences with a sign in front of each."""
    if isinstance(value, Mapping):
        return {key: marked(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(map(marked, value))
    return value.text and f"§{value.text}"


@pytest.fixture
def sixth_edition(monkeypatch):
    monkeypatch.setitem(CHANGED, 6, marked(WHOLE))
    monkeypatch.setattr("governance.documents.rid.sentences.editions.EDITIONS", (1, 2, 3, 4, 5, 6))
    edition.cache_clear()
    yield
    edition.cache_clear()


@settings(**SLOW, max_examples=20)
@given(documents())
def test_an_edition_can_change_every_sentence(sixth_edition, data):
    rid = lifted(data)
    own, sixth = {*strings(data)}, replace(rid, issue=replace(rid.issue, wording=6))
    said = [text for text in blocks_said(sixth) if text not in own]
    as_before = {
        name for name, pattern in PATTERNS.items() for text in said if pattern.match(text) and "§" not in text
    }
    assert as_before - {"CELLS.tbc", "CELLS.not_applicable"} == set()
    assert not [
        text for text in said if text.startswith(("Source of ", "To be set")) or " Its cut-off date" in text
    ]


@settings(**SLOW, max_examples=20)
@given(documents())
def test_every_form_prints_the_same_sentences(data):
    rid = lifted(data)
    forms = {
        "print": words_of_html(render_print(RID_KIND, rid)),
        "twin": words_of_html(render_html(RID_KIND, rid)),
        "word": words_of_word(render_word(RID_KIND, rid)),
    }
    said = {name for name in found_in(list(blocks_said(rid))) if len(PATTERNS[name].pattern) >= 30}
    for form, texts_of_form in forms.items():
        assert contradicted(rid, texts_of_form) == [], form
        assert said <= set(found_in(texts_of_form)), form


def empty_document():
    """A document that states nothing but what the form requires."""
    return {
        "schema": "secrel.rid/1",
        "release": {"name": "June 2030 SEC Release", "go_live": None},
        "document": {
            "version": "0.1",
            "date": None,
            "classification": None,
            "reference": None,
            "annexes": [],
        },
        "scope": {"approved": [], "targeted": [], "change_requests": []},
        "impacts": {
            "participants": {},
            "party_summaries": [],
            "dcc_summaries": [],
            "documents": [],
            "other_codes": [],
        },
        "timeline": [],
        "testing": {"system_testing": True, "dcc_approach": [], "user_approach": []},
        "costs": {
            "dcc_total": {"status": "none", "amount": None},
            "dcc_lines": [],
            "secas_implementation": None,
            "secas_project_management": None,
        },
        "acceptance": {"general": [], "operational": [], "testing": [], "security": []},
        "history": [],
        "glossary": {},
    }


def said(data):
    return "\n".join(blocks_said(lifted(data)))


def test_what_is_not_stated_prints_nothing():
    """Two lists cannot be silent without `states`: secrel.rid/1 says “empty when none” and asks for a total."""
    rid = lifted(empty_document())
    assert set(found_in(list(blocks_said(rid)))) == {
        *("DOCUMENT_NAME", "ABOUT.1", "COSTS", "DCC_TOTAL.none", "DCC_COSTS.none", "IMPACTS"),
        "OTHER_CODES.none",
    }
    silent = {key: {"state": "not_stated"} for key in ("other_codes", "dcc_costs")}
    rid = lifted(empty_document() | {"states": silent})
    assert set(found_in(list(blocks_said(rid)))) == {"DOCUMENT_NAME", "ABOUT.1", "COSTS"}
    assert "Go-live" not in render_print(RID_KIND, rid)


TABLE_OF = {key: name for name, key in TABLES.items()} | {"dcc_costs": "DCC_COSTS"}


@pytest.mark.parametrize("state", ["unknown", "none", "not_applicable"])
@pytest.mark.parametrize("key", sorted(TABLE_OF))
def test_each_state_of_each_list_prints_its_sentence(key, state):
    reason = {"reason": "Because of this"} if state == "not_applicable" else {}
    data = empty_document() | {"states": {key: {"state": state} | reason}}
    text = said(data)
    sentence = getattr(edition(LATEST), TABLE_OF[key])[state]
    assert sentence in text
    assert (f"{sentence} Reason: Because of this." in text) == bool(reason)


def test_a_matrix_without_a_list_says_nothing_of_a_list():
    data = empty_document()
    data["scope"]["approved"] = [
        {"ref": "MP201", "title": "A", "part": None, "summary": "will do.", "options": []}
    ]
    data["impacts"]["documents"] = [
        {"document": "Section H", "title": "DCC Services", "modifications": ["MP201"], "listed": False}
    ]
    text = said(data)
    assert "updates" not in text
    assert "A tick in the matrix marks a document that the modification changes." in text


def test_no_state_of_change_requests_says_nothing_of_them():
    assert "Change Request" not in said(empty_document())


def test_no_impact_identified_prints_as_that():
    data = empty_document()
    data["costs"]["operational"] = {"status": "none", "amount": None}
    assert "No impact on the DCC’s operational costs has been identified." in said(data)
    assert "incurs" not in said(data)


def test_an_annex_to_come_prints_as_to_come():
    data = empty_document()
    data["document"]["annexes"] = [{"label": "Annex A", "title": "The TAD", "state": "to_come"}]
    assert "Annex A: The TAD (to come)" in said(data)


def test_notes_of_each_section_are_printed_in_it_and_compared():
    data = empty_document()
    for key in ("scope", "impacts", "testing"):
        rid = lifted(data | {"section_notes": {key: [f"A note on {key}."]}})
        [chapter] = [one for one in sections(rid.content, Links(), rid.issue) if one.key == key]
        assert list(texts(chapter.blocks))[-1] == f"A note on {key}."
        [change] = RID_KIND.compare(lifted(data).content, rid.content)
        assert change.after == f"A note on {key}."


def test_a_decision_without_a_status_line_names_none():
    rid = lifted(empty_document())
    whole = rid.as_data()
    whole["issue"]["decision"] = {"body": "panel", "on": "2022-02-01", "content_digest": "0" * 64}
    text = "\n".join(blocks_said(Rid.of_data(whole)))
    assert "The decision stands for exactly the content of version 0.1" in text
    assert "UNSET" not in text
