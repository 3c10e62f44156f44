"""Forms with which the owner runs a consultation."""

from typing import Any

from django import forms

from governance.consultations.models import ConsultationKind
from governance.meetings.forms.asking import BODIES_WITHOUT_MEETINGS
from releases.models.releases import Release
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput, LinesInput, OneLineInput, ParagraphsInput
from secrel.core.editing.forms import GroupedForm, TokenField, TokenForm
from secrel.core.models.people import Body

REASON = {"max_length": 300, "widget": forms.Textarea(attrs={"rows": 2})}


def clock_time(label: str, help_text: str, *, required: bool = False) -> forms.TimeField:
    """A time of day, such as 17:00."""
    return forms.TimeField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.TimeInput(attrs={"placeholder": "17:00", "class": "day"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time such as 17:00.", "required": "Enter a time such as 17:00."},
    )


def body_that_meets(label: str, *, required: bool) -> ListedChoiceField:
    return ListedChoiceField(
        label=label,
        queryset=Body.objects.exclude(key__in=BODIES_WITHOUT_MEETINGS),
        to_field_name="key",
        required=required,
        empty_label="Choose" if required else "No meeting",
        error_messages={"required": "Choose the body."},
    )


class DeadlineFields(forms.Form):
    deadline_on = DayInput(
        label="Deadline", required=True, error_messages={"required": "Enter the day of the deadline."}
    )
    deadline_at = clock_time("Time", "In London. Leave empty for close of play.")


class DeadlineForm(DeadlineFields):
    decides_on = DayInput(
        label="Day of the meeting that decides",
        required=False,
        help_text="Change it if the meeting moves too.",
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Everybody reads it beside the new deadline.",
        error_messages={"required": "Give a reason. Everybody reads it beside the new deadline."},
        **REASON,
    )
    token = TokenField()


class ConsultationForm(GroupedForm, DeadlineFields):
    """What the owner writes. A draft keeps its kind and release."""

    groups = (
        ("What it is about", (("kind", "release"), ("title",))),
        ("What you ask", (("question",), ("reasons",))),
        (
            "Dates and decision",
            (("proposed_on",), ("deadline_on", "deadline_at"), ("decided_by", "decides_on")),
        ),
        ("Who reads it", (("is_amber",), ("organisations",), ("reading_bodies",))),
    )

    kind = forms.ChoiceField(label="About")
    release = ListedChoiceField(
        label="Release",
        queryset=Release.objects.exclude(life__in=("live", "closed", "cancelled")).order_by("go_live_on"),
        to_field_name="slug",
        required=False,
        empty_label="No release",
    )
    title = OneLineInput(max_length=160, error_messages={"required": "Enter a title."})
    question = ParagraphsInput(
        label="Question",
        help_text="What you ask, with an empty line between paragraphs.",
        error_messages={"required": "Write what you ask."},
    )
    reasons = ParagraphsInput(label="Reasons", required=False, help_text="Why you ask it.")
    proposed_on = DayInput(
        label="Proposed go-live",
        required=False,
        help_text="Only for a changed go-live. For example 6 May 2020.",
    )
    decided_by = body_that_meets("Body that decides", required=False)
    decides_on = DayInput(label="Day of its meeting", required=False)
    is_amber = forms.BooleanField(
        label="Amber: only for the organisations and bodies that you name",
        required=False,
        help_text="It is not public and is answered with an account only. Otherwise it has the class of the release.",
    )
    organisations = LinesInput(
        label="Organisations",
        required=False,
        max_length=4000,
        help_text="One name a line, as the organisation is registered. Everybody who is confirmed for it can read the "
        "consultation.",
    )
    reading_bodies = forms.ModelMultipleChoiceField(
        label="Bodies",
        queryset=Body.objects.exclude(key__in=("secas", "parties")),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The body that decides, and those that the release names for Amber documents, read it too.",
    )
    token = TokenField()
    field_order = (
        *("kind", "release", "title", "question", "reasons", "proposed_on", "deadline_on", "deadline_at"),
        *("decided_by", "decides_on", "is_amber", "organisations", "reading_bodies", "token"),
    )

    def __init__(self, *args: Any, kinds: list[str], is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [pair for pair in ConsultationKind.choices if pair[0] in kinds]
        for name in ("kind", "release") if not is_new else ("token",):
            del self.fields[name]


class WithdrawForm(TokenForm):
    reason = forms.CharField(
        label="Reason",
        help_text="Everybody reads it on the consultation’s page.",
        error_messages={"required": "Give a reason. Everybody reads it on the consultation’s page."},
        **REASON,
    )
    field_order = ("reason", "token")


class SummaryForm(TokenForm):
    summary = ParagraphsInput(
        label="Summary",
        help_text="It is published with the number of answers by category. Do not repeat confidential answers.",
        error_messages={"required": "Write the summary."},
    )
    field_order = ("summary", "token")


class DecisionForm(TokenForm):
    """A decision. `seen` is the day whose effects on the timetable have been shown."""

    outcome = forms.ChoiceField(label="Decision", widget=forms.RadioSelect)
    go_live_on = DayInput(label="New go-live", required=False, help_text="Only if the go-live moves.")
    body = body_that_meets("Decided by", required=True)
    decided_on = DayInput(
        label="Decided on", required=True, error_messages={"required": "Enter the day of the decision."}
    )
    words = ParagraphsInput(
        label="What was decided, and why", error_messages={"required": "Write what was decided, and why."}
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        help_text="Only if it was decided before the deadline.",
        max_length=300,
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("outcome", "go_live_on", "body", "decided_on", "words", "reason", "seen", "token")

    def __init__(self, *args: Any, outcomes: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = outcomes
        if len(outcomes) == 1:
            self.fields["outcome"].initial = outcomes[0][0]
            del self.fields["go_live_on"]


class LetterForm(TokenForm):
    sent_on = DayInput(label="Sent on", error_messages={"required": "Enter the day on which it was sent."})
    file = forms.FileField(
        label="Letter",
        required=False,
        help_text="PDF or Word; up to 25 MB. Leave empty if you do not have it.",
    )
    field_order = ("sent_on", "file", "token")


class LetterAnswerForm(TokenForm):
    answer = forms.ChoiceField(
        label="Answer",
        choices=[("permitted", "Permitted"), ("refused", "Not permitted")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the Authority answered."},
    )
    answered_on = DayInput(label="Answered on", error_messages={"required": "Enter the day of the answer."})
    window_from = DayInput(
        label="First day permitted", required=False, help_text="Leave empty if none is set."
    )
    window_until = DayInput(
        label="Last day permitted", required=False, help_text="Leave empty if none is set."
    )
    reference = OneLineInput(label="Reference", required=False, max_length=200)
    field_order = ("answer", "answered_on", "window_from", "window_until", "reference", "token")
