"""The form of an unsettled target: releases considered, the body that settles it, and by when."""

from typing import Any

from django import forms

from releases.models.releases import Release
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import PartialDateInput
from secrel.core.editing.forms import bodies


class TargetForm(FactsForm):
    year = forms.IntegerField(
        required=False, min_value=2013, max_value=2199, help_text="If only the year is known."
    )
    considered = forms.ModelMultipleChoiceField(
        label="Releases considered",
        queryset=Release.objects.exclude(life__in=("live", "closed", "cancelled")).order_by("go_live_on"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    settled_by = bodies("To be settled by (body)", "Not stated")
    settle_by = PartialDateInput(label="To be settled by (date)", required=False)
    note = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        entered["considered"] = list(entered.get("considered") or [])
        return entered
