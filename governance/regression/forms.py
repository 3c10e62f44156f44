"""Forms of Test Participants and their declarations."""

from django import forms

from governance.acceptance.forms.acceptance import ManyFiles
from governance.regression.models import Kind, Source
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.editing.forms import TokenField, TokenForm
from secrel.core.models.registrations import PartyCategory

MOST_FILES = 5
OTHER_SOURCES = [(value, label) for value, label in Source.choices if value != Source.ACCOUNT]
SOURCE_ERRORS = {"required": "Choose how the organisation told you."}


class TakePartForm(forms.Form):
    """Whether one's own organisation takes part in UIT."""

    takes_part = forms.TypedChoiceField(
        label="Does your organisation take part in UIT?",
        choices=[("yes", "Yes, it takes part"), ("no", "No, it does not take part")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    token = TokenField()


class DeclareForm(forms.Form):
    """A plan or results: text, files, or both."""

    text = forms.CharField(
        label="Text", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    files = ManyFiles(
        label="Files",
        required=False,
        help_text=f"PDF, Word, Excel, PowerPoint, CSV, text or picture; up to 25 MB each. At most {MOST_FILES} at a "
        "time, 30 MB together.",
    )
    token = TokenField()


class RecordForm(DeclareForm):
    """What an organisation gave in another way, as the DCC or SECAS records it."""

    kind = forms.ChoiceField(label="What it gave", choices=Kind.choices)
    source = forms.ChoiceField(
        label="How it gave it", choices=[("", "Choose"), *OTHER_SOURCES], error_messages=SOURCE_ERRORS
    )
    given_on = DayInput(
        label="Day on which it gave it",
        help_text="The due day is compared with this day.",
        error_messages={"required": "Enter the day on which the organisation gave it."},
    )
    field_order = ("kind", "source", "given_on", "text", "files", "token")


class NameForm(forms.Form):
    """An organisation that takes part."""

    organisation = OneLineInput(
        label="Organisation",
        max_length=120,
        help_text="As it registered here, so that its own people can declare.",
        error_messages={"required": "Enter the name of the organisation."},
    )
    category = forms.ChoiceField(
        label="Category", required=False, choices=[("", "Not known"), *PartyCategory.choices]
    )
    source = forms.ChoiceField(
        label="How you know", choices=[("", "Choose"), *OTHER_SOURCES], error_messages=SOURCE_ERRORS
    )


class NameAgainForm(TokenForm):
    source = forms.ChoiceField(
        label="How you know", choices=[("", "Choose"), *OTHER_SOURCES], error_messages=SOURCE_ERRORS
    )
    token = TokenField()


class WithdrawForm(TokenForm):
    """Why an organisation does not take part after all."""

    reason = forms.CharField(
        label="Why it does not take part",
        max_length=300,
        error_messages={"required": "Give a reason. The organisation reads it."},
    )
    field_order = ("reason", "token")
