"""Forms of scenarios, of their steps, and of blackout periods."""

from typing import Any

from django import forms

from governance.scenarios.models import Scenario, ScenarioStep, StepKind
from modifications.models.modifications import Part
from modifications.queries import find_modification, split_part
from releases.forms.scope import EXCEPTION, grounds
from releases.models.releases import Release
from releases.models.timeline import Programme
from releases.operations.planning.acts import PlanChange
from releases.workflow import COMING
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput, LinesInput, LookupInput, OneLineInput, PartialDateInput
from secrel.core.editing.forms import ReasonForm, TokenField, bodies

LEAVING = ("missed_cut_off", "lead_time", "dependency", "rejected", "authority_rejected", "withdrawn")
PART_HELP = "MP154, or SECMP0062 part 1."


def planned_releases(label: str = "Release", **options: Any) -> ListedChoiceField:
    """A field to choose one of the releases that are still to come, or postponed."""
    rows = Release.objects.filter(life__in=(*COMING, "postponed")).order_by("go_live_on", "slug")
    return ListedChoiceField(
        label=label, queryset=rows, to_field_name="slug", empty_label="Choose a release", **options
    )


class StartForm(forms.Form):
    name = OneLineInput(max_length=120, help_text="For example: June 2020 goes live on 6 May.")
    why = forms.CharField(
        label="What you want to find out",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CopyForm(forms.Form):
    name = OneLineInput(label="Name of the copy", max_length=120)


class StepForm(forms.Form):
    """The arguments of a step. `earlier`: the steps before it, which may make parts that do not exist yet."""

    kind: StepKind
    token = TokenField()

    def __init__(self, *args: Any, earlier: list[ScenarioStep], **options: Any) -> None:
        super().__init__(*args, **options)
        self.earlier = earlier

    @property
    def change(self) -> PlanChange:
        return PlanChange(str(self.kind), **self.arguments())

    def arguments(self) -> dict[str, Any]:
        raise NotImplementedError

    def part_named(self, text: str) -> tuple[str, str]:
        """Reference and name of a part, also of one that an earlier step makes. Raises ValueError with a sentence."""
        reference, name = split_part(text.split(" – ")[0].strip())
        modification = find_modification(reference)
        names = list(
            Part.objects.filter(modification=modification).order_by("pk").values_list("name", flat=True)
        )
        for step in self.earlier:
            change = step.change
            if change.do == "split" and change.ref == modification.reference:
                names = [*(one for one in names if one), *change.names]
        if not name and len(names) == 1:
            return modification.reference, names[0]
        found = next((one for one in names if one.casefold() == name.casefold()), None)
        if found and name:
            return modification.reference, found
        parts = [f"{modification.reference} part {one}" for one in names if one]
        if not parts:
            raise ValueError(f"{modification.reference} has no parts. Enter {modification.reference} alone.")
        raise ValueError(f"{modification.reference} is delivered in parts. Enter {' or '.join(parts)}.")


class PartStepForm(StepForm):
    """A step about a part of a modification."""

    part = LookupInput(label="Modification", find=str, required=True, help_text=PART_HELP)

    def clean_part(self) -> tuple[str, str]:
        try:
            return self.part_named(self.cleaned_data["part"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def named(self) -> dict[str, str]:
        return dict(zip(("ref", "part"), self.cleaned_data["part"], strict=True))


def exception() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Exception",
        required=False,
        choices=grounds(*EXCEPTION),
        help_text="Only where the scope of the release is baselined: why it is an exception.",
    )


class MoveStep(PartStepForm):
    kind = StepKind.MOVE
    release = planned_releases("From")
    to_release = planned_releases("To")
    ground = exception()
    body = bodies()
    field_order = ("part", "release", "to_release", "ground", "body", "token")

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        if entered.get("release") and entered.get("release") == entered.get("to_release"):
            self.add_error("to_release", "This is the release that it is in. Choose another one.")
        return entered

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        slugs = {"release": entered["release"].slug, "to_release": entered["to_release"].slug}
        return self.named() | slugs | {"ground": entered["ground"]}


class AddStep(PartStepForm):
    kind = StepKind.ADD
    release = planned_releases("To")
    description = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What it does, without “will” or “proposes to”. Leave it empty if it was in this scope before.",
    )
    ground = exception()
    body = bodies()

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        facts = {"release": entered["release"].slug, "description": entered["description"]}
        return self.named() | facts | {"ground": entered["ground"]}


class SplitStep(StepForm):
    kind = StepKind.SPLIT
    modification = LookupInput(find=find_modification, required=True, help_text="MP154.")
    names = LinesInput(
        label="Names of the parts",
        help_text="One a line, such as 1 and 2 or what each delivers. What is in a scope now becomes the first part; a "
        "modification that has parts gets these as well.",
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or {}
        modification, names = entered.get("modification"), entered.get("names") or []
        if modification and names:
            is_whole = not Part.objects.filter(modification=modification).exclude(name="").exists()
            if is_whole and len(names) < 2:
                self.add_error("names", "Enter at least two parts, one a line.")
        return entered

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        return {"ref": entered["modification"].reference, "names": tuple(entered["names"])}


class TakeOutStep(PartStepForm):
    kind = StepKind.TAKE_OUT
    release = planned_releases("Out of")
    ground = forms.ChoiceField(required=False, choices=grounds(*LEAVING), help_text="Why it leaves.")
    body = bodies()
    field_order = ("part", "release", "ground", "body", "token")

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        return self.named() | {"release": entered["release"].slug, "ground": entered["ground"]}


class GoLiveStep(StepForm):
    kind = StepKind.GO_LIVE
    release = planned_releases()
    on = DayInput(label="New go-live")

    def clean_on(self) -> Any:
        if self.cleaned_data["on"] is None:
            raise forms.ValidationError("Enter a day, such as 6 May 2020.")
        return self.cleaned_data["on"]

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        return {"release": entered["release"].slug, "on": entered["on"].isoformat()}


class DateStep(StepForm):
    """A row of the timetable of one release, which is chosen before."""

    kind = StepKind.DATE
    row = forms.ChoiceField(label="Row of the timetable", choices=())
    on = PartialDateInput(label="New date", help_text="24 Jun 21, Late Nov 21, Feb 22 or Q4 2020.")
    field_order = ("row", "on", "token")

    def __init__(self, *args: Any, release: Release, **options: Any) -> None:
        super().__init__(*args, **options)
        self.release = release
        rows = release.timeline.filter(is_go_live=False).order_by("position")
        self.fields["row"].choices = [
            ("", "Choose a row"),
            *((row.key, f"{row.event} ({row.date.label or 'to be set'})") for row in rows),
        ]

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        return {"release": self.release.slug, "row": entered["row"], "on": str(entered["on"])}


class ProgrammeStep(StepForm):
    kind = StepKind.PROGRAMME
    programme = ListedChoiceField(
        queryset=Programme.objects.order_by("name"), to_field_name="slug", empty_label="Choose a programme"
    )
    begins = PartialDateInput(label="Tests from", required=False)
    ends = PartialDateInput(label="Tests until", required=False)
    on = PartialDateInput(
        label="Go-live", required=False, help_text="Leave all three empty for dates to be set."
    )
    field_order = ("programme", "begins", "ends", "on", "token")

    def arguments(self) -> dict[str, Any]:
        entered = self.cleaned_data
        dates = {name: str(entered[name]) for name in ("begins", "ends", "on")}
        return {"programme": entered["programme"].slug} | dates


STEP_FORMS: dict[str, type[StepForm]] = {
    str(form.kind): form
    for form in (MoveStep, AddStep, SplitStep, TakeOutStep, GoLiveStep, DateStep, ProgrammeStep)
}


class ApplyForm(ReasonForm):
    """One reason for all changes."""


class DiscardForm(forms.Form):
    reason = forms.CharField(
        required=False, max_length=300, help_text="Optional. It is kept in the audit trail."
    )
    token = TokenField()


class PlaceForm(forms.Form):
    """Which step; `up`: whether it moves up."""

    position = forms.IntegerField(min_value=1, max_value=32_767)
    up = forms.BooleanField(required=False)
    token = TokenField()


class ShareForm(forms.Form):
    is_shared = forms.BooleanField(required=False)
    token = TokenField()


class BlackoutForm(forms.Form):
    name = OneLineInput(max_length=80, help_text="For example: Christmas freeze.")
    first_on = DayInput(label="First day", required=True)
    last_on = DayInput(label="Last day", required=True)
    reason = forms.CharField(max_length=300, help_text="Why nothing may go live or be tested then.")


def offered(scenarios: list[Scenario]) -> list[tuple[str, str]]:
    """Scenarios to compare with, by key."""
    return [(row.key, row.name) for row in scenarios]
