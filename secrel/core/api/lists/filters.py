"""Filters of lists: those of the pages. A value that none of them knows is 400 in words that name it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from drf_spectacular.utils import OpenApiExample, OpenApiParameter
from rest_framework.exceptions import ParseError
from rest_framework.request import Request

from secrel.core.search.list_filters import ListFilter, spelled
from secrel.core.web.http import held_by

MOST = 20
"""Choices that a refusal names."""


class WrongFilter(ParseError):
    """A parameter that cannot be read. `wrong`: a sentence for each, by name."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__(" ".join(wrong.values()))
        self.wrong = wrong


def asked(request: Request, filters: type[ListFilter], on: date | None = None) -> dict[str, Any]:
    """What the filters ask for on a day. Raises WrongFilter."""
    reader = request.user if request.user.is_authenticated else None
    return read(filters(request.query_params.dict(), reader=reader, held=held_by(request), on=on))


def read(form: ListFilter) -> dict[str, Any]:
    """What a form of filters asks for. Raises WrongFilter."""
    if form.is_valid():
        return form.chosen()
    raise WrongFilter(
        {spelled("" if name == NON_FIELD_ERRORS else name): _wrong(form, name) for name in form.errors}
    )


def _wrong(form: forms.Form, name: str) -> str:
    if not isinstance(form.fields.get(name), forms.ChoiceField):  # or of several fields together
        return str(form.errors[name][0])
    value, known = str(form.data.get(spelled(name), ""))[:60], values_of(form.fields[name])
    named = (
        f"Use {', '.join(known)}, or leave it out."
        if 0 < len(known) <= MOST
        else "Correct it, or leave it out."
    )
    return f"“{value}” is no {name} here. {named}"


def values_of(field: forms.Field) -> list[str]:
    """The values of a filter that has few and always the same; of others none."""
    if isinstance(field, forms.ModelChoiceField) or not isinstance(field, forms.ChoiceField):
        return []
    return [str(value) for value, _ in field.choices if value]


def described(filters: type[ListFilter]) -> list[OpenApiParameter]:
    """The parameters of a list, each with an example."""
    return [
        _described(name, field, filters.examples.get(name, "")) for name, field in filters.base_fields.items()
    ]


def _described(name: str, field: forms.Field, example: str) -> OpenApiParameter:
    values: Iterable[str] = values_of(field)
    label = str(field.label or name.replace("_", " ").capitalize())
    said = f"{label}. {field.help_text}".strip()
    return OpenApiParameter(
        spelled(name),
        str,
        required=field.required,
        description=said,
        enum=list(values) or None,
        examples=[OpenApiExample(label, example or next(iter(values), ""))],
    )
