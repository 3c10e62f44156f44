"""Forms of meetings and what they decide."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from governance.documents.saying import SECTIONS
from governance.models import Item, Meeting, Presence, Result, Stance
from governance.queries.voting import rule_of
from secrel.core.form_fields import DayInput
from secrel.core.models import Body, Membership

TOKEN = {"widget": forms.HiddenInput}
NAMED = 8
"""Rows for named changes."""


class PlanForm(forms.Form):
    """A meeting, or a decision by correspondence where a closing time is given."""

    body = forms.ModelChoiceField(queryset=Body.objects.none(), to_field_name="key")
    on = DayInput(label="Day", required=True, help_text="Of the meeting, or the day a correspondence closes.")
    number = forms.CharField(label="Number", required=False, max_length=20)
    papers_on = DayInput(label="Papers due", required=False, help_text="Empty: by the rule of the body.")
    closes = forms.TimeField(
        label="By correspondence, closing at",
        required=False,
        help_text="Empty: the body meets. Otherwise the time of that day, such as 17:00.",
        widget=forms.TimeInput(attrs={"placeholder": "17:00"}, format="%H:%M"),
        error_messages={"invalid": "This is no time: write 17:00."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = Body.objects.exclude(key__in=("secas", "dcc", "authority"))


def closing(day: Any, at: Any) -> datetime | None:
    """The moment that a correspondence closes, in London; None: the body meets."""
    return timezone.make_aware(datetime.combine(day, at)) if at else None


class MeetingForm(forms.Form):
    number = forms.CharField(label="Number", required=False, max_length=20)
    papers_on = DayInput(label="Papers due", required=False, help_text="Empty: by the rule of the body.")
    token = forms.IntegerField(**TOKEN)


class CancelForm(forms.Form):
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Say why; the record keeps the reason."}
    )
    token = forms.IntegerField(**TOKEN)


class MinutesForm(forms.Form):
    text = forms.CharField(
        label="Minutes",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=50_000,
        error_messages={"required": "Write the minutes, or leave them for later."},
    )
    token = forms.IntegerField(**TOKEN)


class AttendanceForm(forms.Form):
    """A choice for each member of the day: present, apologies, or neither."""

    token = forms.IntegerField(**TOKEN)

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        known = {row.membership_id: row.presence for row in meeting.attendance.all()}
        rows = Membership.objects.in_force(meeting.on).filter(body=meeting.body)
        self.members = {
            f"m{row.pk}": row for row in rows.select_related("user", "body").order_by("user__name", "pk")
        }
        for name, row in self.members.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{row.user}, {row.get_role_display().lower()}",
                choices=[("", "Not there"), *Presence.choices],
                required=False,
                initial=known.get(row.pk, ""),
            )

    def named(self, presence: str) -> list[Membership]:
        return [row for name, row in self.members.items() if self.cleaned_data[name] == presence]


class InterestForm(forms.Form):
    membership = forms.ModelChoiceField(label="Member", queryset=Membership.objects.none())
    text = forms.CharField(label="Interest", max_length=500)
    steps_back = forms.BooleanField(label="Steps back: takes no part in this item", required=False)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Membership.objects.in_force(item.meeting.on).filter(body=item.meeting.body)
        self.fields["membership"].queryset = rows.select_related("user", "body")
        self.fields["membership"].label_from_instance = lambda row: row.user.name


class PositionForm(forms.Form):
    stance = forms.ChoiceField(
        label="Your position",
        choices=Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one: agrees, objects or abstains."},
    )
    text = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatory where you object.",
    )
    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class OutcomeForm(forms.Form):
    """The result with votes, dissent, and the changes it is subject to: a section and what is to be changed in it."""

    result = forms.ChoiceField(choices=Result.choices)
    agree = forms.IntegerField(
        label="Agree",
        required=False,
        min_value=0,
        max_value=99,
        help_text="Empty where nobody asked for a vote.",
    )
    object = forms.IntegerField(label="Object", required=False, min_value=0, max_value=99)
    abstain = forms.IntegerField(label="Abstain", required=False, min_value=0, max_value=99)
    casting = forms.ChoiceField(
        label="The Chair’s casting vote", choices=[("", "None"), *Stance.choices[:2]], required=False
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What was said against it, and by whom.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=300,
        help_text="Obligatory where it is returned: what SECAS is to change.",
    )
    token = forms.IntegerField(**TOKEN)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        if item.meeting.is_correspondence:
            for name in ("agree", "object", "abstain"):
                del self.fields[name]
        if not rule_of(item.meeting.body, item.meeting.on).casting_vote:
            del self.fields["casting"]
        for number in range(1, NAMED + 1):
            self.fields[f"section_{number}"] = forms.ChoiceField(
                label=f"Change {number}: section", choices=[("", "None"), *SECTIONS.items()], required=False
            )
            self.fields[f"change_{number}"] = forms.CharField(
                label=f"Change {number}: what is changed", required=False, max_length=500
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        votes = [typed.pop(name, None) for name in ("agree", "object", "abstain")]
        counted = any(vote is not None for vote in votes)
        typed["votes"] = tuple(vote or 0 for vote in votes) if counted else None
        typed["changes"] = []
        for number in range(1, NAMED + 1):
            section, text = typed.pop(f"section_{number}", ""), typed.pop(f"change_{number}", "")
            if bool(section) != bool(text):
                self.add_error(
                    f"change_{number}" if section else f"section_{number}",
                    "A named change has a section and says what is changed in it.",
                )
            elif section:
                typed["changes"].append({"section": section, "text": text})
        return typed

    @property
    def said(self) -> list[forms.BoundField]:
        """The fields of the outcome itself."""
        return [
            field for field in self.visible_fields() if not field.name.startswith(("section_", "change_"))
        ]

    @property
    def named(self) -> list[forms.BoundField]:
        """Those of the named changes."""
        return [field for field in self.visible_fields() if field.name.startswith(("section_", "change_"))]

    @property
    def names_changes(self) -> bool:
        return any(field.value() for field in self.named)


def said_before(item: Item) -> dict[str, Any]:
    """What the outcome that stands says, for the form that corrects it."""
    outcome = item.outcome
    if outcome is None:
        return {}
    names = ("result", "agree", "object", "abstain", "dissent", "reason")
    said = {name: getattr(outcome, name) for name in names}
    for number, change in enumerate(outcome.changes, start=1):
        said |= {f"section_{number}": change["section"], f"change_{number}": change["text"]}
    return said


class ConfirmForm(forms.Form):
    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    token = forms.IntegerField(**TOKEN)


class PutChangesForm(forms.Form):
    """The draft that makes the named changes."""

    version = forms.ModelChoiceField(label="Changed version", queryset=None)
    token = forms.IntegerField(**TOKEN)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        drafts = item.version.release.versions.filter(state="draft").select_related("release")
        self.fields["version"].queryset = drafts.order_by("-major", "-minor")
