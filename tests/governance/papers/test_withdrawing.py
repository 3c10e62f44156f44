"""Withdrawing a paper that presented a RID, and the class of a paper that contains one."""

from datetime import date

import pytest
from django.urls import reverse

from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper
from governance.papers.operations.issuing import issue_paper, withdraw_paper
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft
from releases.operations.releases import change_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.record import AuditEntry
from tests.support.factories import MeetingFactory

ON, DAY = date(2021, 10, 8), date(2021, 10, 15)


@pytest.fixture
def rid(examples):
    return RidVersion.objects.get(release=examples.november)


@pytest.fixture
def drafted(rid, people, panel, write):
    """A paper to the Panel with the RID 0.1 of November 2021."""
    MeetingFactory(body=panel, on=DAY, number="97")
    paper = draft_paper(by=people.analyst, body=panel, meeting_on=DAY, item=5, on=ON)
    return write(paper, ON, attachments=["november-2021/0.1"])


@pytest.fixture
def issued(drafted, people):
    issue_paper(by=people.analyst, paper=drafted, token=AS_STORED, on=ON)
    return Paper.objects.get(pk=drafted.pk)


def test_the_rid_is_frozen_in_the_paper_with_its_reference(issued, rid):
    document = issued.latest.snapshot.document
    [appendix] = document.issue.appendices
    rid.refresh_from_db()
    head, presented = appendix.issue.document, rid.snapshot.rid
    assert (head.reference, head.status) == ("SECP_97_1510_05", "Presented to the Panel of 15 October 2021")
    assert (appendix.content, head) == (presented.content, presented.issue.document)


def test_a_rid_that_is_not_chosen_stays_on_the_agenda_and_the_page_says_so(issued, rid, as_role):
    client, address = as_role("analyst"), issued.get_absolute_url()
    page = client.get(address).content.decode()
    assert "RIDs to withdraw with it" in page
    posted = {"withdraw-token": issued.token, "withdraw-reason": "Too early."}
    page = client.post(reverse("paper-withdraw", args=issued.address), posted, follow=True).content.decode()
    rid.refresh_from_db()
    assert (rid.state, [item.kind for item in issued.items()]) == ("presented", ["baseline"])
    assert (
        f'<a href="{rid.get_absolute_url()}">November 2021 RID 0.1</a> is still on the agenda of the Panel'
        in page
    )
    entry = AuditEntry.objects.filter(action="governance.withdraw_paper").latest("position")
    assert entry.changes["stays_on_agenda"] == [None, ["November 2021 RID 0.1"]]


def test_a_rid_that_is_chosen_is_withdrawn_with_the_paper(issued, rid, as_role, people):
    posted = {"withdraw-token": issued.token, "withdraw-reason": "Too early.", "withdraw-versions": rid.pk}
    answer = as_role("analyst").post(reverse("paper-withdraw", args=issued.address), posted)
    assert answer.status_code == 303
    rid.refresh_from_db()
    assert (rid.state, issued.items()) == ("withdrawn", [])


def test_only_what_the_paper_presented_is_withdrawn_with_it(issued, people):
    other = RidVersion.objects.get(release__slug="june-2022", major=1, minor=0)
    with pytest.raises(RuleBroken, match=r"This paper has not put June 2022 RID 1\.0 on the agenda"):
        withdraw_paper(
            by=people.analyst, paper=issued, versions=[other], reason="Why.", token=AS_STORED, on=ON
        )
    assert Paper.objects.get(pk=issued.pk).state == "issued"


def test_a_paper_is_not_read_by_more_people_than_its_rid(examples, people, panel, write):
    common = {"by": people.analyst, "release": examples.november, "token": AS_STORED, "on": ON}
    fields = {"classification": "amber", "additions": ["Nothing more is expected."]}
    change_release(fields=fields, reason="For the test.", **common)
    draft = issue_draft(by=people.analyst, release=examples.november, changes="Marked Amber.", on=ON)
    MeetingFactory(body=panel, on=DAY, number="97")
    paper = draft_paper(by=people.analyst, body=panel, meeting_on=DAY, item=5, on=ON)
    write(paper, ON, attachments=[f"november-2021/{draft.number}"])
    with pytest.raises(
        RuleBroken, match=r"is marked Amber, and this paper, which contains it, White\. Mark the"
    ):
        issue_paper(by=people.analyst, paper=paper, token=AS_STORED, on=ON)
    write(paper, ON, classification="amber")
    issue_paper(by=people.analyst, paper=paper, token=AS_STORED, on=ON)
