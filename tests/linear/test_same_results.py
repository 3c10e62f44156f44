"""What was rewritten to be linear finds what the textbook form found, in random short texts of telling pieces."""

import re
from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from governance.documents.checks.rules import history, standard, summaries
from governance.documents.checks.rules.texts import promises
from governance.documents.engine.comparing import SHORT, opcodes, share
from modifications import queries
from releases import steps, timing
from secrel.core.editing.sheets.merging import _order
from secrel.core.values import references
from tests.support.properties import settings

PIECES = (
    *(
        "A",
        "AB",
        "ABC",
        "ABs",
        "AB1",
        "AB12",
        "AB1.2",
        "Ab",
        "aB",
        "aBC",
        "ABé",
        "é",
        "a",
        "s",
        "1",
        "_",
        "-",
        "’",
    ),
    *(
        " ",
        "  ",
        "\n",
        ".",
        ",",
        "(",
        ")",
        "(AB)",
        "(AB, CD)",
        "(AB and CD)",
        "(ABs)",
        "(AbC)",
        "and",
        "of",
        "the",
        "to",
    ),
    *(
        "cut-off date",
        "cut off dates",
        "cut\noff date",
        "modification",
        "proposals",
        "assum",
        "assumed",
        "targeted",
    ),
    *("MP062", "SECMP0062", "DP102A", "MP", "0", "62", "approved"),
)
OF_STEPS = (
    *(
        "dcc submits",
        "panel reviews",
        "panel approves",
        "tag",
        "reviews",
        "review",
        "draft",
        "updated",
        "tad",
        "ssc",
    ),
    *(
        "sit completion report",
        "uit completion reports",
        "evidence",
        "testing",
        "criteria",
        "security",
        "operational",
    ),
    *(
        "all acceptance criteria",
        "the acceptance criteria",
        "operations group",
        "consult",
        "go/no-go",
        "x",
        "\n",
        ".",
    ),
    *(
        "baseline",
        "baselines",
        "for system-impacting",
        "for dcc system-impacting",
        "non-system-impacting",
        "the full",
    ),
    *("non-dcc system-impacting", "other modifications"),
)
OF_REFERENCES = (
    *("MP", "SECMP", "DP", "1", "062", "A", "-", " ", "  ", "\n", "part", "Part", "part 1", "x"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
spaced = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
events = st.lists(st.sampled_from(OF_STEPS), max_size=9).map(" ".join)
named = st.lists(st.sampled_from(OF_REFERENCES), max_size=8).map("".join)
both = texts | spaced


@given(both)
@settings(max_examples=300, deadline=None)
def test_terms_give_way_to_their_acronyms_as_before(sample):
    before = r"(?:[A-Z][\w-]*\s+(?:(?:and|of|the|for)\s+)?)+\(([A-Z]{2,}(?:(?:,| and) [A-Z]{2,})*)\)"
    now = standard._TERM_AND_ACRONYM.sub(lambda found: found[1] or found[0], sample)
    assert now == re.sub(before, r"\1", sample)


@given(both)
@settings(max_examples=500, deadline=None)
def test_assumptions_are_found_as_before(sample):
    assumed = r"\bassum\w+\b[^.]*\btargeted\b|\btargeted\b[^.]*\bassum"
    assert bool(promises._ASSUMED.search(sample)) == bool(re.search(assumed, sample, re.IGNORECASE))


@given(both, st.sampled_from(["62", "102A", "620"]))
@settings(max_examples=300, deadline=None)
def test_the_history_names_modifications_as_before(sample, number):
    before = re.search(rf"\b(?:SECMP0*|MP0*|DP0*){number}\b", sample)
    assert (number in history._NAMED.findall(sample)) == bool(before)


OF_ALL = r"(?:all|the) acceptance criteria"
BEFORE = {
    "draft_tad": r"^dcc submits\b.*\bdraft\b.*\btad\b",
    "draft_tad_view": r"\btag\b.*\breviews?\b.*\bdraft\b.*\btad\b",
    "tad_consultation": r"\bconsults?\b.*\btad\b",
    "tad": r"^dcc submits\b.*\bupdated\b.*\btad\b",
    "tad_view": r"\btag\b.*\breviews?\b.*\bupdated\b.*\btad\b",
    "tad_decision": r"^panel reviews\b.*\btad\b",
    "sit": r"^dcc submits\b.*\bsit completion report",
    "sit_view": r"\btag\b.*\breviews?\b.*\bsit completion report",
    "sit_decision": r"^panel approves\b.*\bsit completion report",
    "uit": r"^dcc submits\b.*\buit completion report",
    "uit_view": r"\btag\b.*\breviews?\b.*\buit completion report",
    "uit_decision": r"^panel approves\b.*\buit completion report",
    "evidence_testing": rf"\bevidence\b.*(?:\btesting\b.*\bcriteria\b|{OF_ALL})",
    "evidence_operational": rf"\bevidence\b.*(?:\boperational\b.*\bcriteria\b|{OF_ALL})",
    "evidence_security": rf"\bevidence\b.*(?:\bsecurity\b.*\bcriteria\b|{OF_ALL})",
    "recommend_tag": r"\btag\b.*\breviews?\b.*(?:\btesting\b.*\bcriteria\b|\bevidence\b)",
    "recommend_operations-group": r"\boperations group\b.*\breviews?\b.*(?:\bcriteria\b|\bevidence\b)",
    "recommend_ssc": r"\bssc\b.*\breviews?\b.*(?:\bcriteria\b|\bevidence\b)",
    "go": r"\bgo/no-go\b",
}
BASELINES_BEFORE = {
    "system": r"\bbaselines?\b.*\bfor (?:dcc )?system-impacting\b",
    "full": r"\bbaselines?\b.*(?:\bnon-(?:dcc )?system-impacting\b|\bthe full\b|\bother modifications\b)",
}


@given(events)
@settings(max_examples=500, deadline=None)
def test_steps_and_baselines_are_recognised_as_before(event):
    sample = event.removeprefix("the ")
    found = [step for step in steps.steps_of(event) if step not in steps.BASELINE_STEPS]
    assert found == [step for step, form in BEFORE.items() if re.search(form, sample)]
    for name, form in BASELINES_BEFORE.items():
        is_found = not steps.BASELINES[name][1].isdisjoint(steps.steps_of(event.upper()))
        assert is_found == bool(re.search(form, event.upper(), re.IGNORECASE))
    is_any = not steps.BASELINE_STEPS.isdisjoint(steps.steps_of(event.upper()))
    assert is_any == bool(re.search(r"\bbaselines?\b", event, re.IGNORECASE))


@given(named)
@settings(max_examples=500, deadline=None)
def test_references_and_parts_are_read_as_before(sample):
    form = re.compile(r"\s*(SECMP|MP|DP)\s*[- ]?\s*(\d{1,4})\s*([A-Z]?)\s*", re.IGNORECASE | re.ASCII)
    assert _stripped(references._FORM.fullmatch(sample)) == _stripped(form.fullmatch(sample))
    assert queries._PART.sub("|", sample) == re.sub(r"\s+part\s+", "|", sample, flags=re.IGNORECASE)


def _stripped(found):
    return found and {number: (part or "").strip() for number, part in enumerate(found.groups())}


WORDS = st.lists(st.sampled_from(["a", "b", "c", *(f"w{n}" for n in range(60))]), max_size=40)


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_short_texts_are_compared_as_difflib_does(old, new):
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    assert opcodes(old, new) == matcher.get_opcodes()
    if old or new:
        assert share(old, new, opcodes(old, new)) == matcher.ratio()


@given(WORDS, WORDS, st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_long_texts_are_compared_without_a_gap(old, new, times):
    old, new = old + [f"x{n}" for n in range(SHORT)] * times, new + [f"x{n}" for n in range(SHORT + 1)] + old
    found = opcodes(old, new)
    assert [one for kind, a, b, _, _ in found for one in old[a:b]] == old
    assert [one for kind, _, _, c, d in found for one in new[c:d]] == new
    assert all(old[a:b] == new[c:d] for kind, a, b, c, d in found if kind == "equal")
    assert all({"delete": c == d, "insert": a == b}.get(kind, a < b and c < d) for kind, a, b, c, d in found)


def test_a_long_text_with_a_word_changed_differs_in_that_word():
    old = [f"w{n}" for n in range(5_000)]
    new = [*old[:2_500], "other", *old[2_501:]]
    assert opcodes(old, new) == [
        ("equal", 0, 2_500, 0, 2_500),
        ("replace", 2_500, 2_501, 2_500, 2_501),
        ("equal", 2_501, 5_000, 2_501, 5_000),
    ]


KEYS = st.permutations([f"r{n}" for n in range(6)])


@given(KEYS, KEYS, KEYS, st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
@settings(max_examples=300, deadline=None)
def test_rows_are_put_in_order_as_before(was, stored, entered, first, second, third):
    was, stored, entered = was[:first], stored[:second], entered[:third]
    common = [key for key in was if key in stored and key in entered]
    moved = [key for key in entered if key in common] != common
    one, other = (entered, stored) if moved else (stored, entered)
    order = list(one)
    for place, key in enumerate(other):
        if key not in order:
            before = next((row for row in reversed(other[:place]) if row in order), None)
            order.insert(order.index(before) + 1 if before else 0, key)
    assert _order(*({key: {} for key in keys} for keys in (was, stored, entered))) == order


EVENTS = st.lists(
    st.sampled_from(["uit", "uit ends", "sit", "the uit", "Live", "a sit b"]), min_size=1, max_size=6
)


@given(EVENTS, st.sampled_from(["uit", "UIT e", "sit", "it", "the", "", "go-live", "b", "x"]))
@settings(max_examples=200, deadline=None)
def test_a_rule_names_its_row_as_before(events, of):
    def meant():
        if of.casefold() in timing.GO_LIVE:
            return 0
        folded = [event.casefold() for event in events]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [n for n, event in enumerate(folded) if fits(event, of.casefold())]
            if found:
                return found[0] if len(found) == 1 or fits is str.__eq__ else None
        return None

    assert timing.RowNames(events, 0).find(of) == meant()


@given(both)
@settings(max_examples=200, deadline=None)
def test_points_name_modifications_as_before(sample):
    refs = ["MP062", "SECMP0062", "DP102A", "DP102", "MP006"]
    found = {
        ref
        for whole, letter in summaries._REFERENCE.findall(sample)
        for ref in (whole, whole.removesuffix(letter))
    }
    assert {ref for ref in refs if ref in sample} == found & set(refs)
