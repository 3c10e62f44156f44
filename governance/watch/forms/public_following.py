"""The form with which somebody without an account asks for emails."""

from typing import Any

from django import forms

from governance.watch.forms.following import FollowForm
from modifications.models.modifications import Modification
from secrel.core.models.subscriptions import HOW_NAMES, MAILED, PUBLIC_TOPICS, Topic

NEWEST = 30
"""How many modifications are suggested."""


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
        ].help_text = "For example June 2021, MP153 or Suppliers. Leave it empty only for all news."
        self.fields["how"].choices = [(one.value, HOW_NAMES[one]) for one in MAILED]
        self.fields["how"].label = "How often"

    def suggested(self) -> list[tuple[str, str]]:
        """Also the newest modifications."""
        newest = Modification.objects.order_by("-number", "-reference")[:NEWEST]
        return [*super().suggested(), *((row.reference, f"Modification: {row.title}") for row in newest)]

    def _suggested_topics(self) -> tuple[str, ...]:
        return (Topic.CATEGORY,)
