"""The CSC's paper of September 2021, as the example issues it: every reference, status fact, date and tick is printed.

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
from governance.papers.models import Paper, PaperItem
from governance.papers.queries import findings_of
from releases.models.scope import ScopeItem
from tests.governance.papers.beside import beside, documented
from tests.test_architecture import ROOT

SAMPLE = ROOT.parent / "shared" / "samples" / "csc-releases-update-sep-2021.txt"
IN = "Approved for inclusion."
VOTE, LATER = "Change Board vote on 29 September 2021", "Change Board vote on 27 October 2021"
SELF = "under Self-Governance"
REPORT = "Modification Report to the CSC in"
ASSESSED = "Impact Assessment"
DAYS = {"21 October 2021", "28 October 2021", "18 June 2021", "21 September 2021"}
ENTERED, DEFAULT = ("MP149", "MP180"), "17 February 2022"
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
        ("DP173", False, ["Proposer", "Legal text", "Consultation", f"{REPORT} November 2021"]),
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
        "We propose to add MP128B ‘Incorrect Gas Network Operator Certificates’",
        "lead time, and Parties gain",
        "We propose to remove MP154 ‘CH Returns SLA Amendment’",
        "Preliminary Assessment",
        "No further modification is expected",
    ],
    "June 2022": [
        "Enduring Change of Supplier (ECoS) programme, which is due to go live in June 2022",
        "The Panel baselined the scope that impacts the DCC’s systems on 18 June 2021.",
        "baseline the full scope in December 2021",
        "can still be added",
        "DUIS",
    ],
    "November 2022": ["baseline the scope that impacts the DCC’s systems in November 2021"],
    "Recommendations": [
        "The CSC is requested to:",
        "AGREE the update to the scope of the February 2022 SEC Release; and",
        "NOTE the updates on the 2021 and 2022 SEC Releases.",
        "SECAS analyst",
        "SECAS Team",
        "21 September 2021",
    ],
}


@pytest.fixture
def paper(examples):
    return Paper.objects.get(meeting__body__key="csc", meeting__on="2021-09-28")


@pytest.fixture
def document(paper):
    return paper.latest.snapshot.document


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


def test_its_tables_stand_beside_those_of_the_sample_in_the_documentation(document):
    here = {
        chapter.title.removesuffix(" SEC Release"): {
            row.key: (row.cells[2].tick, row.cells[1].text)
            for block in chapter.blocks
            if isinstance(block, Table)
            for row in block.rows
        }
        for chapter in chapters(document)
    }
    table = beside({name: rows for name, (_, rows) in RELEASES.items()}, here)
    assert documented("csc-2021-09-21", table) == table


def test_each_sentence_of_the_sample_is_printed(document):
    printed = {c.title.removesuffix(" SEC Release"): " ".join(texts(c.blocks)) for c in chapters(document)}
    for name, sentences in SENTENCES.items():
        assert [text for text in sentences if text not in printed[name]] == []


def test_no_other_day_and_no_history_stands_in_the_paper(document):
    """Nothing says since when: the source names no earlier paper. The default cut-offs are named on the paper."""
    text = " ".join(" ".join(texts(chapter.blocks)) for chapter in chapters(document))
    days = {fact.partition(" on ")[2] or fact.partition("by ")[2] for fact in (VOTE, LATER)} | DAYS
    days |= {go_live for go_live, _ in RELEASES.values()}
    assert set(re.findall(r"[0-9]{1,2} [A-Z][a-z]+ 20[0-9]{2}", text)) == days | {DEFAULT}
    assert not re.search("Nothing was added|for the first time|was added on", text)
    defaults = [row.ref for release in document.content.releases for row in release.rows if row.cut_off]
    [mark] = [mark for mark in document.issue.document.marks if "Example data." in mark]
    assert [ref for ref in defaults if ref not in (*ENTERED, *re.findall("MP[0-9]+B?", mark))] == []


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


def test_what_was_agreed_is_carried_out_once(paper):
    """MP128B enters February 2022 and MP154 leaves it, by one event each, on the day of the meeting."""
    [item] = paper.items()
    row = PaperItem.objects.get(item=item)
    assert (item.state, str(row.carried_out_on), row.not_carried_out) == ("decided", "2021-09-28", "")
    assert [noted.key for noted in paper.latest.noted.all()] == ["note"]
    moves = {"MP128B": ("targeted", "target"), "MP154": ("out", "take_out")}
    for reference, (status, move) in moves.items():
        changed = ScopeItem.objects.get(part__modification__reference=reference)
        events = changed.events.filter(on="2021-09-28").values_list("move", "body__key")
        assert (changed.status, list(events)) == (status, [(move, "csc")])


def test_what_is_inferred_is_marked_on_its_pages(paper, as_role):
    page = as_role("anonymous").get(paper.get_absolute_url()).content.decode()
    assert "Example data. The text of the paper follows a paper of 21 September 2021" in page
    listed = as_role("anonymous").get("/papers/").content.decode()
    assert 'CSC of 28 September 2021</a><span class="sub">Example data</span>' in listed


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
