"""The Panel's paper of January 2020, from the examples: every reference, title, date and tick of the sample is printed.

What it asked is decided in the examples, and each consequence happened once.
"""

import io
import re
from datetime import date

import pypdf
import pytest

from governance.criteria.models import StandardSet
from governance.documents.engine.blocks import Table, texts
from governance.documents.paper.kind import PAPER_KIND
from governance.examples.panel_2020 import FICTIONAL
from governance.meetings.models import Decision
from governance.papers.models import Paper, PaperItem
from governance.papers.operations.deciding import carry_out_paper, retry_paper
from governance.papers.queries import findings_of
from governance.versions.models import RidVersion
from releases.models.releases import UnsettledTarget
from releases.models.scope import ScopeEvent, ScopeItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.record import AuditEntry
from tests.conftest import pdf_of
from tests.governance.papers.beside import beside, documented
from tests.test_architecture import ROOT

SAMPLE = ROOT.parent / "shared" / "samples" / "panel-releases-update-jan-2020-with-june-2020-rid-v1.1.txt"
MEETING = date(2020, 1, 17)
WITH_RID = "The Panel agreed earlier that it is in this release."
NEW, STILL = "We propose to include it in this release.", "it can still be in this release."
# by release: reference with part, tick, what the status says
SCOPES = {
    "June 2020": [
        ("SECMP0053", True, "Approved for inclusion."), ("SECMP0062 part 1", True, WITH_RID),
        ("MP079", False, NEW), ("MP084", False, NEW), ("MP088", False, NEW),
    ],
    "November 2020": [
        ("SECMP0046", True, STILL), ("SECMP0062 part 2", True, STILL), ("SECMP0067", True, STILL),
        ("MP093", True, STILL),
    ],
}  # fmt: skip
LATER = ["SECMP0007", "SECMP0015", "SECMP0024", "SECMP0056", "MP078"]
YEARS = ["June or November 2021", "depends on CR1057 and CR1047"]
STATED = {
    "Approved for inclusion.": ["Approved earlier"],
    WITH_RID: ["Approved earlier"],
    NEW: ["Proposed"],
    STILL: ["Can still be included"],
}
SENTENCES = {
    "SEC Releases update": [
        "goes live on 25 June 2020", "We propose to add MP088 ‘Power to raise modifications’", "on 11 October 2019",
        "baseline the full scope on 17 January 2020", "six months before the go-live", "(TAG) in January",
        "baseline the full scope in May 2020", "We propose to move SECMP0007", "CR1057 is at an advanced stage",
        "CR1047 has no committed timeline and is expected in Q4 2020", "left Pre-Integration Testing (PIT)",
        "Six other modifications", "November 2019 SEC Release", "12 months before the go-live",
        "AGREE the targeted scope for the June 2020 SEC Release on the SEC documentation;",
        "BASELINE the June 2020 SEC Release Implementation Document;",
        "AGREE the proposed scopes for subsequent SEC Releases on the DCC Systems; and",
        "AGREE the standard acceptance criteria to be used for SEC Releases.", "10 January 2020",
        "Appendix A: June 2020 SEC Release Implementation Document v1.1",
    ],
    "Appendix A": [
        "CR1088 ‘DCC Production Proving’", "6.14.1, 6.14.2 and 7.9 within 30 seconds", "£964,346", "£53,572",
        "two days (£1,200)", "20 days (£12,000)", "No other industry code is affected",
    ],
}  # fmt: skip
PARTIES = {
    "SECMP0053": [True, False, False, False, True], "SECMP0062 part 1": [True] * 5, "MP079": [True] * 5,
    "MP084": [False, False, False, True, False], "MP088": [False] * 5,
}  # fmt: skip
DOCUMENTS = {  # by document: the place of its tick or ticks among the five modifications
    "Section A": [1], "Section C": [3], "Section D": [2, 4], "Section G": [4], "Section H": [1], "Section L": [4],
    "Appendix E": [0], "Appendix AB": [1], "Appendix AH": [1],
}  # fmt: skip
TIMETABLE = [
    "11 Oct 19",
    "17 Jan 20",
    *["To be set"] * 14,
    "20 May 20",
    "26 May 20",
    "27 May 20",
    "02 Jun 20",
]
TIMETABLE += ["12 Jun 20", "12 Jun 20", "25 Jun 20"]
HISTORY = {
    "0.1": "9 May 2019", "0.2": "12 September 2019", "0.3": "4 October 2019", "1.0": "11 October 2019",
    "1.1": "10 January 2020",
}  # fmt: skip


@pytest.fixture
def issued(examples) -> Paper:
    return Paper.objects.get(meeting__on=MEETING, item=23)


@pytest.fixture
def document(issued):
    return issued.latest.snapshot.document


@pytest.fixture
def printed(document):
    """The blocks of the paper and of its appendix."""
    chapters = PAPER_KIND.word(document).chapters
    inside = [chapter.key.startswith("appendix-a") for chapter in chapters]
    return {
        name: [
            block
            for chapter, of in zip(chapters, inside, strict=True)
            if of is whose
            for block in chapter.blocks
        ]
        for name, whose in (("SEC Releases update", False), ("Appendix A", True))
    }


def tables(blocks) -> dict[str, Table]:
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def test_head_scopes_and_targets_of_the_sample_are_printed(document, printed):
    head = document.issue.document
    assert (head.reference, head.date, head.classification) == ("SECP_76_1701_23", "2020-01-10", "white")
    assert document.content.action == "For Decision"
    found = tables(printed["SEC Releases update"])
    for name, rows in SCOPES.items():
        table = found[f"Scope of the {name} SEC Release"].rows
        shown = [(re.sub(" ‘.*’", "", row.cells[0].text), row.cells[2].tick) for row in table]
        assert shown == [(ref, tick) for ref, tick, _ in rows]
        assert all(fact in row.cells[1].text for (_, _, fact), row in zip(rows, table, strict=True))
    unsettled = found["Modifications without a settled release"].rows
    assert [row.key for row in unsettled] == LATER
    assert {re.sub(" depends.*", "", row.cells[1].text).rpartition(" ")[0] for row in unsettled} == {
        "June 2021 or November 2021, as proposed in this paper."
    }
    assert all("depends on CR1047 and CR1057." in row.cells[1].text for row in unsettled)


def test_its_tables_stand_beside_those_of_the_sample_in_the_documentation(printed):
    found, there = (
        tables(printed["SEC Releases update"]),
        SCOPES | {"Unsettled": [(ref, None, YEARS) for ref in LATER]},
    )
    captions = {name: f"Scope of the {name} SEC Release" for name in SCOPES}
    captions["Unsettled"] = "Modifications without a settled release"
    here = {
        name: {
            re.sub(" ‘.*’", "", row.cells[0].text): (
                row.cells[2].tick if len(row.cells) > 2 else None,
                row.cells[1].text,
            )
            for row in found[caption].rows
        }
        for name, caption in captions.items()
    }
    stated = {
        name: [
            (ref, tick, STATED.get(fact, [fact]) if isinstance(fact, str) else fact)
            for ref, tick, fact in rows
        ]
        for name, rows in there.items()
    }
    table = beside(stated, here)
    assert documented("panel-2020-01-17", table) == table


def test_sentences_annex_and_recommendations_of_the_sample_are_printed(document, printed):
    for name, sentences in SENTENCES.items():
        text = " ".join(texts(tuple(printed[name])))
        assert [sentence for sentence in sentences if sentence not in text] == []
    [annex] = document.content.annexes
    assert (annex.label, [(row.category, row.reviewer, len(row.texts)) for row in annex.groups]) == (
        "Annex 1",
        [("Operational", "Operations Group", 9), ("Testing", "TAG", 6), ("Security", "SSC", 1)],
    )
    assert [row.verb for row in document.content.recommendations] == ["AGREE", "BASELINE", "AGREE", "AGREE"]
    assert [row.message for row in findings_of(document) if row.severity == "error"] == []


def test_ticks_dates_and_versions_of_the_appendix_are_printed(printed):
    found = tables(printed["Appendix A"])
    ticks = {
        row.key or row.cells[0].text: [cell.tick for cell in row.cells[1:]]
        for row in found["Participant impact matrix"].rows
    }
    assert list(ticks.values()) == list(PARTIES.values())
    of_documents = {
        row.cells[0].text: [place for place, cell in enumerate(row.cells[1:]) if cell.tick]
        for row in found["SEC document impact matrix"].rows
    }
    assert of_documents == DOCUMENTS
    assert [row.cells[0].text for row in found["Release implementation timetable"].rows] == TIMETABLE
    assert {row.cells[0].text: row.cells[1].text for row in found["Document history"].rows} == HISTORY


def test_no_other_day_stands_in_the_paper(printed):
    text = " ".join(texts(tuple(printed["SEC Releases update"])))
    days = {
        "25 June 2020",
        "11 October 2019",
        "17 January 2020",
        "10 January 2020",
    }  # go-live, baselines, the paper
    assert set(re.findall(r"[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}", text)) == days


def test_what_is_fictional_is_marked_where_it_stands(issued, as_role):
    """The version that the Panel baselined, on its page and in its files; criteria and scopes that it agreed."""
    version = RidVersion.objects.get(release__slug="june-2020", major=2)
    assert version.snapshot.rid.issue.document.marks[-1] == f"Example data. {FICTIONAL}"
    stranger = as_role("anonymous")
    for address in (version.get_absolute_url(), f"{version.get_absolute_url()[:-1]}.html"):
        assert f"Example data. {FICTIONAL}" in stranger.get(address).content.decode()
    assert "Example data: the decision is invented." in stranger.get("/criteria/").content.decode()
    events = ScopeEvent.objects.filter(on=MEETING, item__release__slug="november-2020")
    assert [row.reason.endswith(f"Example data. {FICTIONAL}") for row in events] == [True] * len(LATER)
    presented = version.came_from.snapshot.rid.issue.document.marks
    assert (version.came_from.example_note, "Example" in " ".join(presented)) == (
        "",
        False,
    )  # 1.1 is a source


@pytest.mark.skipif(not SAMPLE.exists(), reason="The sample papers are not here.")
def test_each_name_and_title_of_the_sample_is_printed(printed):
    sample = " ".join(SAMPLE.read_text().split())
    text = " ".join(texts(tuple(block for blocks in printed.values() for block in blocks)))
    refs = set(re.findall(r"\b(?:SECMP[0-9]{4}|MP[0-9]{3}|CR[0-9]{4})\b", sample))
    assert sorted(ref for ref in refs if ref not in text) == []
    titles = set(re.findall(r"\b((?:SECMP|MP|CR)[0-9]+ ‘[^’]+’)", sample))
    assert len(titles) == 14
    assert sorted(title for title in titles if title not in text) == []


def test_each_page_of_the_appendix_bears_the_reference(document):
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf_of(PAPER_KIND, document))).pages]
    assert all("SECP_76_1701_23" in page for page in pages)
    name = "Appendix A: June 2020 SEC Release Implementation Document v1.1"
    first = next(place for place, page in enumerate(pages) if "Appendix A of paper SECP_76_1701_23" in page)
    inside = pages[first:]
    assert len(inside) > len(pages) / 2
    assert [place for place, page in enumerate(inside, first) if name not in page] == []
    assert all("Presented to the Panel of 17 January 2020" in page for page in inside)


def test_each_recommendation_had_its_consequence_once(issued, people):
    assert [(item.kind, item.state, item.outcome.result) for item in issued.items()] == [
        ("paper", "decided", "agreed"),
        ("baseline", "decided", "baselined"),
        ("paper", "decided", "agreed"),
        ("standard", "decided", "agreed"),
    ]
    assert Decision.objects.filter(item__meeting=issued.meeting).count() == len(issued.items())
    made = RidVersion.objects.get(release__slug="june-2020", major=2)
    assert (made.came_from.number, made.meeting, made.dated_on) == ("1.1", issued.meeting, MEETING)
    standard = StandardSet.objects.get(in_force_from=MEETING)
    assert (standard.number, standard.state, standard.source) == (
        2,
        "in_force",
        "Agreed by the Panel of 17 January 2020. Example data: the decision is invented.",
    )
    left = ScopeItem.objects.filter(release__slug="november-2020", part__modification__reference__in=LATER)
    assert {item.status for item in left} == {"out"}
    events = ScopeEvent.objects.filter(item__in=left, move="take_out")
    assert [(row.on, row.body.key, row.ground) for row in events] == [(MEETING, "panel", "dependency")] * len(
        LATER
    )
    assert not UnsettledTarget.objects.filter(modification__reference__in=LATER).exists()  # settled in 2021
    asked = PaperItem.objects.get(key="scope-2", version__paper=issued)
    assert "This was carried out" in carry_out_paper(by=SYSTEM, item=asked.item, on=MEETING).not_carried_out
    with pytest.raises(RuleBroken, match="This was carried out on 17 January 2020"):
        retry_paper(by=people.analyst, paper=issued, key="scope-2", token=AS_STORED, on=MEETING)
    assert events.count() == len(LATER)
    targets = AuditEntry.objects.filter(action="releases.set_unsettled_target", changes__target__0=None)
    assert targets.filter(
        changes__target__1="June 2021 SEC Release, November 2021 SEC Release"
    ).count() == len(LATER)
