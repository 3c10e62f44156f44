"""The other forms of a document: HTML, Word, CSV, JSON and its schemas."""

import copy
import csv
import io
import json
import re
import zipfile
from html import unescape

import docx
import pytest
from jsonschema import Draft202012Validator

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.rid.document import sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import Rid
from governance.documents.schemas import RID, SNAPSHOT, schema
from governance.importer.reading import check_document
from governance.versions.models import RidVersion
from tests.governance.importer.test_importer import SHARED, needs_samples
from tests.support.agreed_schema import as_first_agreed
from tests.support.large import large_document

SITE = "https://releases.example.org"


@pytest.fixture(scope="module")
def data():
    return lift(check_document(large_document(12)), site=SITE, marks=["SEC releases"]).as_data()


def said(data):
    chapters = sections(Rid.of_data(data).content, Links(SITE))
    return [text for section in chapters for text in texts(section.blocks) if text]


def test_html_twin_says_what_the_document_says(data):
    html = render_html(RID_KIND, Rid.of_data(data))
    written = unescape(re.sub(r"<[^>]+>", "", html))
    assert [text for text in said(data) if text not in written] == []
    assert f'href="{SITE}/modifications/MP061/"' in html
    assert "<style>" in html


def test_html_twin_on_the_site_has_no_style_of_its_own(client, examples):
    response = client.get("/releases/june-2021/rid/8.0.html")
    assert (response.status_code, b"<style>" in response.content) == (200, False)
    assert b"June 2021 SEC Release" in response.content


def test_word_copy_says_that_it_is_not_authoritative_and_holds_the_text(data):
    document = docx.Document(io.BytesIO(render_word(RID_KIND, Rid.of_data(data))))
    assert "not authoritative" in document.sections[0].header.paragraphs[-1].text
    written = [paragraph.text for paragraph in document.paragraphs]
    written += [
        paragraph.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    ]
    together = "\n".join(written)
    assert [text for text in said(data) if text not in together] == []
    assert all("w:tblHeader" in table.rows[0]._tr.trPr.xml for table in document.tables)


def test_word_copy_says_that_it_is_british_english(data):
    parts = zipfile.ZipFile(io.BytesIO(render_word(RID_KIND, Rid.of_data(data))))
    styles, settings = parts.read("word/styles.xml").decode(), parts.read("word/settings.xml").decode()
    defaults = re.search(r"<w:docDefaults>.*?</w:docDefaults>", styles, re.DOTALL)[0]
    assert re.findall(r'<w:lang w:val="([^"]+)"', defaults) == ["en-GB"]
    assert re.findall(r'<w:lang w:val="(?!en-GB)[^"]*"', styles) == []
    assert re.findall(r'<w:themeFontLang w:val="([^"]+)"', settings) == ["en-GB"]
    assert "<dc:language>en-GB</dc:language>" in parts.read("docProps/core.xml").decode()


def test_word_copy_lets_only_a_long_row_be_divided(data):
    changed = copy.deepcopy(data)
    changed["content"]["timeline"][1]["notes"] = "word " * 300
    document = docx.Document(io.BytesIO(render_word(RID_KIND, Rid.of_data(changed))))
    [table] = [table for table in document.tables if table.rows[0].cells[1].text == "Event"]
    whole = [row._tr.trPr is not None and "w:cantSplit" in row._tr.trPr.xml for row in table.rows[1:]]
    assert [place for place, is_whole in enumerate(whole) if not is_whole] == [1]


def test_word_copy_numbers_each_list_from_one_and_counts_its_pages(data):
    document = docx.Document(io.BytesIO(render_word(RID_KIND, Rid.of_data(data))))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph.style.name == "List Number"
    ]
    said = data["content"]["acceptance"]
    lists = [len(said[name]) for name in ("general", "operational", "testing", "security") if said[name]]
    assert [numbers.count(number) for number in dict.fromkeys(numbers)] == lists
    footer = document.sections[0].footer.paragraphs[0]._p.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer
    written = [paragraph.text for paragraph in document.paragraphs]
    assert written[:9] == [
        "This document is classified as White: it is for everybody and may be passed on, subject to copyright. Paper "
        "reference: SECP_99_0601_01.",
        *("SEC releases", "November 2023 SEC Release", "Release Implementation Document"),
        *("Go-live 2 November 2023", "Version\t1.1", "Date\t6 January 2023"),
        *("Status\tPresented to the Panel of 13 January 2023", "A copy for comment, not authoritative."),
    ]
    contents = [row.text for row in document.paragraphs if row.style.name == "toc 1"]
    assert contents == [row.text for row in document.paragraphs if row.style.name == "Heading 1"]
    assert len(contents) == 8


def rows_of(archive: bytes, name: str):
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return list(csv.reader(io.StringIO(found.read(f"{name}.csv").decode("utf-8-sig"))))


def test_tables_hold_a_row_for_each_fact(data):
    archive = render_tables(RID_KIND, Rid.of_data(data))
    assert len(rows_of(archive, "scope")) == 1 + 12
    assert rows_of(archive, "participants")[1] == ["SECMP0060", "yes", "yes", "yes", "yes", "yes"]
    assert ["MP061", "uit", "firm", "2222.50", "", ""] in rows_of(archive, "costs")
    assert rows_of(archive, "costs")[-1] == ["total", "", "tbc", "", "", ""]
    assert len(rows_of(archive, "timeline")) == 1 + 20
    assert render_tables(RID_KIND, Rid.of_data(data)) == archive


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "\n=1+1", " @SUM(1)", "＝1", "-1"])
def test_a_text_is_no_formula_in_a_spreadsheet(data, text):
    changed = json.loads(json.dumps(data))
    changed["content"]["timeline"][0]["event"] = text
    assert rows_of(render_tables(RID_KIND, Rid.of_data(changed)), "timeline")[1][4] == f"'{text}"


@pytest.mark.parametrize("name", [RID, SNAPSHOT])
def test_schemas_have_permanent_addresses(client, name):
    response = client.get(f"/schemas/{name}.json")
    assert response["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(response.json())


@needs_samples
def test_schema_of_the_plain_form_is_the_agreed_one_with_more_optional_fields():
    agreed = json.loads((SHARED / "rid.schema.json").read_text())
    assert as_first_agreed(schema(RID)) == agreed
    assert list(in_order(as_first_agreed(schema(RID)))) == list(in_order(agreed))


def in_order(rule):
    """The names of the fields of each object, in their order."""
    if isinstance(rule, dict):
        if isinstance(rule.get("properties"), dict):
            yield list(rule["properties"])
        for name in sorted(rule):
            yield from in_order(rule[name])


def test_snapshot_is_a_superset_of_the_plain_form():
    """Every place that the plain form knows, the snapshot's schema knows."""
    content = schema(SNAPSHOT)["properties"]["content"]["properties"]
    plain = schema(RID)["properties"]
    elsewhere = {"schema", "document", "history"}  # in the issue
    for name in plain.keys() - elsewhere:
        assert places(plain[name], schema(RID)) <= places(content[name], schema(SNAPSHOT)), name
    issue = schema(SNAPSHOT)["properties"]["issue"]["properties"]
    assert places(plain["document"], schema(RID)) - places(issue["document"], schema(SNAPSHOT)) == {
        ("annexes",),
        ("annexes", "[]"),
        *(("annexes", "[]", name) for name in ("label", "title", "state", "expected", "owner")),
        *(("annexes", "[]", "expected", name) for name in ("label", "precision", "date")),
    }


def places(rule, whole, path=()):
    rule = whole["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
    found = {path} - {()}
    for name, inner in rule.get("properties", {}).items():
        found |= places(inner, whole, (*path, name))
    if isinstance(rule.get("items"), dict):
        found |= places(rule["items"], whole, (*path, "[]"))
    return found


@pytest.mark.django_db
def test_version_page_offers_every_form(client, examples):
    version = RidVersion.objects.get(release=examples.june, major=8)
    page = client.get(version.get_absolute_url()).content.decode()
    for form in ("html", "docx", "json", "zip"):
        assert f'href="/releases/june-2021/rid/8.0.{form}"' in page
        assert client.get(f"/releases/june-2021/rid/8.0.{form}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "seconds"), [("html", 60), ("docx", 86400), ("json", 31536000), ("zip", 31536000)]
)
def test_only_published_files_may_be_cached(as_role, client, examples, form, seconds):
    address = f"/releases/june-2021/rid/8.0.{form}"
    first = client.get(address)
    ends = "immutable" if seconds == 31536000 else "must-revalidate"
    assert first["Cache-Control"] == f"public, max-age={seconds}, {ends}"
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    analyst = as_role("analyst")
    assert analyst.get(address)["Cache-Control"] == "private, no-store"
    draft = analyst.get(f"/releases/november-2021/rid/0.1.{form}")
    assert draft["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["08.0", "8.00", "8.000"])
def test_a_version_has_one_address(client, examples, number):
    for path in (f"/releases/june-2021/rid/{number}/", f"/api/v1/releases/june-2021/versions/{number}/"):
        assert client.get(path).status_code == 404
