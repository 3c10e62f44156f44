"""Headings, references, dates and amounts are read as old documents and OCR write them."""

import pytest

from governance.importer.words.dates import read_date
from governance.importer.words.headings import heading_of, is_contents_entry
from governance.importer.words.money import days_in_words, pounds_in, read_cost
from governance.importer.words.noise import without_noise
from governance.importer.words.references import document_at, modification_at


@pytest.mark.parametrize(
    ("text", "ref", "is_changed"),
    [
        ("MP102B ‘A’", "MP102B", False),
        ("MPQ77 ‘A’", "MP077", True),
        ("SECMPO0007", "SECMP0007", True),
        ("MPO99", "MP099", True),
        ("DP 173", "DP173", True),
        ("MPs will", None, False),
    ],
)
def test_modification_is_recognised(text, ref, is_changed):
    found = modification_at(text)
    assert (found.ref if found else None, bool(found and found.changed)) == (ref, is_changed)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Appendix AB ‘A’", "Appendix AB"),
        ("Schedule l1", "Schedule 11"),
        ("Appendix 1 'A'", "Appendix I"),
        ("5ection H", "Section H"),
        ("Part 2", None),
    ],
)
def test_sec_document_is_recognised(text, name):
    found = document_at(text)
    assert (found.ref if found else None) == name


@pytest.mark.parametrize(
    ("text", "label", "day", "is_sure"),
    [
        ("02 Jun 20", "02 Jun 20", "2020-06-02", True),
        ("5th October 2020", "5th October 2020", "2020-10-05", True),
        ("Late Nov 21", "Late Nov 21", "2021-11", True),
        ("2O May 20", "20 May 20", "2020-05-20", False),
        ("ll 0ct 19", "11 Oct 19", "2019-10-11", False),
        ("TBC", "TBC", None, True),
        ("To be set", "", None, True),
        ("when ready", "when ready", None, False),
    ],
)
def test_date_is_read_with_its_label(text, label, day, is_sure):
    found = read_date(text)
    assert (found.data["label"], found.data["date"], found.sure) == (label, day, is_sure)


@pytest.mark.parametrize(
    ("text", "status", "amount", "is_sure"),
    [
        ("£53,572", "firm", "53572", True),
        ("£5,000 (est.)", "estimate", "5000", True),
        ("£1.2m", "firm", "1200000", True),
        ("£1,2OO", "firm", "1200", False),
        ("£96.995", "firm", "96995", False),
        ("TBC", "tbc", None, True),
        ("n/a", "not_applicable", None, True),
        ("£1,000 - £2,000", "tbc", None, False),
        ("", "tbc", None, False),
    ],
)
def test_cost_is_read_with_its_status(text, status, amount, is_sure):
    found = read_cost(text)
    assert (found.status, found.amount, found.sure) == (status, amount, is_sure)


def test_effort_is_read_from_a_sentence():
    text = "SECAS estimates a maximum of five days of effort, equating to around £3,000."
    assert (days_in_words(text), [amount for amount, _ in pounds_in(text)]) == ([5], ["3000"])


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("3. Implementation timeline", "timeline"),
        ("Key dates", "timeline"),
        ("Appendix 1: Version control", "history"),
        ("Document control", "history"),
        ("List of acronyms", "glossary"),
        ("SEC Party and DCC impacts", "parties"),
        ("Cross-code impacts", "other_codes"),
        ("Testing acceptance criteria – reviewed by the TAG", "acc_testing"),
        ("SECAS costs", "secas_costs"),
        ("The DCC’s testing approach", "dcc_testing"),
        ("June 2020 SEC Release", None),
        ("The scope of the release is set by the Panel.", None),
    ],
)
def test_heading_is_recognised_by_its_meaning(text, key):
    found = heading_of(text)
    assert (found.key if found else None) == key


def test_entry_of_contents_is_no_heading():
    assert [is_contents_entry(text) for text in ("1. Scope ..... 3", "2. Impacts 5", "2. Impacts")] == [
        True,
        True,
        False,
    ]


def test_misread_letters_are_mended_and_counted():
    text = "c0sts 0f the re1ease SR11.2 SMETS1 R1D v3.2"
    assert without_noise(text, {"RID"}.__contains__) == ("costs of the release SR11.2 SMETS1 RID v3.2", 4)
