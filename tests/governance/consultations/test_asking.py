"""Drafting, opening, extending, closing and withdrawing a consultation, by its owner only."""

from dataclasses import replace
from datetime import date, time

import pytest

from governance.acceptance.operations.deliverables import submit_deliverable
from governance.consultations.deadlines import deadline_moment
from governance.consultations.operations.asking import (
    change_consultation,
    close_consultation,
    draft_consultation,
    extend_consultation,
    open_consultation,
    withdraw_consultation,
)
from governance.consultations.operations.daily import look_after_consultations
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.reasons import NoReason
from secrel.core.files.uploads import check_file
from secrel.core.models.subscriptions import News
from tests.governance.acceptance.accepting import file
from tests.governance.consultations.asked import DEADLINE, JUNE, OPENED, at, drafted, facts, opened

pytestmark = pytest.mark.django_db


def test_close_of_play_has_an_exact_time_behind_it(examples, people, settings):
    row = opened(people.analyst)
    assert (row.slug, row.deadline_words) == (
        "june-2020-go-live-2",
        "close of play on Thursday, 12 March 2020",
    )
    assert (row.deadline, row.current_on) == (at("2020-03-12 17:30"), date(2020, 6, 25))
    settings.CLOSE_OF_PLAY = time(16)
    later = drafted(people.analyst)
    assert (later.slug, later.deadline) == ("june-2020-go-live-3", at("2020-03-12 16:00"))
    noon = drafted(people.analyst, deadline_at=time(12))
    assert noon.deadline_words == "12:00 on Thursday, 12 March 2020"


def test_deadline_knows_when_the_clocks_change():
    assert deadline_moment(date(2020, 3, 27), time(17)).utcoffset().seconds == 0
    assert deadline_moment(date(2020, 3, 30), time(17)).utcoffset().seconds == 3600
    with pytest.raises(ValueError, match="There is no 01:30 on Sunday, 29 March 2020"):
        deadline_moment(date(2020, 3, 29), time(1, 30))
    with pytest.raises(ValueError, match="comes twice on Sunday, 25 October 2020"):
        deadline_moment(date(2020, 10, 25), time(1, 30))


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"deadline_on": date(2020, 3, 14)}, "Saturday, 14 March 2020 is not a Working Day"),
        (
            {"deadline_on": date(2020, 4, 10), "decides_on": date(2020, 4, 20)},
            "10 April 2020 is not a Working",
        ),
        ({"decides_on": date(2020, 3, 11)}, "The meeting on Wednesday, 11 March 2020 is before the deadline"),
        ({"decides_on": None}, "Enter both the body that decides and the day"),
        ({"proposed_on": None}, "Enter the go-live that is proposed"),
        ({"question": []}, "Write what you ask"),
        ({"title": " "}, "Enter a title"),
    ],
)
def test_draft_refuses_what_does_not_fit(examples, people, other, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        drafted(people.analyst, **other)


@pytest.mark.parametrize(
    ("other", "when", "sentence"),
    [
        ({}, "2020-03-12 17:31", "The deadline, close of play on Thursday, 12 March 2020, has passed"),
        ({"proposed_on": date(2020, 6, 25)}, "2020-03-09 10:00", "already on Thursday, 25 June 2020"),
        ({"proposed_on": date(2020, 3, 9)}, "2020-03-09 10:00", "Monday, 9 March 2020 is not ahead"),
    ],
)
def test_opening_refuses_a_proposal_that_is_none(examples, people, other, when, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        opened(people.analyst, when=when, **other)


def test_a_consultation_that_nobody_could_answer_is_not_opened(examples, people):
    Release.objects.filter(slug=JUNE).update(classification="amber")
    with pytest.raises(RuleBroken, match="is Amber and names nobody who may read it"):
        opened(people.analyst)
    Release.objects.filter(slug=JUNE).update(classification="red")
    with pytest.raises(RuleBroken, match="are Red, so Parties cannot read this"):
        opened(people.analyst)


def test_each_body_runs_its_own_kind(examples, people):
    with pytest.raises(NotAllowed, match="SECAS runs this consultation"):
        drafted(people.delivery)
    with pytest.raises(NotAllowed, match="The DCC runs this consultation"):
        drafted(people.analyst, "draft_tad")
    with pytest.raises(NotAllowed):
        drafted(people.member)
    with pytest.raises(RuleBroken, match="Choose the release"):
        draft_consultation(by=people.analyst, kind="go_live", release=None, facts=facts(), on=OPENED)


def test_the_dcc_consults_on_its_own_draft_and_the_timetable_gets_the_day(examples, people):
    row = drafted(people.delivery, "draft_tad", title="Draft TAD")
    opening = {"by": people.delivery, "consultation": row, "on": OPENED, "at": at("2020-03-09 10:00")}
    with pytest.raises(RuleBroken, match="There is no draft TAD"):
        open_consultation(token=AS_STORED, **opening)
    release = Release.objects.get(slug=JUNE)
    tad = submit_deliverable(
        by=people.delivery, release=release, kind="draft_tad", file=check_file(file()), on=OPENED
    )
    row = open_consultation(token=AS_STORED, **opening)
    assert (row.owner.key, row.deliverable) == ("dcc", tad)
    assert str(release.timeline.get(steps__contains=["tad_consultation"]).actual) == "2020-03-09"


def test_an_open_consultation_changes_its_deadline_only(examples, people):
    row = opened(people.analyst)
    common = {"by": people.analyst, "consultation": row, "on": OPENED}
    with pytest.raises(RuleBroken, match="people may have answered it"):
        change_consultation(facts=facts(), token=AS_STORED, **common)
    later = {"deadline_on": date(2020, 3, 13), "at": at("2020-03-10 09:00")}
    with pytest.raises(NoReason):
        extend_consultation(token=AS_STORED, **common, **later)
    with pytest.raises(Stale):
        extend_consultation(token=1, reason="More time.", **common, **later)
    with pytest.raises(RuleBroken, match="must be later than close of play on Thursday"):
        extend_consultation(
            token=AS_STORED, reason="x", **common, **later | {"deadline_on": date(2020, 3, 11)}
        )
    far = {"deadline_on": date(2021, 3, 18), "decides_on": date(2021, 3, 19)}
    with pytest.raises(RuleBroken, match="is more than a year ahead"):
        extend_consultation(token=AS_STORED, reason="x", **common, **later | far)
    monday = later | {"deadline_on": date(2020, 3, 16)}
    with pytest.raises(RuleBroken, match="13 March 2020 is before the deadline"):
        extend_consultation(token=AS_STORED, reason="x", **common, **monday)
    row = extend_consultation(token=AS_STORED, reason="More time.", **common, **later)
    assert row.deadlines_before == ["Before: close of play on Thursday, 12 March 2020. More time."]
    assert row.deadline == at("2020-03-13 17:30")
    moved = monday | {"decides_on": date(2020, 3, 17)}
    row = extend_consultation(token=AS_STORED, reason="The Panel meets later.", **common, **moved)
    assert (row.deadline_day, row.decides_on) == (date(2020, 3, 16), date(2020, 3, 17))


def test_a_draft_is_changed_by_who_has_its_version(examples, people):
    row = drafted(people.analyst)
    changed = replace(facts(), title="Another title")
    with pytest.raises(Stale):
        change_consultation(by=people.analyst, consultation=row, facts=changed, token=7, on=OPENED)
    row = change_consultation(by=people.analyst, consultation=row, facts=changed, token=row.token, on=OPENED)
    assert (row.title, row.slug) == ("Another title", "june-2020-go-live-2")


def test_it_closes_after_its_deadline_only(examples, people):
    row = opened(people.analyst)
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": DEADLINE}
    with pytest.raises(RuleBroken, match=r"has not passed\. To stop before it, withdraw"):
        close_consultation(at=at("2020-03-12 17:30"), **common)
    assert close_consultation(at=at("2020-03-12 17:31"), **common).state == "closed"
    with pytest.raises(RuleBroken, match="the status of this consultation is “Closed”"):
        close_consultation(at=at("2020-03-12 17:32"), **common)


def test_it_is_withdrawn_with_a_reason_that_followers_get(examples, people):
    row = opened(people.analyst)
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": OPENED}
    with pytest.raises(NoReason):
        withdraw_consultation(**common)
    row = withdraw_consultation(reason="The DCC asks no longer.", **common)
    assert (row.state, row.withdrawn_because) == ("withdrawn", "The DCC asks no longer.")
    assert News.objects.filter(kind="consultation").latest("pk").body == "The DCC asks no longer."


def test_the_daily_job_reminds_once_and_closes(examples, people):
    """Five Working Days or longer: a reminder two Working Days before the deadline."""
    short = opened(people.analyst)
    long = opened(people.analyst, deadline_on=date(2020, 3, 16), decides_on=date(2020, 3, 20))

    def day(when: str) -> list[str]:
        before = News.objects.count()
        look_after_consultations(on=at(when).date(), at=at(when))
        look_after_consultations(on=at(when).date(), at=at(when))
        return [row.subject for row in News.objects.order_by("pk")[before:]]

    assert day("2020-03-11 06:00") == []
    assert day("2020-03-12 06:00") == ["The consultation closes soon: Go-live of June 2020"]
    assert day("2020-03-13 06:00") == []
    short.refresh_from_db()
    long.refresh_from_db()
    assert (short.state, short.reminded_on, long.state, long.reminded_on) == (
        *("closed", None, "open", date(2020, 3, 12)),
    )
