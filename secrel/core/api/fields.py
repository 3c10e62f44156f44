"""Fields of the API from annotations of operations: what is sent for each type, and what is answered."""

import dataclasses
import types
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from secrel.core.dates.partial_dates import PartialDate

LISTS = (list, tuple, set, frozenset, Iterable, Collection, Sequence)
MOST = 2_000
"""Entries of a list in a request."""
LONGEST = 20_000
"""Characters of a text."""


@dataclass(frozen=True)
class Natural:
    """How rows of a model are named in the API. `read` raises ValueError with a sentence."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    what: str
    example: str


NATURAL: dict[type[Model], Natural] = {}


def named_by(model: type[Model], field: str, what: str, example: str) -> None:
    """Name the rows of a model by a field of theirs."""

    def read(text: str) -> Any:
        row = model._default_manager.filter(**{field: text}).first()
        if row is None:
            raise ValueError(f"There is no {what} “{text}”.")
        return row

    NATURAL[model] = Natural(
        read, lambda row: str(getattr(row, field.removesuffix("__iexact"))), what, example
    )


class ReadText(serializers.CharField):
    """A text that is read as something else. Its length is checked before it is read."""

    longest = 200

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        if len(text) > self.longest:
            raise serializers.ValidationError(f"This has more than {self.longest} characters.")
        try:
            return self.read(text)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from error

    def read(self, text: str) -> Any:
        """What the text says. Raises ValueError with a sentence."""
        raise NotImplementedError

    def run_validators(self, value: Any) -> None:
        """Those of texts do not fit what was read."""


class KeyField(ReadText):
    """A row by its key."""

    def __init__(self, model: type[Model], **options: Any) -> None:
        self.natural = NATURAL[model]
        options.setdefault("help_text", f"The {self.natural.what}, such as {self.natural.example}.")
        super().__init__(**options)

    def read(self, text: str) -> Any:
        return self.natural.read(text)

    def to_representation(self, value: Any) -> str:
        return self.natural.write(value)


@extend_schema_field({"type": "string", "examples": ["2021-06-24", "2021-11 late", "2022-Q4", ""]})
class DayField(serializers.DateField):
    """A day, in a year that a date of a page can have."""

    def to_internal_value(self, value: Any) -> date:
        day: date = super().to_internal_value(value)
        if not 2000 <= day.year <= 2199:
            raise serializers.ValidationError(
                f"{day.year} cannot be the year of a date here. Write one from 2000 to 2199, like 2021."
            )
        return day


class PartialDateField(ReadText):
    """A date of a timetable in its canonical text; empty: to be set."""

    longest = 20

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_blank": True} | options)

    def read(self, text: str) -> PartialDate:
        return PartialDate.parse(text)

    def to_representation(self, value: Any) -> str:
        return str(value)


class PartialText(PartialDateField):
    """The same, for an operation that takes the text."""

    def read(self, text: str) -> Any:
        return str(PartialDate.parse(text))


class OfDataclass(serializers.Serializer):
    # An object that an operation takes as a dataclass. Not a docstring: the description would print it to programs.

    made: Callable[..., Any]

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        try:
            return type(self).made(**values)
        except (TypeError, ValueError) as error:
            raise serializers.ValidationError(str(error)) from error


@dataclass(frozen=True)
class Several:
    """An object with named fields that an operation takes as a tuple, in this order, or as a dict."""

    name: str
    fields: dict[str, Any]
    makes: Callable[[dict[str, Any]], Any]
    optional: bool = False


def as_tuple(name: str, /, **fields: Any) -> Several:
    """A field with a default is a pair of its type and the default."""

    def make(values: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(values[field] for field in fields)

    return Several(name, fields, make)


def as_object(made: Callable[..., Any], /, **fields: Any) -> Several:
    """What a dataclass or named tuple takes, with only these of its fields."""
    return Several(made.__name__, fields, lambda values: made(**values))


def as_dict(name: str, /, **fields: Any) -> Several:
    """Only what is sent of these fields."""
    return Several(name, fields, dict, optional=True)


LEFT_OUT = object()
"""The default of a field that is simply not given on."""


@dataclass(frozen=True)
class With:
    """A type with a default, for a field that may be left out."""

    of: Any
    default: Any


def field_of(annotation: Any, **options: Any) -> serializers.Field:
    """The field of a type."""
    if isinstance(annotation, serializers.Field):
        given = deepcopy(annotation._kwargs) | options
        if "default" in given:
            given["required"] = False
        return type(annotation)(*annotation._args, **given)
    if isinstance(annotation, With):
        given = {} if annotation.default is LEFT_OUT else {"default": annotation.default}
        return field_of(annotation.of, **options | {"required": False} | given)
    if isinstance(annotation, Several):
        return serializer_of(annotation)(**options)
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        [kind, *others] = [one for one in inner if one is not type(None)]
        if others:
            raise TypeError(f"{annotation} is more than one type")
        return field_of(kind, **options | ({"allow_null": True} if type(None) in inner else {}))
    if origin in LISTS:
        child = field_of(inner[0] if inner[1:] in ((), (...,)) else _refused(annotation))
        return serializers.ListField(child=child, max_length=MOST, **options)
    if origin is dict:
        if inner[0] is not str or inner[1] is Any:
            _refused(annotation)
        return serializers.DictField(child=field_of(inner[1]), **options)
    if isinstance(annotation, type):
        return _of_class(annotation, options)
    raise _refused(annotation)


def _refused(annotation: Any) -> Any:
    raise TypeError(f"{annotation} has no field: name one in the twin")


TYPED: dict[tuple[type, str], Any] = {}
"""Types of fields of dataclasses whose annotation does not say enough, such as the choices of a text."""
SIMPLE: dict[type, Callable[..., serializers.Field]] = {
    bool: serializers.BooleanField,
    date: DayField,
    datetime: serializers.DateTimeField,
    time: serializers.TimeField,
    PartialDate: PartialDateField,
    dict: serializers.JSONField,
}


def _of_class(kind: type, options: dict[str, Any]) -> serializers.Field:
    if issubclass(kind, Enum):
        choices = getattr(kind, "choices", None) or [(one.value, one.name) for one in kind]
        return serializers.ChoiceField(choices=choices, **options)
    if kind in SIMPLE:
        return SIMPLE[kind](**options)
    if kind is str:
        return serializers.CharField(allow_blank=True, trim_whitespace=False, max_length=LONGEST, **options)
    if kind is int:
        return serializers.IntegerField(min_value=-(2**31), max_value=2**31 - 1, **options)
    if kind is Decimal:
        return serializers.DecimalField(max_digits=14, decimal_places=2, **options)
    if issubclass(kind, Model):
        return KeyField(kind, **options)
    if dataclasses.is_dataclass(kind):
        return serializer_of(kind)(**options)
    raise _refused(kind)


@cache
def _of_dataclass(kind: type) -> type[serializers.Serializer]:
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {}
    for row in dataclasses.fields(kind):
        if not row.init:
            continue
        default = row.default
        if row.default_factory is not dataclasses.MISSING:
            default = row.default_factory()
        options = {"required": True}
        if default is not dataclasses.MISSING:
            options = {"required": False, "default": default}
        fields[row.name] = field_of(TYPED.get((kind, row.name), hints[row.name]), **options)
    return type(f"{kind.__name__}Serializer", (OfDataclass,), fields | {"made": kind, "__doc__": ""})


_several: dict[int, tuple[Several, type[serializers.Serializer]]] = {}


def serializer_of(kind: Any) -> type[serializers.Serializer]:
    """The serializer of a dataclass or of named fields; one for each, as the schema names it once."""
    if not isinstance(kind, Several):
        return _of_dataclass(kind)
    if id(kind) not in _several:
        options = {"required": False} if kind.optional else {}
        fields: dict[str, Any] = {name: field_of(of, **options) for name, of in kind.fields.items()}
        made = type(f"{kind.name}Serializer", (OfDataclass,), fields | {"made": _maker(kind), "__doc__": ""})
        _several[id(kind)] = kind, made
    return _several[id(kind)][1]


def _maker(kind: Several) -> Any:
    def make(**values: Any) -> Any:
        return kind.makes(values)

    return staticmethod(make)


def plain(value: Any) -> Any:
    """A value of an answer: rows by their keys, dates and amounts as texts."""
    if isinstance(value, Model):
        return NATURAL[type(value)].write(value) if type(value) in NATURAL else str(value)
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or type(value) in (bool, int, str):
        return value
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [plain(one) for one in value]
    return plain(value.all()) if hasattr(value, "all") else str(value)
