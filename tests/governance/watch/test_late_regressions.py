"""What a hostile reading of flags, news and mails found: each stays mended."""

from datetime import date, timedelta

import pytest
from django.core import mail

from governance.meetings.operations.meetings import plan_meeting
from governance.meetings.operations.series import plan_series
from governance.versions.operations.comments import comment_on
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.versions import issue_version, present_version, withdraw_version
from governance.versions.queries.checking import check_version
from governance.watch.due import due_for
from governance.watch.late import late_on
from governance.watch.models import Act, Flag
from governance.watch.operations.acting import act_on_flag
from governance.watch.tasks import sweep_flags
from governance.watch.waiting import waiting_on
from modifications.models.modifications import Modification
from modifications.models.progress import NextStep
from modifications.operations.impacts import set_impacts
from modifications.operations.progress import set_next_steps
from modifications.operations.register import convert_modification
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.operations.releases import move_release
from releases.operations.scope import move_in_scope
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates import clock
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.subscriptions import How, News
from secrel.core.notifications.following import change_subscription, subscribe, unsubscribe
from secrel.core.notifications.notify import notify, publish_news
from secrel.core.notifications.tasks import deliver_digest, deliver_mail
from tests.governance.acceptance.accepting import asked_to_comment, condition_of
from tests.governance.meetings.deciding import MEETING, rendered, waive_all
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def notifications_of(user: User) -> list[Notification]:
    return list(Notification.objects.filter(user=user).order_by("pk"))


def test_a_late_sweep_changes_nothing(examples):
    sweep_flags(on="2021-10-22")
    before = list(Flag.objects.values_list("thing", "kind", "cleared_on"))
    assert sweep_flags(on="2021-10-20") == {}
    assert list(Flag.objects.values_list("thing", "kind", "cleared_on")) == before


def test_a_subject_is_one_line_and_a_mail_that_cannot_be_made_is_seen(people, monkeypatch, as_role):
    notify([people.analyst], subject="Change\nBoard  vote", body="x", path="/", on=MEETING)
    [row] = notifications_of(people.analyst)
    assert row.subject == "Change Board vote"

    def broken(*_):
        raise ValueError("no such header")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", broken)
    deliver_mail(notification=row.pk)
    row.refresh_from_db()
    assert (row.attempts, row.failure) == (1, "ValueError: no such header")
    assert "no such header" in as_role("administrator").get("/outbox/").content.decode()


def test_a_member_reads_no_draft_beside_a_frozen_version(examples, people, as_role):
    draft = examples.november.versions.get(major=0, minor=1)
    waive_all(people.analyst, examples.november)
    version = present_version(
        by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING
    )
    item = scope_item("november-2021", "MP149").get()
    move_in_scope(by=people.analyst, item=item, move="take_out", ground="dependency", on=MEETING)
    said = "MP149 left the scope"
    assert any(said in row.finding.message for row in check_version(version, with_drafts=True))
    for path in (f"{version.get_absolute_url()}checks/", version.items.get().get_absolute_url()):
        page = as_role("member").get(path)
        assert (page.status_code, said in page.content.decode()) == (200, False)
    api = as_role("member").get(f"/api/v1/releases/november-2021/versions/{version.number}/checks/")
    assert said not in api.content.decode()


@pytest.mark.parametrize("by_withdrawing", [True, False])
def test_a_retracted_version_is_no_news_and_sends_no_mail(
    examples, people, mailoutbox, client, by_withdrawing
):
    subscribe(by=people.nobody, topic="release", value="november-2021", label="it", how=How.DAILY, on=MEETING)
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    publish_version(by=people.analyst, version=draft, token=AS_STORED, on=MEETING)
    common = {
        "by": people.analyst,
        "version": draft,
        "token": AS_STORED,
        "reason": "An open finding.",
        "on": MEETING,
    }
    (withdraw_version if by_withdrawing else unpublish_version)(**common)
    page = client.get("/news/").content.decode()
    assert ("RID 0.1 is published" in page, "RID 0.1 has been unpublished" in page) == (False, True)
    assert "An open finding." not in page
    Notification.objects.update(mail_after=clock.now())
    deliver_digest(user=people.nobody.pk)
    assert [sent.subject for sent in mailoutbox] == ["November 2021 RID 0.1 has been unpublished"]


def test_a_mail_written_while_somebody_stops_it_does_not_leave(people, mailoutbox):
    row = subscribe(by=people.nobody, topic="all", value="", label="all news", on=MEETING)
    common = {"subject": "New", "body": "", "path": "/", "topics": []}
    publish_news(kind="live", audience="white", on=clock.today(), **common)
    type(row).objects.update(ended_on=MEETING)  # committed between the two
    deliver_mail(notification=notifications_of(people.nobody)[0].pk)
    assert (mailoutbox, notifications_of(people.nobody)[0].mail_after) == ([], None)


def test_an_administrator_reads_no_subject_of_a_refused_mail(people, as_role):
    notify([people.analyst], subject="A secret draft", body="x", path="/", on=MEETING)
    Notification.objects.update(failure="Refused.", attempts=1)
    page = as_role("administrator").get("/outbox/").content.decode()
    assert ("Refused." in page, "A secret draft" in page) == (True, False)


def decided_in_private(on: date = MEETING) -> News:
    common = {"subject": "A secret", "body": "Secret.", "path": "/", "topics": ["body:panel"]}
    return publish_news(kind="decided", audience="body:panel", on=on, **common)


def test_former_members_are_not_notified(people):
    subscribe(by=people.member, topic="body", value="panel", label="the Panel", how=How.WEEKLY, on=MEETING)
    decided_in_private()
    assert len(notifications_of(people.member)) == 1
    Membership.objects.filter(user=people.member).update(until_on=MEETING - timedelta(days=1))
    decided_in_private(on=MEETING - timedelta(days=20))
    assert len(notifications_of(people.member)) == 1
    Notification.objects.update(mail_after=clock.now() - timedelta(seconds=1))
    deliver_digest(user=people.member.pk)
    assert (mail.outbox, notifications_of(people.member)[0].mail_after) == ([], None)


def test_a_deactivated_account_gets_no_mail(people):
    notify([people.analyst], subject="Told", body="x", path="/", on=MEETING)
    User.objects.filter(pk=people.analyst.pk).update(is_active=False)
    deliver_mail(notification=notifications_of(people.analyst)[0].pk)
    assert mail.outbox == []


def test_the_record_shows_flags_to_who_reads_drafts_only(examples, as_role):
    sweep_flags(on="2021-10-22")
    assert "MP149 in the November 2021" in as_role("analyst").get("/record/").content.decode()
    assert "MP149 in the November 2021" not in as_role("administrator").get("/record/").content.decode()


def test_messages_shown_here_only_are_not_mailed_later(people):
    row = subscribe(by=people.nobody, topic="all", value="", label="all news", how=How.HERE, on=MEETING)
    publish_news(kind="live", subject="Live", body="", path="/", topics=[], audience="white", on=MEETING)
    change_subscription(by=people.nobody, subscription=row, how=How.AT_ONCE, on=MEETING)
    assert [(one.how, one.mail_after) for one in notifications_of(people.nobody)] == [("here", None)]


def test_a_mail_that_was_stopped_is_not_sent_again(people, as_role):
    row = subscribe(by=people.nobody, topic="all", value="", label="all news", on=MEETING)
    publish_news(kind="live", subject="Live", body="", path="/", topics=[], audience="white", on=MEETING)
    Notification.objects.update(failure="550", attempts=1)
    unsubscribe(by=people.nobody, subscription=row, on=MEETING)
    client = as_role("administrator")
    assert "No email has been refused." in client.get("/outbox/").content.decode()
    assert client.post("/outbox/", {"row": notifications_of(people.nobody)[0].pk}).status_code == 404


def test_an_old_draft_that_is_published_moves_no_go_live(examples, people):
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    publish_version(by=people.analyst, version=draft, token=AS_STORED, on=MEETING)
    Release.objects.filter(slug="june-2021").update(go_live_on=date(2021, 6, 30))
    june = Release.objects.get(slug="june-2021")
    waive_all(people.analyst, june)
    issue_version(by=people.analyst, release=june, changes="It moves.", on=MEETING)
    moved = News.objects.filter(kind="go_live").count()
    old = june.versions.get(major=0, minor=1)
    publish_version(by=people.analyst, version=rendered_again(old), token=AS_STORED, on=MEETING)
    assert News.objects.filter(kind="go_live").count() == moved


def rendered_again(version):
    return version if version.snapshot.job.state == "done" else rendered(version)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/calendar/holidays/?year=²", 200),
        ("/calendar/holidays/?year=99999999999999", 200),
        ("/stop/%00/", 404),
        ("/stop/a%00b/all/", 404),
        ("/calendar/private/%00.ics", 404),
        ("/news/private/%00.atom", 404),
        ("/news/modification/%00.atom", 404),
        (f"/stop/{'x' * 500}/", 404),
    ],
)
def test_odd_addresses_are_answered(client, path, status):
    assert client.get(path).status_code == status


@pytest.mark.parametrize("row", ["²", "9" * 5000, "-1", ""])
def test_odd_rows_of_the_outbox_are_answered(as_role, row):
    assert as_role("administrator").post("/outbox/", {"row": row}).status_code == 404


def test_a_flag_outlives_the_conversion_of_its_proposal(examples, analyst):
    sweep_flags(on="2021-10-22")
    proposal = Modification.objects.get(reference="DP173")
    flag = Flag.objects.get(thing=f"modifications/{proposal.pk}/steps")
    act_on_flag(by=analyst, flag=flag, act=Act.SET_ASIDE, reason="Later.", token=AS_STORED, on=MEETING)
    convert_modification(by=analyst, modification=proposal, on=date(2021, 10, 22))
    flag.refresh_from_db()
    act_on_flag(
        by=analyst, flag=flag, act=Act.CONFIRM, reason="So it is.", token=AS_STORED, on=date(2021, 10, 22)
    )
    flag.refresh_from_db()
    assert flag.cleared_because == "The steps have been confirmed."


def test_a_refused_issue_links_the_checks_of_the_release(examples, analyst):
    part = scope_item("june-2021", "MP153").get().part
    set_impacts(
        by=analyst, part=part, participants=["suppliers"], documents=[], reason="As agreed", on=MEETING
    )
    with pytest.raises(RuleBroken) as refused:
        issue_version(by=analyst, release=examples.june, changes="x", on=MEETING)
    assert refused.value.link == ("/releases/june-2021/checks/", "Checks")


def test_a_body_that_votes_decides(examples, analyst):
    item = scope_item("november-2021", "MP149").get()
    steps = [
        (
            "The Change Board votes on the report",
            Body.objects.get(key="change-board"),
            "2021-11-10",
            False,
            "",
        )
    ]
    set_next_steps(by=analyst, modification=item.modification, steps=steps, on=MEETING, token=AS_STORED)
    sweep_flags(on="2021-10-05")
    flag = Flag.objects.get(thing=f"scope/{item.pk}/cut-off")
    assert flag.sentence == (
        "MP149 in the November 2021 Release: The Change Board votes on the report is expected on 10 Nov 2021, after "
        "its cut-off of 21 Oct 2021."
    )
    assert Act.TAKE_OUT not in flag.acts  # it has not missed it yet


def test_a_reminder_without_recipients_is_refused(examples, people, analyst):
    sweep_flags(on="2021-10-22")
    Membership.objects.filter(body__key="dcc").update(until_on=date(2021, 10, 1))
    flag = Flag.objects.get(thing="releases/june-2020/evidence/testing/dcc")
    with pytest.raises(RuleBroken, match="there is nobody to remind"):
        act_on_flag(by=analyst, flag=flag, act=Act.CHASE, reason="x", token=AS_STORED, on=date(2021, 10, 22))


def test_a_series_is_one_piece_of_news_and_a_past_meeting_none(people):
    tag = Body.objects.get(key="tag")
    plan_series(by=people.analyst, body=tag, week=3, weekday=4, first=date(2021, 11, 1), months=3)
    assert [row.subject for row in News.objects.all()] == ["3 meetings of the TAG are planned"]
    plan_meeting(by=people.secretary, body=tag, on=date(2019, 5, 17))
    assert News.objects.count() == 1
    with pytest.raises(RuleBroken, match="These months have no such day"):
        plan_series(by=people.analyst, body=tag, week=1, weekday=0, first=date(2021, 10, 30), months=1)


def test_the_calendar_of_a_category_is_labelled_as_published(examples, as_role):
    assert (
        "Releases are shown as last published."
        in as_role("analyst").get("/calendar/for/suppliers/").content.decode()
    )


@pytest.mark.parametrize("move", ["cancel", "postpone"])
def test_conditions_of_a_release_that_is_off_are_nobodys(examples, people, move):
    release, later = examples.november, MEETING + timedelta(days=1)
    Release.objects.filter(pk=release.pk).update(life="go")
    condition_of(release, due_on=MEETING)

    def mine() -> list[bool]:
        waits = waiting_on(people.delivery, later).get("submit", ("", []))[1]
        return [
            any(one.kind == "condition_overdue" for one in late_on(later).values()),
            any(task.act == "Report it as met" for task in waits),
            any("/conditions/" in row.key for row in due_for(people.analyst)),
        ]

    assert mine() == [True, True, True]
    release.refresh_from_db()
    move_release(by=people.analyst, release=release, move=move, reason="x", on=MEETING)
    assert mine() == [False, False, False]


def test_the_next_steps_of_the_first_page_hold_default_cut_offs(examples, as_role, settings):
    settings.TODAY = date(2021, 10, 25)
    page = as_role("analyst").get("/").content.decode()
    assert "Cut-off of MP164" in page


def test_a_report_that_shares_its_row_is_due_until_it_is_submitted(examples, people):
    row = TimelineRow.objects.get(release__slug="june-2020", steps__contains=["uit", "evidence_testing"])
    thing = f"releases/june-2020/testing/{row.key}"
    TimelineRow.objects.filter(pk=row.pk).update(actual=PartialDate.parse("2020-05-20"))  # of the evidence
    assert "UIT Completion Report, due from the DCC" in late_on(MEETING)[thing].sentence
    waits = waiting_on(people.delivery, MEETING)["submit"][1]
    assert "June 2020: UIT Completion Report" in [task.what for task in waits]
    TimelineRow.objects.filter(pk=row.pk).update(steps=["uit"])
    assert thing not in late_on(MEETING)  # noted by hand, of the report itself


def test_what_only_speaks_of_what_was_approved_decides_nothing(examples, analyst):
    item = scope_item("november-2021", "MP149").get()
    board = Body.objects.get(key="change-board")
    steps = [
        ("Change Board vote", board, "2021-10-13", False, ""),
        ("SECAS publishes the approved legal text", board, "2021-11-04", False, ""),
    ]
    set_next_steps(by=analyst, modification=item.modification, steps=steps, on=MEETING, token=AS_STORED)
    assert f"scope/{item.pk}/cut-off" not in late_on(date(2021, 10, 5))


@pytest.mark.parametrize("life", ["planned", "system_baselined", "full_baselined", "go"])
def test_comments_wait_for_an_answer_until_the_release_is_live(people, life):
    release = ReleaseFactory(slug="a-release", name="A SEC Release")
    version = asked_to_comment(release, people)
    comment_on(by=people.tabasc, version=version, section="scope", text="Which?", on=MEETING)
    Release.objects.filter(pk=release.pk).update(life=life)
    waits = waiting_on(people.analyst, MEETING)["review"][1]
    assert [task.what for task in waits] == ["1 comment on A RID 0.1"]


def test_a_flag_cleared_by_a_go_live_and_one_of_several_steps_name_their_days(examples, analyst):
    sweep_flags(on="2021-10-15")
    Release.objects.filter(slug="june-2020").update(life="live")
    sweep_flags(on="2021-10-16")
    flag = Flag.objects.get(thing="releases/june-2020/evidence/testing/dcc")
    assert flag.cleared_because == "The June 2020 SEC Release is live."
    item = scope_item("november-2021", "MP149").get()
    board = Body.objects.get(key="change-board")
    steps = [(name, board, "2021-12-13", False, "") for name in ("First vote", "Second vote")]
    set_next_steps(
        by=analyst, modification=item.modification, steps=steps, on=date(2021, 8, 1), token=AS_STORED
    )
    NextStep.objects.filter(step="Second vote").update(confirmed_on=date(2021, 9, 1))
    late = late_on(MEETING)[f"modifications/{item.part.modification_id}/steps"]
    assert late.sentence == (
        "MP149: “First vote” was last confirmed on 1 Aug 2021; 2 steps are open, the latest confirmed on 1 Sep 2021."
    )
