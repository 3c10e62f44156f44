"""Save a form by one operation, and turn its refusals into errors of the form. No input is lost."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import OperationalError
from django.utils.html import format_html

from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.reasons import NoReason
from secrel.core.editing.facts import FactsForm
from secrel.core.processes.no_room import SENTENCE, NoRoom, is_full

NOT_OPENED = (
    "This page did not send the values that were stored when you opened it, so another person’s change could be lost. "
    "Compare your values with the stored ones, then save again."
)


@dataclass
class SaveOutcome:
    """The result of submitting a form. `theirs` holds both sides of a conflict: name, label, stored and entered value.

    `no_reason` is the error of a missing reason for forms without that field; the page shows it at its own.
    """

    saved: Any = None
    status: int = 200
    conflict: str = ""
    no_reason: str = ""
    theirs: list[tuple[str, str, Any, Any]] = field(default_factory=list)


def save(form: forms.Form, change: Callable[..., Any]) -> SaveOutcome:
    """Call `change` with the cleaned fields. A RuleBroken becomes an error of the form, at its field.

    After a stale token the form has the new one and the outcome both sides: saving again is the person's choice.
    """
    if not form.is_valid():
        return SaveOutcome(status=422)
    try:
        if isinstance(form, FactsForm):
            form.refuse_conflict()
            return SaveOutcome(saved=change())
        return SaveOutcome(saved=change(**form.cleaned_data))
    except Stale as stale:
        outcome = SaveOutcome(status=409, conflict=stale.sentence, theirs=_both_sides(form, stale.theirs))
        if not isinstance(form, FactsForm):
            form.data = form.data.copy()
            form.data[form.add_prefix("token")] = str(stale.token)
        return outcome
    except RuleBroken as broken:
        if broken.status == 403:
            raise
        if isinstance(broken, NoReason) and "reason" not in form.fields:
            return SaveOutcome(status=broken.status, no_reason=broken.sentence)
        form.add_error(broken.field if broken.field in form.fields else None, _message(broken))
        return SaveOutcome(status=broken.status)
    except OperationalError as error:
        if not is_full(error):
            raise
        form.add_error(None, SENTENCE)
        return SaveOutcome(status=NoRoom.status)


def _message(broken: RuleBroken) -> str:
    """The sentence, with its link if it has one."""
    if broken.link is None:
        return broken.sentence
    return format_html('{} <a href="{}">{}</a>', broken.sentence, *broken.link)


def _both_sides(form: forms.Form, theirs: dict[str, Any]) -> list[tuple[str, str, Any, Any]]:
    if isinstance(form, FactsForm):
        return [(name, _label(form, name), stored, entered) for name, (stored, entered) in form.both.items()]
    return [
        ("", _label(form, name), value, form.cleaned_data.get(name))
        for name, value in theirs.items()
        if value != form.cleaned_data.get(name)
    ]


def _label(form: forms.Form, name: str) -> str:
    label = form.fields[name].label if name in form.fields else None
    return str(label or name.replace("_", " ").capitalize())
