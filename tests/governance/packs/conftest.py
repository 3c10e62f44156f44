"""The CSC's meeting of October 2021 with a paper whose PDF is made, and a motion."""

import pytest

from governance.meetings.operations.asking import ask_motion
from tests.governance.packs.small_pdfs import finished, small_pdf
from tests.governance.papers.conftest import (
    MEETING,
    PAPER,
    csc,
    csc_people,
    decide,
    issue,
    newest,
    paper,
    unagreed,
    write,
)

__all__ = ["csc", "csc_people", "decide", "issue", "paper", "unagreed", "write"]


@pytest.fixture
def motion(people, csc):
    def act(words="The CSC meets on Thursdays."):
        return ask_motion(by=people.analyst, body=csc, words=words, meeting_on=MEETING, on=PAPER)

    return act


@pytest.fixture
def agenda(paper, issue, motion):
    """The meeting with what the paper asks and a motion on its agenda."""
    issue(paper)
    motion()
    finished(newest().latest.snapshot, small_pdf(3, "Paper"))
    return paper.meeting
