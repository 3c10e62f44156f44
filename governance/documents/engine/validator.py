"""Validation by JSON Schema, with patterns as JSON Schema defines them."""

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As in JSON Schema, \\d is 0 to 9 and $ the end of the text. Python is laxer."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance, re.ASCII):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _is_whole(checker: Any, instance: Any) -> bool:
    """5.0 is no whole number here: the types of a document tell it from 5, as JSON Schema does not."""
    return isinstance(instance, int) and not isinstance(instance, bool)


Validator = validators.extend(
    Draft202012Validator,
    {"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)


def inlined(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with each definition in the place of its references, which then need not be looked up for each row."""

    def whole(rule: Any) -> Any:
        if isinstance(rule, list):
            return [whole(one) for one in rule]
        if not isinstance(rule, dict):
            return rule
        named = schema["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else {}
        return {key: whole(one) for key, one in {**named, **rule}.items() if key not in ("$ref", "$defs")}

    made: dict[str, Any] = whole(schema)
    return made
