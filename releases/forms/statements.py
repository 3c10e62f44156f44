"""The statements of each section outside its tables: what it states while a list is empty, and notes."""

from typing import Any

from django import forms

from releases.models.impacts import SummaryPoint
from releases.models.releases import ListState, Release, Section
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import LinesInput, ParagraphsInput

NOTES = ParagraphsInput(
    label="Notes at the end of the section",
    required=False,
    help_text="Leave an empty line between paragraphs.",
)


class StatementsForm(FactsForm):
    """`facts_of` lists the fields that belong to the release itself."""

    facts_of: tuple[str, ...] = ()
    notes = NOTES


class ScopeStatements(StatementsForm):
    facts_of = ("change_requests", "additions")
    change_requests = forms.ChoiceField(
        label="DCC Change Requests",
        choices=ListState.choices,
        help_text="What the section states while none is listed: that the list is to come, or that there are none.",
    )
    additions = ParagraphsInput(
        label="Additions", required=False, help_text="Whether more may be added to the scope, and how."
    )
    field_order = ("change_requests", "additions", "notes")


class ImpactStatements(StatementsForm):
    facts_of = (
        "sec_documents",
        "documents_provisional",
        "other_codes",
        "other_code_names",
        "summary_audiences",
    )
    sec_documents = forms.ChoiceField(
        label="SEC documents",
        choices=ListState.choices,
        help_text="What the section states while no document is ticked.",
    )
    documents_provisional = forms.BooleanField(
        label="The list of SEC documents may still change", required=False
    )
    other_codes = forms.ChoiceField(label="Other industry codes", choices=ListState.choices)
    other_code_names = LinesInput(label="Names of the other codes", required=False, help_text="One per line.")
    summary_audiences = forms.MultipleChoiceField(
        label="Audiences listed in the summary",
        required=False,
        choices=[row for row in SummaryPoint.AUDIENCES if row[0] != "dcc"],
        widget=forms.CheckboxSelectMultiple,
        help_text="If none is ticked, all are listed, and All SEC Parties if there is a point for them.",
    )
    field_order = (*facts_of, "notes")

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("other_codes") == ListState.ITEMS and not entered.get("other_code_names"):
            self.add_error("other_code_names", "Enter the names of the codes, or choose “None”.")
        if entered.get("other_codes") != ListState.ITEMS and entered.get("other_code_names"):
            self.add_error("other_codes", "Codes are named below. Choose “Listed”, or remove the names.")
        entered["summary_audiences"] = entered.get("summary_audiences") or None
        return entered


class TestingStatements(StatementsForm):
    dcc_approach = ParagraphsInput(
        label="The DCC’s approach",
        required=False,
        help_text="Leave empty for the standard text for this kind of release.",
    )
    user_approach = ParagraphsInput(
        label="The users’ approach",
        required=False,
        help_text="Leave empty for the standard text for this kind of release.",
    )
    field_order = ("dcc_approach", "user_approach", "notes")


_FORMS: dict[str, type[StatementsForm]] = {
    Section.Key.SCOPE: ScopeStatements,
    Section.Key.IMPACTS: ImpactStatements,
    Section.Key.TESTING: TestingStatements,
}


def form_of(section: Section) -> type[StatementsForm]:
    """The form of a section; without statements of its own, only its notes."""
    return _FORMS.get(section.key, StatementsForm)


def stored_statements(release: Release, section: Section) -> dict[str, Any]:
    """The current values of a section's form."""
    form = form_of(section)
    values = {name: getattr(release, name) for name in form.facts_of}
    if "summary_audiences" in values:
        values["summary_audiences"] = values["summary_audiences"] or []
    if section.key == Section.Key.TESTING:
        strategy = release.test_strategy
        values |= {"dcc_approach": strategy.dcc_approach, "user_approach": strategy.user_approach}
    return values | {"notes": section.notes}
