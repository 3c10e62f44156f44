"""Real transactions in real threads: no lost write, no double decision, no broken chain, no deadlock left."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from types import SimpleNamespace

from django.db import connection
from django.test import Client

from governance.acceptance.operations.asking_acceptance import ask_recommendation
from governance.acceptance.operations.evidence import draft_evidence, release_evidence
from governance.acceptance.operations.reviews import review_criterion
from governance.acceptance.queries.evidence import basis_of
from governance.acceptance.queries.readiness import acceptance_data
from governance.criteria.models import Criterion
from governance.integrity.verify.whole import verify
from governance.meetings.models import Item
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.positions import take_position
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft, present_version
from governance.watch.due import due_for
from governance.watch.due.entry import Due
from governance.watch.models import CalendarEvent
from governance.watch.operations.calendar_files import events_of_file
from governance.watch.operations.flags import sweep
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.operations.calendar import correct_calendar
from releases.operations.scope import change_scope_item
from releases.operations.timeline import change_timeline_row
from releases.queries import section_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.record import broken_links, digest_of
from secrel.core.dates import clock
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.files.damaged_files import damage_of, open_damage
from secrel.core.models.files import DamagedFile, StoredFile
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, User
from secrel.core.models.record import AuditEntry
from secrel.core.notifications.following import subscribe
from tests.governance.meetings.deciding import AT, attended, minuted, rendered
from tests.support.factories import UserFactory

ON = date(2021, 10, 15)


def at_once(count, act):
    """Results of `count` calls in as many threads; a refused one gives its sentence."""

    def call(number):
        try:
            return act(number)
        except RuleBroken as refused:
            return refused.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def person(email):
    return User.objects.get(email=email)


def reword(item, number, token=AS_STORED):
    """One edit by the example analyst, with a text of its own."""
    change_scope_item(
        by=person("analyst@secas.example"),
        item=item,
        token=token,
        description=f"wording {number}.",
        cut_off_on=item.cut_off_on,
        reason="As agreed",
        on=ON,
    )
    return "saved"


def test_edits_of_many_at_once_are_all_in_the_record(committed_db):
    keys = list(ScopeItem.objects.filter(release__slug="november-2021").values_list("pk", flat=True))
    before = AuditEntry.objects.count()

    def edit(number):
        item = ScopeItem.objects.select_related("release").get(pk=keys[number % len(keys)])
        return reword(item, number)

    assert at_once(24, edit) == ["saved"] * 24
    assert AuditEntry.objects.count() == before + 24
    assert list(broken_links()) == []


def test_of_many_with_one_token_one_saves(committed_db):
    token = section_token(Release.objects.get(slug="november-2021"), Section.Key.SCOPE)
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")

    def edit(number):
        return reword(item, number, token)

    answers = at_once(12, edit)
    assert answers.count("saved") == 1
    assert all(answer == "saved" or "was changed by somebody else" in answer for answer in answers)


def test_of_many_drafts_at_once_each_has_its_own_number(committed_db):
    release = Release.objects.get(slug="november-2021")
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")
    analyst = person("analyst@secas.example")
    change_scope_item(by=analyst, item=item, token=AS_STORED, description="other.", cut_off_on=None, on=ON)

    def draft(number):
        return issue_draft(by=analyst, release=release, changes=f"Draft {number}.", on=ON).number

    answers = at_once(8, draft)
    assert answers.count("0.2") == 1
    assert all(answer == "0.2" or "Nothing has changed since 0.2" in answer for answer in answers)


def before_the_panel():
    """An item with attendance and outcome recorded, ready for the Chair."""
    draft = RidVersion.objects.get(release__slug="november-2021")
    analyst = person("analyst@secas.example")
    version = rendered(present_version(by=analyst, version=draft, meeting_on=ON, token=AS_STORED, on=ON))
    return minuted(version, SimpleNamespace(secretary=person("secretary@secas.example")))


def test_two_chairs_at_once_make_one_decision(committed_db):
    chair, item = person("chair@panel.example"), before_the_panel()
    digest = item.version_item.version.snapshot.content_id

    def decide(number):
        confirm_decision(by=chair, item=item, content_digest=digest, token=item.token, on=ON)
        return "confirmed"

    answers = at_once(8, decide)
    assert answers.count("confirmed") == 1
    assert RidVersion.objects.filter(state="baselined", release__slug="november-2021").count() == 1
    assert list(broken_links()) == []


def test_twenty_members_take_positions_while_an_analyst_edits_and_the_outcome_is_confirmed(committed_db):
    analyst, chair = person("analyst@secas.example"), person("chair@panel.example")
    members = [UserFactory(roles=[("panel", "member")]) for _ in range(20)]
    secretary = person("secretary@secas.example")
    draft = RidVersion.objects.get(release__slug="november-2021")
    version = rendered(present_version(by=analyst, version=draft, meeting_on=ON, token=AS_STORED, on=ON))
    item, digest = version.items.get(), version.snapshot.content_id
    attended(item, secretary)
    scope = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")

    def act(number):
        arguments = {"item": item, "on": ON}
        if number < 20:
            take_position(by=members[number], stance="agree", content_digest=digest, at=AT, **arguments)
            return "taken"
        if number < 23:
            return reword(scope, number)
        record_outcome(by=secretary, result="baselined", token=AS_STORED, at=AT, **arguments)
        confirm_decision(by=chair, content_digest=digest, token=AS_STORED, **arguments)
        return "confirmed"

    answers = at_once(24, act)
    assert answers[20:] == ["saved", "saved", "saved", "confirmed"]
    taken = answers[:20].count("taken")
    assert all(answer == "taken" or "no longer take a position" in answer for answer in answers[:20])
    positions = item.positions.count()
    assert positions == taken  # none is lost, none came after the outcome
    assert item.positions.filter(fallen__isnull=False).count() <= taken
    assert RidVersion.objects.get(came_from=version).snapshot.content_id == digest
    assert list(broken_links()) == []


def test_the_daily_sweep_and_edits_do_not_deadlock(committed_db):
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")

    def act(number):
        if number % 2:
            return sweep(on=date(2021, 10, 14 + number))
        return reword(item, number)

    answers = at_once(12, act)
    assert answers.count("saved") == 6
    assert all(answer == "saved" or "raised" in answer for answer in answers)
    assert list(broken_links()) == []


def test_a_change_in_the_middle_of_verifying_is_no_finding(committed_db):
    item = ScopeItem.objects.select_related("release").get(part__modification__reference="MP149")
    checks = verify()
    assert [next(checks), next(checks)] == [
        ("Audit trail", []),
        ("Contents", []),
    ]  # the entries have been read
    [answer] = at_once(1, lambda number: reword(item, number))
    [draft] = at_once(
        1,
        lambda number: (
            issue_draft(
                by=person("analyst@secas.example"), release=item.release, changes="Meanwhile.", on=ON
            ).number
        ),
    )
    assert (answer, draft) == ("saved", "0.2")
    assert [found for _, found in checks if found] == []


def test_positions_reviews_and_a_decision_on_acceptance_do_not_wait_in_a_circle(committed_db):
    """Ten members of the SSC on what they recommend, while evidence comes in, is reviewed, and the Chair confirms."""
    release = Release.objects.get(slug="november-2021")
    [criterion] = release.criteria.filter(category="security").select_related("release", "owner", "reviewer")
    analyst, ssc = person("analyst@secas.example"), Body.objects.get(key="ssc")
    members = [UserFactory(roles=[("ssc", "member")]) for _ in range(10)]
    drafts = [
        draft_evidence(
            by=person("delivery@dcc.example"), release=release, criteria=[criterion], text=f"{n}.", on=ON
        )
        for n in range(3)
    ]
    item = ask_recommendation(by=analyst, release=release, body=ssc, meeting_on=ON, on=ON)
    attended(item, person("secretary@secas.example"))

    def act(number):
        arguments = {"item": item, "on": ON}
        if number < 10:
            digest = Item.objects.get(pk=item.pk).content_digest
            take_position(by=members[number], stance="agree", content_digest=digest, at=AT, **arguments)
            return "taken"
        if number < 13:
            other = person("delivery2@dcc.example")
            return release_evidence(by=other, evidence=drafts[number - 10], token=AS_STORED, on=ON).state
        if number < 15:
            fresh = Criterion.objects.select_related("release", "owner", "reviewer").get(pk=criterion.pk)
            arguments = {"verdict": "not_met", "text": "Not yet.", "evidence_digest": basis_of(fresh)}
            return review_criterion(
                by=person("member@ssc.example"), criterion=fresh, on=ON, **arguments
            ).verdict
        record_outcome(
            by=person("secretary@secas.example"),
            result="not_recommended",
            reason="Not yet.",
            token=AS_STORED,
            at=AT,
            **arguments,
        )
        digest = Item.objects.get(pk=item.pk).content_digest
        confirm_decision(by=person("chair@ssc.example"), content_digest=digest, token=AS_STORED, **arguments)
        return "confirmed"

    answers = at_once(16, act)
    assert answers[10:13] == ["released"] * 3
    refused = (
        "The content has changed since",
        "You can no longer take a position",
        "New evidence has been released",
    )
    assert all(
        answer in ("taken", "not_met", "confirmed") or any(sentence in answer for sentence in refused)
        for answer in answers[:10] + answers[13:]
    ), answers
    assert item.positions.count() == answers[:10].count("taken")
    current = Item.objects.get(pk=item.pk)
    if current.state == "open":
        assert current.content_digest == digest_of(acceptance_data(release, "ssc"))
    assert [found for _, found in verify() if found] == []


def test_evidence_that_dates_a_row_and_edits_of_the_timetable_do_not_wait_in_a_circle(committed_db):
    """Twelve pieces of evidence, each for the one criterion of a kind, while an analyst plans rows anew."""
    release = Release.objects.get(slug="november-2021")
    [criterion] = release.criteria.filter(category="security").select_related("release", "owner", "reviewer")
    by = person("delivery@dcc.example")
    drafts = [
        draft_evidence(by=by, release=release, criteria=[criterion], text=f"Report {number}.", on=ON)
        for number in range(12)
    ]
    row = release.timeline.get(event__startswith="TAG, Operations Group and SSC")

    def act(number):
        if number % 2:
            other = person("delivery2@dcc.example")
            return release_evidence(by=other, evidence=drafts[number], token=AS_STORED, on=ON).state
        planned = PartialDate.of(date(2021, 10, 16 + number))
        fresh = TimelineRow.objects.select_related("release").get(pk=row.pk)
        change_timeline_row(
            by=person("analyst@secas.example"), row=fresh, token=AS_STORED, planned=planned, on=ON
        )
        return "planned"

    assert sorted(at_once(12, act)) == ["planned"] * 6 + ["released"] * 6
    dated = release.timeline.get(steps__contains=["evidence_security"])
    assert str(dated.actual) == "2021-10-15"
    assert [found for _, found in verify() if found] == []


def test_two_users_who_enter_the_same_get_a_sentence(committed_db):
    administrator = person("administrator@secas.example")
    arguments = {
        "division": "england_and_wales",
        "name": "A day",
        "is_holiday": True,
        "source": "Proclamation",
    }

    def enter(number):
        correct_calendar(by=administrator, on=date(2021, 11, 8), **arguments)
        return "saved"

    def follow(number):
        subscribe(by=administrator, topic="all", value="", label="all news", on=ON)
        return "saved"

    for act, sentence in (
        (enter, "is already a bank holiday in England and Wales"),
        (follow, "You already follow this"),
    ):
        answers = at_once(4, act)
        assert answers.count("saved") == 1
        assert sum(sentence in answer for answer in answers) == 3


def test_four_registrations_of_one_address_at_once_make_one_account(committed_db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    entered = {
        "name": "Pat Party",
        "organisation": "Example Networks",
        "category": "gas_networks",
        "email": "pat@networks.example",
        "password1": "a-long-enough-passphrase",
    }

    def register(number):
        return Client(REMOTE_ADDR=f"192.0.2.{number}").post("/accounts/signup/", entered, follow=True)

    pages = at_once(4, register)
    assert [page.status_code for page in pages] == [200] * 4
    assert all("Check your email" in page.content.decode() for page in pages)
    assert User.objects.filter(email=entered["email"]).count() == 1
    assert (
        AuditEntry.objects.filter(action="core.register_party", label__startswith="Registration").count() == 2
    )
    assert not list(broken_links())


def test_a_calendar_file_read_by_many_at_once_tells_each_event_once(committed_db):
    def read(number):
        moved = Due.of_day("b", date(2021, 11, 1), "What", "panel", "Place", "/")
        return len(events_of_file("all", lambda: [*due_for(None), moved]))

    counts = set(at_once(8, read))
    assert counts == {CalendarEvent.objects.count()}
    before = dict(CalendarEvent.objects.values_list("key", "sequence"))
    at_once(8, lambda number: events_of_file("all", lambda: due_for(None)))
    after = dict(CalendarEvent.objects.values_list("key", "sequence"))
    assert {key for key in before if after[key] != before[key]} == {"b"}
    assert after["b"] == before["b"] + 1


def test_a_damaged_file_found_by_many_at_once_is_recorded_once(committed_db):
    digest = hashlib.sha256(b"gone").hexdigest()
    file = StoredFile.objects.create(digest=digest, size=4, media_type="text/plain", stored_at=clock.now())
    rows = at_once(8, lambda number: open_damage(file, damage_of(file), ON).pk)
    assert len(set(rows)) == DamagedFile.objects.count() == 1
    administrators = User.objects.filter(memberships__role="administrator").count()
    assert Notification.objects.filter(subject="A stored file is damaged").count() == administrators == 2
    assert not list(broken_links())
