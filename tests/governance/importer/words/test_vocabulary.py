"""What OCR did to words is undone where only one word can be meant, and nowhere else."""

import pytest

from governance.importer.words.codes import codes_in
from governance.importer.words.columns import column_of
from governance.importer.words.headings import heading_of
from governance.importer.words.vocabulary import mended


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("This docurnent is", "This document is"),
        ("Targeted Modifi cation Proposals", "Targeted Modification Proposals"),
        ("those that s tay open", "those that stay open"),
        ("GainingSuppliers will", "Gaining Suppliers will"),
        ("wil1 Iimit lnventory", "will limit Inventory"),
        ("Severity l or 2, By lO Working Days", "Severity 1 or 2, By 10 Working Days"),
        ("aﬅer its data .", "after its data."),
        ("UlT commences", "UIT commences"),
        ("a corner of the modern return", "a corner of the modern return"),
        ("SECMPO061 MP1O1 £l2,000 SMETS2+ Elexon", "SECMPO061 MP1O1 £l2,000 SMETS2+ Elexon"),
    ],
)
def test_misread_words_are_mended(text, right):
    assert mended(text, acronym={"UIT"}.__contains__) == (
        right,
        mended(text, acronym={"UIT"}.__contains__)[1],
    )
    assert (mended(text, acronym={"UIT"}.__contains__)[1] > 0) == (text != right)


def test_headings_and_columns_are_known_although_misread():
    assert heading_of("l. Sc0pe").key == "scope"
    assert heading_of("Targeted Modifi cation Proposals").key == "targeted"
    assert [
        column_of(text) for text in ("Docurnent", "Surnmary of irnpacts", "Design, Build and Pre-Integration")
    ] == [
        "document",
        "summary",
        "design_build_pit",
    ]


def test_codes_are_told_apart():
    text = "The Retail Energy Code and Balancing and Settlement Code (BSC) are impacted, not the Smart Energy Code."
    assert codes_in(text) == ["Retail Energy Code", "Balancing and Settlement Code (BSC)"]
