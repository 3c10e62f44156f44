"""A form of facts: it remembers how it was opened, so that two people who change different facts both get theirs."""

import json
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from secrel.core.errors import Stale


class FactsForm(forms.Form):
    """`initial` is what is stored now, `token` that of its aggregate; `take` names fields to take as stored."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(self, data: QueryDict | None = None, *, token: int, **options: Any) -> None:
        super().__init__(data, **options)
        self.token = token
        if data is None:
            self.initial["was"] = json.dumps(self.stored())
        else:
            self._merge(data)

    def facts(self) -> list[str]:
        return [name for name in self.fields if name not in ("was", *self.not_merged)]

    not_merged: tuple[str, ...] = ()
    """Fields that are no stored facts, such as a reason."""

    def stored(self) -> dict[str, Any]:
        return {name: _raw(self.fields[name].prepare_value(self.initial.get(name))) for name in self.facts()}

    def typed(self) -> dict[str, Any]:
        return {
            name: _raw(
                self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            )
            for name in self.facts()
        }

    def _merge(self, data: QueryDict) -> None:
        """Facts that only somebody else changed come as stored; both sides of the others are kept as `both`."""
        stored, typed = self.stored(), self.typed()
        try:
            was = json.loads(data.get(self.add_prefix("was"), ""))
        except (ValueError, RecursionError):
            was = None
        self.was_sent = isinstance(was, dict)
        was = was if self.was_sent else stored
        self.data, self.both = data.copy(), {}
        for name in self.facts():
            before = was.get(name, stored[name])
            if name in data.getlist("take") or (typed[name] == before and stored[name] != before):
                self._put(name, stored[name])
            elif typed[name] != before and stored[name] not in (before, typed[name]):
                self.both[name] = (stored[name], typed[name])
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
        stored, typed = self.stored(), self.typed()
        return {name: self.cleaned_data[name] for name in self.facts() if typed[name] != stored[name]}


def _raw(value: Any) -> Any:
    """As a form sends it: text, a list of texts, or a tick."""
    if isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value if value is not None else "").replace("\r\n", "\n").strip()
