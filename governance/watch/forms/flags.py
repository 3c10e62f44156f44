"""The form for acting on a flag."""

from typing import Any

from django import forms

from governance.watch.models import Act, Flag
from secrel.core.editing.forms import ReasonForm


class ActForm(ReasonForm):
    act = forms.ChoiceField(label="Action", widget=forms.RadioSelect)
    field_order = ("act", "reason", "token")

    def __init__(self, *args: Any, flag: Flag, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["act"].choices = [(act.value, self._label(act, flag)) for act in flag.acts]
        self.fields["act"].initial = flag.acts[0] if flag.acts else None

    @staticmethod
    def _label(act: Act, flag: Flag) -> str:
        return f"Remind {flag.owner.the}" if act == Act.CHASE and flag.owner else act.label
