"""Filters of lists, as they stand in an address: a form declares them once, for the page and for the API.

A page ignores what it cannot read, as old links live on; the API refuses it, as a program would take the whole list for
what it asked for.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms

from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, User


class ListFilter(forms.Form):
    """The filters of a list. `examples` has a value of each for the description of the API, where it is not the first
    of its choices."""

    examples: ClassVar[dict[str, str]] = {}

    def __init__(
        self,
        *args: Any,
        reader: User | None = None,
        held: frozenset[Permission] = frozenset(),
        on: date | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.reader, self.held, self.on = reader, held, on

    def add_prefix(self, field_name: str) -> str:
        """A name of several words has dashes in the address: as-at."""
        return spelled(super().add_prefix(field_name))

    def chosen(self) -> dict[str, Any]:
        """The filters that are set; invalid values are ignored."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def spelled(name: str) -> str:
    """The name of a filter in an address."""
    return name.replace("_", "-")


def choice(label: str, choices: Any) -> forms.ChoiceField:
    """A filter with these values. Without it, the list is whole."""
    given = choices if callable(choices) else [("", "Any"), *choices]
    return forms.ChoiceField(label=label, required=False, choices=given)


class OfBody(ListFilter):
    """What is of one body."""

    examples: ClassVar = {"body": "panel"}
    body = forms.CharField(required=False, max_length=50, help_text="Its key.")

    def __init__(self, *args: Any, bodies: Iterable[Body] | None = None, **options: Any) -> None:
        """`bodies`: those that a page offers, if it has read them."""
        super().__init__(*args, **options)
        self.bodies = bodies

    def clean_body(self) -> Body | None:
        key = self.cleaned_data["body"]
        known = Body.objects.filter(key=key) if self.bodies is None else self.bodies
        found = next((row for row in known if row.key == key), None) if key else None
        if key and found is None:
            raise forms.ValidationError(f"There is no body “{key}”.")
        return found
