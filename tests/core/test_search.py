"""Parsing a search: words, references, and numbers with the word before them."""

import pytest

from secrel.core.search.matching import pattern_of
from secrel.core.search.reading import read_search


def terms(entered: str) -> list[list[str]]:
    """For each alternative its terms, their pieces joined with a hyphen."""
    return [["-".join(term.pieces) for term in each] for each in read_search(entered).alternatives]


@pytest.mark.parametrize(
    ("entered", "read"),
    [
        ("SMETS1", ["smets-1"]),
        ("SMETS 1", ["smets-1"]),
        ("SMETS-1", ["smets-1"]),
        ("SMETS–1 costs", ["smets-1", "costs"]),
        ("smets 1, costs", ["smets-1", "costs"]),
        ("go live", ["go-live"]),
        ("Go-Live date", ["go-live", "date"]),
        ("golive", ["golive"]),
        ("e mail", ["e-mail"]),
        ("e-mail", ["e-mail"]),
        ("cut off", ["cut-off"]),
        ("CR 1088", ["cr-1088"]),
        ("CR-1088", ["cr-1088"]),
        ("MP 153", ["mp-153"]),
        ("secmp 62", ["secmp-62"]),
        ("Appendix AB", ["appendix-ab"]),
        ("AppendixAB", ["appendix-ab"]),
        ("App AB", ["appendix-ab"]),
        ("AppAB", ["appendix-ab"]),
        ("App. O", ["appendix-o"]),
        ("Section A", ["section-a"]),
        ("Sec D", ["section-d"]),
        ("appendix as", ["appendix"]),
        ("Appendix AS", ["appendix-as"]),
        ("the sections of the SEC", ["sections", "sec"]),
        ("scheduled", ["scheduled"]),
        ("June 2021", ["june", "2021"]),
        ("the costs of it", ["costs"]),
        ("DCC’s costs", ["dcc", "costs"]),
        ('"end of life" meters', ["end-of-life", "meters"]),
        ("“end of life”", ["end-of-life"]),
        ('"smart meter', ["smart", "meter"]),
        ("R&D", ["r-d"]),
        ("SIT/UIT", ["sit", "uit"]),
        ("8.0", ["8.0"]),
        ("ＭＰ１０４", ["mp-104"]),
        ("café", ["café"]),
        ("cafe\u0301", ["café"]),
        ("costs costs", ["costs"]),
        ("-104", ["104"]),
        ("!!costs & (meters | *)", ["costs", "meters"]),
        ("a\0b", ["b"]),
        ("co\x07sts", ["co-sts"]),
    ],
)
def test_terms_are_read(entered, read):
    assert terms(entered) == [read]


@pytest.mark.parametrize("entered", ["costs or meters", "costs OR meters", "or costs or or meters or"])
def test_or_makes_alternatives(entered):
    assert terms(entered) == [["costs"], ["meters"]]


@pytest.mark.parametrize(
    ("entered", "named"),
    [
        ("MP104 MP122", ["MP104", "MP122"]),
        ("mp104,MP-122;dp 153", ["MP104", "MP122", "DP153"]),
        ("MP104 and MP122", ["MP104", "MP122"]),
        ("MP104 or MP122", ["MP104", "MP122"]),
        ("MP104/MP122", ["MP104", "MP122"]),
        ("MP104&MP122", ["MP104", "MP122"]),
        ("MP104-MP102A", ["MP104", "MP102A"]),
        ("MP104, 122", ["MP104", "122"]),
        ("MP104-122", ["MP104", "MP122"]),
        ("104 122", ["104", "122"]),
        ("-104", ["104"]),
        ("SECMP0062", ["SECMP0062"]),
        ("CR1088 costs", ["CR1088"]),
        ("costs 104", []),
        ("SMETS1", []),
        ("99999999999999999999", []),
        ("MP99999999999999999999", []),
        ("١٠٤", []),
        ("MP104 MP104", ["MP104"]),
    ],
)
def test_references_are_read(entered, named):
    assert [str(reference) for reference in read_search(entered).references] == named


NO_SENSE = [
    '"',
    "-",
    "*",
    "%",
    "_",
    "\\",
    ":",
    "the of",
    "or",
    "OR",
    "''",
    '""',
    "\0",
    "\x1b",
    "…",
    "🙂",
    "- - -",
    "!",
]
NO_SENSE += ["'", "(", "[", "!&|"]


@pytest.mark.parametrize("entered", NO_SENSE)
def test_search_without_words_has_a_message(entered):
    search = read_search(entered)
    assert (search.alternatives, bool(search)) == ((), True)
    assert search.problem.endswith("no words in it. Enter a reference such as MP153, or a less common word.")


@pytest.mark.parametrize("entered", ["", " ", "\t\n"])
def test_empty_search_is_not_a_problem(entered):
    search = read_search(entered)
    assert (bool(search), search.problem) == (False, "")


def test_long_search_is_cut_with_a_note():
    search = read_search("meter " * 3000)
    assert (terms("meter " * 3000), search.note) == (
        [["meter"]],
        "Your search was too long, so we used only the beginning of it.",
    )
    many = read_search(" ".join(f"word{chr(97 + n)}" for n in range(20)))
    assert (len(many.alternatives[0]), bool(many.note)) == (12, True)
    references = read_search(",".join(f"MP{n:03}" for n in range(1, 41)))
    assert len(references.references) == 40


@pytest.mark.parametrize(
    ("entered", "terms"),
    [("a-", 1), ('"', 0), ("or ", 0), ("A", 1), ("1.", 1), ("\u0301", 0), ("ﷺ", 1)],
)
def test_only_the_beginning_of_a_long_text_is_parsed(entered, terms):
    search = read_search(entered * 5000)
    assert (len(search.alternatives), bool(search.note)) == (terms, True)


def test_patterns_hold_only_letters_digits_and_fixed_syntax():
    assert pattern_of(("smets", "1")) == r"\msmets[^[:alnum:].,;:!?()]{0,2}1(?![[:digit:]])"
    assert pattern_of(("8.0",)) == r"\m8[.]0(?![[:digit:]])"
    assert pattern_of(("dcc",)) == r"\mdcc"
    assert "go[-‐‑–_/[:space:]]live" in pattern_of(("golive",))
    assert "as[-‐‑–_/]set" in pattern_of(("asset",))  # “as set out” is not an asset
