"""The RID as it is now is read where nothing bears on it, and composed and checked again where something does."""

import pytest

from governance.versions.operations.versions import issue_draft
from governance.versions.queries.checking import findings_in
from governance.versions.queries.current import current_rid
from governance.versions.queries.live import live_rid
from modifications.models.modifications import Modification
from modifications.operations.register import change_modification
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.cached import CachedResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored_before(examples):
    """Both releases are kept, and what was kept is marked, so that a test sees whether it is read."""
    for release in (examples.november, examples.june):
        current_rid(release)
    for row in CachedResult.objects.filter(key__startswith="rid/"):
        row.data["may_issue"] = "as kept"
        row.save()
    for row in CachedResult.objects.filter(key__startswith="findings/"):
        row.data["steps"] = []
        row.save()


def is_read(release) -> tuple[bool, bool]:
    """Whether the document and its findings are read as kept; what is not read must be what the facts are."""
    found = current_rid(release)
    fresh = live_rid(release)
    assert found.rid == fresh
    assert found.findings == findings_in(release, fresh)
    return found.stated["may_issue"] == "as kept", found.steps == []


def reword(people, day, text="limits the Alerts."):
    item = scope_item("november-2021", "MP149").get()
    common = {"by": people.analyst, "token": AS_STORED, "on": day, "reason": "Reworded"}
    change_scope_item(item=item, description=text, cut_off_on=item.cut_off_on, **common)


def test_nothing_is_composed_while_nothing_changes(examples, stored_before):
    assert is_read(examples.november) == (True, True)


def test_a_change_of_one_release_composes_it_and_checks_all(examples, people, day, stored_before):
    reword(people, day)
    assert is_read(examples.november) == (False, False)
    assert is_read(examples.june) == (True, False)
    assert "limits the Alerts." in str(current_rid(examples.november).content)


def test_a_fact_of_a_modification_is_composed_into_each_release(examples, people, day, stored_before):
    row = Modification.objects.get(reference="MP149")
    common = {"by": people.analyst, "token": AS_STORED, "on": day, "reason": "Renamed"}
    change_modification(modification=row, fields={"title": "Alerts, renamed"}, **common)
    assert is_read(examples.november) == (False, False)
    assert is_read(examples.june) == (False, False)


def test_a_version_is_in_the_history_at_once(examples, people, day, stored_before):
    reword(people, day)
    is_read(examples.november)
    issue_draft(by=people.analyst, release=examples.november, changes="For comment.", on=day)
    assert is_read(examples.november) == (False, False)
    assert current_rid(examples.november).rid.issue.history[-1].changes == "For comment."
