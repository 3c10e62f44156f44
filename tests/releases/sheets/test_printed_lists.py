"""Change Requests and annexes as documents list them."""

from releases.sheets.printed_lists import annexes_in, change_requests_in


def rows(*texts: str) -> list[list[str]]:
    return [[text] for text in texts]


def test_annexes_are_read_with_their_state():
    assert annexes_in(
        rows(
            "Annexes",
            "• Annex A: The DCC’s TAD, still to come",
            "• Annex B – The plan (to come, expected in Feb 21, from the DCC)",
            "• Annex C: The results",
        )
    ) == [
        ["Annex", "Title", "State", "Expected", "From"],
        ["Annex A", "The DCC’s TAD", "To come", "", ""],
        ["Annex B", "The plan", "To come", "Feb 21", "the DCC"],
        ["Annex C", "The results", "There", "", ""],
    ]


def test_change_requests_are_read_with_titles_that_hold_an_apostrophe():
    assert change_requests_in(rows("", "1. CR1088 ‘DCC’s proving’ proposes that the DCC proves it.")) == [
        ["Reference", "Title", "Description"],
        ["CR1088", "DCC’s proving", "proposes that the DCC proves it."],
    ]


def test_any_other_list_is_none_of_them():
    for text in ("Annex", "Annex A", "MP079: Title", "CR1088 without a title", "CRX ‘a’ b"):
        assert annexes_in(rows("x", text)) is None
        assert change_requests_in(rows("x", text)) is None
    assert annexes_in([["Annex A: x", "y"]]) is None
    assert change_requests_in([]) is None
