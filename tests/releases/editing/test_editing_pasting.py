"""Blocks pasted into the sheets of a release and of a modification, as a browser sends them."""

import pytest

from tests.governance.importer.test_importer import needs_samples
from tests.releases.editing.sheet_forms import sheet
from tests.support.pasting import problems_of
from tests.support.stack import ROOT

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020/edit"
CASES = ROOT.parent / "shared" / "cases" / "paste"


@pytest.fixture
def pasted(june, as_role):
    """Paste a block into a sheet; gives the sentences, and the rows by key with the cells that are not empty."""
    client = as_role("analyst")

    def paste(path: str, text: str, at: str = "") -> tuple[list[str], dict[str, dict[str, str]]]:
        data = sheet(client, path) | {"pasted": ["1"], "paste": [text], "paste-at": [at]}
        response = client.post(path, data)
        assert response.status_code == 200
        rows = {line.row.key: line.row.cells for line in response.context["lines"]}
        page = response.content.decode()
        assert "Where each pasted row goes" in page or "Nothing was pasted" in page
        return response.context["paste_messages"] + problems_of(response.context["sheet_input"].pasted), rows

    return paste


@needs_samples
def test_costs_with_an_empty_row_stay_on_their_lines(pasted):
    text = (CASES / "costs-with-an-empty-row.tsv").read_text()
    sentences, rows = pasted(f"{JUNE}/costs/", text, "SECMP0053.design_build_pit")
    assert (rows["SECMP0053"]["design_build_pit"], rows["SECMP0053"]["sit"]) == ("100,000", "20,000")
    assert (rows["SECMP0062 part 1"]["design_build_pit"], rows["SECMP0062 part 1"]["sit"]) == (
        "964,346",
        "96,995",
    )
    assert (rows["combined"]["design_build_pit"], rows["combined"]["sit"]) == ("", "40,000")
    assert sentences[1:] == [
        "Row 2, SECMP0062 part 1: This row is empty, so nothing changes here.",
        "Row 3, All together (combined assessment): Design, Build & PIT: cannot be changed here, "
        "so it stays empty (you pasted “300000”).",
    ]
    sentences, rows = pasted(f"{JUNE}/costs/", text)
    assert "We use the column “Line” to find the rows, and “100000” is not one of them." in sentences[0]


@needs_samples
def test_a_timetable_as_excel_shows_it_goes_to_its_events(pasted):
    sentences, rows = pasted(f"{JUNE}/timeline/", (CASES / "timetable-as-excel-shows-it.tsv").read_text())
    new = {row["event"]: row["date"] for key, row in rows.items() if key.startswith("new-") and row["event"]}
    assert new == {"TAD": "22-Feb"}
    plans = "Test Participants tell the DCC their regression testing plans"
    assert [row["event"] for row in rows.values() if row["date"] == "Jun 21"] == [plans]
    assert sentences == [
        "Understood: 1 cell, under Event. Guessed: 1 cell. Tick what is right, and correct the rest. "
        "Not understood: 1 cell. Correct what is marked, then save.",
        "Row 2, Release go-live: Date: cannot be changed here, so it stays 06 May 20 (you pasted “24-Jun-21”).",
        "Row 4, TAD: Date: “22-Feb” is not a date: the year is missing. Write all of it, like 22 Feb 2021.",
    ]


def test_the_cost_table_of_a_document_goes_to_its_lines(pasted):
    text = (
        "Modification\tDesign, Build & PIT\tSIT\tUIT\tImplement to live\tTotal\r\n"
        "SECMP0062\t£ -\t(5)\t1,000 est\tTBC\t1\r\nSECMP0053\t1\t2\t3\t4\t10\r\nTotal\t1\t2\t3\t4\t10\r\n"
    )
    sentences, rows = pasted(f"{JUNE}/costs/", text)
    assert [
        rows["SECMP0062 part 1"][name] for name in ("design_build_pit", "sit", "uit", "implement_to_live")
    ] == [*("0", "(5)", "1,000 est", "TBC")]
    assert rows["SECMP0053"]["implement_to_live"] == "4"
    assert "Column “Total” was not pasted, because it is calculated." in sentences
    assert "Row 4, “Total”: It is a total, which is calculated here." in sentences
    assert any("An amount cannot be negative." in sentence for sentence in sentences)


def test_the_matrix_of_a_document_goes_to_its_rows_and_columns(pasted):
    heads = "Modification\tDCC\tSupplier Parties\tElectricity Networks\tAll SEC Parties\n"
    sentences, rows = pasted(f"{JUNE}/participants/", f"{heads}MP088\t✓\tTBC\t\t✓\nMP 999\t✓\t\t\t")
    assert (rows["MP088"]["dcc"], rows["MP088"]["suppliers"]) == ("1", "")
    assert sentences[1] == "Column “All SEC Parties” was not pasted, because the sheet has no such column."
    assert sentences[3] == "Row 3, “MP 999”: This sheet has no row called “MP 999”."
    sentences, rows = pasted(
        f"{JUNE}/documents/", "Document\tSECMP0062\tMP079\tMP999\nApp AB\tx\tY\tx\nSection A\t\t\t"
    )
    assert (rows["appendix-ab"]["SECMP0062 part 1"], rows["appendix-ab"]["MP079"]) == ("1", "1")
    assert sentences[1] == "Column “MP999” was not pasted, because the sheet has no such column."


def test_the_summaries_of_a_document_are_for_those_whom_they_name(pasted):
    text = "Participant\tSummary of impacts\nSupplier Parties\tOne\nGas Network Parties\t• Two\nNobody\tThree"
    sentences, rows = pasted(f"{JUNE}/summary/", text)
    new = {
        row["text"]: row["audience"] for key, row in rows.items() if key.startswith("new-") and row["text"]
    }
    assert new == {"One": "suppliers", "Two": "gas_networks", "Three": "Nobody"}
    assert "“Nobody” is not one of the choices" in sentences[1]
    sentences, rows = pasted(f"{JUNE}/summary/", "Area affected\tSummary of impacts\nOperations\tFour")
    new = next(row for row in rows.values() if row["text"] == "Four")
    assert (new["area"], new["audience"]) == ("Operations", "dcc")


def test_an_unknown_choice_is_shown_as_it_is_and_not_saved_as_the_first(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/summary/"
    data = sheet(client, path) | {
        "pasted": ["1"],
        "paste": ["Participant\tPoint\nNobody\tA point\n\tAnother"],
    }
    page = client.post(path, data).content.decode()
    assert '<option value="Nobody" selected>Nobody (no choice)</option>' in page
    assert '<option value="" selected>Choose…</option>' in page
    saved = client.post(path, sheet(client, path, add=[{"audience": "", "text": "A point"}]))
    assert (saved.status_code, "Choose one: All SEC Parties" in saved.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("path", "text", "understood"),
    [
        ("criteria", "Category\tAcceptance criteria\tOwner\tReviewer\nTesting\tA\tDCC\tTAG", 4),
        ("criteria", "Operational\t1\tA\tDCC\tOperations Group", 4),
        ("glossary", "Term\tDefinition\nXYZ\tSomething", 2),
        ("history", "Version\tDated\tType\tReason for change\n0.1\t24-Jun-19\tDraft\tFirst", 4),
        ("annexes", "Annex A\tAnother title\nAnnex Z\tNew", 3),
        ("change-requests", "CR\tName\tSummary\nCR2002\tA\tdoes it.", 3),
        ("neighbours", "ECoS\tAligned with it\tDCC\tMar-22", 4),
        ("other-costs", "Item\tEffort\tRate\nSECAS: implementation\t3.5\t£600.00", 2),
    ],
)
def test_every_sheet_of_a_release_takes_a_block(pasted, path, text, understood):
    sentences, _ = pasted(f"{JUNE}/{path}/", text)
    assert len(sentences) == 1 + (path == "criteria" and "\t1\t" in text)
    assert sentences[0].startswith(f"Understood: {understood} cells, under ")


@pytest.mark.parametrize(
    ("path", "text", "understood"),
    [
        ("steps", "Next step\tDate\tWho\nVote\t24th June 2021\tChange Board", 3),
        ("solutions", "Type\tText\nProposed Solution\tA", 2),
        ("parts", 'Part\tSuppliers\tDocuments\n2\tTRUE\t"App O\nSection H"', 3),
        ("assessments", "Type\tModification\tDue\nImpact Assessment\tSECMP0053\tQ4 20", 3),
        ("links", "Relation\tReference\nDepends on\tmp-088", 2),
    ],
)
def test_every_sheet_of_a_modification_takes_a_block(pasted, path, text, understood):
    sentences, _ = pasted(f"/modifications/SECMP0053/edit/{path}/", text)
    assert (len(sentences), sentences[0].split(", under ")[0]) == (1, f"Understood: {understood} cells")


def test_the_dcc_pastes_costs_and_proposes_them(june, as_role):
    client, path = as_role("delivery"), f"{JUNE}/costs/"
    data = sheet(client, path) | {"pasted": ["1"], "paste": ["Modification\tSIT\nSECMP0053\t£27,000"]}
    response = client.post(path, data)
    assert response.context["paste_messages"] == ["Understood: 1 cell, under SIT. Check it, then save."]
    assert june.cost_cells.filter(amount=27000).count() == 0


def test_each_problem_is_shown_in_its_row_and_its_cell_only(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/costs/"
    data = sheet(client, path) | {"pasted": ["1"], "paste": ["Modification\tSIT\nSECMP0053\t12,34\n\t1"]}
    page = client.post(path, data).content.decode()
    assert '<a href="#pasted-rows">2 problems, listed row by row</a>' in page
    assert "Text that we could not read is in its cell and marked" in page
    assert page.count("“12,34” is not a cost") == 2
    assert page.count("The name of the row is missing.") == 1


def test_a_block_that_is_refused_stays_in_its_field(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/costs/"
    data = sheet(client, path) | {"pasted": ["1"], "paste": ["\nFoo\n1\n2"], "paste-at": ["SECMP0053.sit"]}
    page = client.post(path, data).content.decode()
    assert "These headings do not match this sheet: “Foo”." in page
    assert '<textarea name="paste" rows="3">\n\nFoo\n1\n2</textarea>' in page
    assert 'name="paste-at" value="SECMP0053.sit"' in page
