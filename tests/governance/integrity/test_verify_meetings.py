"""Tampering with meetings and comments is found by verify_record."""

from datetime import date

import pytest

from governance.integrity.verify.meetings import RecordedMeetings, _interests
from governance.meetings.operations.meetings import declare_interest, record_attendance, write_minutes
from governance.versions.operations.comments import answer_comment, comment_on
from governance.versions.operations.versions import issue_draft, present_version
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body, Membership
from tests.governance.integrity.test_verify import findings, tamper
from tests.governance.meetings.test_decisions import position
from tests.governance.versions.test_versions import edit
from tests.support.factories import UserFactory
from tests.support.sweeps import undone

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 15)


@pytest.fixture
def minuted_item(examples, people):
    """A draft that was commented on, then a version before the Panel: an interest, a fallen position, minutes."""
    analyst = people.analyst
    edit(analyst, "be commented on.")
    bodies = Body.objects.filter(key="tabasc")
    draft = issue_draft(
        by=analyst, release=examples.november, changes="x", comment_until=DAY, bodies=bodies, on=DAY
    )
    comment = comment_on(by=people.tabasc, version=draft, section="scope", text="Why?", on=DAY)
    answer_comment(by=analyst, comment=comment, text="Because.", resolves=True, on=DAY)
    edit(analyst)
    draft = issue_draft(by=analyst, release=examples.november, changes="y", on=DAY)
    item = present_version(by=analyst, version=draft, meeting_on=DAY, token=AS_STORED, on=DAY).items.get()
    position(people.member, item)
    edit(analyst, "fall.")
    members = Membership.objects.in_force(DAY).filter(body__key="panel", role="member")
    declare_interest(
        by=people.secretary,
        item=item,
        membership=members[0],
        text="Proposed it.",
        steps_back=True,
        on=DAY,
    )
    meeting = record_attendance(
        by=people.secretary, meeting=item.meeting, present=members, token=AS_STORED, on=DAY
    )
    write_minutes(by=people.secretary, meeting=meeting, text="All agreed.", token=AS_STORED, on=DAY)
    assert findings() == []
    return item


TAMPERED = [
    (
        "governance_comment",
        "UPDATE governance_comment SET text = 'Good.' WHERE text = 'Why?'",
        "The comment “Scope: Good.” of releases/november-2021/rid/0.2 does not match the audit trail.",
    ),
    (
        "governance_answer",
        "DELETE FROM governance_answer WHERE text = 'Because.'",
        "The answer “Because.” of releases/november-2021/rid/0.2 is in the audit trail but no longer "
        "stored as it was.",
    ),
    (
        "governance_interest",
        "DELETE FROM governance_interest WHERE text = 'Proposed it.'",
        "The interest “Panel member: Proposed it.” of meetings/panel/2021-10-15 is in the audit trail but no "
        "longer stored as it was.",
    ),
    (
        "governance_interest",
        "UPDATE governance_interest SET steps_back = false",
        "The interest “Proposed it.” of meetings/panel/2021-10-15 does not match the audit trail.",
    ),
    (
        "governance_interest",
        "UPDATE governance_interest SET membership_id = (SELECT max(membership_id) FROM governance_attendance)",
        "The interest “Proposed it.” of meetings/panel/2021-10-15 does not match the audit trail.",
    ),
    (
        "governance_minutes",
        "UPDATE governance_minutes SET text = 'All objected.' WHERE text = 'All agreed.'",
        "The minutes “All objected.” of meetings/panel/2021-10-15 does not match the audit trail.",
    ),
    (
        "governance_fallenposition",
        "DELETE FROM governance_fallenposition",
        "The fall “The member agrees” of The November 2021 SEC Release was edited after 0.3 was presented. is in "
        "the audit trail but no longer stored as it was.",
    ),
    (
        "governance_attendance",
        "DELETE FROM governance_attendance WHERE id IN (SELECT max(id) FROM governance_attendance)",
        "The attendance of the Panel of 15 October 2021 does not match the audit trail.",
    ),
    (
        "governance_item",
        "UPDATE governance_item SET state = 'withdrawn' WHERE state = 'open'",
        "Item 1 of the Panel of 15 October 2021 is withdrawn, but the audit trail says otherwise.",
    ),
    (
        "governance_meeting",
        "UPDATE governance_meeting SET state = 'planned' WHERE \"on\" = '2021-10-15'",
        "The Panel of 15 October 2021 is planned, but the audit trail says otherwise.",
    ),
]
"""A table, what its owner does to it, and the finding."""


def test_what_is_changed_past_the_application_is_named(minuted_item):
    found = {}
    for table, statement, named in TAMPERED:
        with undone():
            tamper(table, statement)
            found[statement] = named if named in findings() else findings()
    assert found == {statement: named for _, statement, named in TAMPERED}


def test_a_name_that_holds_a_colon_makes_no_finding(examples, people):
    edit(people.analyst)
    draft = issue_draft(by=people.analyst, release=examples.november, changes="y", on=DAY)
    item = present_version(
        by=people.analyst, version=draft, meeting_on=DAY, token=AS_STORED, on=DAY
    ).items.get()
    user = UserFactory(name="Dr Lee (seat: Suppliers)", roles=[("panel", "member")])
    declare_interest(
        by=people.secretary,
        item=item,
        membership=user.memberships.get(),
        text="Note: proposed it.",
        steps_back=False,
        on=DAY,
    )
    assert findings() == []


def test_an_interest_of_an_earlier_version_is_compared_by_its_text(minuted_item):
    """Its entry has no digest, and the name in it may have changed."""
    row = minuted_item.interests.select_related("membership", "item__meeting__body").get()
    place = "meetings/panel/2021-10-15"
    for words, expected in (("Old name: Proposed it.", 0), ("Old name: Seconded it.", 2)):
        recorded = RecordedMeetings(interests={place: [(words, "")]})
        assert len(list(_interests(recorded))) == expected, row
