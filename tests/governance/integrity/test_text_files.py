"""Text files of evidence are shown decoded, escaped and bounded, to whoever may download them."""

import pytest

from secrel.core.files.shown import shown
from secrel.core.files.texts import ShownText
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import drafted, file, released
from tests.governance.acceptance.test_evidence import criterion_of

CSV = "Defect;Cost\r\nD1;£1,200\r\n<script>alert(1)</script>;“café”\r\n".encode("cp1252")


@pytest.mark.django_db
def test_text_is_shown_to_whoever_may_download_it(
    examples, people, day, as_role, django_assert_max_num_queries
):
    criterion = criterion_of(examples)
    files = [
        file("open defects.csv", CSV),
        file("report.pdf", PDF),
        file("log.txt", "tab\tand £".encode("utf-16")),
    ]
    evidence = released([criterion], people, day, files)
    chair, at = as_role("chair"), f"{evidence.get_absolute_url()}files"
    page = chair.get(f"{at}/1/?read-as=").content.decode()
    assert "<td>D1</td><td>£1,200</td>" in page
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>“café”</td>" in page
    assert "Shown as Windows-1252." in page
    assert "Shown as Mac OS Roman." in chair.get(f"{at}/1/?read-as=mac-roman").content.decode()
    assert "Shown as Windows-1252." in chair.get(f"{at}/1/?read-as=base64").content.decode()
    assert chair.get(f"{at}/2/?read-as=").status_code == 404
    text = chair.get(f"{at}/3/?read-as=")
    assert ("tab\tand £" in text.content.decode(), text["Cache-Control"]) == (True, "private, no-store")
    sent = chair.get(f"{at}/1/")
    assert (b"".join(sent.streaming_content), sent["Content-Type"]) == (
        CSV,
        "text/csv; charset=windows-1252",
    )
    assert chair.get(f"{at}/2/")["Content-Type"] == "application/pdf"
    assert chair.get(f"{at}/3/")["Content-Type"] == "text/plain; charset=utf-16"
    assert sent["Content-Disposition"] == 'attachment; filename="open defects.csv"'
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert chair.get(evidence.get_absolute_url()).content.decode().count("View as text") == 2
    for role, status in (("tag", 200), ("party", 403), ("nobody", 403), ("anonymous", 302)):
        assert as_role(role).get(f"{at}/1/?read-as=").status_code == status, role
    draft = drafted([criterion], people, day, [file("mine.txt", b"words")])
    for role, status in (("delivery", 200), ("chair", 404)):
        assert as_role(role).get(f"{draft.get_absolute_url()}files/1/?read-as=").status_code == status, role


@pytest.mark.parametrize(
    ("text", "is_table", "rows"),
    [
        ("a,b\n1,2\n", True, [["a", "b"], ["1", "2"]]),
        ("a\tb\n1\t2\n", True, [["a", "b"], ["1", "2"]]),
        ('a,b\n"1,\n5",2\n', True, [["a", "b"], ["1,\n5", "2"]]),
        ("a,b\n1,2\n", False, []),
        ("one column\nonly\n", True, []),
        ('a,b\n"' + "x" * 140_000, True, []),
        ("", True, []),
    ],
)
def test_table_is_read_as_its_first_line_is_divided(text, is_table, rows):
    assert shown(ShownText(text, "utf-8", is_cut=False), is_table=is_table).rows == rows


def test_only_so_many_rows_and_columns_are_shown():
    wide = shown(ShownText("a," * 5000 + "\n" + "1\n" * 5000, "utf-8", is_cut=False), is_table=True)
    assert (len(wide.rows), len(wide.rows[0]), wide.is_cut) == (500, 50, True)
