"""What the fast library accepts, the exact one accepts; what is odd is judged by the exact one."""

import pytest
from jsonschema import FormatChecker

from governance.documents.engine.validator import Validator

SCHEMA = {
    "$defs": {"count": {"type": "integer", "minimum": 0}},
    "type": "object",
    "additionalProperties": False,
    "required": ["on"],
    "properties": {
        "on": {"type": "string", "format": "date"},
        "amount": {"type": "string", "pattern": r"^\d+$"},
        "count": {"$ref": "#/$defs/count"},
        "more": {"type": "array", "items": {"$ref": "#/$defs/count"}, "maxItems": 3},
        "text": {"type": "string", "maxLength": 2},
    },
}
VALIDATOR = Validator(SCHEMA, FormatChecker())
WRONG = [
    ({}, "required"),
    ({"on": "2021-02-30"}, "format"),
    ({"on": "0000-01-01"}, "format"),
    ({"on": "2021-02-28", "amount": "1\n"}, "pattern"),
    ({"on": "2021-02-28", "amount": "١"}, "pattern"),
    ({"on": "2021-02-28", "count": 5.0}, "type"),
    ({"on": "2021-02-28", "count": True}, "type"),
    ({"on": "2021-02-28", "more": [1, [2.0]]}, "type"),
    ({"on": "2021-02-28", "more": [1, 2, 3, 4]}, "maxItems"),
    ({"on": "2021-02-28", "text": "\ud800ab"}, "maxLength"),
    ({"on": "2021-02-28", "text": "abc"}, "maxLength"),
    ({"on": "2021-02-28", "\ud800": 1}, "additionalProperties"),
]
RIGHT = [
    {"on": "2021-02-28", "amount": "12", "count": 10**400, "more": [0], "text": "😀x"},
    {"on": "2021-02-28", "text": "\ud800"},
]


@pytest.mark.parametrize(("data", "rule"), WRONG)
def test_what_breaks_a_rule_is_refused_by_that_rule(data, rule):
    assert [error.validator for error in VALIDATOR.iter_errors(data)] == [rule]


@pytest.mark.parametrize("data", RIGHT)
def test_what_breaks_none_is_accepted(data):
    assert list(VALIDATOR.iter_errors(data)) == []


def test_valid_data_is_read_by_the_fast_library_alone(monkeypatch):
    monkeypatch.setattr(VALIDATOR, "_explaining", None)
    assert list(VALIDATOR.iter_errors({"on": "2021-02-28", "count": 5})) == []
