"""The table of standing sentences, and that none of them contradicts a fact, in any printed form of any content."""

import io
import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html, render_print
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.validator import inlined
from governance.documents.rid.diff import diff
from governance.documents.rid.document import annexes, appendices, front, sections
from governance.documents.rid.history_row import drafted
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.sentences.editions import (
    CHANGED,
    FIRST,
    LATEST,
    edition,
    sentences_of,
    wording_of,
)
from governance.documents.rid.sentences.second import SECOND
from governance.documents.rid.sentences.sentence import Sentence, flat, table
from governance.documents.rid.types.rid import Rid
from governance.documents.rid.types.states import LISTS
from governance.documents.schemas import RID, schema
from tests.governance.documents.sentences.conditions import PATTERNS, TABLES, TRUE_IF
from tests.support.strategies import WORDS, rid_documents

DOCS = Path(__file__).parents[4] / "docs" / "sentences.md"


def test_the_table_in_docs_is_made_from_the_sentences():
    """To write it: python -m governance.documents.rid.sentences"""
    assert DOCS.read_text() == table(SECOND)


def test_each_sentence_has_its_facts_and_its_reason():
    stated = dict(flat(SECOND))
    assert all(isinstance(one, Sentence) and one.when and one.why for one in stated.values())
    first = {name.split(".")[0] for name, _ in flat(FIRST)}
    assert first - {name.split(".")[0] for name in stated} == {"MARKS"}  # the names printed on the cover
    assert {name for name, _ in flat(sentences_of(LATEST))} - set(stated) <= {"MARKS.1", "ABOUT.2"}


def test_each_sentence_has_a_condition():
    assert PATTERNS.keys() <= TRUE_IF.keys()
    assert TRUE_IF.keys() <= {name for name, _ in flat(sentences_of(LATEST))}


def costs(draw):
    status = draw(st.sampled_from(["firm", "estimate", "quoted", "tbc", "not_applicable", "none"]))
    return {"status": status, "amount": draw(st.sampled_from([None, "0", "1200.50"]))} | draw(
        st.sampled_from([{}, {"reason": "Counted elsewhere", "source": "Impact Assessment"}])
    )


@st.composite
def documents(draw):
    """A plain document with states, facts that disagree, and every optional field."""
    data = draw(rid_documents(consistent=draw(st.booleans())))
    states = st.fixed_dictionaries(
        {"state": st.sampled_from(["not_stated", "unknown", "none", "not_applicable"])},
        optional={"reason": WORDS},
    )
    data["states"] = draw(st.dictionaries(st.sampled_from(list(LISTS)), states, max_size=6))
    data["section_notes"] = draw(
        st.dictionaries(
            st.sampled_from(["scope", "impacts", "testing"]), st.lists(WORDS, max_size=2), max_size=3
        )
    )
    data["costs"]["dcc_total"] = costs(draw)
    if draw(st.booleans()):
        data["costs"]["operational"] = costs(draw)
    for row in data["impacts"]["documents"]:
        row["listed"] = draw(st.booleans())
    for row in data["document"]["annexes"]:
        row["state"] = draw(st.sampled_from(["there", "to_come"]))
    for name in draw(st.lists(st.sampled_from(["timeline", "scope", "acceptance", "testing"]), max_size=3)):
        empty = {"timeline": [], "scope": {"approved": [], "targeted": [], "change_requests": []}}
        empty["acceptance"] = {key: [] for key in ("general", "operational", "testing", "security")}
        empty["testing"] = {"system_testing": draw(st.booleans()), "dcc_approach": [], "user_approach": []}
        data[name] = empty[name]
    if draw(st.booleans()):
        data["scope"]["change_requests_state"] = draw(st.sampled_from(["unknown", "none", "items"]))
    return data


def lifted(data):
    return lift(data, site="https://example.org", marks=["A mark"])


def blocks_said(rid):
    """Every text of the blocks that all forms print."""
    for blocks in (front(rid.content, rid.issue), annexes(rid.content, rid.issue)):
        yield from texts(blocks)
    for chapter in (*sections(rid.content, Links(), rid.issue), *appendices(rid.content, rid.issue)):
        yield from texts(chapter.blocks)


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


SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)


@SLOW
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
def third_edition(monkeypatch):
    monkeypatch.setitem(CHANGED, 3, marked(SECOND))
    monkeypatch.setattr("governance.documents.rid.sentences.editions.EDITIONS", (1, 2, 3))
    edition.cache_clear()
    yield
    edition.cache_clear()


@settings(SLOW, max_examples=10)
@given(documents())
def test_an_edition_can_change_every_sentence(third_edition, data):
    rid = lifted(data)
    own, third = {*strings(data)}, replace(rid, issue=replace(rid.issue, wording=3))
    said = [text for text in blocks_said(third) if text not in own]
    as_before = {
        name for name, pattern in PATTERNS.items() for text in said if pattern.match(text) and "§" not in text
    }
    assert as_before - {"CELLS.tbc", "CELLS.not_applicable"} == set()
    assert not [
        text for text in said if text.startswith(("Source of ", "To be set")) or " Its cut-off date" in text
    ]


def words_of_html(html):
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return [unescape(text).strip() for text in re.split(r"<[^>]+>", body)]


def words_of_word(content):
    document = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    for part in document.sections:
        said += [paragraph.text for one in (part.header, part.footer) for paragraph in one.paragraphs]
    said += [
        document.core_properties.title,
        document.core_properties.subject,
        document.core_properties.author,
    ]
    return said + [cell.text for one in document.tables for row in one.rows for cell in row.cells]


@settings(SLOW, max_examples=8)
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


NOTHING = re.compile(
    r"""UNSET|\b(?:None|Unset|null|undefined|NaN|True|False|dict|tuple|Decimal|datetime|frozenset)\b(?:\(|\b)"""
    r"""|\[\]|\{\}|\(\)|[\[({]['"]|['"][\])}]|<[\w.]+ (?:object|at)\b|<\w+\.\w+:|%\(\w+\)s|\{\w*\}"""
)
"""What a program writes for a fact that is absent, or for an object that is no text."""
KEYS = re.compile(
    r"\b(?:" + "|".join(sorted({*re.findall(r'"([a-z]+(?:_[a-z]+)+)"', json.dumps(schema(RID)))})) + r")\b"
)
"""Names of facts and of their values in data, such as dcc_total and not_applicable."""
SIGNS = str.maketrans(dict.fromkeys("[](){}<>%'\"_", "x"))


def of_lists(value, name=""):
    """The names of facts whose values are those of a list: status, precision."""
    if isinstance(value, dict):
        if {"enum", "const"} & value.keys():
            yield name
        for key, inner in value.items():
            yield from of_lists(inner, name if key in ("items", "anyOf", "additionalProperties") else key)
    for inner in value if isinstance(value, list) else ():
        yield from of_lists(inner, name)


LISTED = {*of_lists(inlined(schema(RID)))}


def plain_words(value, name=""):
    """Data whose own texts have no sign that a program writes."""
    if isinstance(value, dict):
        own = str.translate if name == "glossary" else lambda key, _: key
        return {
            own(key, SIGNS): plain_words(one, name if name in LISTED else key) for key, one in value.items()
        }
    if isinstance(value, list):
        return [plain_words(one, name) for one in value]
    return value.translate(SIGNS) if isinstance(value, str) and name not in LISTED else value


@pytest.mark.parametrize(
    "text",
    [
        "None",
        "a null b",
        "[]",
        "['a']",
        '("a", "b")',
        "{'a': 1}",
        "<Status.FIRM: 'firm'>",
        "Decimal('1')",
        "{window}",
    ],
)
def test_words_of_a_program_are_recognised(text):
    assert NOTHING.search(text)


@pytest.mark.parametrize(
    "text", ["Nonetheless", "(MP106)", "[U+1F600]", "an annulled one", "“{”", "a (“b”) c"]
)
def test_words_of_a_document_are_not_those_of_a_program(text):
    assert not NOTHING.search(text)


@settings(SLOW, max_examples=10)
@given(documents(), documents())
def test_an_absent_fact_is_printed_nowhere_as_a_word_of_the_program(data, other):
    """No form, table, comparison or drafted row of the history holds None, UNSET, or the brackets of a list in Python,
    unless a text of the facts does."""
    rid, after = lifted(plain_words(data)), lifted(plain_words(other))
    assume(not any(NOTHING.search(text) for one in (rid, after) for text in strings(one.as_data())))
    forms = [*words_of_html(render_print(RID_KIND, rid)), *words_of_html(render_html(RID_KIND, rid))]
    forms += [*blocks_said(rid), *words_of_word(render_word(RID_KIND, rid))]
    changes = diff(rid.content, after.content)
    forms.append(drafted(changes))
    forms += [name for change in changes for name in (change.section_name, change.label, *change.names[1:])]
    assert [text for text in forms if KEYS.search(text)] == []
    forms += [
        str(cell)
        for rows in RID_KIND.tables(rid).values()
        for row in rows
        for cell in row
        if cell is not None
    ]
    for change in changes:
        forms += [change.before, change.after, *(span.text for span in change.words)]
    assert [text for text in forms if NOTHING.search(text)] == []


def strings(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)
    yield from value if isinstance(value, dict) else ()


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
        [change] = diff(lifted(data).content, rid.content)
        assert change.after == f"A note on {key}."


def test_a_decision_without_a_status_line_names_none():
    rid = lifted(empty_document())
    whole = rid.as_data()
    whole["issue"]["decision"] = {"body": "panel", "on": "2022-02-01", "content_digest": "0" * 64}
    text = "\n".join(blocks_said(Rid.of_data(whole)))
    assert "The decision stands for exactly the content of version 0.1" in text
    assert "UNSET" not in text
