"""Forms of a meeting, its attendance and minutes, and of positions, interests and confirmations."""

from typing import Any

from django import forms

from governance.meetings.forms.asking import BODIES_WITHOUT_MEETINGS, ClosingFields
from governance.meetings.models import Item, Meeting, Presence, Stance
from secrel.core.changes.permissions import Role
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import TokenField
from secrel.core.models.people import Body, Membership, User


class PlanForm(ClosingFields):
    """A meeting; with a closing time, a decision by correspondence."""

    day = "on"
    body = forms.ModelChoiceField(
        queryset=Body.objects.exclude(key__in=BODIES_WITHOUT_MEETINGS), to_field_name="key"
    )
    on = DayInput(
        label="Day",
        required=True,
        help_text="The day of the meeting, or the day on which the correspondence closes.",
    )
    number = forms.CharField(label="Number", required=False, max_length=20)
    papers_on = DayInput(
        label="Papers due", required=False, help_text="Leave empty to follow the body’s rule."
    )
    field_order = ("body", "on", "number", "papers_on", "closes")


class MeetingForm(forms.Form):
    number = forms.CharField(label="Number", required=False, max_length=20)
    papers_on = DayInput(
        label="Papers due", required=False, help_text="Leave empty to follow the body’s rule."
    )
    token = TokenField()


class MinutesForm(forms.Form):
    text = forms.CharField(
        label="Minutes",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=50_000,
        error_messages={"required": "Write the minutes before you save them."},
    )
    token = TokenField()


class AttendanceForm(forms.Form):
    """Present, apologies or absent, for each member in force on the day of the meeting."""

    token = TokenField()

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        stored = {row.membership_id: row.presence for row in meeting.attendance.all()}
        rows = Membership.objects.in_force(meeting.on).filter(body=meeting.body)
        self.members = {
            f"m{row.pk}": row for row in rows.select_related("user", "body").order_by("user__name", "pk")
        }
        for name, row in self.members.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{row.user}, {row.get_role_display().lower()}",
                choices=[("", "Absent"), *Presence.choices],
                required=False,
                initial=stored.get(row.pk, ""),
            )

    def members_with(self, presence: str) -> list[Membership]:
        return [row for name, row in self.members.items() if self.cleaned_data[name] == presence]


class AlternateForm(forms.Form):
    """The alternate of a member at one meeting."""

    seat = forms.ModelChoiceField(label="For", queryset=Membership.objects.none())
    email = forms.EmailField(
        label="Email address of the alternate", help_text="The address of their account.", max_length=254
    )

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Membership.objects.in_force(meeting.on).filter(body=meeting.body, stands_in_for__isnull=True)
        self.fields["seat"].queryset = rows.filter(role=Role.MEMBER).select_related("user", "body")
        self.fields["seat"].label_from_instance = lambda row: row.user.name

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        self.person = User.objects.filter(email__iexact=email, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                f"There is no account with the address {email}. Ask an administrator to invite them."
            )
        return email


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
        help_text="Required if you object.",
    )
    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ConfirmForm(forms.Form):
    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    token = TokenField()
