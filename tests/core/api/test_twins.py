"""What is derived from an operation: its fields, its version, and answers that are given once."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from rest_framework import serializers

from secrel.core.api.describing.schema import example_of
from secrel.core.api.etags import NEVER, NoVersion, etag_of, version_sent
from secrel.core.api.fields import With, as_dict, as_object, as_tuple, field_of, plain
from secrel.core.api.models import GivenAnswer
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.subscriptions import How, PrivateAddress

JSON = "application/json"


@dataclass(frozen=True)
class Row:
    event: str
    days: int | None = None
    when: PartialDate = field(default_factory=PartialDate)


def read(kind, value):
    return field_of(kind).run_validation(value)


def test_each_type_is_read_as_the_operation_takes_it():
    assert read(list[Row], [{"event": "Go-live", "when": "2021-Q4"}]) == [
        Row("Go-live", None, PartialDate.parse("2021-Q4"))
    ]
    assert read(date | None, None) is None
    assert read(Decimal, "600") == Decimal("600.00")
    assert read(How, "daily") == "daily"
    assert read(dict[str, Row], {"a": {"event": "x"}}) == {"a": Row("x")}
    assert read(list[as_tuple("Pair", kind=str, note=With(str, ""))], [{"kind": "a"}]) == [("a", "")]
    assert read(as_dict("Facts", name=str, days=int), {"days": 3}) == {"days": 3}
    assert read(as_object(Row, event=str), {"event": "x"}) == Row("x")


@pytest.mark.parametrize(
    ("kind", "value"),
    [(PartialDate, "soon"), (PartialDate, "2021-02-30"), (How, "often"), (int, 2**40), (list[Row], [{}])],
)
def test_what_does_not_fit_a_type_is_refused(kind, value):
    with pytest.raises(serializers.ValidationError):
        read(kind, value)


def test_an_annotation_that_does_not_say_enough_has_no_field():
    for kind in (dict[str, object], tuple[str, str], str | int):
        with pytest.raises(TypeError):
            field_of(kind)


@pytest.mark.django_db
def test_a_row_is_named_by_its_key_and_answered_by_it():
    panel = read(Body, "panel")
    assert (panel.key, plain(panel), plain([panel, None])) == ("panel", "panel", ["panel", None])
    with pytest.raises(serializers.ValidationError, match="There is no body “pub”"):
        read(Body, "pub")
    assert plain({"on": date(2021, 6, 24), "when": PartialDate.parse("2021-11 late")}) == {
        "on": "2021-06-24",
        "when": "2021-11 late",
    }


@pytest.mark.parametrize(
    ("given", "token"),
    [('"3"', 3), (etag_of(3, {"a": 1}), 3), ('W/"3"', NEVER), ("3", NEVER), ('"x"', NEVER)],
)
def test_the_version_is_read_from_if_match(rf, given, token):
    assert version_sent(rf.get("/", headers={"If-Match": given})) == token


@pytest.mark.parametrize("headers", [{}, {"If-Match": ""}, {"If-Match": "*"}])
def test_without_a_version_nothing_is_changed(rf, headers):
    with pytest.raises(NoVersion):
        version_sent(rf.get("/", headers=headers))


def test_an_example_fits_its_schema():
    schema = {
        "type": "object",
        "properties": {
            "on": {"type": ["string", "null"], "format": "date"},
            "rows": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}},
            "kind": {"enum": ["a", "b"]},
        },
    }
    row = {
        "type": "object",
        "properties": {"days": {"type": "integer", "minimum": 5}, "is_new": {"type": "boolean"}},
    }
    assert example_of(schema, {"Row": row}) == {
        "on": "2021-06-24",
        "rows": [{"days": 5, "is_new": True}],
        "kind": "a",
    }


@pytest.mark.django_db
def test_the_same_request_with_its_key_is_answered_again_and_changes_nothing_twice(as_role, people):
    client = as_role("analyst")
    once = {"path": "/api/v1/private-address/", "content_type": JSON, "headers": {"Idempotency-Key": "a-1"}}
    assert client.post(**once).status_code == 204
    again = client.post(**once)
    assert (again.status_code, again["Idempotent-Replayed"]) == (204, "true")
    assert PrivateAddress.objects.filter(user=people.analyst).count() == 1
    other = client.delete(**once)
    assert other.status_code == 422
    assert other.json()["errors"][0]["field"] == "Idempotency-Key"
    assert client.post(**once | {"headers": {"Idempotency-Key": "a b"}}).status_code == 400
    refused = once | {"headers": {"Idempotency-Key": "b"}}
    assert client.delete(**refused).status_code == 204
    assert Client().post(**refused).status_code == 401
    assert GivenAnswer.objects.count() == 2
