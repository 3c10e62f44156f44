"""A form of facts: it remembers how it was opened, so that two people who change different facts both get theirs."""

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
    """`initial` is what is stored now, `token` that of its aggregate; `take` names fields to take as stored."""

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
    """Fields that are no stored facts, such as a reason."""

    def stored(self) -> Cells:
        return {
            name: self._plain(name, self.fields[name].prepare_value(self.initial.get(name)))
            for name in self.facts()
        }

    def entered(self, was: Cells) -> Cells:
        """What was sent; two ways to write one value are one, but what was not touched is as it was."""
        return {name: self._read(name, was.get(name)) for name in self.facts() if self._is_sent(name, was)}

    def _is_sent(self, name: str, was: Cells) -> bool:
        """A tick that is not sent was taken out, if the page had it."""
        field, sent_as = self.fields[name], self.add_prefix(name)
        if field.widget.value_omitted_from_data(self.data, self.files, sent_as):
            return False
        return name in was or sent_as in self.data

    def _read(self, name: str, before: Value) -> Value:
        field = self.fields[name]
        sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        plain = self._plain(name, sent)
        if same(plain, before) or not isinstance(plain, str) or isinstance(field, forms.ChoiceField):
            return plain
        try:
            return self._plain(name, field.prepare_value(field.clean(sent)))
        except forms.ValidationError:
            return plain

    def _plain(self, name: str, value: Any) -> Value:
        """As a form sends it: text, a list of texts, or a tick."""
        if isinstance(value, bool):
            return value
        if isinstance(value, list | tuple):
            return [str(item) for item in value]
        if isinstance(value, date):
            return value.isoformat()
        text = str(value if value is not None else "")
        return as_sent(text, has_lines=isinstance(self.fields[name].widget, forms.Textarea))

    def _merge(self, data: QueryDict) -> None:
        """Facts that only somebody else changed come as stored; both sides of the others are kept as `both`."""
        stored = self.stored()
        said = read_json(data.get(self.add_prefix("was"), ""))
        self.was_sent = isinstance(said, dict)
        was = cells_as_opened(said, stored)
        entered = self.entered(was)
        taken = {name: stored[name] for name in data.getlist("take") if name in stored}
        merged = merge({ROW: was}, {ROW: stored}, {ROW: entered | taken})
        self.data, self.merged = data.copy(), merged.rows[ROW]
        self.both = {conflict.column: (conflict.stored, conflict.entered) for conflict in merged.conflicts}
        for name, value in self.merged.items():
            if name not in entered or not same(entered[name], value):
                self._put(name, value)
        seen = stored | {name: was.get(name, stored[name]) for name in self.both}
        self.data[self.add_prefix("was")] = json.dumps(seen)

    def _put(self, name: str, value: Any) -> None:
        if isinstance(value, list):
            self.data.setlist(self.add_prefix(name), value)
        elif value is False:
            self.data.pop(self.add_prefix(name), None)
        else:
            self.data[self.add_prefix(name)] = "on" if value is True else value

    def refuse_conflict(self) -> None:
        """Raises Stale with both sides, where somebody else changed the same facts since the form was opened."""
        if self.both:
            self.data[self.add_prefix("was")] = json.dumps(self.stored())  # both sides are shown now
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
