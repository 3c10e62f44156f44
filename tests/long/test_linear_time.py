"""Reading any input takes time in proportion to its length: each pattern, each loop over input."""

import re
from functools import partial

import pytest

from tests.linear import loops, pieces
from tests.linear.inputs import worst_inputs
from tests.linear.patterns import Pattern, patterns
from tests.linear.ratio import MOST, growth

USES = {
    "search": lambda pattern: pattern.search,
    "match": lambda pattern: pattern.match,
    "fullmatch": lambda pattern: pattern.fullmatch,
    "findall": lambda pattern: pattern.findall,
    "finditer": lambda pattern: pattern.findall,
    "split": lambda pattern: pattern.split,
    "sub": lambda pattern: lambda text: pattern.sub("", text),
    "subn": lambda pattern: lambda text: pattern.sub("", text),
}


def slowest(pattern: Pattern) -> tuple[float, str]:
    """The largest growth of CPU time that any generated input causes, with that input; the first that is too large."""
    compiled, worst = re.compile(pattern.text, pattern.flags), (0.0, "")
    for given in worst_inputs(pattern.text, pattern.flags):
        for way in sorted(pattern.ways):
            worst = max(worst, (growth(USES[way](compiled), given.of), f"{way} of {given}"))
            if worst[0] > MOST:
                return worst
    return worst


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.text)
def test_every_pattern_is_linear(pattern):
    ratio, of = slowest(pattern)
    assert ratio <= MOST, f"{pattern.where}: {pattern.text} takes × {ratio:.1f} at twice the length: {of}"


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (r"\b[A-Za-z0-9]*[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*\b", "findall"),
        (r"(?:[A-Z][\w-]*\s+(?:(?:and|of|the|for)\s+)?)+\(([A-Z]{2,}(?:(?:,| and) [A-Z]{2,})*)\)", "sub"),
        (
            r"((?:[A-Z][\w’'-]*\s+(?:(?:and|of|the|for|to|in)\s+)*){2,9})\(([A-Z][A-Za-z]*[A-Z])s?\)",
            "findall",
        ),
        (r"\bbaselines?\b.*\bfor (?:dcc )?system-impacting\b", "search"),
        (r"\bcut-?\s?off date\b(?=.*\b(?:modification|proposal)s?\b)", "search"),
        (r"\bassum\w+\b[^.]*\btargeted\b|\btargeted\b[^.]*\bassum", "search"),
        (r"(?:~\s*(?P<a>.+)|(?P<b>.+?)\s*\(?(?:est|estimate|estimated|e)\.?\)?)", "fullmatch"),
        (r"\s*(SECMP|MP|DP)\s*[- ]?\s*(\d{1,4})\s*([A-Z]?)\s*", "fullmatch"),
        (r"\s+part\s+", "sub"),
        (r"(a+)+$", "search"),
        (r"(?:[a-z]|[a-m])+!", "search"),
        (r"x*x*$", "match"),
    ],
)
def test_a_slow_pattern_is_found(text, way):
    """Known slow patterns, ours and from textbooks: the generated inputs are bad enough to find them."""
    ratio, _ = slowest(Pattern(text, 0, frozenset([way]), "a textbook"))
    assert ratio > MOST


LOOPS = {**{name: partial(loops.quietly, act) for name, act in loops.READERS.items()}, **loops.DOCUMENTS}


@pytest.mark.parametrize("name", LOOPS)
def test_every_loop_over_a_text_is_linear(name):
    found = {
        called: growth(LOOPS[name], partial(pieces.text_of, piece)) for called, piece in pieces.PIECES.items()
    }
    assert {called: ratio for called, ratio in found.items() if ratio > MOST} == {}


@pytest.mark.parametrize("name", loops.ROWS)
def test_every_loop_over_rows_is_linear(name):
    act, make = loops.ROWS[name]
    assert growth(act, make, size=100) <= MOST
