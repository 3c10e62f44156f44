"""What the API answers where a request cannot be taken: one sentence, whatever refuses it."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError as ModelError
from django.db import OperationalError
from django.test import Client
from django.urls import path
from psycopg.errors import LockNotAvailable, QueryCanceled
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.response import Response
from rest_framework.views import APIView

from secrel.core.api.problems import PROBLEM
from secrel.core.api.requests import let_in, sent
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.permissions import Permission
from secrel.urls import handler400, handler404, handler500, urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
PATH = "/api/v1/rows/"
JSON = "application/json"
NAMES = ("detail", "errors", "yours", "theirs", "stored")


class Row(serializers.Serializer):
    amount = serializers.IntegerField(max_value=9)


class Sheet(serializers.Serializer):
    title = serializers.CharField(max_length=10)
    rows = Row(many=True, required=False)
    days = serializers.ListField(child=serializers.DateField(), required=False)

    def validate_title(self, title: str) -> str:
        if title == "twice":
            raise serializers.ValidationError("Another sheet has this title.")
        return title

    def validate(self, attrs: dict) -> dict:
        if attrs["title"] == "both":
            raise serializers.ValidationError("Give a title or rows.")
        return attrs


REFUSALS = {
    "rule": RuleBroken("The release is live.", field="title"),
    "stale": Stale("The title was changed.", theirs={"title": date(2021, 6, 24)}, token=2),
    "barred": NotAllowed("Your role does not allow this."),
    "denied": PermissionDenied("Your role does not open this."),
    "model": ModelError({"title": ["Another sheet has this title."]}),
    "one": ValidationError("Give a title."),
    "list": ValidationError([{}, {"amount": ["Give an amount."]}]),
}


class Rows(APIView):
    def post(self, request):
        let_in(request, Permission.READ_DRAFTS)
        data = sent(request, Sheet)
        if data["title"] in REFUSALS:
            raise REFUSALS[data["title"]]
        if cause := {"lock": LockNotAvailable, "slow": QueryCanceled}.get(data["title"]):
            raise OperationalError("x") from cause("x")
        return Response(data | {"read": request.user.name})


urlpatterns = [path("api/v1/rows/", Rows.as_view()), *urlpatterns]
__all__ = ["handler400", "handler404", "handler500"]


@pytest.fixture
def post(as_role):
    """Send JSON as the analyst; what the problem document holds."""
    client = as_role("analyst")

    def send(body, content_type=JSON):
        answer = client.post(PATH, body, content_type=content_type)
        problem = answer.json()
        assert answer["Content-Type"] == PROBLEM
        assert problem["status"] == answer.status_code
        assert problem["type"].endswith(f"/api/#problem-{answer.status_code}")
        return SimpleNamespace(status=answer.status_code, **{name: problem.get(name) for name in NAMES})

    return send


ONE_OBJECT = "Send one JSON object, with the fields of this address as its names."
CORRECT = " Nothing was changed. Correct this and send it again."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({}, "title: This field is required."),
        ({"title": ""}, "title: This field may not be blank."),
        ({"title": None}, "title: This field may not be null."),
        ({"title": "x" * 11}, "title: Ensure this field has no more than 10 characters."),
        ({"title": "twice"}, "title: Another sheet has this title."),
        ({"title": "both"}, "Give a title or rows."),
        (
            {"title": "a", "rows": [{"amount": 1}, {"amount": "x"}]},
            "rows/1/amount: A valid integer is required.",
        ),
        ({"title": "a", "rows": 3}, 'rows: Expected a list of items but got type "int".'),
        (
            {"title": "a", "days": ["2021-01-01", "1 Jan"]},
            "days/1: Date has wrong format. Use one of these formats instead: YYYY-MM-DD.",
        ),
        (
            {"title": "", "rows": [{}]},
            "title: This field may not be blank. rows/0/amount: This field is required.",
        ),
        ([1], ONE_OBJECT),
        ("text", ONE_OBJECT),
        (None, ONE_OBJECT),
        ({"title": "a", "titel": "b"}, "titel: This address takes no such field."),
        (
            {"title": "a", "rows": [{"amount": 1, "unit": "£"}]},
            "rows/0/unit: This address takes no such field.",
        ),
    ],
)
def test_a_field_that_is_wrong_is_named(post, body, sentence):
    answer = post(json.dumps(body))
    assert (answer.status, answer.detail) == (422, sentence + CORRECT)


def test_many_wrong_fields_are_not_all_named(post):
    answer = post({"title": "a", "rows": [{}] * 500})
    assert answer.status == 422
    assert "rows/9/amount" in answer.detail
    assert "rows/10/amount" not in answer.detail
    assert answer.detail.endswith("And 490 more." + CORRECT)


def test_a_long_name_of_a_field_is_cut(post):
    assert len(post({"title": "a", "x" * 5000: 1}).detail) < 300


@pytest.mark.parametrize(
    "body", ['{"title": NaN}', '{"title": "a"}'.encode("utf-16"), '{"title": "a"', "{,}"]
)
def test_what_is_no_json_is_refused_as_malformed(post, body):
    answer = post(body)
    assert answer.status == 400
    assert answer.detail == "The content is not JSON that can be read. Correct it and send it again."


@pytest.mark.parametrize(
    "form",
    [
        {"data": {"title": "a"}},
        {"data": {}},
        {"data": "title=a", "content_type": "Application/X-WWW-form-urlencoded"},
    ],
)
def test_a_form_is_refused_by_its_type_and_not_read_as_nothing(as_role, form):
    """A form of several parts was read by then, and Django REST framework takes it for an empty one."""
    answer = as_role("analyst").post(PATH, **form)
    assert answer.status_code == 415
    assert answer.json()["detail"] == (
        "This address takes application/json, not the type of content that was sent. Nothing was changed."
    )


def test_too_much_is_refused_by_its_size(post):
    answer = post({"title": "x" * 3_000_000})
    assert answer.status == 413
    assert answer.detail.startswith("You sent more than 2.5 MB of text")


@pytest.mark.parametrize(
    ("title", "status", "sentence"),
    [
        ("rule", 409, "The release is live."),
        ("stale", 412, "The title was changed."),
        ("barred", 403, "Your role does not allow this."),
        ("denied", 403, "Your role does not open this."),
        ("model", 422, "title: Another sheet has this title." + CORRECT),
        ("one", 422, "Give a title." + CORRECT),
        ("list", 422, "1/amount: Give an amount." + CORRECT),
        ("lock", 409, "Somebody else was saving the same thing. Your change was not saved. Try again."),
        (
            "slow",
            503,
            "This took too long, so we stopped it. Nothing was saved. Try again later, or with less at a time.",
        ),
    ],
)
def test_what_a_view_raises_is_answered_in_one_shape(post, title, status, sentence):
    answer = post({"title": title})
    assert (answer.status, answer.detail) == (status, sentence)


def test_a_problem_names_each_field_with_its_place_and_both_sides_of_a_conflict(post):
    assert post({"title": "a", "rows": [{"amount": "x"}]}).errors == [
        {"field": "amount", "place": "/rows/0/amount", "detail": "A valid integer is required."}
    ]
    assert post({"title": "rule"}).errors == [
        {"field": "title", "place": "/title", "detail": "The release is live."}
    ]
    stale = post({"title": "stale"})
    assert (stale.yours, stale.theirs) == ({"title": "stale"}, {"title": "2021-06-24"})
    assert stale.stored == '"2"'


def test_what_is_right_is_taken(as_role):
    body = {"title": "a", "rows": [{"amount": 1}], "days": ["2021-01-01"]}
    answer = as_role("analyst").post(PATH, body, content_type=JSON)
    assert answer.status_code == 200
    assert answer.json() == body | {"read": "The analyst"}


@pytest.mark.parametrize("token", [None, "", "x" * 32])
def test_a_session_without_its_csrf_token_is_refused_and_not_sent_to_sign_in(people, token):
    client = Client(enforce_csrf_checks=True, headers={"X-CSRFToken": token} if token is not None else {})
    client.force_login(people.analyst)
    answer = client.post(PATH, {"title": "a"}, content_type=JSON)
    assert answer.status_code == 403
    assert "WWW-Authenticate" not in answer
    assert answer.json()["detail"] == (
        "This did not carry the CSRF token of your session, or came from another site. Nothing was changed. "
        "Send the token of the csrftoken cookie in the X-CSRFToken header."
    )


def test_a_session_with_its_csrf_token_is_let_in(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    client.get("/accounts/invite/")
    page = client.get("/accounts/sessions/")
    answer = client.post(
        PATH, {"title": "a"}, content_type=JSON, headers={"X-CSRFToken": str(page.context["csrf_token"])}
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("checked", [True, False])
def test_without_a_sign_in_the_answer_is_401(checked):
    client = Client(enforce_csrf_checks=checked)
    answer = client.post(PATH, {"title": "a"}, content_type=JSON)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Session realm="secrel"'
    assert answer.json()["detail"] == "Sign in, then send this again."


def test_a_person_who_may_not_is_told_before_the_body_is_read(as_role):
    answer = as_role("chair").post(PATH, "{}", content_type=JSON)
    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Your role does not open this.")
