"""A field to choose one of few rows, which are read once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.models import ModelChoiceIterator
from django.utils.safestring import SafeString

from secrel.core.editing.form_renderer import select


class _Listed(ModelChoiceIterator):
    field: "ListedChoiceField"

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from map(self.choice, self.field.listed())

    def __len__(self) -> int:
        return len(self.field.listed()) + (self.field.empty_label is not None)


class OneOfFew(forms.Select):
    """Django's widget, drawn without a description of each option."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        return select(name, self.build_attrs(self.attrs, attrs), self.choices, self.format_value(value))


class ListedChoiceField(forms.ModelChoiceField):
    """Django's field, which counts its rows and then reads them, each time that it is shown. This one reads them once
    for a form, or is given them with `list_rows`. The chosen row is still looked up in `queryset`."""

    read: Callable[[], list[Any]] | None = None
    """Reads the rows of `queryset`, if something does so at less cost."""
    iterator = _Listed
    widget = OneOfFew
    _rows: list[Model] | None = None

    def list_rows(self, rows: Iterable[Model]) -> None:
        """Show these rows, which are those of `queryset`."""
        self._rows = list(rows)

    def listed(self) -> list[Model]:
        if self._rows is None:
            self._rows = self.read() if self.read else list(self.queryset)
        return self._rows
