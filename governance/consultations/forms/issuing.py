"""Forms with which the owner says how answers were dealt with, and issues the result."""

from collections.abc import Iterable
from typing import Any

from django import forms

from governance.consultations.models import ConsultationAnswer
from secrel.core.editing.form_fields import ParagraphsInput
from secrel.core.editing.forms import TokenForm

QUIET = "Confidential: what you write is kept, and not published."
PUBLISHED = "Published with the result."


class DealWithForm(TokenForm):
    """A text for each answer, by its receipt. Cleaned to `dealt_with`: receipts and texts."""

    def __init__(self, *args: Any, answers: Iterable[ConsultationAnswer], **options: Any) -> None:
        super().__init__(*args, **options)
        for answer in answers:
            words = " ".join(filter(None, (answer.how.strip(), answer.comment.strip())))
            says = f"{answer.get_affected_display()}. {words}".strip()
            self.fields[answer.respondent.receipt] = forms.CharField(
                label=f"{answer.organisation} ({answer.get_category_display()})",
                help_text=f"“{says}” {QUIET if answer.is_confidential else PUBLISHED}",
                required=False,
                max_length=2000,
                initial=answer.respondent.dealt_with,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        token = entered.pop("token", None)
        return {"dealt_with": entered, "token": token}


class IssueForm(TokenForm):
    """Issue the result. A later version says what is new in it."""

    def __init__(self, *args: Any, is_later: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_later:
            self.fields["changed"] = ParagraphsInput(
                label="What is new in this version",
                max_length=2000,
                help_text="It is printed in the result and sent to those who follow it.",
                error_messages={
                    "required": "Enter what is new in this version. It is printed in the result."
                },
            )
