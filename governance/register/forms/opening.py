"""Forms that open a release and change its kind."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import slugify

from releases.models.releases import Release
from releases.slots import name_of, suggested
from secrel.core.editing.form_fields import DayInput, OneLineInput


class OpenForm(forms.Form):
    """A slot of a year, or an ad-hoc release with its own name and any day."""

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
        help_text="Sets the initial timetable, criteria and sections. You can change it later.",
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("slot") == "ad_hoc" and not entered.get("name"):
            self.add_error("name", "Enter a name. An ad-hoc release has no slot to name it after.")
        return entered


def as_release(*, slot: str, year: int, go_live_on: date | None, name: str, profile: str) -> dict[str, Any]:
    """The form's data as arguments of `open_release`."""
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
