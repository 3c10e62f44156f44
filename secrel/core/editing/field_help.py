"""Longer explanations of hard fields: shown behind a “?” beside the field, and on the Help pages.

The short hint of a field stays its `help_text`. Explanations are registered at start-up (`governance/apps.py`), as they
speak of the whole product.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import slugify

from secrel.core.changes.permissions import Permission


@dataclass(frozen=True)
class FieldHelp:
    """What a field of a form means, and for whom (`needs`: None for everybody with an account)."""

    form: type[forms.BaseForm]
    name: str
    where: str
    """The page, as its links name it."""
    text: str
    needs: Permission | None

    @property
    def label(self) -> str:
        """The field's label, as its page prints it."""
        label = self.form.base_fields[self.name].label
        return str(label) if label else self.name.replace("_", " ").capitalize()

    @property
    def hint(self) -> str:
        return str(self.form.base_fields[self.name].help_text)

    @property
    def anchor(self) -> str:
        return slugify(f"{self.where} {self.label}")


_registered: dict[tuple[type, str], FieldHelp] = {}


def register_field_help(rows: Iterable[FieldHelp]) -> None:
    """Register explanations. Raises KeyError for a field that its form does not have."""
    for row in rows:
        row.form.base_fields[row.name]
        _registered[row.form, row.name] = row


def all_field_help() -> list[FieldHelp]:
    return list(_registered.values())


def help_of(field: BoundField) -> str:
    """The explanation of a field of a form, or of the form that it extends; empty where there is none."""
    for form in type(field.form).__mro__:
        if row := _registered.get((form, field.name)):
            return row.text
    return ""
