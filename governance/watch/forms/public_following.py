"""The form with which somebody without an account asks for emails."""

from typing import Any

from django import forms

from governance.watch.forms.following import FollowForm
from secrel.core.models.subscriptions import MAILED, PUBLIC_TOPICS, How, Topic


class PublicFollowForm(FollowForm):
    """What to follow, as somebody with an account enters it, and a mail address."""

    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="We send you a link to confirm it. We use your address for these emails only, and forget it after "
        "you stop them.",
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address such as name@example.org.",
        },
    )
    field_order = ("topic", "value", "how", "email")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topic"].choices = [(one.value, Topic(one).label) for one in PUBLIC_TOPICS]
        self.fields["topic"].label = "Emails about"
        self.fields[
            "value"
        ].help_text = "For example June 2021, MP153 or Suppliers. Leave empty for all news."
        self.fields["how"].choices = [(one.value, How(one).label) for one in MAILED]
        self.fields["how"].label = "How often"

    def _suggested_topics(self) -> tuple[str, ...]:
        return (Topic.CATEGORY,)
