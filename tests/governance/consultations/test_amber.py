"""Amber consultations: for the organisations and bodies that they name; to everybody else there is none."""

import pytest
from django.core import mail
from django.test import Client

from governance.consultations.models import Consultation
from governance.consultations.operations.answering import ask_for_link
from governance.watch.due import due_for
from governance.watch.queries.news import news_for
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import News
from secrel.core.notifications.following import subscribe
from tests.governance.consultations.asked import JUNE, OPENED, answered, at, drafted, opened
from tests.governance.regression.declaring import party

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "nobody", "party", "delivery", "chair", "member", "tag", "ssc", "analyst")


@pytest.fixture
def alpha(examples, people, settings):
    settings.TODAY = OPENED
    return party("Alpha Energy Ltd.")


def amber(people, **other) -> Consultation:
    named = {"organisations": ["ALPHA ENERGY LTD"], "reading_bodies": [Body.objects.get(key="tag")]}
    return opened(people.analyst, title="A quiet question", is_amber=True, **named | other)


def test_an_amber_consultation_is_read_by_whom_it_names_only(alpha, people, as_role):
    people.alpha, people.beta = alpha, party("Beta Ltd")
    row = amber(people)
    address = row.get_absolute_url()
    for role in (*ROLES, "alpha", "beta"):
        client = as_role(role)
        expected = 200 if role in ("analyst", "tag", "alpha", "chair", "member") else 404
        assert client.get(address).status_code == expected, role
        for page in ("/consultations/", f"/releases/{JUNE}/", "/calendar/", "/news/"):
            assert ("A quiet question" in client.get(page).content.decode()) is (expected == 200), (
                role,
                page,
            )
    public = Client()
    for page in ("/sitemap.xml", "/news/all.atom", f"/news/release/{JUNE}.atom", "/news/body/panel.atom"):
        assert row.slug not in public.get(page).content.decode(), page
    for page in ("/calendar/all.ics", "/calendar/for/suppliers.ics", "/calendar/panel.ics"):
        assert "quiet" not in public.get(page).content.decode(), page
    page = as_role("alpha").get(address)
    assert "For ALPHA ENERGY LTD, Panel and TAG" in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"


def test_its_news_goes_to_whom_it_names(alpha, people):
    beta = party("Beta Ltd")
    readers = {"alpha": alpha, "beta": beta, "tag": people.tag, "ssc": people.ssc, "analyst": people.analyst}
    for user in readers.values():
        subscribe(by=user, topic="release", value=JUNE, label="June 2020", on=OPENED)
    row = amber(people)
    news = News.objects.latest("pk")
    assert news.audience == f"consultation:{row.pk}"
    mailed = set(Notification.objects.filter(news=news).values_list("user", flat=True))
    read = {name for name, user in readers.items() if news in news_for(user)}
    assert (
        read == {name for name, user in readers.items() if user.pk in mailed} == {"alpha", "tag", "analyst"}
    )
    assert news not in news_for(None)
    assert row.get_absolute_url() in {one.path for one in due_for(alpha)}
    assert row.get_absolute_url() not in {one.path for one in due_for(beta)}


def test_it_is_answered_with_an_account_only(alpha, people, as_role):
    people.alpha = alpha
    row = opened(people.analyst, title="A quiet question")
    secret = ask_for_link(
        by=SYSTEM, consultation=row, email="a@b.example", on=OPENED, at=at("2020-03-09 11:00")
    )
    Consultation.objects.filter(pk=row.pk).update(is_amber=True, organisation_keys=["alpha energy ltd"])
    row.refresh_from_db()
    page, entered = f"{row.get_absolute_url()}answer/", {"email": "a@b.example"}
    assert (Client().get(page).status_code, Client().post(page, entered).status_code) == (404, 404)
    closed = Client().get(f"/consultations/link/{secret}/")
    text = closed.content.decode()
    assert (closed.status_code, "A quiet question" in text) == (410, False)
    assert "This consultation is Amber, so you answer it with an account only." in text
    facts = {"organisation": "Alpha", "category": "suppliers", "affected": "no"}
    assert Client().post(f"/consultations/link/{secret}/", facts).status_code == 422
    with pytest.raises(RuleBroken, match="with an account only"):
        ask_for_link(by=SYSTEM, consultation=row, email="a@b.example", on=OPENED, at=at("2020-03-09 11:00"))
    with pytest.raises(NotAllowed, match="for the organisations and bodies that it names"):
        answered(people.party, row)
    answered(alpha, row)
    assert as_role("alpha").get(page).status_code == 303
    assert (row.respondents.count(), mail.outbox) == (1, [])


def test_its_readers_are_named_and_known(alpha, people, as_role):
    with pytest.raises(
        RuleBroken, match="Nobody has an account of “Gamma plc”, so nobody there could read it"
    ):
        drafted(people.analyst, is_amber=True, organisations=["Gamma plc"])
    with pytest.raises(RuleBroken, match="but the consultation is not Amber, so others read it too"):
        drafted(people.analyst, organisations=["Alpha Energy Ltd"])
    alone = {"is_amber": True, "decided_by": None, "decides_on": None}
    with pytest.raises(RuleBroken, match="names nobody who may read it"):
        opened(people.analyst, **alone)
    row = Consultation.objects.get(slug=f"{JUNE}-go-live-2")
    assert row.state == "draft"
    client, page = as_role("analyst"), f"{row.get_absolute_url()}edit/"
    entered = {
        "title": row.title,
        "question": "Why?",
        "proposed_on": "6 May 2020",
        "deadline_on": "12 Mar 2020",
        "is_amber": "on",
        "organisations": "Alpha Energy Ltd",
        "reading_bodies": ["tag"],
        "token": row.token,
    }
    refused = client.post(page, entered | {"organisations": "Gamma plc\nAlpha Energy Ltd"})
    assert (refused.status_code, "Gamma plc\nAlpha Energy Ltd" in refused.content.decode()) == (422, True)
    assert client.post(page, entered).status_code == 303
    row.refresh_from_db()
    assert (row.organisation_keys, [body.key for body in row.reading_bodies.all()]) == (
        ["alpha energy ltd"],
        ["tag"],
    )
    assert AuditEntry.objects.latest("pk").changes["reading_bodies"] == [[], ["TAG"]]
    shown = client.get(page).content.decode()
    assert "Alpha Energy Ltd</textarea>" in shown.replace("\n</textarea>", "</textarea>")


def test_the_readers_of_an_amber_release_read_its_consultations(alpha, people, as_role):
    release = Release.objects.get(slug=JUNE)
    Release.objects.filter(pk=release.pk).update(classification="amber")
    release.reading_bodies.add(Body.objects.get(key="ssc"))
    address = opened(people.analyst).get_absolute_url()
    seen = {role for role in ROLES if as_role(role).get(address).status_code == 200}
    assert seen == {"ssc", "analyst", "chair", "member"}
