"""The events of webhooks: who may receive each, as in the examples, and where it is shown."""

import pytest

from governance.events import EVENTS, FieldSources
from secrel.core.changes.operations import OPERATIONS
from secrel.core.dates import clock
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News, NewsKind
from secrel.core.webhooks.events import KINDS, may_receive, of_entry, of_news
from secrel.core.webhooks.models import WebhookDelivery, WebhookEvent
from secrel.core.webhooks.outbox import keep_entries
from tests.core.webhooks.hooked import hooked
from tests.governance.events_of_operations import NEWS, WITHOUT
from tests.prepare import EXAMPLES

ROLES = ("analyst", "administrator", "chair", "secretary", "delivery", "party", "nobody")
DRAFTS = {"analyst"}
READERS = {  # the other events of consultations are in no example; their readers are found as for these
    "rid.baselined": DRAFTS,
    "rid.issued": DRAFTS,
    "rid.withdrawn": DRAFTS,
    "go_live.planned": DRAFTS,
    "timetable.changed": DRAFTS,
    "release.opened": DRAFTS,
    "modification.changed": DRAFTS,
    "scope.changed": DRAFTS,
    "evidence.handed_in": {"analyst", "chair", "delivery", "secretary"},  # released meanwhile
    "evidence.released": {"analyst", "chair", "delivery", "secretary"},
    "evidence.checked": {"analyst", "delivery"},
    "consultation.opened": set(ROLES),
    "consultation.closed": set(ROLES),
    "consultation.result": set(ROLES),
}


def test_every_event_is_named_once_and_made_by_something_that_exists():
    assert EXAMPLES
    assert list(KINDS) == [kind.name for kind in EVENTS]
    assert len(KINDS) == len(EVENTS)
    for kind in EVENTS:
        assert bool(kind.news) != bool(kind.actions), kind.name
        assert not kind.news or kind.news in NewsKind.values
        assert kind.actions <= set(OPERATIONS), kind.name
        assert kind.sentence.endswith(".")
        assert kind.readers.endswith(".")


def test_each_operation_says_which_event_it_makes_or_why_none():
    made = [action for kind in EVENTS for action in kind.actions]
    others = [*NEWS, *(action for actions in WITHOUT.values() for action in actions)]
    assert sorted(set(OPERATIONS) - {*made, *others}) == []
    assert len({*made, *others}) == len({*made}) + len(others)  # each is said once
    assert {*NEWS.values()} == {kind.news for kind in EVENTS if kind.news}


@pytest.mark.django_db
def test_each_event_of_the_record_goes_to_the_readers_of_its_source(examples, people):
    users = {role: getattr(people, role) for role in ROLES}
    found: dict[str, tuple[AuditEntry, set[str]]] = {}
    for entry in AuditEntry.objects.filter(action__in={a for k in EVENTS for a in k.actions}).order_by(
        "position"
    ):
        for kind in of_entry(entry):
            if kind.name not in found:
                about = FieldSources().of_entry(entry)
                event = WebhookEvent(
                    kind=kind.name,
                    at=entry.at,
                    reference=entry.target,
                    position=entry.position,
                    page=about.page,
                )
                found[kind.name] = about, {r for r, user in users.items() if may_receive(user, event)}
    assert {name: roles for name, (_, roles) in found.items()} == READERS
    scope = found["scope.changed"][0]
    assert (scope.page, scope.releases) == ("/releases/june-2020/", ("june-2020",))
    assert scope.api.startswith(f"/api/v1/releases/{scope.releases[0]}/scope/items/")


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({"raised": [None, ["Cut-off passed: MP1 …"]]}, ["deadline.passed", "flag.raised"]),
        ({"raised": [None, ["Cut-off near: MP1 …"]]}, ["flag.raised"]),
        ({"updated": [None, ["Evidence overdue: …"]], "cleared": [None, ["x"]]}, ["deadline.passed"]),
        ({"cleared": [None, ["Cut-off passed: MP1 …"]]}, []),
    ],
)
def test_flags_and_deadlines_come_from_what_the_daily_job_found(changes, kinds):
    entry = AuditEntry(action="governance.sweep_flags", target="flags/2021-10-15", changes=changes)
    assert [kind.name for kind in of_entry(entry)] == kinds
    about = FieldSources().of_entry(entry)
    assert (about.page, about.api, about.releases) == ("/flags/", "/api/v1/flags/", ())


@pytest.mark.django_db
def test_news_goes_to_its_readers_and_names_its_pages(examples, people):
    for news in News.objects.all():
        kinds = of_news(news)
        assert len(kinds) == (news.kind != NewsKind.CONSULTATION)
        about = FieldSources().of_news(news)
        assert about.page == news.path
        for kind in kinds:
            event = WebhookEvent(kind=kind.name, at=news.at, news=news)
            assert not may_receive(people.nobody, event) or news.audience == "white"
    published = FieldSources().of_news(News.objects.filter(kind="published").first())
    assert published.api.startswith("/api/v1/releases/")


@pytest.mark.django_db
def test_a_change_by_the_api_writes_its_event_and_a_refused_one_none(examples, people, as_role):
    hooked(people.analyst, "https://1.1.1.1/hook", "scope.changed", release="november-2021")
    analyst, item = as_role("analyst"), "/api/v1/releases/november-2021/scope/items/MP149/"
    read = analyst.get(item)
    facts = {"description": "Says more.", "cut_off_on": read.json()["cut_off_on"], "reason": "Plan 7."}
    send = {"path": item, "content_type": "application/json"}
    assert analyst.patch(**send, data=facts, headers={"If-Match": '"999"'}).status_code == 412
    assert not WebhookEvent.objects.exists()
    assert analyst.patch(**send, data=facts, headers={"If-Match": read["ETag"]}).status_code == 200
    event = WebhookEvent.objects.get()
    assert (event.kind, event.reference) == ("scope.changed", "releases/november-2021/scope/MP149")
    assert (event.api, event.releases) == (item, ["november-2021"])
    assert event.position == AuditEntry.objects.order_by("-position").first().position
    keep_entries(AuditEntry.objects.filter(action="releases.change_timeline_row")[:1])
    assert (WebhookEvent.objects.count(), WebhookDelivery.objects.count(), bool(clock.now())) == (1, 0, True)
