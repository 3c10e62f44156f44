"""Every state, role and move of a version and an item: what these tables do not hold is refused without a trace."""

from datetime import date

import pytest

from governance.meetings.models import Item, Meeting
from governance.meetings.workflow import ITEM
from governance.versions.models import RidVersion
from governance.versions.workflow import VERSION
from secrel.core.models.record import AuditEntry
from tests.governance.meetings.deciding import attended
from tests.governance.meetings.test_decisions import put_forward
from tests.governance.versions.test_versions import MEETING, edit
from tests.support.factories import MeetingFactory
from tests.support.sweeps import swept

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "nobody", "analyst", "secretary", "administrator", "member", "chair", "delivery")
REFUSED = (302, 403, 404, 409, 422)

# state: {(role, move)} that a page lets through; every other combination is forbidden
OF_VERSION = {
    "draft": {("analyst", "comment"), ("analyst", "present"), ("analyst", "withdraw")},
    "comment": {("analyst", "present"), ("analyst", "withdraw")},
    "presented": {("analyst", "withdraw")},
    "accepted": set(),
    "returned": set(),
    "baselined": set(),
    "issued": set(),
    "withdrawn": set(),
    "superseded": set(),
}
VERSION_MOVES = {
    "comment": {"until": "22 Oct 2021"},
    "present": {"meeting_on": "2021-10-22"},
    "withdraw": {"reason": "Tried"},
}
OF_ITEM = {
    "open": {("member", "position"), ("secretary", "interest"), ("secretary", "outcome")},
    "minuted": {("secretary", "outcome"), ("chair", "confirm")},
    "subject": {("analyst", "changes"), ("chair", "changes/confirm")},
    "decided": set(),
    "withdrawn": set(),
}
ITEM_MOVES = ("position", "interest", "outcome", "confirm", "changes", "changes/confirm", "off")


def test_the_tables_name_every_state():
    assert set(OF_VERSION) == set(VERSION.states)
    assert set(OF_ITEM) == set(ITEM.states)


@pytest.mark.parametrize("state", swept(OF_VERSION, "draft", "baselined"))
def test_a_version_moves_by_its_table_only(examples, as_role, state):
    version = RidVersion.objects.get(release=examples.november)
    put = {"comment_until": MEETING, "published_on": date(2021, 10, 1), "meeting": MeetingFactory()}
    RidVersion.objects.filter(pk=version.pk).update(state=state, **put)
    before = AuditEntry.objects.count()
    for role in ROLES:
        client = as_role(role)
        for move, entered in VERSION_MOVES.items():
            if (role, move) in OF_VERSION[state]:
                continue
            response = client.post(f"{version.get_absolute_url()}{move}/", entered | {"token": 1})
            assert response.status_code in REFUSED, (role, move)
    assert AuditEntry.objects.count() == before
    assert RidVersion.objects.get(pk=version.pk).state == state


@pytest.mark.parametrize("state", OF_VERSION)
def test_a_version_moves_as_its_workflow_allows(examples, as_role, state):
    MeetingFactory()
    for role, move in OF_VERSION[state]:
        version = RidVersion.objects.get(release=examples.november)
        put = {"comment_until": MEETING, "token": 1, "meeting": Meeting.objects.filter(on=MEETING).first()}
        RidVersion.objects.filter(pk=version.pk).update(state=state, **put)
        entered = VERSION_MOVES[move] | {"token": 1}
        assert as_role(role).post(f"{version.get_absolute_url()}{move}/", entered).status_code == 303, move


@pytest.mark.parametrize("state", swept(OF_ITEM, "minuted"))
def test_an_item_moves_by_its_table_only(examples, as_role, analyst, people, state):
    edit(analyst)
    item = put_forward(analyst, examples.november).items.get()
    attended(item, people.secretary)
    Item.objects.filter(pk=item.pk).update(state=state)
    digest, before = item.version_item.version.snapshot.content_id, AuditEntry.objects.count()
    seat = item.meeting.attendance.first().membership_id
    entered = {"stance": "agree", "result": "baselined", "content_digest": digest, "token": 1}
    entered |= {"interest-membership": seat, "interest-text": "x", "version": item.version_item.version_id}
    entered |= {"off-reason": "A version is withdrawn on its own page", "off-token": 1}
    for role in ROLES:
        client = as_role(role)
        for move in ITEM_MOVES:
            if (role, move) in OF_ITEM[state]:
                continue
            response = client.post(f"{item.get_absolute_url()}{move}/", entered)
            assert response.status_code in REFUSED, (role, move)
    assert AuditEntry.objects.count() == before
    assert Item.objects.get(pk=item.pk).state == state
