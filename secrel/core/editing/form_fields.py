"""Form fields for days, partial dates, paragraphs, searches and things that must exist."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms

from secrel.core.dates.partial_date_text import LONGEST, read_partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.days_and_amounts import read_day
from secrel.core.search.reading import Search, read_search
from secrel.core.values.texts import one_line


class OneLineInput(forms.CharField):
    """A text of one line, such as a name, without invisible characters and direction marks."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value))


class _ReadInput(forms.CharField):
    """A text field; `read` gives its value, or raises ValueError with a sentence."""

    def read(self, text: str) -> Any:
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        try:
            return self.read(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class SearchInput(forms.Field):
    """A search, cleaned to a Search. One that has no words in it finds nothing, which is not an error."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Search:
        return read_search(value or "")


class PartialDateInput(_ReadInput):
    """A date in any way that people write it; cleaned to a PartialDate."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST} | options)

    def read(self, text: str) -> PartialDate:
        return read_partial_date(text)

    def prepare_value(self, value: Any) -> Any:
        return value.label if isinstance(value, PartialDate) else value


class DayInput(_ReadInput):
    """A day in any way that people write it; cleaned to a date, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": LONGEST} | options)
        self.widget.attrs.setdefault("placeholder", "24 Jun 2021")
        self.widget.attrs.setdefault("class", "day")

    def read(self, text: str) -> date | None:
        return read_day(text)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day} {value:%b %Y}" if isinstance(value, date) else value


class ParagraphsInput(_ReadInput):
    """Paragraphs with an empty line between them; cleaned to a list."""

    widget = forms.Textarea(attrs={"rows": 5})

    def read(self, text: str) -> list[str]:
        parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
        return [" ".join(part.split()) for part in parts if part.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n\n".join(value) if isinstance(value, list | tuple) else value


class LinesInput(_ReadInput):
    """Names, one a line; cleaned to a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def read(self, text: str) -> list[str]:
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value


class LookupInput(_ReadInput):
    """Something that must exist: `find` looks it up, or raises ValueError with a sentence."""

    def __init__(self, *, find: Callable[[str], Any], suggests: str = "", **options: Any) -> None:
        super().__init__(**{"max_length": 120} | options)
        self.find = find
        if suggests:
            self.widget.attrs |= {"list": suggests, "autocomplete": "off"}

    def read(self, text: str) -> Any:
        return self.find(text) if text else None
