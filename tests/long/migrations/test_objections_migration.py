"""Positions that object in data of the version before become objections, each with its life so far."""

import pytest
from django.db import connection

from governance.meetings.models import Objection, Result
from tests.governance.meetings.deciding import attended
from tests.governance.meetings.test_decisions import outcome, position, put_forward
from tests.governance.versions.test_versions import edit
from tests.long.migrations.test_keys_migrations import moved_on, moved_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_decided", [False, True])
def test_positions_that_object_become_objections(examples, people, is_decided):
    edit(people.analyst)
    item = put_forward(people.analyst, examples.november).items.get()
    position(people.member, item, "object", text="Too soon.")
    made = None
    if is_decided:
        attended(item, people.secretary)
        made = outcome(people.secretary, item, Result.BASELINED)
    moved_to(("governance", "0045_handed_tasks"))
    assert "governance_objection" not in connection.introspection.table_names()
    moved_on()
    row = Objection.objects.get()
    steps = [step.kind for step in row.steps.all()]
    assert (row.number, row.text, row.raiser) == (1, "Too soon.", people.member.name)
    assert (row.state, row.outcome, steps) == (
        ("closed", made, ["raised", "closed"]) if is_decided else ("open", None, ["raised"])
    )
