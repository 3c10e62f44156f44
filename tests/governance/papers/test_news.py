"""News of issued papers, and papers in the API: for those who may read them."""

import pytest
from django.test import Client

from governance.papers.operations.issuing import withdraw_paper
from governance.watch.queries.news import news_for
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.subscriptions import News
from tests.governance.papers.conftest import PAPER, newest

pytestmark = pytest.mark.django_db
API = "/api/v1/papers/"


def carried(user=None, topic: str = "body:csc") -> list[str]:
    rows = (
        news_for(user, topic)
        .filter(kind="paper")
        .exclude(subject__contains="CSC_48")
        .exclude(subject__contains="SECP_76")
    )  # examples
    return [row.subject for row in rows]


def test_an_issued_paper_is_news_of_its_body_releases_and_modifications(paper, issue, people):
    issue(paper)
    subject = "Paper CSC_49_2610_01, version 1 is issued for the CSC of 26 October 2021"
    for topic in ("body:csc", "release:november-2021", "modification:MP149", "kind:paper", ""):
        assert carried(None, topic) == [subject], topic
    assert carried(None, "body:panel") == []
    for address in ("/news/body/csc.atom", "/news/all.atom"):
        assert subject in Client().get(address).content.decode()
    withdraw_paper(by=people.analyst, paper=newest(), reason="Wrong.", token=AS_STORED, on=PAPER)
    assert carried() == ["Paper CSC_49_2610_01 is withdrawn"]


@pytest.mark.parametrize(
    ("classification", "audience", "readers"),
    [
        ("green", "green", {"analyst", "secretary", "party", "member", "delivery", "tag"}),
        ("amber", "body:csc", {"analyst", "secretary"}),
    ],
)
def test_feeds_carry_what_their_readers_may_read(
    paper, write, issue, people, csc_people, classification, audience, readers
):
    write(paper, classification=classification)
    issue(paper)
    assert News.objects.latest("pk").audience == audience
    names = ("analyst", "secretary", "party", "member", "delivery", "tag", "nobody")
    assert {name for name in names if carried(getattr(people, name))} == readers
    assert carried(csc_people[0])
    assert b"CSC_49" not in Client().get("/news/body/csc.atom").content


def test_a_paper_that_becomes_stricter_is_public_news_no_more(paper, write, issue, people):
    issue(paper)
    write(paper, classification="amber", purpose=["An update."])
    issue(paper, changes="The purpose.")
    assert carried() == []
    assert carried(people.analyst) == [
        "Paper CSC_49_2610_01, version 2 is issued for the CSC of 26 October 2021"
    ]


def test_the_api_has_issued_papers_with_the_versions_that_one_may_read(paper, write, issue, as_role):
    public, secas, place = Client(), as_role("analyst"), f"{API}csc/2021-10-26/1/"
    before = len(public.get(API).json()["results"])
    assert secas.get(place).status_code == 404  # a draft
    write(paper, classification="amber")
    issue(paper)
    assert (public.get(place).status_code, secas.get(place).status_code) == (404, 200)
    write(paper, classification="white", purpose=["An update."])
    issue(paper, changes="The purpose.")
    assert public.get(API, {"body": "csc"}).json()["results"][0] == {
        "body": "csc",
        "meeting_on": "2021-10-26",
        "item": 1,
        "title": "Releases update to the CSC of 26 October 2021, item 1",
    }
    assert len(public.get(API).json()["results"]) == before + 1
    assert [row["number"] for row in public.get(place).json()["versions"]] == [2]
    assert [row["number"] for row in secas.get(place).json()["versions"]] == [2, 1]
    answer = public.get(f"{place}2/")
    data = answer.json()
    assert (data["reference"], data["changes"], data["content"]["purpose"]) == (
        *("CSC_49_2610_01", "The purpose."),
        ["An update."],
    )
    assert (data["issue"]["document"]["version"], answer["Cache-Control"][:18]) == (2, "public, max-age=60")
    assert [public.get(f"{place}{number}/").status_code for number in (1, 3)] == [404, 404]


@pytest.mark.parametrize("size", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(paper, issue, django_assert_num_queries, size):
    issue(paper)
    with django_assert_num_queries(1):
        assert len(Client().get(API, {"page_size": size}).json()["results"]) >= 1
