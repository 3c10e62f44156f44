"""Nobody decides on content that has changed since it was read: an item is about exactly the content of its digest."""

from datetime import date

import pytest

from governance.acceptance.operations.asking_acceptance import ask_recommendation
from governance.acceptance.queries.readiness import acceptance_data
from governance.composing.models import Snapshot
from governance.meetings.content_store import read_content
from governance.meetings.models import Item, Outcome, Result
from governance.meetings.operations.decisions import confirm_decision
from governance.meetings.operations.positions import take_position
from governance.versions.models import RidVersion
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.record import digest_of
from secrel.core.models.people import Body
from tests.governance.acceptance.accepting import confirmed, outcome
from tests.governance.meetings.deciding import AT, MEETING, minuted
from tests.governance.meetings.test_decisions import edit, put_forward

pytestmark = pytest.mark.django_db


@pytest.fixture
def acceptance_item(examples, people) -> Item:
    """The TAG is asked about the acceptance of June 2020."""
    return ask_recommendation(
        by=people.analyst,
        release=Release.objects.get(slug="june-2020"),
        body=Body.objects.get(key="tag"),
        meeting_on=MEETING,
        on=MEETING,
    )


def change_profile(item: Item, people) -> None:
    change_release(
        by=people.analyst,
        release=item.release,
        fields={"profile": "document_only"},
        token=AS_STORED,
        reason="No system is touched",
        on=MEETING,
    )


def test_an_item_on_acceptance_follows_an_edit_of_the_release(acceptance_item, people):
    position = take_position(
        by=people.tag,
        item=acceptance_item,
        stance="agree",
        content_digest=acceptance_item.content_digest,
        on=MEETING,
        at=AT,
    )
    change_profile(acceptance_item, people)
    item = Item.objects.get(pk=acceptance_item.pk)
    assert read_content(item.content_digest)["release"]["profile"] == "document_only"
    assert item.content_digest == digest_of(acceptance_data(item.release, "tag"))
    assert position.fallen.because == "The June 2020 SEC Release was edited."
    with pytest.raises(Stale, match="The content has changed since you opened the page"):
        take_position(
            by=people.tag,
            item=item,
            stance="agree",
            content_digest=acceptance_item.content_digest,
            on=MEETING,
            at=AT,
        )


def test_an_outcome_on_what_the_release_said_before_an_edit_is_not_confirmed(acceptance_item, people):
    result_fields = {"result": Result.NOT_RECOMMENDED, "on": MEETING, "reason": "Not yet."}
    outcome(acceptance_item, people, **result_fields)
    change_profile(acceptance_item, people)
    with pytest.raises(RuleBroken, match="The content has changed since the outcome was recorded"):
        confirmed(acceptance_item, people, MEETING)
    outcome(acceptance_item, people, **result_fields)
    confirmed(acceptance_item, people, MEETING)
    assert Outcome.objects.filter(item=acceptance_item).count() == 2


def test_an_edit_outside_the_acceptance_content_does_not_change_the_item(acceptance_item, people, analyst):
    before = (acceptance_item.content_digest, acceptance_item.token)
    change_release(
        by=analyst,
        release=acceptance_item.release,
        fields={"go_live_on": date(2022, 1, 14)},
        token=AS_STORED,
        reason="x",
        on=MEETING,
    )
    item = Item.objects.get(pk=acceptance_item.pk)
    assert (item.content_digest, item.token) == before


def test_a_version_that_says_something_else_than_was_decided_is_not_baselined(examples, people, analyst):
    edit(analyst)
    version = put_forward(analyst, examples.november)
    item = minuted(version, people)
    other = Snapshot.objects.exclude(content=version.snapshot.content_id).filter(job__state="done").first()
    RidVersion.objects.filter(pk=version.pk).update(snapshot=other)
    with pytest.raises(RuleBroken, match=r"0\.2 is not the content that was decided on"):
        confirm_decision(
            by=people.chair, item=item, content_digest=item.content_digest, token=AS_STORED, on=MEETING
        )
