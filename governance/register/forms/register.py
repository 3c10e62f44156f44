"""The filters of the register, and the form that changes several modifications together."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from modifications.models.documents import SecDocument
from modifications.models.impacts import Participant
from modifications.models.modifications import Modification
from modifications.queries import SORTS
from modifications.workflow import STAGE
from releases.models.releases import Release
from releases.operations.bulk import BulkChange
from releases.workflow import SCOPE
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import PartialDateInput, SearchInput
from secrel.core.editing.form_renderer import select
from secrel.core.editing.forms import bodies
from secrel.core.models.people import User
from secrel.core.search.list_filters import ListFilter, choice

NO_TARGET = "no_target"
"""Modifications that are neither targeted nor approved in any release."""


NO_TARGETS = ("live", "closed", "cancelled")


def _offer(field: ListedChoiceField, analysts: list[User]) -> None:
    field.queryset = User.objects.filter(pk__in=[user.pk for user in analysts])
    field.list_rows(analysts)


class RegisterFilter(ListFilter):
    """The filters of the register, taken from the URL."""

    examples: ClassVar = {
        "q": "MP153",
        "document": "appendix-o",
        "release": "june-2021",
        "analyst": "analyst@secas.example",
        "sort": "-reference",
    }
    q = SearchInput(label="Reference or words", required=False)
    stage = forms.ChoiceField(required=False, choices=[("", "Any"), *STAGE.choices()])
    path = forms.ChoiceField(required=False, choices=[("", "Any"), *Modification.Path.choices])
    systems = forms.ChoiceField(
        label="DCC systems",
        required=False,
        choices=[("", "Any"), ("yes", "Impacted"), ("no", "Not impacted"), ("open", "Not assessed")],
    )
    participant = forms.ChoiceField(
        label="Affects", required=False, choices=[("", "Any participant"), *Participant.choices]
    )
    document = ListedChoiceField(
        label="SEC document",
        required=False,
        queryset=SecDocument.objects.all(),
        to_field_name="slug",
        empty_label="Any document",
    )
    release = ListedChoiceField(
        required=False,
        queryset=Release.objects.order_by("-go_live_on"),
        to_field_name="slug",
        empty_label="Any",
    )
    status = forms.ChoiceField(
        label="Status in release", required=False, choices=[("", "Any"), *SCOPE.choices()]
    )
    analyst = ListedChoiceField(
        label="Lead analyst",
        required=False,
        queryset=User.objects.none(),
        to_field_name="email",
        empty_label="Any analyst",
    )

    def __init__(
        self, *args: Any, analysts: list[User] | None = None, releases: list[Release], **options: Any
    ) -> None:
        """Without `analysts` (for the public) there is no analyst filter. `releases`: all, the newest first."""
        super().__init__(*args, **options)
        self.fields["release"].list_rows(releases)
        if analysts is None:
            del self.fields["analyst"]
        else:
            _offer(self.fields["analyst"], analysts)
            self.fields["status"].choices += [(NO_TARGET, "No target yet")]

    def selects(self) -> Iterator[tuple[BoundField, SafeString]]:
        """Each filter with a list to choose from, and that list."""
        for field in self:
            if isinstance(field.field, forms.ChoiceField):
                attributes = {"class": "input", "id": f"f-{field.name}"}
                widget = field.field.widget
                attributes = widget.build_attrs(widget.attrs, attributes)
                yield (
                    field,
                    select(field.name, attributes, field.field.choices, widget.format_value(field.data)),
                )


class SortedRegister(RegisterFilter):
    """The same for a program, which has no heads of columns to sort by."""

    sort = choice("Order", [(f"{sign}{name}", name) for name in SORTS for sign in ("", "-")])


class BulkForm(forms.Form):
    """A change for the ticked modifications; empty fields change nothing."""

    lead_analyst = ListedChoiceField(
        label="Lead analyst",
        queryset=User.objects.none(),
        to_field_name="email",
        required=False,
        empty_label="No change",
    )
    to_release = ListedChoiceField(
        label="Target release",
        queryset=Release.objects.exclude(life__in=NO_TARGETS),
        to_field_name="slug",
        required=False,
        empty_label="No change",
    )
    agreed_by = bodies("Target agreed by")
    step = forms.CharField(label="Next step", required=False, max_length=160)
    body = bodies("Responsible body", "None")
    expected = PartialDateInput(label="Expected", required=False)
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Give a reason. It is kept in the audit trail."}
    )

    def __init__(self, *args: Any, analysts: list[User], releases: list[Release], **options: Any) -> None:
        """`releases`: all, the newest first."""
        super().__init__(*args, **options)
        _offer(self.fields["lead_analyst"], analysts)
        self.fields["to_release"].list_rows(row for row in reversed(releases) if row.life not in NO_TARGETS)
        self.fields["body"].list_rows(self.fields["agreed_by"].listed())

    def as_change(self) -> BulkChange:
        return BulkChange(**{name: value for name, value in self.cleaned_data.items() if name != "reason"})
