"""The walk that finds our regular expressions leaves none out, wherever and however it is written."""

import ast

import pytest

from tests.linear import patterns as walk
from tests.linear.inputs import worst_inputs

FILE = "secrel/core/values/texts.py"


def found_in(source: str) -> list[tuple[str, list[str]]]:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    return [(text, sorted(ways)) for node in ast.walk(tree) for text, _, ways in walk._of_node(FILE, node)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("re.search('a+', text)", [("a+", ["search"])]),
        ("re.sub(r'a+' + r'b', '', text)", [("a+b", ["sub"])]),
        ("def f():\n  short = 'a+'\n  re.split(f'{short}b', text)", [("a+b", ["split"])]),
        ("[re.match(rf'{form}!', text) for form in ('a', 'b')]", [("a!", ["match"]), ("b!", ["match"])]),
        ("for name, form in {'x': 'a+'}.items():\n  re.findall(form, text)", [("a+", ["findall"])]),
        ("held = (re.compile('a+'),)", [("a+", ["findall", "fullmatch"])]),
        ("field(validators=[RegexValidator('^a+$', 'No.')])", [("^a+$", ["search"])]),
        ("forms.RegexField(regex='a+')", [("a+", ["search"])]),
        ("re_path(rf'^{NAME}/$' if False else '^a/$', view)", [("^a/$", ["search"])]),
        ("class Slug:\n  regex = 'a+'", [("^(?:a+)$", ["search"])]),
        ("Q(name__regex='a+')", [("a+", ["search"])]),
        ("Q(**{f'{field}__iregex': 'a+'})", [("a+", ["search"])]),
        ("Q(**{f'{field}__regex': 'a+'})", [("a+", ["search"])]),
        ("Q(('name__regex', 'a+'))", [("a+", ["search"])]),
        ("{'type': 'string', 'pattern': 'a+'}", [("a+", ["search"])]),
        ("RunSQL(\"SELECT 1 WHERE name ~ 'a+'\")", [("a+", ["search"])]),
    ],
)
def test_a_pattern_is_found_however_it_is_written(source, found):
    assert found_in(source) == found


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("def f(form):\n  re.search(form, text)", "list in tests/linear/patterns.py what `form` can be"),
        ("from re import search", "write `import re`"),
        ("import re as expressions", "write `import re`"),
        ("import regex", "write `import re`"),
        ("find = re.search", "without another name"),
    ],
)
def test_a_pattern_that_cannot_be_found_is_refused(source, sentence):
    with pytest.raises(AssertionError, match=sentence):
        found_in(source)


def test_patterns_of_every_kind_are_found():
    found = {pattern.text: pattern.where for pattern in walk.patterns()}
    assert len(found) > 90
    for text, where in {
        r"[^\W_]++(?:\.[0-9]++)*+": "governance/documents/engine/terms.py",
        r"(?:tabasc)\b": "releases/steps.py",
        r"^CR\d+$": "modifications/models/change_requests.py",
        r"^(?:E-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})$": "secrel/core/web/converters.py",
        r"^confirm-email/(?P<key>[-:\w]+)/$": "secrel/core/urls.py",
        r"^\d+\.\d+$": "schema rid-1",
        r"\t|\n.": "static/js/paste.js",
    }.items():
        assert where in found[text]


def test_inputs_pump_each_repeat_behind_what_leads_to_it():
    inputs = {(one.before, one.piece) for one in worst_inputs(r"ab(?:cd*)+e", 0)}
    assert {("ab", "cd"), ("abc", "d"), ("", "A")} <= inputs
