"""Validation by JSON Schema, with patterns as JSON Schema defines them.

A fast library accepts what is valid; only what it does not accept is read by the one that says what is wrong.
"""

import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema.exceptions import ValidationError

from secrel.core.values.nested import levels


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As in JSON Schema, \\d is 0 to 9 and $ the end of the text. Python is laxer."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance, re.ASCII):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _is_whole(checker: Any, instance: Any) -> bool:
    """5.0 is no whole number here: the types of a document tell it from 5, as JSON Schema does not."""
    return isinstance(instance, int) and not isinstance(instance, bool)


_Explaining = validators.extend(
    Draft202012Validator,
    {"pattern": _pattern},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", _is_whole),
)


class Validator:
    """Judges data by a schema. `formats` decides about dates and addresses."""

    def __init__(self, schema: dict[str, Any], formats: FormatChecker) -> None:
        self._accepting = jsonschema_rs.validator_for(schema, validate_formats=True)
        self._explaining = _Explaining(inlined(schema), format_checker=formats)

    def iter_errors(self, data: Any) -> Iterator[ValidationError]:
        """What is wrong with the data; nothing if it is valid."""
        if not self._accepts(data):
            yield from self._explaining.iter_errors(data)

    def _accepts(self, data: Any) -> bool:
        """Never true for data in which the other library finds an error; false for all with a number like 5.0."""
        try:
            return not any(map(_has_odd, levels(data))) and self._accepting.is_valid(data)
        except ValueError:  # half a character, which UTF-8 cannot express
            return False


def _has_odd(level: list[Any]) -> bool:
    """Whether a level has a number like 5.0, or the year 0, which the fast library takes for a year."""
    kinds = set(map(type, level))
    return float in kinds or (str in kinds and any(type(one) is str and one[:5] == "0000-" for one in level))


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
