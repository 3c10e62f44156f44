"""Forms of versions."""

from django import forms

from governance.meetings.forms.asking import MeetingFields
from governance.versions.models import COMMENTED
from secrel.core.changes.permissions import ROLES, Permission
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import TokenField
from secrel.core.models.people import Body

COMMENTING = ("tabasc", "operations-group", "parties")
"""Whom a draft is issued to for comment (DOMAIN 5), unless others are ticked."""


def asked() -> forms.ModelMultipleChoiceField:
    """The bodies that are asked to comment; the DCC comments on every draft."""
    return forms.ModelMultipleChoiceField(
        label="Who is asked to comment",
        queryset=Body.objects.filter(key__in=bodies_that_comment()),
        to_field_name="key",
        required=False,
        initial=list(COMMENTING),
        widget=forms.CheckboxSelectMultiple,
        help_text="The DCC comments on every draft.",
    )


def bodies_that_comment() -> list[str]:
    return [
        one.body
        for one in ROLES
        if Permission.COMMENT in one.permissions and one.body not in ("secas", "dcc")
    ]


class DraftForm(forms.Form):
    changes = forms.CharField(
        label="What changed, for the document history",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence what changed; it is printed in the history."},
    )
    number = forms.CharField(
        label="Number", required=False, max_length=7, help_text="Empty: the next one. Another needs a reason."
    )
    reason = forms.CharField(label="Why another number", required=False, max_length=300)
    comment_until = DayInput(
        label="Open for comment until",
        required=False,
        help_text="Empty: nobody is asked yet.",
    )
    bodies = asked()


class PresentForm(MeetingFields):
    reference = forms.CharField(
        label="Paper reference",
        required=False,
        max_length=40,
        help_text="Where the document is an appendix to a paper: SECP_76_1701_23.",
    )
    token = TokenField()


class CommentPeriodForm(forms.Form):
    until = DayInput(label="Open for comment until", required=True)
    bodies = asked()
    token = TokenField()


class CommentForm(forms.Form):
    section = forms.ChoiceField(choices=list(COMMENTED.items()))
    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what you ask, or ask to be changed."},
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the answer; who commented reads it."},
    )
    resolves = forms.BooleanField(label="Nothing more is to be done about it", required=False, initial=True)
