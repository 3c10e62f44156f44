"""A paper that breaks no rule, and one that differs from it in given facts."""

from typing import Any

from governance.documents.engine.facts import When
from governance.documents.paper.types import (
    AnnexGroup,
    Attachment,
    Paper,
    PaperAnnex,
    PaperBaseline,
    PaperContent,
    PaperHead,
    PaperIssue,
    PaperMeeting,
    PaperRelease,
    PaperRow,
    PaperStep,
    Recommendation,
)
from secrel.core.dates.partial_dates import PartialDate

NOTE = Recommendation(key="note", verb="NOTE", text="the updates on the 2021 SEC Releases")
AGREE = Recommendation(
    key="scope", verb="AGREE", text="the update to the scope of the November 2021 SEC Release"
)
ANNEX = PaperAnnex(
    label="Annex 1",
    title="Standard acceptance criteria",
    groups=(AnnexGroup(category="Testing", reviewer="TAG", texts=("It is tested.",)),),
)
RID = Attachment(
    label="Appendix A",
    title="November 2021 SEC Release Implementation Document v0.1",
    release="november-2021",
    version="0.1",
    content_digest="0" * 64,
)


def when(text: str) -> When:
    value = PartialDate.parse(text)
    return When(label=value.label, precision=str(value.precision), date=value.date_text)


def step(
    text: str = "Change Board vote", day: str = "2021-09-29", body: str = "change-board", **facts: Any
) -> PaperStep:
    return PaperStep(step=text, when=when(day), body=body, **{"by_then": False, "decides": True} | facts)


AUTHORITY = step("Authority decision", "2021-10-21", "authority", by_then=True)


def row(ref: str = "MP149", **facts: Any) -> PaperRow:
    usual = {
        "title": "Efficient changes",
        "standing": "targeted",
        "status": "Next: a vote.",
        "impacts_dcc_systems": False,
    }
    return PaperRow(ref=ref, **usual | facts)


def release(*rows: PaperRow, **facts: Any) -> PaperRelease:
    usual = {"slug": "november-2021", "name": "November 2021 SEC Release", "go_live": "2021-11-04"}
    return PaperRelease(rows=rows or (row(),), **usual | facts)


def baseline(day: str) -> PaperBaseline:
    return PaperBaseline(scope="system", held=True, when=when(day), body="Panel")


def paper(
    *releases: PaperRelease, head: dict[str, Any] | None = None, day: str = "2021-09-28", **facts: Any
) -> Paper:
    meeting = PaperMeeting(body="csc", name="CSC", full_name="Change Sub-Committee", number="48", day=day)
    usual = {"action": "For Information", "purpose": ("An update.",), "recommendations": (NOTE,)}
    document = {"reference": "CSC_48_2809_01", "version": 1, "date": "2021-09-21", "due": "2021-09-21"}
    document |= {"classification": "white", "status": "Issued", "site": ""}
    return Paper(
        content=PaperContent(
            meeting=meeting,
            releases=releases or (release(),),
            author="A",
            author_role="SECAS Team",
            **usual | facts,
        ),
        issue=PaperIssue(document=PaperHead(**document | (head or {}))),
    )
