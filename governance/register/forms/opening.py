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
from secrel.core.editing.forms import bodies


class ReleaseForm(forms.Form):
    """What a new release is: in a slot of a year, or an ad-hoc release with its own name and any day."""

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
    keep_private = forms.BooleanField(
        label="Keep private until first published",
        required=False,
        initial=True,
        help_text="Otherwise everybody sees its name, kind and go-live from now on. While it is private, the public "
        "and Parties find nothing of it until you publish a version of its RID.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=300,
        help_text="Why you create it. Optional; it is kept in the audit trail.",
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("slot") == "ad_hoc" and not entered.get("name"):
            self.add_error("name", "Enter a name. An ad-hoc release has no slot to name it after.")
        return entered


class OpenForm(ReleaseForm):
    """From the standard timetable and criteria of its kind, or from an earlier release. `seen`: the digest of the plan
    that has been shown."""

    earlier = ListedChoiceField(
        label="Start from",
        queryset=Release.objects.exclude(life="cancelled").order_by("-go_live_on", "slug"),
        to_field_name="slug",
        required=False,
        empty_label="The standard timetable and criteria of its kind",
        help_text="A release that starts from an earlier one is of the same kind. You see what is taken over before "
        "anything is saved.",
    )
    take = forms.MultipleChoiceField(
        label="Take over from the earlier release",
        choices=TakenOver.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Its scope, impacts and costs are never taken over.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class TableForm(ReleaseForm):
    """From a table of its scope, and optionally one of its timetable. `html` is the other flavour of the clipboard."""

    text = forms.CharField(
        label="Tables",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-html": "html", "placeholder": "MP153\nDP201"}),
        help_text="References, one a line; or columns with reference, title, status, cut-off and description, with or "
        "without headings. A table of dates and events is read as the timetable.",
    )
    html = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="Or a file with tables",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.csv,.txt"}),
        help_text="Excel (.xlsx), Word (.docx), CSV or text. It is read and not stored.",
    )
    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")


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
