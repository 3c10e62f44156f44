"""Versions: frozen, presented, baselined on exactly the content presented; nothing is overwritten."""

from datetime import date

import pytest

from governance.composing.models import RenderJob
from governance.meetings.operations.decisions import confirm_decision
from governance.versions.models import RidVersion
from governance.versions.operations.history import record_earlier_version
from governance.versions.operations.versions import (
    issue_draft,
    issue_version,
    present_version,
    withdraw_version,
)
from governance.versions.queries.differences import version_differences
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from tests.governance.meetings.deciding import decided, minuted, rendered
from tests.support.factories import MeetingFactory, ReleaseFactory

pytestmark = pytest.mark.django_db
MEETING = date(2021, 10, 15)


def edit(by, description="let changes take effect sooner."):
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(
        by=by,
        item=item,
        token=AS_STORED,
        description=description,
        cut_off_on=item.cut_off_on,
        reason="As agreed",
        on=MEETING,
    )


@pytest.fixture
def presented(examples, analyst):
    edit(analyst)
    draft = issue_draft(by=analyst, release=examples.november, changes="MP149 reworded.", on=MEETING)
    return rendered(
        present_version(by=analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)
    )


def test_draft_takes_the_next_number_and_queues_its_pdf(examples, analyst):
    edit(analyst)
    version = issue_draft(by=analyst, release=examples.november, changes="MP149 reworded.", on=MEETING)
    assert (version.number, version.state, version.published_on) == ("0.2", "draft", None)
    assert version.snapshot.job.state == "queued"
    assert version.snapshot.issue["history"][-1] == {
        "version": "0.2",
        "date": "2021-10-15",
        "changes": "MP149 reworded.",
    }


def test_a_draft_without_a_change_is_refused(examples, analyst):
    with pytest.raises(RuleBroken, match=r"Nothing has changed since 0\.1"):
        issue_draft(by=analyst, release=examples.november, changes="x", on=MEETING)


def test_presented_version_keeps_its_content_under_a_new_issue(presented):
    draft, shown = presented.steps.order_by("pk")
    assert draft.snapshot.content_id == shown.snapshot.content_id == presented.snapshot.content_id
    assert draft.snapshot_id != shown.snapshot_id
    assert presented.snapshot.issue["document"]["status"] == "Presented to the Panel of 15 October 2021"


def test_the_panel_is_notified_of_a_presented_version(presented, people):
    told = Notification.objects.filter(subject__startswith="November 2021 RID 0.2 is presented")
    assert {row.user.name for row in told} >= {"The chair", "The member"}
    assert people.delivery not in [row.user for row in told]


def test_baseline_is_the_same_content_as_the_next_whole_number(presented, people):
    baseline = decided(presented, people)
    presented.refresh_from_db()
    assert (baseline.number, baseline.state, baseline.published_on) == ("1.0", "baselined", MEETING)
    assert (presented.state, presented.became) == ("accepted", baseline)
    assert baseline.snapshot.content_id == presented.snapshot.content_id
    assert baseline.snapshot.issue["decision"] == {
        "body": "SEC Panel",
        "on": "2021-10-15",
        "content_digest": presented.snapshot.content_id,
    }


def test_head_printed_is_the_one_before_the_decision(presented, people):
    item = minuted(presented, people)
    before = AuditEntry.objects.latest("position")
    digest = presented.snapshot.content_id
    confirm_decision(by=people.chair, item=item, content_digest=digest, token=AS_STORED, on=MEETING)
    baseline = RidVersion.objects.get(came_from=presented)
    assert baseline.snapshot.issue["record_head"] == {"position": before.position, "digest": before.digest}
    entry = AuditEntry.objects.get(position=before.position + 2)
    assert entry.changes["snapshot"] == [None, baseline.snapshot_id]
    assert (entry.action, entry.cause) == ("governance.baseline", before.position + 1)


def test_an_edit_after_presenting_does_not_change_the_presented_version(presented, analyst):
    digest = presented.snapshot.content_id
    edit(analyst, "something else.")
    assert RidVersion.objects.get(pk=presented.pk).snapshot.content_id == digest


@pytest.mark.parametrize(
    ("meeting_on", "sentence"),
    [
        (date(2021, 10, 16), "is not a Working Day"),
        (date(2021, 10, 1), "is in the past. Choose a later date"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(examples, analyst, meeting_on, sentence):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match=sentence) as refused:
        present_version(by=analyst, version=draft, meeting_on=meeting_on, token=AS_STORED, on=MEETING)
    assert refused.value.field == "meeting_on"


def test_an_existing_meeting_is_used_again(examples, analyst):
    meeting = MeetingFactory(on=MEETING)
    draft = RidVersion.objects.get(release=examples.november)
    version = present_version(by=analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING)
    assert version.meeting == meeting


def test_a_newer_issue_supersedes_the_one_in_force(examples, analyst):
    from releases.operations.impacts import add_summary_point

    add_summary_point(
        by=analyst, release=examples.june, audience="suppliers", text="One more.", reason="As agreed"
    )
    newer = issue_version(by=analyst, release=examples.june, changes="A point added.", on=MEETING)
    older = RidVersion.objects.get(release=examples.june, major=8)
    assert (newer.number, newer.state, older.state) == ("9.0", "issued", "superseded")
    cause = AuditEntry.objects.get(target="releases/june-2021/rid/9.0", action="governance.issue_version")
    effect = AuditEntry.objects.get(target="releases/june-2021/rid/8.0", action="governance.supersede")
    assert effect.cause == cause.position


def test_secas_issues_nothing_before_the_second_baseline(examples, analyst):
    edit(analyst)
    with pytest.raises(RuleBroken, match="only after the second baseline"):
        issue_version(by=analyst, release=examples.november, changes="x", on=MEETING)


def test_an_older_draft_cannot_be_presented_after_a_newer_one(presented, people, analyst):
    older = RidVersion.objects.get(release=presented.release, minor=1, major=0)
    with pytest.raises(
        RuleBroken, match=r"0\.2 was put forward after 0\.1\. Issue a new draft and present that\."
    ):
        present_version(by=analyst, version=older, meeting_on=MEETING, token=AS_STORED, on=MEETING)


def test_withdrawing_asks_for_a_reason_and_frees_nothing(examples, analyst):
    draft = RidVersion.objects.get(release=examples.november)
    with pytest.raises(RuleBroken, match="Give a reason for withdrawing"):
        withdraw_version(by=analyst, version=draft, token=AS_STORED, reason=" ", on=MEETING)
    withdraw_version(by=analyst, version=draft, token=AS_STORED, reason="Wrong scope", on=MEETING)
    assert AuditEntry.objects.latest("position").reason == "Wrong scope"
    again = issue_draft(by=analyst, release=examples.november, changes="Again.", on=MEETING)
    assert again.number == "0.2"
    assert [row["version"] for row in again.snapshot.issue["history"]] == ["0.2"]


def test_changes_are_those_since_the_version_in_force(presented, people):
    base, changes = version_differences(presented, people.chair.permissions(), people.chair)
    assert base.number == "0.1"
    assert [change.label for change in changes] == ["MP149: summary"]
    baseline = decided(presented, people)
    assert [
        change.label for change in version_differences(baseline, people.chair.permissions(), people.chair)[1]
    ] == ["MP149: summary"]


def test_every_version_has_one_job(presented):
    snapshots = {step.snapshot_id for step in presented.steps.all()}
    assert RenderJob.objects.filter(snapshot__in=snapshots).count() == len(snapshots) == 2


def test_earlier_versions_count_for_the_number(analyst):
    release = ReleaseFactory()
    for number, kind in (("0.1", "draft"), ("1.0", "baseline")):
        record_earlier_version(
            by=analyst, release=release, number=number, kind=kind, dated_on=date(2020, 1, 1), changes="x"
        )
    assert issue_draft(by=analyst, release=release, changes="y", on=MEETING).number == "1.1"
