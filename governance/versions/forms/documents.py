"""Forms for issuing, presenting and commenting on versions."""

from django import forms

from governance.meetings.forms.asking import MeetingFields
from governance.versions.models import COMMENTED
from secrel.core.changes.permissions import ROLES, Permission
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import TokenField
from secrel.core.models.people import Body

COMMENTING = ("tabasc", "operations-group", "parties")
"""Keys of the bodies ticked by default when a draft is issued for comment (the field's rule)."""


def comment_bodies() -> forms.ModelMultipleChoiceField:
    """The field for choosing the bodies asked to comment."""
    return forms.ModelMultipleChoiceField(
        label="Bodies asked to comment",
        queryset=Body.objects.filter(key__in=bodies_that_comment()),
        to_field_name="key",
        required=False,
        initial=list(COMMENTING),
        widget=forms.CheckboxSelectMultiple,
        help_text="The DCC comments on every draft.",
    )


def bodies_that_comment() -> list[str]:
    return [
        role.body
        for role in ROLES
        if Permission.COMMENT in role.permissions and role.body not in ("secas", "dcc")
    ]


class DraftForm(forms.Form):
    changes = forms.CharField(
        label="Summary of changes, for the document history",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Drafted from what changed since the version before. It must name every change of the scope.",
        error_messages={
            "required": "Describe the changes in a sentence. It is printed in the document history."
        },
    )
    number = forms.CharField(
        label="Number",
        required=False,
        max_length=7,
        help_text="Leave empty for the next number. Any other number needs a reason.",
    )
    reason = forms.CharField(label="Reason for another number", required=False, max_length=300)
    comment_until = DayInput(
        label="Open for comment until",
        required=False,
        help_text="Leave empty if you are not asking for comments yet.",
    )
    bodies = comment_bodies()


class PresentForm(MeetingFields):
    reference = forms.CharField(
        label="Paper reference",
        required=False,
        max_length=40,
        help_text="If the document is an appendix to a paper, for example SECP_76_1701_23.",
    )
    token = TokenField()


class CommentPeriodForm(forms.Form):
    until = DayInput(label="Open for comment until", required=True)
    bodies = comment_bodies()
    token = TokenField()


class CommentForm(forms.Form):
    section = forms.ChoiceField(choices=list(COMMENTED.items()))
    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter your question, or the change you ask for."},
    )


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="Answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the answer. It is sent to the person who commented."},
    )
    resolves = forms.BooleanField(label="This resolves the comment", required=False, initial=True)
