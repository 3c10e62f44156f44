"""The CSC's paper of September 2021 from entered facts: every reference, status fact, date and tick is printed.

Its three slips are printed as the facts are: the baseline of 19 June 2021, a Saturday, was held on Friday 18 June; the
row of MP180 speaks of MP180; and its path is that of the Authority, which decides.
"""

import re

import pytest

from governance.documents.engine.blocks import Table, texts
from governance.documents.engine.printing.render import render_html
from governance.documents.engine.snapshot import freeze
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.sections import chapters
from governance.papers.queries import draft_of, findings_of
from modifications.models.modifications import Modification
from tests.governance.papers.conftest import PAPER
from tests.test_architecture import ROOT

SAMPLE = ROOT.parent / "shared" / "samples" / "csc-releases-update-sep-2021.txt"
IN = "Approved for inclusion."
VOTE, LATER = "Change Board vote on 29 September 2021", "Change Board vote on 27 October 2021"
SELF = "under Self-Governance"
REPORT = "Modification Report to the CSC in"
ASSESSED = "Impact Assessment"
# by release: name, go-live, and rows: reference, tick, what the status says
RELEASES = {
    "November 2021": ("4 November 2021", [
        ("SECMP0007", True, [IN]), ("MP077", True, [IN]), ("MP090", True, [IN]), ("MP105", True, [IN]),
        ("MP138", False, [IN]), ("MP149", False, [VOTE, "the Authority", "by 21 October 2021"]),
        ("MP150", False, [IN]), ("MP157", False, [IN]), ("MP158", False, [IN]), ("MP164", False, [VOTE, SELF]),
        ("MP180", False, [VOTE, "the Authority", "by 28 October 2021"]),
    ]),
    "February 2022": ("24 February 2022", [
        ("MP109", False, ["Refinement Consultation", "October", f"{REPORT} October 2021"]),
        ("MP116", False, ["guidance", "Refinement Consultation", f"{REPORT} October 2021"]),
        ("MP121", False, [VOTE, SELF]),
        ("MP128B", False, [f"{REPORT} September 2021", "Modification Report Consultation", LATER, SELF]),
        ("MP159", False, ["Working Group in October 2021", "Consultation", f"{REPORT} December 2021"]),
        ("MP167", False, ["Working Group in October 2021", "Consultation", f"{REPORT} December 2021"]),
        ("DP173", False, ["Proposer", "egal text", "Consultation", f"{REPORT} November 2021"]),
    ]),
    "June 2022": ("30 June 2022", [
        ("SECMP0015", True, [IN, "November 2022 SEC Release"]), ("SECMP0024", True, [IN]), ("MP104", True, [IN]),
    ]),
    "November 2022": ("3 November 2022", [
        ("SECMP0015", True, [IN, "June 2022 SEC Release"]), ("SECMP0056", True, [IN]),
        ("MP078", True, [ASSESSED, "challenges", "new date", f"{REPORT} November 2021"]), ("MP099", True, [IN]),
        ("MP107", True, ["which solution", "CSC"]), ("MP140", True, [ASSESSED, "November 2021"]),
        ("MP141", True, [ASSESSED, "November 2021"]),
    ]),
}  # fmt: skip
SENTENCES = {
    "November 2021": ["No further modification is expected", "by exception"],
    "February 2022": [
        "MP128B ‘Incorrect Gas Network Operator Certificates’ was added",
        "lead time, and Parties gain",
        "MP154 ‘CH Returns SLA Amendment’ was removed",
        "Preliminary Assessment",
        "No further modification is expected",
    ],
    "June 2022": [
        "Enduring Change of Supplier (ECoS) programme, which is due to go live in June 2022",
        "The Panel baselined the scope that impacts the DCC’s systems on 18 June 2021.",
        "baseline the full scope in December 2021",
        "DUIS",
    ],
    "November 2022": ["baseline the scope that impacts the DCC’s systems in November 2021"],
    "Recommendations": [
        "The CSC is requested to:",
        "AGREE the update to the scope of the February 2022 SEC Release; and",
        "NOTE the updates on the 2021 and 2022 SEC Releases.",
        "Joe Hehir",
        "SECAS Team",
        "21 September 2021",
    ],
}


@pytest.fixture
def document(paper, write):
    """The paper with the sentences that no fact holds."""
    Modification.objects.filter(reference__in=["MP121", "MP128B"]).update(path="self_governance")
    rows = {
        "february-2022/MP109": "The findings of the Refinement Consultation go to industry in October.",
        "february-2022/MP116": "The responses to the Refinement Consultation go to industry in October.",
        "june-2022/SECMP0015-part-duis-and-mmc-changes-only": "The rest follows in the November 2022 SEC Release.",
        "november-2022/SECMP0015-part-all-but-the-duis-and-mmc-changes": "The DUIS and MMC changes are in the June "
        "2022 SEC Release.",
    }
    return draft_of(write(paper, rows=rows), PAPER)


def test_each_row_of_the_sample_is_printed(document):
    printed = {chapter.title: chapter for chapter in chapters(document)}
    for name, (go_live, rows) in RELEASES.items():
        blocks = printed[f"{name} SEC Release"].blocks
        assert f"goes live on {go_live}." in " ".join(texts(blocks))
        [table] = [block for block in blocks if isinstance(block, Table)]
        found = {row.key: (row.cells[2].tick, row.cells[1].text) for row in table.rows}
        assert list(found) == [ref for ref, _, _ in rows]
        for ref, tick, facts in rows:
            assert found[ref][0] is tick, ref
            assert [fact for fact in facts if fact not in found[ref][1]] == [], found[ref]


def test_each_sentence_of_the_sample_is_printed(document):
    printed = {c.title.removesuffix(" SEC Release"): " ".join(texts(c.blocks)) for c in chapters(document)}
    for name, sentences in SENTENCES.items():
        assert [text for text in sentences if text not in printed[name]] == []


def test_the_three_slips_of_the_sample_are_not_printed(document):
    html = render_html(PAPER_KIND, document)
    assert "19 June 2021" not in html
    [row] = [row for release in document.content.releases for row in release.rows if row.ref == "MP180"]
    assert row.status == (
        "Next: Change Board vote on 29 September 2021, which recommends to the Authority, then Authority decision by "
        "28 October 2021. MP180 is in this release only if the Authority approves it by 28 October 2021."
    )
    assert findings_of(document) == []
    freeze(PAPER_KIND, document)


@pytest.mark.skipif(not SAMPLE.exists(), reason="The sample papers are not here.")
def test_the_sample_names_nothing_else(document):
    """Its references, as its scan writes them, are those of the lists above and MP154."""
    scanned = {
        ref.replace("Q", "0") for ref in re.findall(r"\b(?:SECMP|MP|DP)[0-9Q]{3,5}B?\b", SAMPLE.read_text())
    }
    ours = {ref for _, rows in RELEASES.values() for ref, _, _ in rows} | {"MP154"}
    short = {re.sub("^SECMP0+", "", ref) for ref in scanned if ref.startswith("SECMP")}
    assert {ref for ref in scanned if re.fullmatch(r"(?:MP|DP)[0-9]{3}B?", ref)} <= ours
    assert short <= {re.sub("^SECMP0+", "", ref) for ref in ours if ref.startswith("SECMP")}
