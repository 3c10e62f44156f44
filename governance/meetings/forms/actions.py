"""The form of an action of a meeting."""

from typing import Any

from django import forms

from governance.meetings.models import Action, Item, Meeting
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.editing.forms import ReasonForm, TokenField
from secrel.core.models.people import User


class ActionForm(forms.Form):
    """What is to be done, by whom and by when. `email` is cleaned to the `owner`."""

    what = forms.CharField(
        label="What is to be done",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write what is to be done."},
    )
    email = forms.EmailField(
        label="Owner: the address of their account",
        required=False,
        max_length=254,
        help_text="They find the action among their tasks, and we notify them.",
    )
    owner_words = OneLineInput(
        label="Or an organisation or role",
        required=False,
        max_length=120,
        help_text="For an owner without an account, such as: the DCC’s programme manager.",
    )
    due_on = DayInput(label="Due", required=True, error_messages={"required": "Enter the day."})
    item = forms.ModelChoiceField(
        label="Item", queryset=Item.objects.none(), to_field_name="order", required=False, empty_label="None"
    )
    field_order = ("what", "item", "email", "owner_words", "due_on")

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        if "item" in self.fields:
            items = meeting.items.with_subjects().exclude(state="withdrawn").in_agenda_order()
            self.fields["item"].queryset = items
            self.fields["item"].label_from_instance = lambda row: f"{row.number}. {row.title}"

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        email = entered.pop("email", "")
        entered["owner"] = User.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and entered["owner"] is None:
            self.add_error(
                "email",
                f"There is no account with the address {email}. Enter the owner’s organisation or role instead, or "
                "ask an administrator to invite them.",
            )
        elif "email" not in self.errors and bool(email) is bool(entered.get("owner_words")):
            self.add_error(
                "email", "Enter one owner: the address of an account, or the name of an organisation or role."
            )
        return entered


class AmendActionForm(ActionForm):
    item = None
    reason = forms.CharField(label="Reason", required=False, max_length=300)
    token = TokenField()
    field_order = ("what", "email", "owner_words", "due_on", "reason")


class CloseActionForm(ReasonForm):
    reason = forms.CharField(
        label="How it was closed",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The minutes of the next meeting repeat it.",
        error_messages={"required": "Give a reason: how the action was closed. The minutes repeat it."},
    )


def action_initial(action: Action) -> dict[str, Any]:
    return {
        "what": action.what,
        "email": action.owner.email if action.owner else "",
        "owner_words": action.owner_words,
        "due_on": action.due_on,
        "token": action.token,
    }
