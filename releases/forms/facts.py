"""Forms of a release's own facts: classification, go-live, status."""

from typing import Any

from django import forms

from releases.models.releases import Release
from releases.workflow import LIFE
from secrel.core.changes.permissions import Permission
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import bodies

GO_LIVE = {
    "label": "Go-live",
    "required": False,
    "help_text": "For example 25 Jun 2020. Leave empty if it is to be set.",
}


class ReleaseForm(FactsForm):
    """`is_private`: whether others do not find the release until a version is published."""

    classification = forms.ChoiceField(choices=Release.Classification.choices)
    private_until_published = forms.BooleanField(
        label="Private until first published",
        required=False,
        help_text="The public and Parties find nothing of this release. If you untick this, everybody sees its name, "
        "kind and go-live, and you cannot make it private again.",
    )

    def __init__(self, *args: Any, is_private: bool, **options: Any) -> None:
        if not is_private:
            self.base_fields = {k: v for k, v in self.base_fields.items() if k != "private_until_published"}
        super().__init__(*args, **options)


class GoLiveForm(FactsForm):
    """`seen` is the day whose consequences have been shown."""

    not_merged = ("seen",)
    go_live_on = DayInput(**GO_LIVE)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class WindowForm(FactsForm):
    """The window permitted for the go-live."""

    window_from = DayInput(
        label="First day permitted", required=False, help_text="Leave empty if none is set."
    )
    window_until = DayInput(
        label="Last day permitted", required=False, help_text="Leave empty if none is set."
    )
    window_permitted_by = forms.CharField(
        label="Permitted by", required=False, max_length=120, help_text="For example the Authority."
    )
    window_decided_on = DayInput(label="Permitted on", required=False)
    window_reference = forms.CharField(label="Reference", required=False, max_length=200)


class SourcesForm(FactsForm):
    """Where the sources of a release end; both fields are empty where they go on."""

    sources_until = DayInput(label="Sources end on", required=False, help_text="For example 9 Mar 2020.")
    sources_note = forms.CharField(
        label="Why, and what is only an example",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Anybody can read this on the page of the release.",
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("sources_note") and not entered.get("sources_until"):
            self.add_error("sources_until", "Enter the day, or empty the other field too.")
        return entered


class LifeForm(forms.Form):
    """A move of the release's life; on cancelling, also where its scope goes."""

    move = forms.ChoiceField(label="Action", choices=[])
    to_release = ListedChoiceField(
        label="Move the scope to",
        queryset=Release.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="No release: everything leaves the scope",
        help_text="Only when the release is cancelled.",
    )
    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Give a reason. It is kept in the audit trail."}
    )

    def __init__(
        self, *args: Any, release: Release, permissions: frozenset[Permission], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = LIFE.offered(release, permissions)
        self.fields["move"].choices = [(move.key, move.label) for move, reasons in offered if not reasons]
        others = Release.objects.exclude(pk=release.pk).exclude(life__in=("live", "closed", "cancelled"))
        self.fields["to_release"].queryset = others.order_by("go_live_on")
