"""A notice from draft to correction: what is frozen, announced and refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from governance.composing.models import RenderJob
from governance.integrity.verify.whole import verify
from governance.notices.facts import SpecificationFacts
from governance.notices.models import Notice, NoticeVersion
from governance.notices.operations.drafting import discard_notice, draft_notice, draft_notice_of_release
from governance.notices.operations.editing import (
    set_notice,
    set_notice_documents,
    set_notice_modifications,
    set_notice_specifications,
)
from governance.notices.operations.publishing import (
    correct_notice,
    note_failed_notice,
    publish_notice,
    schedule_notice,
    unschedule_notice,
)
from governance.notices.operations.restoring import drop_notice_correction
from governance.notices.queries.log import history_of
from governance.notices.tasks import publish_due_notices, publish_scheduled_notice
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News
from secrel.core.values.immutable import WrittenOnce
from tests.governance.notices.noticing import ON, document, drafted, facts, published

pytestmark = pytest.mark.django_db
AT = datetime(2021, 10, 15, 9, 0, tzinfo=UTC)


def again(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_publishing_freezes_queues_the_pdf_and_announces(people):
    notice = published(people.analyst)
    version = notice.versions.get()
    assert (notice.state, version.number, version.published_by) == ("published", 1, people.analyst)
    assert version.snapshot.as_data()["content"]["documents"][0]["modifications"] == ["MP901"]
    assert RenderJob.objects.get(snapshot=version.snapshot).state == "queued"
    news = News.objects.get(path=f"/notices/{notice.slug}/")
    assert (news.kind, news.subject, news.audience) == ("notice", "MP901 implemented", "white")
    assert "modification:MP901" in news.topics
    entry = AuditEntry.objects.get(action="governance.publish_notice")
    assert entry.target == "notices/2021-10-15-mp901"
    assert entry.changes["snapshot"] == [None, version.snapshot_id]
    assert [name for name, findings in verify() if findings] == []


def test_a_correction_is_a_new_version_and_the_old_one_stays(people):
    notice = published(people.analyst)
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="Nothing has changed since version 1"):
        publish_notice(by=people.analyst, notice=notice, corrected=["x"], token=AS_STORED, on=ON)
    set_notice(by=people.analyst, notice=notice, facts=facts(sec_version="70.0"), token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="Enter what this version corrects"):
        publish_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    publish_notice(
        by=people.analyst,
        notice=notice,
        corrected=["The SEC version."],
        token=AS_STORED,
        on=date(2021, 10, 18),
    )
    first, second = notice.versions.all()
    assert "sec_version" not in first.snapshot.content.data
    assert (second.number, second.snapshot.issue["corrected"]) == (2, ["The SEC version."])
    assert [row.sec_version for row in history_of("Section A")] == ["70.0"]
    assert News.objects.filter(kind="notice").first().subject == "Corrected: MP901 implemented"
    assert [name for name, findings in verify() if findings] == []


def test_a_dropped_correction_brings_the_published_facts_back(people):
    notice = published(people.analyst)
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    common = {"by": people.analyst, "notice": notice, "token": AS_STORED, "on": ON}
    set_notice(facts=facts(title="Another", changes=["More."]), **common)
    set_notice_documents(rows=[document("Section B", by_designation=True)], **common)
    set_notice_specifications(rows=[SpecificationFacts("DUIS", "v4.0", "from")], **common)
    dropped = drop_notice_correction(**common)
    assert (dropped.state, dropped.title, dropped.changes) == ("published", "MP901 implemented", [])
    assert [str(row) for row in dropped.documents.all()] == ["Section A"]
    assert not dropped.specifications.exists()
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="Nothing has changed since version 1"):
        publish_notice(corrected=["x"], **common)


def test_what_a_notice_lists_is_recorded_as_it_was_and_is(people):
    rows = [document("Section B", by_designation=True)]
    common = {"by": people.analyst, "notice": drafted(people.analyst), "token": AS_STORED, "on": ON}
    set_notice_documents(rows=rows, **common)
    set_notice_modifications(rows=[], **common)
    changes = {}
    for entry in AuditEntry.objects.filter(target="notices/2021-10-15-mp901").order_by("position"):
        changes |= entry.changes
    assert changes["documents"] == [
        ["Section A; on CodeWorks: not stated; MP901"],
        ["Section B; on CodeWorks: not stated; designation"],
    ]
    assert changes["modifications"] == [["MP901: Implemented"], []]


def test_errors_block_publication_and_scheduling(people):
    notice = drafted(people.analyst)
    common = {"by": people.analyst, "notice": notice, "token": AS_STORED, "on": ON}
    set_notice(facts=facts(stated_count=2), **common)
    sentence = "cannot be published yet. The notice states two modifications and lists one."
    with pytest.raises(RuleBroken, match=sentence):
        publish_notice(**common)
    with pytest.raises(RuleBroken, match=sentence):
        schedule_notice(at=AT, now=AT - timedelta(hours=1), **common)
    assert (again(notice).state, NoticeVersion.objects.count()) == ("draft", 0)


@pytest.mark.parametrize("earlier", [timedelta(0), timedelta(minutes=1), timedelta(days=400)])
def test_a_time_in_the_past_is_refused(people, earlier):
    notice = drafted(people.analyst)
    with pytest.raises(RuleBroken, match="15 October 2021, 09:00 is in the past"):
        schedule_notice(by=people.analyst, notice=notice, at=AT, now=AT + earlier, token=AS_STORED, on=ON)


def test_a_job_publishes_at_the_set_time_once(people, monkeypatch):
    notice = drafted(people.analyst)
    schedule_notice(
        by=people.analyst, notice=notice, at=AT, now=AT - timedelta(hours=1), token=AS_STORED, on=ON
    )
    with pytest.raises(RuleBroken, match="Withdraw the schedule"):
        set_notice(by=people.analyst, notice=notice, facts=facts(), token=AS_STORED, on=ON)
    at_clock(monkeypatch, AT - timedelta(minutes=1))
    assert publish_scheduled_notice(notice=notice.pk) == "nothing to do"
    at_clock(monkeypatch, AT)
    assert publish_scheduled_notice(notice=notice.pk) == "published"
    assert publish_scheduled_notice(notice=notice.pk) == "nothing to do"
    assert (again(notice).state, notice.versions.count()) == ("published", 1)


def test_a_failed_publication_is_flagged_and_tried_again(people, monkeypatch):
    """Meanwhile another notice states the same SEC version: nothing is published, SECAS is told once."""
    notice = drafted(people.analyst, sec_version="70.0")
    schedule_notice(
        by=people.analyst, notice=notice, at=AT, now=AT - timedelta(hours=1), token=AS_STORED, on=ON
    )
    published(people.analyst, about="mp902", reference="MP902", title="The other", sec_version="70.0")
    at_clock(monkeypatch, AT)
    assert [publish_scheduled_notice(notice=notice.pk) for _ in range(2)] == ["failed", "failed"]
    failed = again(notice)
    assert (failed.state, failed.attempts, failed.versions.count()) == ("scheduled", 2, 0)
    assert "“The other” states 70.0 from 15 October 2021" in failed.failure
    assert failed.try_again_at == AT + timedelta(minutes=2)
    told = Notification.objects.filter(
        user=people.analyst, subject__startswith="A notice could not be published"
    )
    assert told.count() == 1
    from governance.watch.late import late_on

    flag = late_on(ON)[f"notices/{notice.slug}/publication"]
    assert (flag.kind, flag.due_on, flag.path) == ("notice_failed", ON, f"/notices/{notice.slug}/")
    unschedule_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    after = again(notice)
    assert (after.state, after.failure, after.attempts, after.publish_at) == ("draft", "", 0, None)
    with pytest.raises(RuleBroken, match="not scheduled any more"):
        note_failed_notice(by=SYSTEM, notice=notice, failure="x", now=AT, on=ON)


def test_the_beat_finds_what_is_due_and_what_is_to_be_tried_again(people, monkeypatch):
    sent = []
    monkeypatch.setattr(publish_scheduled_notice, "delay", lambda **given: sent.append(given["notice"]))
    due, later, failed = (drafted(people.analyst, about=f"mp90{n}", reference=f"MP90{n}") for n in (1, 2, 3))
    for notice, at in ((due, AT), (later, AT + timedelta(hours=1)), (failed, AT)):
        schedule_notice(
            by=people.analyst, notice=notice, at=at, now=AT - timedelta(hours=1), token=AS_STORED, on=ON
        )
    note_failed_notice(by=SYSTEM, notice=failed, failure="x", now=AT, on=ON)
    at_clock(monkeypatch, AT)
    assert (publish_due_notices(), sent) == (1, [due.pk])
    at_clock(monkeypatch, AT + timedelta(minutes=1))
    assert (publish_due_notices(), sent[1:]) == (2, [due.pk, failed.pk])


def at_clock(monkeypatch, at: datetime) -> None:
    monkeypatch.setattr("governance.notices.tasks.moment", lambda: at)


def test_a_notice_is_drafted_from_a_live_release(examples, people):
    Release.objects.filter(pk=examples.june.pk).update(life="live")
    notice = draft_notice_of_release(by=people.analyst, release=examples.june, publish_on=ON, on=ON)
    approved = [
        str(row.part)
        for row in examples.june.scope.filter(status="approved").select_related("part__modification")
    ]
    assert sorted(str(row) for row in notice.modifications.all()) == sorted(approved)
    assert (notice.stated_count, notice.form, notice.slug) == (
        len(approved),
        "release",
        "2021-10-15-june-2021",
    )
    documents = {
        str(row.document): {str(part) for part in row.modifications.all()} for row in notice.documents.all()
    }
    expected: dict[str, set[str]] = {}
    for item in examples.june.scope.filter(status="approved"):
        for impact in item.part.document_impacts.all():
            expected.setdefault(str(impact.document), set()).add(str(item.part))
    assert documents == expected
    with pytest.raises(RuleBroken, match="already has a notice"):
        draft_notice_of_release(by=people.analyst, release=examples.june, publish_on=ON, on=ON)
    with pytest.raises(RuleBroken, match="is not live yet"):
        draft_notice_of_release(by=people.analyst, release=examples.november, publish_on=ON, on=ON)


def test_an_address_is_used_once_and_again_after_a_draft_was_discarded(people):
    notice = drafted(people.analyst)
    with pytest.raises(RuleBroken, match="already a notice at the address /notices/2021-10-15-mp901/"):
        draft_notice(by=people.analyst, facts=facts(), about="MP901", on=ON)
    discard_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    new = draft_notice(by=people.analyst, facts=facts(title="Again"), about="MP901", on=ON)
    assert (new.pk, new.state, new.documents.count()) == (notice.pk, "draft", 0)


@pytest.mark.parametrize(
    ("given", "about", "slug"),
    [
        ({"sec_version": "27.0"}, "", "2021-10-15-sec-27.0"),
        ({"release_name": "February 2020 SEC Release"}, "", "2021-10-15-february-2020"),
        ({}, "Appendix AK", "2021-10-15-appendix-ak"),
        ({}, "..é/../", "2021-10-15-e"),
    ],
)
def test_an_address_is_made_of_the_day_and_the_subject(people, given, about, slug):
    assert draft_notice(by=people.analyst, facts=facts(**given), about=about, on=ON).slug == slug


@pytest.mark.parametrize("about", ["", "...", "漢字", "-"])
def test_an_address_needs_a_subject(people, about):
    with pytest.raises(RuleBroken, match="Enter what the address ends with"):
        draft_notice(by=people.analyst, facts=facts(), about=about, on=ON)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Enter the title"),
        ({"sec_version": "27"}, "“27” is not a SEC version"),
        ({"stated_count": 1000}, "Enter a number of modifications from 0 to 999"),
        ({"stated_count": -1}, "Enter a number of modifications from 0 to 999"),
        ({"form": "other"}, "Choose a form"),
    ],
)
def test_facts_that_no_notice_can_have_are_refused(people, changed, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        draft_notice(by=people.analyst, facts=facts(**changed), about="x", on=ON)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"version": "2"}, "Section A: “2” is not a version"),
        ({"clause": "4.2"}, "Tick “By DCC notification”"),
        ({"designation": "of May"}, "Tick “By government designation”"),
        ({"legal_text": "javascript:alert(1)"}, "is not a web address"),
        ({"redlining": "https://"}, "is not a web address"),
        ({"redlining": "http://["}, "is not a web address"),
    ],
)
def test_rows_that_contradict_themselves_are_refused(people, changed, sentence):
    notice = drafted(people.analyst)
    with pytest.raises(RuleBroken, match=sentence):
        set_notice_documents(
            by=people.analyst, notice=notice, rows=[document("Section A", **changed)], token=AS_STORED, on=ON
        )
    assert notice.documents.get().by_modification


def test_a_row_is_listed_once(people):
    notice = drafted(people.analyst)
    part = notice.modifications.get().part
    common = {"by": people.analyst, "notice": notice, "token": AS_STORED, "on": ON}
    with pytest.raises(RuleBroken, match="MP901 is listed more than once"):
        set_notice_modifications(rows=[(part, ""), (part, "")], **common)
    with pytest.raises(RuleBroken, match="Section A is listed more than once"):
        set_notice_documents(rows=[document("Section A")] * 2, **common)
    with pytest.raises(RuleBroken, match=r"SMETS2 v3\.1 is listed more than once"):
        set_notice_specifications(rows=[SpecificationFacts("SMETS2", "v3.1", "from")] * 2, **common)


def test_an_old_token_is_refused_and_shows_both_sides(people):
    notice = drafted(people.analyst)
    set_notice(by=people.analyst, notice=notice, facts=facts(title="Theirs"), token=notice.token, on=ON)
    with pytest.raises(Stale) as stale:
        set_notice(by=people.analyst, notice=notice, facts=facts(title="Ours"), token=notice.token, on=ON)
    assert stale.value.theirs["title"] == "Theirs"


def test_only_secas_edits_and_publishes(people):
    notice = drafted(people.analyst)
    for person in (people.member, people.delivery, people.administrator, people.nobody):
        with pytest.raises(NotAllowed):
            publish_notice(by=person, notice=notice, token=AS_STORED, on=ON)
        with pytest.raises(NotAllowed):
            set_notice(by=person, notice=notice, facts=facts(), token=AS_STORED, on=ON)


def test_a_published_version_never_changes(people):
    version = published(people.analyst).versions.get()
    with pytest.raises(WrittenOnce):
        version.save()
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE governance_noticeversion SET number = 9")


def test_a_title_is_the_one_in_force_on_the_effective_day(people):
    notice = published(people.analyst)
    title = SecDocument.objects.get(designation="Section A").title_on(ON)
    assert notice.versions.get().snapshot.content.data["documents"][0]["title"] == title


def test_a_version_that_was_tampered_with_is_named(people):
    notice, other = published(people.analyst), published(people.analyst, about="mp902", reference="MP902")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE governance_noticeversion SET number = 2 WHERE notice_id = %s", [notice.pk])
    Notice.objects.filter(pk=other.pk).update(title="x", state="correcting")
    assert dict(verify())["Notices"] == [
        "The notice 2021-10-15-mp901, version 2 points to a snapshot that the audit trail does not name for it.",
        "Version 1 of the notice 2021-10-15-mp901 is in the audit trail but no longer stored.",
        "The notice 2021-10-15-mp902 is correcting, but the audit trail says published.",
    ]
