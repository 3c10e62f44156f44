"""The table of standing sentences, and that none of them contradicts a fact, in any printed form of any content.

`TRUE_IF` says for each sentence what must hold of the facts. It is written from the sentences, not from the sections.
"""

import io
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html, render_print
from governance.documents.engine.printing.word import render_word
from governance.documents.rid.diff import diff
from governance.documents.rid.document import annexes, appendices, front, sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.sentences.editions import FIRST, LATEST, edition, sentences_of, wording_of
from governance.documents.rid.sentences.second import SECOND
from governance.documents.rid.sentences.sentence import Sentence, flat, table
from governance.documents.rid.types.rid import Rid
from governance.documents.rid.types.states import LISTS
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


def facts(rid):
    return rid.content


def stated(content, key):
    return (content.states or {}).get(key)


def has(state, key, *, field=lambda content: None):
    """The list is empty and stated so."""

    def holds(rid):
        found = stated(rid.content, key)
        return (found.state if found else field(rid.content)) == state and not ITEMS[key](rid.content)

    return holds


ITEMS = {
    "annexes": lambda c: c.annexes,
    "scope": lambda c: c.scope.approved or c.scope.targeted,
    "change_requests": lambda c: c.scope.change_requests,
    "participants": lambda c: (
        any(c.impacts.participants.values())
        or any(row.points for row in (*c.impacts.party_summaries, *c.impacts.dcc_summaries))
    ),
    "documents": lambda c: c.impacts.documents,
    "other_codes": lambda c: c.impacts.other_codes,
    "timeline": lambda c: c.timeline,
    "testing": lambda c: c.testing.dcc_approach or c.testing.user_approach,
    "dcc_costs": lambda c: c.costs.dcc_total.amount or list(cells(c)),
    "secas": lambda c: c.costs.secas_implementation or c.costs.secas_project_management,
    "acceptance": lambda c: [
        text
        for name in ("general", "operational", "testing", "security")
        for text in getattr(c.acceptance, name)
    ],
}
FIELD = {
    "change_requests": lambda c: c.scope.change_requests_state or None,
    "documents": lambda c: c.impacts.documents_state or None,
    "other_codes": lambda c: c.impacts.other_codes_state or "none",
}
TABLES = {
    "ANNEX_STATES": "annexes",
    "SCOPE": "scope",
    "CHANGE_REQUESTS": "change_requests",
    "PARTICIPANTS": "participants",
    "DOCUMENTS": "documents",
    "OTHER_CODES": "other_codes",
    "TIMELINE": "timeline",
    "TESTING_STATES": "testing",
    "SECAS_STATES": "secas",
    "ACCEPTANCE": "acceptance",
}


def cells(content):
    for line in (
        *content.costs.dcc_lines,
        *(content.costs.change_request_lines or ()),
        *([content.costs.combined] if content.costs.combined else []),
    ):
        yield from line.stated().values()


def listed(content):
    return [row for row in content.impacts.documents if row.listed is not False]


def counts(one, of):
    return lambda rid: len(of(rid.content)) == 1 if one else len(of(rid.content)) > 1


def cost(status, of, *, amount=None, apart=False):
    """A cost with a status; `apart`: the sentence denies what amounts of the table would say."""

    def holds(rid):
        found = of(rid.content)
        beside = apart and any(Decimal(cell.amount or 0) for cell in cells(rid.content))
        return bool(
            found
            and found.status in status
            and (amount is None or (found.amount is not None) == amount)
            and not beside
        )

    return holds


def costs_of(name, of, *, total):
    known, of_quoted = ("estimate", "firm"), ("quoted", "currently_quoted", "quoted_estimate")
    return {
        **{
            f"{name}.{key}": (lambda rid, key=key: bool(found := of(rid.content)) and quoted(found, key))
            for key in of_quoted
        },
        f"{name}.none": cost(["none"], of, amount=False, apart=total),
        f"{name}.not_applicable": cost(["not_applicable"], of, amount=False, apart=total),
        f"{name}.tbc": cost(["tbc"], of, amount=False),
        f"{name}.tbc_amount": cost(["tbc"], of, amount=True),
        **{f"{name}.{status}": cost([status], of, amount=True) for status in known},
        f"{name}.without_amount": cost((*known, "quoted"), of, amount=False),
    }


def targeted_named(rid):
    impacts = rid.content.impacts
    named = {ref for ref, ticks in impacts.participants.items() if ticks}
    for row in impacts.documents:
        named |= set(row.modifications)
    for summary in (*impacts.party_summaries, *impacts.dcc_summaries):
        for point in summary.points:
            named |= set(point.modifications or ())
    return any(entry.ref in named for entry in rid.content.scope.targeted)


def all_dated(rid):
    return all(entry.cut_off for entry in rid.content.scope.targeted)


def none_identified(rid):
    """Stated of the costs, or of their total."""
    return has("none", "dcc_costs")(rid) or cost(
        ["none"], lambda content: content.costs.dcc_total, amount=False, apart=True
    )(rid)


def with_source(content):
    return [row for row in content.impacts.documents if row.sources]


def yearly_costs():
    """Each sentence on yearly costs is true if one of them is as it says."""

    def any_of(holds):
        return lambda rid: any(holds(SimpleNamespace(content=row)) for row in rid.content.costs.yearly or ())

    one = costs_of("YEARLY", lambda yearly: yearly.cost, total=False)
    return {name: any_of(holds) for name, holds in one.items()}


def quoted(found, name):
    """Whether an amount is currently quoted; `quoted_estimate`: and an estimate."""
    says = found.status == "quoted" or "currently_quoted" in (found.qualifiers or ())
    return says and found.amount is not None and (name != "quoted_estimate" or found.status == "estimate")


ALWAYS = bool
TRUE_IF = {
    **{
        f"{name}.{state}": has(state, key, field=FIELD.get(key, lambda c: None))
        for name, key in TABLES.items()
        for state in ("unknown", "none", "not_applicable")
    },
    **{
        f"CLASSIFICATION.{name}": (lambda rid, name=name: rid.issue.document.classification == name)
        for name in ("white", "green", "amber", "red")
    },
    "NOT_AUTHORITATIVE": ALWAYS,
    "DOCUMENT_NAME": ALWAYS,
    "ABOUT.1": ALWAYS,
    "VERSIONS_LISTED": lambda rid: rid.issue.history,
    "ANNEXES.one": counts(True, lambda c: c.annexes),
    "ANNEXES_TO_COME.one": lambda rid: [row.is_to_come for row in rid.content.annexes] == [True],
    "ANNEXES_TO_COME.many": lambda rid: all(row.is_to_come for row in rid.content.annexes),
    "ANNEXES_IN_PART": lambda rid: {row.is_to_come for row in rid.content.annexes} == {True, False},
    "DOCUMENTS_BY_SOURCE.one": counts(True, with_source),
    "DOCUMENTS_BY_SOURCE.many": counts(False, with_source),
    "WINDOW": lambda rid: rid.content.release.go_live_window,
    "TOTAL_INCLUDES": lambda rid: any(cell.qualifiers for cell in cells(rid.content)),
    **yearly_costs(),
    "ANNEXES.many": counts(False, lambda c: c.annexes),
    "SCOPE_APPROVED.none": lambda rid: not rid.content.scope.approved and rid.content.scope.targeted,
    "SCOPE_APPROVED.one": counts(True, lambda c: c.scope.approved),
    "SCOPE_APPROVED.many": counts(False, lambda c: c.scope.approved),
    "SCOPE_TARGETED.one": counts(True, lambda c: c.scope.targeted),
    "SCOPE_TARGETED.many": counts(False, lambda c: c.scope.targeted),
    "SCOPE_BY_CUT_OFF.one": lambda rid: len(rid.content.scope.targeted) == 1 and all_dated(rid),
    "SCOPE_BY_CUT_OFF.many": lambda rid: len(rid.content.scope.targeted) > 1 and all_dated(rid),
    "CHANGE_REQUESTS.one": counts(True, lambda c: c.scope.change_requests),
    "CHANGE_REQUESTS.many": counts(False, lambda c: c.scope.change_requests),
    "CHANGE_REQUESTS_OUTSIDE": ALWAYS,
    "IMPACTS": ALWAYS,
    "ASSUMES_TARGETED": targeted_named,
    "PARTICIPANTS.no_ticks": lambda rid: (
        rid.content.impacts.participants and not any(rid.content.impacts.participants.values())
    ),
    "SUMMARIES": lambda rid: rid.content.impacts.party_summaries or rid.content.impacts.dcc_summaries,
    "NO_FURTHER": lambda rid: any(
        not row.points for row in (*rid.content.impacts.party_summaries, *rid.content.impacts.dcc_summaries)
    ),
    "DOCUMENTS.one": counts(True, listed),
    "DOCUMENTS.many": counts(False, listed),
    "DOCUMENTS_PROVISIONAL": lambda rid: rid.content.impacts.documents_provisional is True,
    "DOCUMENTS_BY_MODIFICATION": lambda rid: any(row.modifications for row in rid.content.impacts.documents),
    "OTHER_CODES.one": counts(True, lambda c: c.impacts.other_codes),
    "OTHER_CODES.many": counts(False, lambda c: c.impacts.other_codes),
    "TIMELINE.items": lambda rid: rid.content.timeline,
    "TO_BE_SET": lambda rid: any(
        not row.when.date and not row.actual and not row.rule for row in rid.content.timeline
    ),
    "COSTS": ALWAYS,
    "DCC_COSTS.unknown": has("unknown", "dcc_costs"),
    "DCC_COSTS.none": none_identified,
    "DCC_COSTS.not_applicable": has("not_applicable", "dcc_costs"),
    **costs_of("DCC_TOTAL", lambda c: c.costs.dcc_total, total=True),
    "DCC_TOTAL.none": none_identified,
    **costs_of("OPERATIONAL", lambda c: c.costs.operational, total=False),
    "DCC_BREAKDOWN": lambda rid: (
        rid.content.costs.dcc_lines or rid.content.costs.combined or rid.content.costs.change_request_lines
    ),
    "ESTIMATES": lambda rid: any(cell.status == "estimate" and cell.amount for cell in cells(rid.content)),
    "COMBINED": lambda rid: rid.content.costs.combined,
    "COMBINED_REPLACES": lambda rid: (
        rid.content.costs.combined
        and any(
            cell.amount is not None and stage in rid.content.costs.combined.stated()
            for line in rid.content.costs.dcc_lines
            for stage, cell in line.stated().items()
        )
    ),
    "CELLS.tbc": lambda rid: any(cell.status == "tbc" for cell in cells(rid.content)),
    "CELLS.not_applicable": lambda rid: any(cell.status == "not_applicable" for cell in cells(rid.content)),
    "CELLS.none": lambda rid: any(cell.status == "none" for cell in cells(rid.content)),
    "CELLS.without_amount": lambda rid: any(
        cell.status in ("firm", "estimate", "quoted") and cell.amount is None for cell in cells(rid.content)
    ),
    "SECAS.implementation": lambda rid: rid.content.costs.secas_implementation,
    "SECAS.project_management": lambda rid: rid.content.costs.secas_project_management,
    "ACCEPTANCE.items": lambda rid: ITEMS["acceptance"](rid.content),
    "REVIEW": lambda rid: rid.content.acceptance.criteria,
    "DECISION": lambda rid: rid.issue.decision,
    "GLOSSARY": lambda rid: rid.content.glossary or rid.issue.glossary,
}
FORMS = {
    "CUT_OFF",
    "SOLUTION",
    "REPLANNED",
    "CELL_REASON",
    "CELL_SOURCE",
    "SOURCE_OF_ALL",
    "REASON",
    "SOURCE",
    "SOURCE_KIND",
    "UNDER_CLAUSE",
    "ANNEX_TO_COME",
    "ANNEX_EXPECTED",
    "ANNEX_FROM",
}
"""Frames around a fact, without a statement of their own; and below, texts that are facts of a document."""
STORED = {"TESTING", "STATUS"}


def patterns():
    """For each sentence that prints something, what finds it at the beginning of a printed text or after another."""
    for name, sentence in flat(sentences_of(LATEST)):
        text = sentence.text if isinstance(sentence, Sentence) else ""
        if text and name.split(".")[0] not in FORMS | STORED:
            yield name, re.compile(re.sub(r"\\\{\w+\\\}", "[^\n]*", re.escape(text)))


PATTERNS = dict(patterns())


def test_each_sentence_has_a_condition():
    assert PATTERNS.keys() == TRUE_IF.keys() - {name for name in TRUE_IF if name not in PATTERNS}
    assert PATTERNS.keys() <= TRUE_IF.keys()


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
    return [name for name in found_in(list(said)) if not TRUE_IF[name](rid)]


SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=30)


@SLOW
@given(documents())
def test_no_printed_sentence_contradicts_a_fact(data):
    rid = lifted(data)
    assert wording_of(rid.issue).number == LATEST
    assert contradicted(rid, blocks_said(rid)) == []


def words_of_html(html):
    body = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    return [unescape(text).strip() for text in re.split(r"<[^>]+>", body)]


def words_of_word(content):
    document = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
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


NOTHING = re.compile(r"UNSET|\bNone\b|\bUnset\b")


@settings(SLOW, max_examples=10)
@given(documents(), documents())
def test_an_absent_fact_is_printed_nowhere_as_a_word_of_the_program(data, other):
    """No form, table or comparison holds UNSET or None, unless a text of the facts does."""
    rid, after = lifted(data), lifted(other)
    if NOTHING.search(str([*strings(data), *strings(other)])):
        return
    forms = [*words_of_html(render_print(RID_KIND, rid)), *words_of_html(render_html(RID_KIND, rid))]
    forms += blocks_said(rid)
    forms += [
        str(cell)
        for rows in RID_KIND.tables(rid).values()
        for row in rows
        for cell in row
        if cell is not None
    ]
    for change in diff(rid.content, after.content):
        forms += [change.label, change.before, change.after]
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
