"""The form of an item's outcome: result, votes, changes, conditions and overrides."""

from datetime import date
from typing import Any

from django import forms

from governance.documents.rid.display import CONTENTS
from governance.meetings.models import CONDITIONS, Item, Result, Stance
from governance.meetings.queries.positions import DISSENT, counted_positions, objections_in
from governance.meetings.queries.voting import current_positions, rule_of
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import TokenField
from secrel.core.models.people import Body

ROWS = 8
"""Number of rows for changes, and for conditions."""
VOTES = ("agree", "object", "abstain")


class OutcomeForm(forms.Form):
    """The outcome that the secretary records. Its fields depend on the kind of item.

    A baseline can be subject to changes: a section and the change in it. A decision on acceptance can have conditions
    (what, who, by when) and overrides: for each thing that is missing, a reason for going ahead without it.
    """

    result = forms.ChoiceField(choices=[])
    agree = forms.IntegerField(
        label="Agree",
        required=False,
        min_value=0,
        max_value=99,
        help_text="Leave empty if there was no vote.",
    )
    object = forms.IntegerField(label="Object", required=False, min_value=0, max_value=99)
    abstain = forms.IntegerField(label="Abstain", required=False, min_value=0, max_value=99)
    casting = forms.ChoiceField(
        label="The Chair’s casting vote", choices=[("", "None"), *Stance.choices[:2]], required=False
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        max_length=DISSENT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The objections, and who made them. The positions are filled in.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=300,
        help_text="Required if it is not carried or is deferred.",
    )
    token = TokenField()

    def __init__(self, *args: Any, item: Item, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        self.fields["result"].choices = [(row.value, row.label) for row in item.results]
        if item.meeting.is_correspondence:
            for name in VOTES:
                del self.fields[name]
        if not rule_of(item.meeting.body, item.meeting.on).casting_vote:
            del self.fields["casting"]
        self.changes = self._add_rows(_change_fields) if Result.SUBJECT in item.results else []
        self.conditions = self._add_rows(_condition_fields) if CONDITIONS & set(item.results) else []
        self.lacking = item.matter.lacks(item, on)
        for number, what in enumerate(self.lacking, start=1):
            self.fields[f"override_{number}"] = forms.CharField(label=what, required=False, max_length=500)

    def _add_rows(self, fields_of: Any) -> list[list[str]]:
        rows = []
        for number in range(1, ROWS + 1):
            fields = fields_of(number)
            self.fields |= fields
            rows.append(list(fields))
        return rows

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        votes = [entered.pop(name, None) for name in VOTES]
        counted = any(vote is not None for vote in votes)
        entered["votes"] = tuple(vote or 0 for vote in votes) if counted else None
        entered["changes"] = self._complete_rows(
            entered, self.changes, ("section", "text"), "Enter both a section and the change in it."
        )
        message = "Enter what is to be done, who does it and by when."
        conditions = self._complete_rows(entered, self.conditions, ("text", "owner", "due"), message)
        entered["conditions"] = [row | {"due": row["due"].isoformat()} for row in conditions]
        reasons = [entered.pop(f"override_{number}", "") for number in range(1, len(self.lacking) + 1)]
        pairs = zip(self.lacking, reasons, strict=True)
        entered["overrides"] = [{"what": what, "reason": reason} for what, reason in pairs if reason]
        return entered

    def _complete_rows(
        self, entered: dict[str, Any], rows: list[list[str]], names: tuple[str, ...], message: str
    ) -> list[dict[str, Any]]:
        """The rows that are filled in. Adds an error at the first empty field of a row that is partly filled in."""
        complete = []
        for fields in rows:
            values = [entered.pop(name, None) for name in fields]
            if all(values):
                complete.append(dict(zip(names, values, strict=True)))
            elif any(values):
                empty = next(name for name, value in zip(fields, values, strict=True) if not value)
                if empty not in self.errors:
                    self.add_error(empty, message)
        return complete

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The fields that are always shown."""
        folded = {name for fields in (*self.changes, *self.conditions) for name in fields}
        return [
            field
            for field in self.visible_fields()
            if field.name not in folded and not field.name.startswith("override_")
        ]

    @property
    def folded_fields(self) -> list[tuple[str, bool, list[forms.BoundField]]]:
        """The groups of fields that can be folded: heading, whether it is open, fields."""
        overrides = [f"override_{number}" for number in range(1, len(self.lacking) + 1)]
        parts = (
            ("Changes required", [name for fields in self.changes for name in fields]),
            ("Conditions", [name for fields in self.conditions for name in fields]),
            ("Missing items: reasons for going ahead without them", overrides),
        )
        return [
            (heading, any(self[name].value() for name in names), [self[name] for name in names])
            for heading, names in parts
            if names
        ]


def _change_fields(number: int) -> dict[str, forms.Field]:
    return {
        f"section_{number}": forms.ChoiceField(
            label=f"Change {number}: section", choices=[("", "None"), *CONTENTS.items()], required=False
        ),
        f"change_{number}": forms.CharField(
            label=f"Change {number}: what is changed", required=False, max_length=500
        ),
    }


def _condition_fields(number: int) -> dict[str, forms.Field]:
    owners = [(body.key, body.short_name) for body in Body.objects.filter(key__in=("dcc", "secas"))]
    return {
        f"condition_{number}": forms.CharField(
            label=f"Condition {number}: what is to be done", required=False, max_length=500
        ),
        f"owner_{number}": forms.ChoiceField(
            label=f"Condition {number}: by whom", choices=[("", "Choose"), *owners], required=False
        ),
        f"due_{number}": DayInput(label=f"Condition {number}: by when", required=False),
    }


def outcome_initial(item: Item, on: date) -> dict[str, Any]:
    """Initial values of the form: what the positions say, or what the current outcome says, to correct it."""
    outcome = item.outcome
    if outcome is None:
        counted = counted_positions(item)
        votes = dict(zip(VOTES, counted.votes, strict=True)) if counted else {}
        return votes | {"dissent": objections_in(current_positions(item))}
    names = ("result", *VOTES, "dissent", "reason")
    initial = {name: getattr(outcome, name) for name in names}
    for number, change in enumerate(outcome.changes, start=1):
        initial |= {f"section_{number}": change["section"], f"change_{number}": change["text"]}
    for number, row in enumerate(outcome.conditions, start=1):
        due = date.fromisoformat(row["due"])
        initial |= {f"condition_{number}": row["text"], f"owner_{number}": row["owner"], f"due_{number}": due}
    reasons = {row["what"]: row["reason"] for row in outcome.overrides}
    lacks = item.matter.lacks(item, on)
    return initial | {
        f"override_{number}": reasons.get(what, "") for number, what in enumerate(lacks, start=1)
    }
