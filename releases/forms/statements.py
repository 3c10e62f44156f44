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


REASON_FOR = {"sec_documents": "documents"}
"""The key of a list whose column has another name."""
COLUMNS = ("change_requests", "sec_documents", "other_codes")
"""Columns of the release that hold what is stated of a list; other lists are in `list_states`."""
EMPTY = [choice for choice in ListState.choices if choice[0] != ListState.ITEMS]


SHOWN_WITH_NOT_APPLICABLE = {"data-only-with": ListState.NOT_APPLICABLE, "placeholder": " "}
"""The style sheet hides such a field while it is empty and another choice is made before it. The placeholder shows it
that the field is empty."""


class StatementsForm(FactsForm):
    """`facts_of` lists the fields that belong to the release itself; `lists` those lists of the section that have no
    column, each with its name."""

    facts_of: tuple[str, ...] = ()
    lists: dict[str, str] = {}
    notes = NOTES

    def __init__(self, *args: Any, **options: Any) -> None:
        self.base_fields = self.base_fields | _fields_of(self)
        order = self.field_order or ("notes",)
        states = [name for pair in _reasons_of(self).items() for name in pair if name not in order]
        super().__init__(*args, **{"field_order": [*states, *order]} | options)

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        for name, reason in _reasons_of(self).items():
            if entered.get(name) == ListState.NOT_APPLICABLE and not entered.get(reason):
                self.add_error(reason, "Enter why it does not apply. The document prints the reason.")
            elif entered.get(name) != ListState.NOT_APPLICABLE and entered.get(reason):
                self.add_error(
                    reason, "A reason is printed only with “Not applicable”. Choose that, or clear it."
                )
        return entered


def _reasons_of(form: StatementsForm) -> dict[str, str]:
    """For each state field of a form, the field of its reason."""
    columns = [name for name in form.facts_of if name in COLUMNS]
    return {name: f"reason_{REASON_FOR.get(name, name)}" for name in columns} | {
        f"state_{key}": f"reason_{key}" for key in form.lists
    }


def _fields_of(form: StatementsForm) -> dict[str, forms.Field]:
    """The state of each list, and its reason."""
    states = {
        f"state_{key}": forms.ChoiceField(
            label=name,
            choices=EMPTY,
            required=False,
            help_text="What the document states while there is none.",
        )
        for key, name in form.lists.items()
    }
    reasons = {
        reason: forms.CharField(
            label=f"{(form.base_fields | states)[name].label}: reason",
            required=False,
            max_length=300,
            help_text="Why it does not apply. The document prints this.",
            widget=forms.TextInput(attrs=SHOWN_WITH_NOT_APPLICABLE),
        )
        for name, reason in _reasons_of(form).items()
    }
    return states | reasons


class ScopeStatements(StatementsForm):
    facts_of = ("change_requests", "additions")
    lists = {"scope": "Modification Proposals"}
    change_requests = forms.ChoiceField(
        label="DCC Change Requests",
        choices=ListState.choices,
        help_text="What the section states while none is listed: that the list is to come, or that there are none.",
    )
    additions = ParagraphsInput(
        label="Additions", required=False, help_text="Whether more may be added to the scope, and how."
    )
    field_order = (
        "state_scope",
        "reason_scope",
        "change_requests",
        "reason_change_requests",
        "additions",
        "notes",
    )


class ImpactStatements(StatementsForm):
    facts_of = (
        "sec_documents",
        "documents_provisional",
        "other_codes",
        "other_code_names",
        "summary_audiences",
    )
    lists = {"participants": "Party and DCC impacts"}
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
    field_order = (
        *("state_participants", "reason_participants", "sec_documents", "reason_documents"),
        *("documents_provisional", "other_codes", "reason_other_codes", "other_code_names"),
        *("summary_audiences", "notes"),
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("other_codes") == ListState.ITEMS and not entered.get("other_code_names"):
            self.add_error("other_code_names", "Enter the names of the codes, or choose “None”.")
        if entered.get("other_codes") != ListState.ITEMS and entered.get("other_code_names"):
            self.add_error("other_codes", "Codes are named below. Choose “Listed”, or remove the names.")
        entered["summary_audiences"] = entered.get("summary_audiences") or None
        return entered


class TimelineStatements(StatementsForm):
    lists = {"timeline": "Timetable", "go_live": "Go-live date"}


class CostStatements(StatementsForm):
    lists = {"dcc_costs": "DCC costs", "secas": "SECAS effort"}


class AcceptanceStatements(StatementsForm):
    lists = {"acceptance": "Acceptance criteria"}


class TestingStatements(StatementsForm):
    lists = {"testing": "Test strategy", "annexes": "Annexes"}
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
    Section.Key.TIMELINE: TimelineStatements,
    Section.Key.TESTING: TestingStatements,
    Section.Key.COSTS: CostStatements,
    Section.Key.ACCEPTANCE: AcceptanceStatements,
}


def form_of(section: Section) -> type[StatementsForm]:
    """The form of a section; without statements of its own, only its notes."""
    return _FORMS.get(section.key, StatementsForm)


def stored_statements(release: Release, section: Section) -> dict[str, Any]:
    """The current values of a section's form."""
    form = form_of(section)
    values = {name: getattr(release, name) for name in form.facts_of}
    values |= {f"state_{key}": release.list_states.get(key, ListState.NOT_STATED.value) for key in form.lists}
    keys = [REASON_FOR.get(name, name) for name in form.facts_of if name in COLUMNS]
    values |= {f"reason_{key}": release.list_reasons.get(key, "") for key in (*keys, *form.lists)}
    if "summary_audiences" in values:
        values["summary_audiences"] = values["summary_audiences"] or []
    if section.key == Section.Key.TESTING:
        strategy = release.test_strategy
        values |= {"dcc_approach": strategy.dcc_approach, "user_approach": strategy.user_approach}
    return values | {"notes": section.notes}
