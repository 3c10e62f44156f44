"""The status drafted from facts, the reference, and the forms of a paper."""

import io
import json
import zipfile
from datetime import date

import docx
import pypdf
import pytest
from msgspec import UNSET

from governance.documents.engine.diff.summary import head_line
from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.snapshot import freeze
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.reference import reference_of
from governance.documents.paper.status import draft_status
from governance.documents.paper.types import PaperAssessment, ScopeChange, UnsettledRow
from tests.governance.documents.paper.papers import (
    AGREE,
    ANNEX,
    AUTHORITY,
    NOTE,
    RID,
    paper,
    release,
    row,
    step,
    when,
)

VOTE = "Next: Change Board vote on 29 September 2021"


def test_a_reference_names_body_meeting_day_month_and_item():
    assert reference_of("SECP", "76", date(2020, 1, 17), 23) == "SECP_76_1701_23"
    assert reference_of("CSC", "9", date(2021, 9, 8), 1) == "CSC_9_0809_01"


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"standing": "approved", "steps": (step(),)}, "Approved for inclusion."),
        (
            {"standing": "approved", "approved_on": "2021-06-01"},
            "Approved for inclusion. It was approved on 1 June 2021.",
        ),
        (
            {"standing": "approved", "approved_on": "2021-06-01", "approved_by": "Change Board"},
            "Approved for inclusion. The Change Board approved it on 1 June 2021.",
        ),
        ({"steps": (step(),)}, f"{VOTE}."),
        ({"steps": (step(),), "path": "self_governance"}, f"{VOTE} under Self-Governance."),
        ({"steps": (step(),), "path": "fast_track"}, f"{VOTE} under Self-Governance (Fast-Track)."),
        (
            {"steps": (step(), AUTHORITY), "path": "authority_determined", "cut_off": "2021-10-21"},
            f"{VOTE}, which recommends to the Authority, then Authority decision by 21 October 2021. MP149 is in this "
            "release only if the Authority approves it by 21 October 2021.",
        ),
        (
            {"steps": (step(),), "path": "self_governance", "cut_off": "2021-10-21"},
            f"{VOTE} under Self-Governance. MP149 is in this release only if the Change Board approves it by "
            "21 October 2021.",
        ),
        ({"cut_off": "2021-10-21"}, "MP149 is in this release only if it is approved by 21 October 2021."),
        (
            {
                "steps": (step(), AUTHORITY),
                "path": "self_governance",
            },  # contradictory: neither path nor decider
            f"{VOTE}, then Authority decision by 21 October 2021.",
        ),
        (
            {"steps": (step("Report to the CSC", "2021-10", "csc"), step("Work", "", "dcc"))},
            "Next: Report to the CSC in October 2021, then Work.",
        ),
        ({"steps": (step("Report", "2021-11 late", "csc"),)}, "Next: Report in late November 2021."),
        ({"steps": (step("Report", "2021-Q4", "csc"),)}, "Next: Report in Q4 2021."),
        (
            {
                "assessments": (
                    PaperAssessment(kind="Impact Assessment", when=when("2021-11"), note="Costs are open"),
                ),
                "steps": (
                    step("Impact Assessment from the DCC", "", "dcc"),
                    step("Report", "2021-11", "csc"),
                ),
            },
            "The DCC is carrying out an Impact Assessment, due in November 2021. Costs are open. Next: Report in "
            "November 2021.",
        ),
        ({"standing": "candidate"}, "Candidate for this release."),
        ({"standing": "proposed", "steps": (step(),)}, f"Proposed for inclusion. {VOTE}."),
        ({}, ""),
    ],
)
def test_a_status_is_drafted_from_the_facts_of_its_row(facts, status):
    assert draft_status(row(**{"status": ""} | facts)) == status


WHOLE = paper(
    release(
        row(note="More work is needed."),
        row(
            "SECMP0062", title="Alerts", part="2", impacts_dcc_systems=True, status="Approved for inclusion."
        ),
        changes=(
            ScopeChange(
                ref="MP154",
                title="Returns",
                change="remove",
                ground="lead_time",
                reason="It impacts the DCC’s systems",
                other_release=UNSET,
            ),
        ),
    ),
    unsettled=(
        UnsettledRow(
            ref="SECMP0007",
            title="Firmware",
            considered=("June 2021 SEC Release", "November 2021 SEC Release"),
        ),
    ),
    annexes=(ANNEX,),
    attachments=(RID,),
    recommendations=(AGREE, NOTE),
    action="For Decision",
    head={"date": "2021-09-22", "late_reason": "The DCC answered late."},
)


def test_a_paper_prints_everything_that_it_holds():
    html = render_html(PAPER_KIND, WHOLE)
    for text in (
        "CSC_48_2809_01",
        "Change Sub-Committee, 28 September 2021, meeting 48",
        "For Decision",
        "This paper is late. Papers for this meeting were due on 21 September 2021. The DCC answered late.",
        "SECMP0062 ‘Alerts’ part 2",
        "Next: a vote. More work is needed.",
        "We propose to remove MP154 ‘Returns’, because its lead time is too short. It impacts the DCC’s systems.",
        "June 2021 or November 2021.",
        "The CSC is requested to:",
        "AGREE the update to the scope of the November 2021 SEC Release; and",
        "NOTE the updates on the 2021 SEC Releases.",
        "Appendix A: November 2021 SEC Release Implementation Document v0.1",
        "Annex 1: Standard acceptance criteria",
        "Testing acceptance criteria, reviewed by the TAG",
    ):
        assert text in html, text


def test_a_paper_has_all_forms_of_a_document():
    freeze(PAPER_KIND, WHOLE)
    pdf = render_pdf(PAPER_KIND, WHOLE)
    assert pdf == render_pdf(PAPER_KIND, WHOLE)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert json.loads(reader.attachments["paper.json"][0]) == WHOLE.as_data()
    assert all("CSC_48_2809_01" in page.extract_text() for page in reader.pages)
    words = [line.text for line in docx.Document(io.BytesIO(render_word(PAPER_KIND, WHOLE))).paragraphs]
    assert "AGREE the update to the scope of the November 2021 SEC Release; and" in words
    archive = zipfile.ZipFile(io.BytesIO(render_tables(PAPER_KIND, WHOLE)))
    assert archive.read("scope.csv").decode("utf-8-sig").splitlines()[2] == (
        "November 2021 SEC Release,2021-11-04,SECMP0062,Alerts,2,Approved for inclusion.,,yes"
    )


def test_two_versions_are_compared_fact_by_fact():
    before, after = paper(), paper(release(row(status="Approved for inclusion."), go_live="2021-11-11"))
    found = PAPER_KIND.compare(before.content, after.content)
    assert [(row.section_name, row.label, row.before, row.after) for row in found] == [
        ("November 2021 SEC Release", "go-live", "4 November 2021", "11 November 2021"),
        ("November 2021 SEC Release", "scope: MP149: status", "Next: a vote.", "Approved for inclusion."),
    ]
    assert [row.sentence for row in found] == [
        "The go-live of the November 2021 SEC Release moves from 4 November 2021 to 11 November 2021, seven days (five "
        "Working Days) later.",
        "MP149’s status changes from “Next: a vote.” to “Approved for inclusion.”",
    ]
    assert head_line(PAPER_KIND.head(found)) == "November 2021 SEC Release: 2 changes"
    assert PAPER_KIND.apply(found, before.content) == after.content
