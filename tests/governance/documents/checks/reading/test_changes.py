import pytest

from governance.documents.checks.reading.changes import read_changes


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Updated following MP146 being added to scope.", ["146 added"]),
        ("Updated following the approval of SECMP0062.", ["62 approved"]),
        (
            "Updated following MP116 and DP145 falling out of scope and DP153 being added to the scope.",
            ["116 out", "145 out", "153 added"],
        ),
        (
            "Updated following MP106 and MP147 being added to the scope and the rejection of SECMP0067, presented.",
            ["106 added", "147 added", "67 out"],
        ),
        (
            "Updated following the approval of MP911 and MP912, and MP913, MP915 and MP916 being added to the scope.",
            ["911 approved", "912 approved", "913 added", "915 added", "916 added"],
        ),
        (
            "Updated following the approval of MP913 and MP918 falling out of scope.",
            ["913 approved", "918 out"],
        ),
        ("MP150 added; MP149 approved; MP151 taken out.", ["150 added", "149 approved", "151 out"]),
        ("MP151 moved to the November 2021 SEC Release.", ["151 out"]),
        ("MP151 moved from targeted to approved.", ["151 approved"]),
        ("MP152 will be included if approved.", []),
        ("Approval of MP152 is awaited; MP153 is not added.", ["152 approved"]),
        ("Version baselined by the Panel.", []),
    ],
)
def test_changes_of_modifications_are_read(text, changes):
    assert [f"{change.number} {change.kind}" for change in read_changes(text)] == changes
