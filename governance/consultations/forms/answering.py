"""Forms with which people answer, and the owner records an answer for somebody."""

from typing import Any

from django import forms

from governance.consultations.deadlines import deadline_moment
from governance.consultations.forms.asking import clock_time
from governance.consultations.models import CATEGORIES, Affected, Source
from secrel.core.editing.form_fields import DayInput, OneLineInput


class AnswerForm(forms.Form):
    organisation = OneLineInput(
        max_length=120, error_messages={"required": "Enter the name of your organisation."}
    )
    category = forms.ChoiceField(
        label="Category of Party",
        choices=[("", "Choose"), *CATEGORIES],
        error_messages={"required": "Choose the category."},
    )
    affected = forms.ChoiceField(
        label="Does this affect you?",
        choices=Affected.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you are affected."},
    )
    how = forms.CharField(
        label="How does it affect you?",
        help_text="What changes for your organisation, and what it takes to be ready.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    comment = forms.CharField(
        label="Anything else",
        help_text="Such as your view of what is proposed, or another day that suits you.",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    is_confidential = forms.BooleanField(
        label="Confidential",
        required=False,
        help_text="Counted in the result, and read by the body that runs the consultation only. Without this, your "
        "answer may be published with the name of your organisation.",
    )


class RecordAnswerForm(AnswerForm):
    """An answer that came by email or telephone. Cleaned to the moment at which it was received."""

    source = forms.ChoiceField(
        label="How it came",
        choices=[(Source.MAIL, "Email"), (Source.TELEPHONE, "Telephone")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the answer came by email or by telephone."},
    )
    email = forms.EmailField(
        label="Their email address",
        required=False,
        max_length=254,
        help_text="If you know it: a later answer from this address then changes this one. It is not published.",
    )
    received_on = DayInput(label="Received on", error_messages={"required": "Enter the day."})
    received_time = clock_time("Time", "In London.", required=True)
    field_order = ("source", "email", "received_on", "received_time")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["affected"].label = "Does this affect them?"
        self.fields["how"].label = "How does it affect them?"
        self.fields["how"].help_text = self.fields["comment"].help_text = ""
        self.fields["is_confidential"].help_text = (
            "Counted in the result, and read by the body that runs the consultation only. Without this, the answer may "
            "be published with the name of the organisation."
        )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        day, at = entered.pop("received_on", None), entered.pop("received_time", None)
        if day and at:
            try:
                entered["received_at"] = deadline_moment(day, at)
            except ValueError as error:
                self.add_error("received_time", str(error))
        return entered


class AddressForm(forms.Form):
    email = forms.EmailField(
        label="Your work email address",
        max_length=254,
        help_text="We send you a link that works once and for 24 hours. Your address is not published.",
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address such as name@example.org.",
        },
    )
