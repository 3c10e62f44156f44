"""The facts of a notice: for a new one, and when it is edited."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.notices.facts import MOST, NoticeFacts
from governance.notices.models import Notice
from releases.models.releases import Release
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import DayInput, OneLineInput, ParagraphsInput

NAMES = (
    *("release", "release_name", "title", "form", "sec_version", "stated_count"),
    *("effective_on", "publish_on", "changes", "help"),
)


def _releases() -> QuerySet[Release]:
    return Release.objects.order_by("-go_live_on", "slug")


class NoticeFields(forms.Form):
    """The fields of a notice."""

    title = OneLineInput(
        label="Title", max_length=200, error_messages={"required": "Enter the title of the notice."}
    )
    form = forms.ChoiceField(label="Form", choices=Notice.Form.choices)
    release = ListedChoiceField(
        label="Release",
        queryset=Release.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="None held here",
    )
    release_name = OneLineInput(
        label="Name of the release",
        max_length=80,
        required=False,
        help_text="If the release is not held here, such as February 2020 SEC Release.",
    )
    sec_version = OneLineInput(
        label="SEC version",
        max_length=12,
        required=False,
        help_text="As stated, such as 27.0. It can be empty.",
    )
    stated_count = forms.IntegerField(
        label="Number of modifications",
        required=False,
        min_value=0,
        max_value=MOST,
        help_text="As stated, whether or not they are listed.",
    )
    effective_on = DayInput(
        label="Takes effect on",
        error_messages={"required": "Enter the day on which the changes take effect."},
    )
    publish_on = DayInput(
        label="Publication day", error_messages={"required": "Enter the day of publication."}
    )
    changes = ParagraphsInput(label="What else changes", max_length=20_000, required=False)
    help = ParagraphsInput(label="Where to get help", max_length=5000, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["release"].queryset = _releases()

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("release") and entered.get("release_name"):
            self.add_error(
                "release_name", "Choose a release, or enter the name of one not held here: not both."
            )
        return entered


def facts_from(cleaned: dict[str, Any]) -> NoticeFacts:
    return NoticeFacts(**{name: cleaned[name] for name in NAMES})


class DraftForm(NoticeFields):
    """A new notice, with the end of its address."""

    about = OneLineInput(
        label="Address ends with",
        max_length=60,
        required=False,
        help_text=(
            "Such as mp130 or appendix-ak, after the publication day. If it is empty, the SEC version or the release "
            "is used. The address never changes."
        ),
    )


class NoticeForm(NoticeFields, FactsForm):
    """A notice as it is stored, to edit."""

    def __init__(self, data: Any = None, *, notice: Notice, **options: Any) -> None:
        initial = {name: getattr(notice, name) for name in NAMES}
        initial["release"] = notice.release.slug if notice.release else None
        super().__init__(data, token=notice.token, initial=initial, **options)
