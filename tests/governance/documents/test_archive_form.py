"""PDFs of whole documents, by outside judges: a PDF/A validator, PDF/UA rules, the text read back, the bytes."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from django.core.management import call_command
from django.db import transaction

from governance.documents.engine.printing.render import render_pdf
from governance.documents.engine.text import long_date, pounds
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.wording import CLASSIFICATION, days
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from modifications.participants import AUDIENCES
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM
from tests.governance.composing.test_rendering import text_of
from tests.governance.importer.test_importer import ON, SAMPLES, needs_samples, sample
from tests.support.large import large_document

JAVA = Path("/usr/share/java")
JARS = (
    *("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging"),
    *("javax.activation", "jaxb-api", "bcprov", "bcpkix"),
)
SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # a validator ends before more compiling pays
# What A-3 permits and the validator, which knows A-1b, does not: attachments, object streams, no CIDSet.
PERMITTED = {"1.2.7", "1.2.9", "1.4", "1.4.7", "3.1.11"}
# OpenType fonts came with PDF 1.6, and A-3 stands on 1.7: ISO 32000-1, 9.9, Table 126.
OPENTYPE = "invalid /Subtype /OpenType in /FontFile3 stream"
ROOT = Path(__file__).parents[3]


def rendered(document, folder) -> Path:
    """By the command, in this process; another one renders the same in `test_same_documents…`."""
    source, out = folder / "rid.json", folder / "rid.pdf"
    source.write_text(json.dumps(document))
    output = io.StringIO()
    call_command("render_rid", str(source), "-o", str(out), stdout=output)
    assert output.getvalue() == ""
    return out


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=needs_samples) for name in SAMPLES] + ["large"]
)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def document(name):
    return large_document(30) if name == "large" else sample(name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What this process rendered: the document and its PDF, in a folder for each."""
    return tmp_path_factory.mktemp("here")


@pytest.fixture(scope="module")
def pdf(name, document, folder, django_db_blocker):
    (folder / name).mkdir()
    with django_db_blocker.unblock():
        return rendered(document, folder / name)


def faults_of_form(pdf: Path) -> list[str]:
    """What the validator of the archive form finds and A-3 does not permit."""
    paths = ":".join(str(JAVA / f"{name}.jar") for name in JARS)
    command = ["java", *SHORT_RUN, "-cp", paths, "org.apache.pdfbox.preflight.Validator_A1b", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if " : " in line and line[0].isdigit()]
    assert lines, done.stdout + done.stderr  # it has looked
    return [line for line in lines if line.split(" : ")[0] not in PERMITTED and OPENTYPE not in line]


def test_validator_of_the_archive_form_finds_only_what_a3_permits(pdf):
    assert faults_of_form(pdf) == []


def test_file_is_sound_tagged_and_accessible(pdf):
    assert subprocess.run(["qpdf", "--check", pdf], capture_output=True).returncode == 0
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "Tagged:          yes" in info
    checked = subprocess.run([sys.executable, "-m", "pdfua", "check", pdf], capture_output=True, text=True)
    assert "PASS (no findings)" in checked.stdout, checked.stdout


def test_only_pinned_typefaces_are_in_the_file(pdf):
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    names = {line.split()[0].split("+")[1].split("-")[0] for line in fonts.splitlines()[2:]}
    assert names <= {"Public", "Noto", "Inter", "Assistant"}


def squeezed(text: str) -> str:
    """Without spaces and hyphens, which lines and cells put in and take out."""
    return "".join(text.split()).replace("-", "").replace("‐", "")


def test_text_holds_every_fact(pdf, document):
    reader = pypdf.PdfReader(pdf)
    [attached] = reader.attachments[RID_KIND.attached]
    assert json.loads(attached)["content"]["scope"]["approved"] == document["scope"]["approved"]
    in_columns = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True
    ).stdout
    text = squeezed(in_columns) + squeezed(text_of(pdf))
    missing = [fact for fact in facts(document) if squeezed(fact) not in text]
    # A sentence that a page's end divides has the footer and header in its middle: its halves are there.
    assert [fact for fact in missing if not halves_are_there(fact, text)] == []


def halves_are_there(fact: str, text: str) -> bool:
    words = fact.split()
    return any(
        squeezed(" ".join(words[:n])) in text and squeezed(" ".join(words[n:])) in text
        for n in range(1, len(words))
    )


def test_matrices_hold_every_tick(pdf, document):
    """Each row of both matrices has as many ticks as the facts; where a matrix is in parts, over all of them."""
    layout = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    ticks: dict[str, int] = {}
    name = r"(SECMP\d{4}|MP\d{3}|DP\d{3}|Section [A-Z]+|Schedule \d+|Appendix [A-Z]+)"
    for line in layout.stdout.splitlines():
        if row := re.fullmatch(rf"\s*{name}[A-Z]?(?: part \w+)?((?:\s+Yes)*)\s*", line):
            ticks[row[1]] = ticks.get(row[1], 0) + row[2].count("Yes")
    impacts = document["impacts"]
    expected = {ref: len(ticked) for ref, ticked in impacts["participants"].items() if ticked}
    expected |= {row["document"]: len(row["modifications"]) for row in impacts["documents"]}
    assert {name: ticks.get(name, 0) for name in expected} == expected


def head_facts(document):
    """What cover, annexes and the ends of sections say."""
    head, release = document["document"], document["release"]
    yield from (release["name"], head["version"], long_date(head["date"]), long_date(release["go_live"]))
    yield from (head["reference"] or "", head.get("status") or "", CLASSIFICATION[head["classification"]])
    for row in head["annexes"]:
        yield f"{row['label']}: {row['title']}"
    yield from document["scope"].get("additions", ())
    yield from (*document.get("timeline_notes", ()), *document["costs"].get("notes", ()))
    yield from document["acceptance"].get("notes", ())
    yield from document["impacts"]["other_codes"]
    yield from (AUDIENCES[entry["participant"]] for entry in document["impacts"]["party_summaries"])
    yield from (entry["area"] for entry in document["impacts"]["dcc_summaries"])
    for kind in ("secas_implementation", "secas_project_management"):
        if effort := document["costs"][kind]:
            yield f"{days(str(effort['days']))} ({pounds(effort['amount'])})"
    for status in ("approved", "targeted"):
        for item in document["scope"][status]:
            if "cut_off" in item and item["cut_off"]["precision"] == "day":
                yield long_date(item["cut_off"]["date"])
    for row in document["timeline"]:
        if "actual" in row:
            yield row["actual"]["label"]
    for line in document["costs"]["dcc_lines"]:
        for cell in line.values():
            if isinstance(cell, dict):
                yield from (cell.get("reason", ""), cell.get("source", ""))
    yield from (long_date(row["date"]) for row in document["history"])


def facts(document):
    """Every text, date and amount that a document prints."""
    yield from filter(None, head_facts(document))
    for status in ("approved", "targeted"):
        for item in document["scope"][status]:
            yield f"{item['ref']} ‘{item['title']}’"
            yield item["summary"]
            yield from (option["text"] for option in item["options"])
    for row in document["scope"]["change_requests"]:
        yield from (row["ref"], row["title"], row["summary"])
    impacts = document["impacts"]
    for entry in (*impacts["party_summaries"], *impacts["dcc_summaries"]):
        for point in entry["points"]:
            yield from (point["text"], *point["sub"])
    for row in impacts["documents"]:
        yield f"{row['document']} ‘{row['title']}’"
    for row in document["timeline"]:
        yield from (row["when"]["label"], row["event"], row["notes"])
    yield from (*document["testing"]["dcc_approach"], *document["testing"]["user_approach"])
    costs = document["costs"]
    for line in costs["dcc_lines"]:
        yield from (
            pounds(cell["amount"]) for cell in line.values() if isinstance(cell, dict) and cell["amount"]
        )
    if costs["dcc_total"]["amount"]:
        yield pounds(costs["dcc_total"]["amount"])
    for kind in ("general", "operational", "testing", "security"):
        yield from document["acceptance"][kind]
    for row in document["history"]:
        yield from (row["version"], row["changes"])
    for acronym, term in document["glossary"].items():
        yield from (acronym, term)


@needs_samples
@pytest.mark.django_db
@pytest.mark.parametrize("name", SAMPLES)
def test_attached_data_imports_into_an_empty_database_and_renders_to_the_same_bytes(name, tmp_path):
    first = tmp_path / "first.pdf"
    with transaction.atomic():
        version = import_rid(by=SYSTEM, document=check_document(sample(name)), on=ON).version
        first.write_bytes(render_pdf(RID_KIND, version.snapshot.rid))
        transaction.set_rollback(True)
    assert not Release.objects.exists()
    [attached] = pypdf.PdfReader(first).attachments[RID_KIND.attached]
    again = import_rid(by=SYSTEM, document=check_document(json.loads(attached)), on=ON).version
    assert render_pdf(RID_KIND, again.snapshot.rid) == first.read_bytes()


ELSEWHERE = """
import sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
for source in Path(sys.argv[1]).glob("*/rid.json"):
    call_command("render_rid", str(source), "-o", str(source.with_name("elsewhere.pdf")))
"""


def test_same_documents_give_the_same_bytes_elsewhere(folder):
    """All that this module rendered, once more in a process with another time zone, language and order of sets."""
    rendered_here = list(folder.glob("*/rid.pdf")) or [_large(folder)]
    environment = os.environ | {"PYTHONHASHSEED": "42", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(folder)], cwd=ROOT, env=environment, check=True)
    assert {
        path: path.with_name("elsewhere.pdf").read_bytes() == path.read_bytes() for path in rendered_here
    } == (dict.fromkeys(rendered_here, True))


def _large(folder):
    """For a run of this test alone."""
    (folder / "large").mkdir()
    return rendered(large_document(30), folder / "large")
