"""Papers to the CSC of October 2021 and to the Panel, on the example releases."""

from datetime import date

import pytest

from governance.meetings.models import Item
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper, edit_paper, propose_change
from governance.papers.operations.issuing import issue_paper
from modifications.queries import find_part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.scope import move_in_scope
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.governance.meetings.deciding import AT, attended
from tests.support.factories import MeetingFactory, UserFactory

PAPER, MEETING = date(2021, 10, 19), date(2021, 10, 26)
"""Papers are due 5 Working Days before a meeting. The paper of September 2021 is an example, already decided on."""


@pytest.fixture
def csc(db):
    return Body.objects.get(key="csc")


@pytest.fixture
def panel(db):
    return Body.objects.get(key="panel")


@pytest.fixture
def csc_people(db):
    """The Chair and two members of the CSC."""
    chair = UserFactory(name="The CSC's Chair", roles=[("csc", "chair")])
    return chair, [UserFactory(roles=[("csc", "member")]) for _ in range(2)]


@pytest.fixture
def unagreed(examples, people):
    """MP167 left February 2022 since the last paper to the CSC, which has not agreed it yet."""
    item = ScopeItem.objects.get(part__modification__reference="MP167")
    facts = {"ground": "lead_time", "reason": "It needs longer.", "on": date(2021, 10, 5)}
    move_in_scope(by=people.analyst, item=item, move="take_out", **facts)


@pytest.fixture
def paper(unagreed, people, csc):
    """A drafted paper."""
    MeetingFactory(body=csc, on=MEETING, number="49")
    return draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=1, on=PAPER)


def newest() -> Paper:
    """The paper that was drafted last."""
    return Paper.objects.latest("pk")


@pytest.fixture
def issue(people):
    """Issue a paper on its day, or another."""

    def act(paper: Paper, **facts):
        return issue_paper(by=people.analyst, paper=paper, token=AS_STORED, **{"on": PAPER} | facts)

    return act


@pytest.fixture
def write(people):
    """Write in a paper."""

    def act(paper: Paper, on: date = PAPER, **fields) -> Paper:
        return edit_paper(by=people.analyst, paper=paper, fields=fields, token=AS_STORED, on=on)

    return act


@pytest.fixture
def decide(people, csc_people):
    """Record and confirm a result of the CSC on an item."""

    def act(item: Item, result: str = "agreed", reason: str = "", chair=None) -> Item:
        on = item.meeting.on
        if item.meeting.state == "planned":
            attended(item, people.secretary)
            item = Item.objects.get(pk=item.pk)
        common = {"token": AS_STORED, "on": on}
        record_outcome(by=people.secretary, item=item, result=result, reason=reason, at=AT, **common)
        confirm_decision(by=chair or csc_people[0], item=item, content_digest=item.content_digest, **common)
        return Item.objects.get(pk=item.pk)

    return act


@pytest.fixture
def propose(people):
    def act(paper, do, reference, release, to_release="", **facts):
        to = Release.objects.get(slug=to_release) if to_release else None
        return propose_change(
            by=people.analyst,
            paper=paper,
            do=do,
            part=find_part(reference),
            release=Release.objects.get(slug=release),
            to_release=to,
            token=AS_STORED,
            on=PAPER,
            **{"reason": "It fits better."} | facts,
        )

    return act
