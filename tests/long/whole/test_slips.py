"""The checker finds the slips that real documents have, and says nothing wrong: each kind has a literal minimum.

A minimum only goes up, and what is said wrongly only goes down. `python -m tests.governance.documents.slips` prints
the whole measure; a kind of the second edition begins at 0 and is raised with its rule.
"""

import pytest

from tests.governance.documents.slips.bases import complete, document_only, samples
from tests.governance.documents.slips.measure import (
    measured_kind,
    measured_neutral_change,
    measured_slips,
)
from tests.governance.documents.slips.registry import NEUTRAL, SLIPS

SEED, COUNT, OF_SAMPLES = 1, 12, 20
FIRST = {
    "cost-row-left-out": 100,
    "cost-row-without-system-impact": 100,
    "cost-row-of-another": 100,
    "total-other-than-sum": 100,
    "total-with-replaced-cells": 100,
    "total-while-cell-unknown": 100,
    "date-other-than-its-rule": 100,
    "date-later-than-the-rule-in-its-notes": 100,
    "approval-not-recorded": 100,
    "version-missing-from-the-history": 100,
    "participant-row-left-out": 100,
    "participant-row-of-another": 100,
    "participant-row-misnumbered": 100,
    "participant-row-without-tick": 100,
    "document-column-of-another": 100,
    "document-column-misnumbered": 100,
    "document-column-without-tick": 100,
    "listed-document-without-tick": 100,
    "tick-without-point": 100,
    "summary-emptied": 100,
    "tick-without-point-by-words": 100,
    "point-without-tick": 100,
    "point-without-tick-by-words": 100,
    "criterion-left-out": 100,
    "criterion-reworded": 100,
    "criterion-added": 100,
    "criteria-set-left-out": 100,
    "cut-off-dates-promised": 100,
    "title-of-another-wording": 100,
    "left-without-a-target": 100,
    "in-two-releases": 100,
    "assumption-in-our-words": 100,
    "assumption-in-other-words": 100,
    "entry-that-speaks-of-another": 100,
    "path-against-who-decided": 100,
    "acronym-not-in-the-glossary": 100,
    "acronym-taken-from-the-glossary": 100,
    "plural-of-an-acronym-not-in-the-glossary": 100,
    "term-of-two-words-not-in-the-glossary": 100,
    "acronym-not-used": 100,
    "term-of-two-words-not-used": 100,
    "acronym-written-out-in-another-way": 100,
    "glossary-with-another-expansion": 100,
    "plural-written-out-in-another-way": 100,
    "rows-in-other-order": 100,
    "date-before-the-row-above": 100,
    "year-out-of-sequence": 100,
    "meeting-on-a-weekend": 100,
    "meeting-on-a-bank-holiday": 100,
    "row-after-the-go-live": 100,
    "go-live-moved-before-steps": 100,
    "baseline-too-late": 100,
    "baseline-dated-twice": 100,
    "fuzzy-date-before-the-row-above": 100,
}
"""Percent found of the kinds for which there is a rule."""
SECOND = {
    "total-unknown-while-all-known": 100,
    "total-called-firm-with-estimates": 100,
    "total-in-text-other-than-sum": 100,
    "effort-other-than-days-times-rate": 100,
    "amount-ten-times-that-before": 100,
    "rule-with-a-step-in-other-words": 100,
    "rule-in-days-weeks-or-months": 100,
    "rule-with-a-direction": 100,
    "rule-in-running-text": 100,
    "month-part-against-its-rule": 100,
    "left-by-the-history-and-in-scope": 100,
    "approved-by-the-history-and-targeted": 100,
    "added-by-the-history-and-not-in-scope": 100,
    "never-named-by-the-history": 100,
    "came-in-without-a-version": 100,
    "version-dated-before-the-one-before": 100,
    "version-numbers-out-of-order": 100,
    "cover-of-another-version": 100,
    "status-of-another-day": 100,
    "ticked-document-not-listed": 100,
    "name-of-participant-is-no-description": 100,
    "point-of-one-not-in-scope": 100,
    "point-of-one-that-left": 100,
    "text-of-one-that-left": 86,
    "unsorted-criteria-without-one": 100,
    "decision-dates-promised": 100,
    "annex-promised": 100,
    "testing-approach-promised": 100,
    "left-without-a-target-in-the-history": 100,
    "point-or-source-that-speaks-of-another": 100,
    "path-against-decider-in-text": 100,
    "two-spellings-of-one-thing": 100,
    "letter-for-a-digit-in-a-reference": 100,
    "reference-with-a-wrong-digit-in-a-text": 100,
    "label-of-another-day": 100,
    "label-of-another-cut-off": 100,
    "label-of-another-precision": 100,
    "weekday-of-another-date": 100,
    "cover-against-timetable": 100,
    "go-live-in-another-month-than-the-name": 100,
    "go-live-moved-in-the-history-only": 100,
    "cut-off-after-the-go-live": 100,
    "took-place-after-the-version": 100,
    "steps-swapped": 100,
    "phase-of-impossible-length": 100,
}
"""Percent found of the kinds for which the second edition brings a rule."""
MINIMUMS = FIRST | SECOND
SAID_WRONGLY: dict[str, tuple[int, int]] = {}
"""Documents with a false error, and with a false warning, that a neutral change makes at most; of others, none."""


@pytest.mark.parametrize("kind", SLIPS, ids=lambda kind: kind.name)
def test_slips_of_each_kind_are_found(kind):
    tally = measured_kind(kind, [complete(), document_only()], SEED, COUNT)
    assert tally.tried >= 4
    assert tally.share >= MINIMUMS[kind.name], [places for _, places, _ in tally.misses]


def test_each_kind_has_a_minimum_in_its_edition():
    assert {kind.name: kind.edition for kind in SLIPS} == dict.fromkeys(FIRST, 1) | dict.fromkeys(SECOND, 2)


@pytest.mark.parametrize("change", NEUTRAL, ids=lambda change: change.name)
def test_neutral_changes_add_no_error_and_no_warning(change):
    result = measured_neutral_change(change, [complete(), document_only()], SEED, COUNT)
    assert result.tried >= 2
    errors, warnings = SAID_WRONGLY.get(change.name, (0, 0))
    said = {(one.rule, one.message) for _, one, _ in result.false if one.severity != "note"}
    assert result.documents_with("error") <= errors, said
    assert result.documents_with("warning") <= warnings, said


@pytest.mark.skipif(not samples(), reason="the samples are in ../shared, which is not here")
def test_slips_in_the_published_documents_are_found():
    found = {1: 0, 2: 0}
    for tally in measured_slips(samples(), SEED, OF_SAMPLES):
        found[tally.kind.edition] += tally.found
    assert found[1] >= 341
    assert found[2] >= 265


@pytest.mark.skipif(not samples(), reason="the samples are in ../shared, which is not here")
def test_neutral_changes_of_the_published_documents_add_few_findings():
    results = [measured_neutral_change(change, samples(), SEED, OF_SAMPLES) for change in NEUTRAL]
    assert sum(result.documents_with("error") for result in results) <= 0
    assert sum(result.documents_with("warning") for result in results) <= 0
