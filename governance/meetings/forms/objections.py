"""Forms that answer and withdraw an objection."""

from django import forms

from governance.meetings.models import Item, Objection
from secrel.core.changes.permissions import Permission
from secrel.core.editing.forms import TokenForm
from secrel.core.models.people import User


class AnswerObjectionForm(TokenForm):
    text = forms.CharField(
        label="Answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The members and the Chair read it.",
        error_messages={"required": "Enter the answer. The members and the Chair read it."},
    )
    field_order = ("text", "token")


class WithdrawObjectionForm(TokenForm):
    text = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Your position goes with the objection. Then take another one.",
    )
    field_order = ("text", "token")


FORMS = {"answer": AnswerObjectionForm, "withdraw": WithdrawObjectionForm}


def objection_form(act: str, row: Objection, data: object = None) -> TokenForm:
    """The form for one act on an objection, with ids of its own."""
    return FORMS[act](data, initial={"token": row.token}, prefix=f"{act}-{row.number}")


def objection_forms(user: User, item: Item, rows: list[Objection]) -> dict[str, TokenForm]:
    """The forms that a user may submit, by act and number: SECAS answers, the raiser withdraws."""
    live = [row for row in rows if row.is_live] if item.state == "open" else []
    answers = live if Permission.PRESENT_VERSIONS in user.permissions() else []
    votes = user.may_in(item.meeting.body.key, Permission.TAKE_POSITIONS)
    own = [
        row
        for row in live
        if votes and user.pk in (row.position.taken_by_id, row.position.membership.user_id)
    ]
    return {f"answer-{row.number}": objection_form("answer", row) for row in answers} | {
        f"withdraw-{row.number}": objection_form("withdraw", row) for row in own
    }
