"""A form of facts. It holds the values it was opened with, so two people can edit different facts at the same time."""

import json
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from secrel.core.changes.errors import Stale
from secrel.core.editing.sheets.merging import Cells, Value, merge, same
from secrel.core.editing.sheets.opening import as_sent, cells_as_opened, read_json

ROW = ""
"""The key of the one row of a form."""


class FactsForm(forms.Form):
    """`initial` holds the stored values and `token` is their aggregate's; `take` in the data names fields for which the
    stored value is to be used."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: QueryDict | None = None, *, token: int, **options: Any) -> None:
        super().__init__(data, **options)
        self.token = token
        if data is None:
            stored = self.stored()
            texts = {name: stored[name] for name in stored if isinstance(self.initial.get(name), str)}
            self.initial |= texts | {"was": json.dumps(stored)}
        else:
            self._merge(data)

    def facts(self) -> list[str]:
        return [name for name in self.fields if name not in ("was", *self.not_merged)]

    not_merged: tuple[str, ...] = ()
    """Fields that are not stored facts, such as a reason."""

    def stored(self) -> Cells:
        return {
            name: self._plain(name, self.fields[name].prepare_value(self.initial.get(name)))
            for name in self.facts()
        }

    def submitted(self, was: Cells) -> Cells:
        """The submitted values. Two ways of writing a value are the same; a value not edited is exactly as it was."""
        return {
            name: self._read(name, was.get(name)) for name in self.facts() if self._is_submitted(name, was)
        }

    def _is_submitted(self, name: str, was: Cells) -> bool:
        """Whether the page had the field; browsers do not send a tick that was removed."""
        field, html_name = self.fields[name], self.add_prefix(name)
        if field.widget.value_omitted_from_data(self.data, self.files, html_name):
            return False
        return name in was or html_name in self.data

    def _read(self, name: str, before: Value) -> Value:
        field = self.fields[name]
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        plain = self._plain(name, raw)
        if same(plain, before) or not isinstance(plain, str) or isinstance(field, forms.ChoiceField):
            return plain
        try:
            return self._plain(name, field.prepare_value(field.clean(raw)))
        except forms.ValidationError:
            return plain

    def _plain(self, name: str, value: Any) -> Value:
        """The value as a form submits it: a text, a list of texts, or a tick."""
        if isinstance(value, bool):
            return value
        if isinstance(value, list | tuple):
            return [str(item) for item in value]
        if isinstance(value, date):
            return value.isoformat()
        text = str(value if value is not None else "")
        return as_sent(text, has_lines=isinstance(self.fields[name].widget, forms.Textarea))

    def _merge(self, data: QueryDict) -> None:
        """Merge what was submitted with what is stored. Facts that only somebody else changed get the stored value;
        `both` holds the stored and the entered value of those that both changed."""
        stored = self.stored()
        opening = read_json(data.get(self.add_prefix("was"), ""))
        self.was_sent = isinstance(opening, dict)
        was = cells_as_opened(opening, stored)
        submitted = self.submitted(was)
        taken = {name: stored[name] for name in data.getlist("take") if name in stored}
        merged = merge({ROW: was}, {ROW: stored}, {ROW: submitted | taken})
        self.data, self.merged = data.copy(), merged.rows[ROW]
        self.both = {conflict.column: (conflict.stored, conflict.entered) for conflict in merged.conflicts}
        for name, value in self.merged.items():
            if name not in submitted or not same(submitted[name], value):
                self._set_data(name, value)
        opened_with = stored | {name: was.get(name, stored[name]) for name in self.both}
        self.data[self.add_prefix("was")] = json.dumps(opened_with)

    def _set_data(self, name: str, value: Any) -> None:
        if isinstance(value, list):
            self.data.setlist(self.add_prefix(name), value)
        elif value is False:
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = "on" if value is True else value

    def set_aside(self) -> list[str]:
        """Give fields with an error their stored value, to preview the others. Returns a sentence for each."""
        if self.is_valid():
            return []
        stored, sentences = self.stored(), []
        for name, errors in self.errors.items():
            if name in self.merged:
                sentences.append(f"{self[name].label}: {errors[0]}")
                self.merged[name] = stored[name]
                self._set_data(name, stored[name])
        self.full_clean()
        return sentences

    def refuse_conflict(self) -> None:
        """Raise Stale with both sides if somebody else changed the same facts since the form was opened."""
        if self.both:
            self.data[self.add_prefix("was")] = json.dumps(self.stored())  # the page shows both sides now
            raise Stale(
                "Somebody else changed the same facts since you opened this page.",
                theirs={name: stored for name, (stored, _) in self.both.items()},
                token=self.token,
            )

    @property
    def changed(self) -> dict[str, Any]:
        """Cleaned values of the facts that differ from what is stored."""
        stored = self.stored()
        return {
            name: self.cleaned_data[name]
            for name, value in self.merged.items()
            if not same(value, stored[name])
        }
