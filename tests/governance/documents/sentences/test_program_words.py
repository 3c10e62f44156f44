"""No form prints None, UNSET or other words of the program."""

import json
import re

import pytest
from hypothesis import assume, given

from governance.documents.engine.printing.render import render_html, render_print
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.validator import inlined
from governance.documents.rid.history_row import drafted, scope_changes
from governance.documents.rid.kind import RID_KIND
from governance.documents.schemas import RID, schema
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


@settings(**SLOW, max_examples=20)
@given(documents(), documents())
def test_an_absent_fact_is_printed_nowhere_as_a_word_of_the_program(data, other):
    """No form, table, comparison or drafted row of the history holds None, UNSET, or the brackets of a list in Python,
    unless a text of the facts does."""
    rid, after = lifted(plain_words(data)), lifted(plain_words(other))
    assume(not any(NOTHING.search(text) for one in (rid, after) for text in strings(one.as_data())))
    forms = [*words_of_html(render_print(RID_KIND, rid)), *words_of_html(render_html(RID_KIND, rid))]
    forms += [*blocks_said(rid), *words_of_word(render_word(RID_KIND, rid))]
    changes = RID_KIND.compare(rid.content, after.content)
    forms.append(drafted(scope_changes(rid.content.scope, after.content.scope), changes))
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
