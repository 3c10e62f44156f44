"""Forms that open a release and change its kind."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from governance.register.queries.earlier import TakenOver
from releases.models.releases import Release
from releases.slots import name_of, suggested
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput, OneLineInput


class OpenForm(forms.Form):
    """A slot of a year, or an ad-hoc release with its own name and any day; from the standard timetable and criteria of
    its kind, or from an earlier release. `seen` is the digest of the plan that has been shown."""

    slot = forms.ChoiceField(choices=[*[row for row in Release.Slot.choices if row[0]], ("ad_hoc", "Ad hoc")])
    year = forms.IntegerField(min_value=2013, max_value=2199)
    go_live_on = DayInput(
        label="Go-live",
        required=False,
        help_text="Leave empty for the slot’s usual day: the last Thursday of February or June, or the first Thursday "
        "of November.",
    )
    name = OneLineInput(
        max_length=80,
        required=False,
        help_text="Only for an ad-hoc release. Other releases are named after their slot.",
    )
    profile = forms.ChoiceField(
        label="Kind",
        choices=Release.Profile.choices,
        help_text="Sets the initial timetable, criteria and sections. You can change it later. A release that starts "
        "from an earlier one is of the same kind.",
    )
    earlier = ListedChoiceField(
        label="Start from",
        queryset=Release.objects.exclude(life="cancelled").order_by("-go_live_on", "slug"),
        to_field_name="slug",
        required=False,
        empty_label="The standard timetable and criteria of its kind",
        help_text="From an earlier release, you see what is taken over before anything is saved.",
    )
    take = forms.MultipleChoiceField(
        label="Take over from the earlier release",
        choices=TakenOver.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Its scope, impacts and costs are never taken over.",
    )
    keep_private = forms.BooleanField(
        label="Keep private until first published",
        required=False,
        help_text="Otherwise everybody sees its name, kind and go-live from now on. If you tick this, the public and "
        "Parties find nothing of it until you publish a version of its RID.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=300,
        help_text="Why you create it. Optional; it is kept in the audit trail.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("slot") == "ad_hoc" and not entered.get("name"):
            self.add_error("name", "Enter a name. An ad-hoc release has no slot to name it after.")
        return entered


def as_release(
    *, slot: str, year: int, go_live_on: date | None, name: str, profile: str, **others: Any
) -> dict[str, Any]:
    """The form's data as arguments of `open_release`, without `others`."""
    if slot == "ad_hoc":
        day = go_live_on.isoformat() if go_live_on else str(year)
        slug = f"{day}-{slugify(name)}"[:50].strip("-")
        return {"slot": "", "name": name, "slug": slug, "profile": profile, "go_live_on": go_live_on}
    day = go_live_on or suggested(slot, year)
    return {
        "slot": slot,
        "name": name_of(slot, year),
        "slug": f"{slot}-{year}",
        "profile": profile,
        "go_live_on": day,
    }


class ProfileForm(forms.Form):
    profile = forms.ChoiceField(label="Kind", choices=Release.Profile.choices)
    with_timetable = forms.BooleanField(
        label="Use the standard timetable of that kind (replaces the current rows)", required=False
    )
    with_criteria = forms.BooleanField(label="Use its standard acceptance criteria", required=False)
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Give a reason. It is kept in the audit trail."}
    )
