"""Lists by cursor, the size of a page, and how many requests are left."""

import pytest
from django.test import Client

from secrel.core.api import limits

pytestmark = pytest.mark.django_db
LIST = "/api/v1/releases/"


def test_following_next_meets_each_row_once_in_order_also_those_without_a_day(examples, client):
    whole = [row["slug"] for row in client.get(LIST).json()["results"]]
    met, address = [], f"{LIST}?page_size=3"
    while address:
        page = client.get(address).json()
        assert len(page["results"]) <= 3
        met += [row["slug"] for row in page["results"]]
        address = page["next"]
    assert met == whole
    assert len(met) == 8


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("page_size=501", "The page size is a number from 1 to 500."),
        ("page_size=0", "The page size is a number from 1 to 500."),
        ("page_size=" + "9" * 400, "The page size is a number from 1 to 500."),
        ("cursor=x", "This cursor is none of this list. Begin without one, and follow “next”."),
    ],
)
def test_a_wrong_page_is_400_in_words(client, query, sentence):
    answer = client.get(f"{LIST}?{query}")
    assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


def test_the_register_has_the_filters_of_its_page(examples, client):
    def found(**asked):
        return [row["reference"] for row in client.get("/api/v1/modifications/", asked).json()["results"]]

    assert found(q="MP153") == ["MP153"]
    assert "MP153" in found(stage="implemented")
    assert "MP149" not in found(stage="implemented")
    assert found(stage="implemented", systems="yes", path="fast_track") == []
    wrong = client.get("/api/v1/modifications/", {"stage": "dreaming"})
    assert wrong.status_code == 400
    assert wrong.json()["detail"].startswith("“dreaming” is no stage here. Use development, ")


def test_a_cursor_of_another_list_is_refused(examples, client):
    following = client.get(f"{LIST}?page_size=1").json()["next"].partition("cursor=")[2]
    assert client.get(f"/api/v1/documents/?cursor={following}").status_code == 400


def test_what_is_left_is_in_the_headers_and_more_is_429_with_the_wait(settings, monkeypatch, db):
    settings.API_PUBLIC_REQUESTS = 2
    sent = iter((1, 2, 3))
    monkeypatch.setattr(limits, "_counted", lambda key: next(sent))
    answers = [Client().get(LIST) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"requests";q=2;w=60'
    assert answers[1]["RateLimit"].startswith('"requests";r=0;t=')
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["detail"].startswith("You sent too many requests. Try again in ")
    assert "Access-Control-Allow-Origin" not in answers[0]
