"""The form of a list of modifications to add to a scope: one line each, and what is the same for all of them."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from modifications.queries import split_part
from modifications.workflow import ENDED, STAGE
from releases.forms.scope import EXCEPTION, grounds
from releases.forms.scope_block import STATUSES, ScopeLine
from releases.models.releases import Release
from releases.scope_places import ELSEWHERE, NEW, SKIP, ListedItem, ScopePlaces, Standing
from releases.workflow import cut_off_after_go_live
from secrel.core.changes.reasons import is_reason
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.editing.forms import bodies
from secrel.core.values.references import ModificationReference
from secrel.core.values.texts import folded

MOST_FORMS = 200
STAGES = [(state, label) for state, label in STAGE.choices() if state not in ENDED]
FACTS = ("reference", "title", "status", "cut_off_on", "description")


class LineForm(forms.Form):
    """A line. `standing` says where its modification is; `seen` where it was when the preview was shown."""

    reference = OneLineInput(
        max_length=60, error_messages={"required": "Enter a reference, for example MP153."}
    )
    title = OneLineInput(max_length=300, required=False)
    status = OneLineInput(max_length=40, required=False, widget=forms.Select)
    cut_off_on = DayInput(label="Cut-off", required=False)
    description = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 1}))
    stage = forms.ChoiceField(choices=[("", "Choose the stage"), *STAGES], required=False)
    act = forms.CharField(label="What to do", required=False, max_length=60, widget=forms.Select)
    reason = OneLineInput(label="Reason for moving it", max_length=300, required=False)
    seen = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)

    standing: Standing | None = None
    notes: list[str]

    def clean_status(self) -> str:
        text = self.cleaned_data["status"]
        choices = [(status.capitalize(), status.capitalize()) for status in STATUSES]
        self.fields["status"].widget.choices = [("", "Choose a status"), *choices]
        if text and folded(text) not in STATUSES:
            self.fields["status"].widget.choices.insert(1, (text, f"{text} (as sent)"))
            raise forms.ValidationError(f"“{text}” is not a status. Enter Targeted, Candidate or Approved.")
        status = STATUSES.get(folded(text), "")
        self.data[self.add_prefix("status")] = status.capitalize()
        return status

    @cached_property
    def named(self) -> tuple[ModificationReference, str] | None:
        """The reference and part that are entered, as far as they can be read; kept, as an error removes the text."""
        try:
            reference, name = split_part(self.cleaned_data.get("reference", ""))
            return ModificationReference.parse(reference), name
        except ValueError:
            return None

    def place(self, places: ScopePlaces, release: Release, repeated: int | None) -> None:
        """Find out where the modification is, what can be done with it, and what is wrong in the line."""
        self.notes = []
        self.fields["act"].widget.choices = [("", "Correct the reference"), SKIP]
        if self.named is None:
            self._refuse_reference()
            return
        if repeated is not None:
            self.add_error("reference", f"It is in row {repeated} too. Leave one of them out.")
        try:
            self.standing = places.of(*self.named)
        except ValueError as error:
            self.add_error("reference", str(error))
            return
        self._offer(release, places)

    def _refuse_reference(self) -> None:
        if "reference" in self.errors:
            return
        try:
            ModificationReference.parse(split_part(self.cleaned_data["reference"])[0])
        except ValueError as error:
            self.add_error("reference", str(error))

    def _offer(self, release: Release, places: ScopePlaces) -> None:
        standing = self.standing
        if standing is None:
            return
        self.fields["act"].widget.choices = standing.options
        values = [value for value, _ in standing.options]
        if self._now() != self.cleaned_data.get(
            "seen", ""
        ):  # other than in the preview: the choice is made anew
            self._set("act", values[0])
            self._set("seen", self._now())
            if self.saves:
                self.add_error(
                    "reference", "This was not in the preview. Check what to do with it, then save again."
                )
        if not self.skips:
            self._check(standing, release, places)

    def _now(self) -> str:
        """What the preview says of the modification, so that another answer is noticed."""
        standing = self.standing
        if standing is None:
            return ""
        where = standing.item.release.slug if standing.item else ""
        return f"{standing.kind}/{where}/{standing.part or self.named[0]}"[:120]

    def _set(self, name: str, value: str) -> None:
        self.data[self.add_prefix(name)] = value
        self.cleaned_data[name] = value

    @property
    def saves(self) -> bool:
        """Whether the list is to be saved, not only shown: then nothing is filled in."""
        return "save" in self.data

    @property
    def skips(self) -> bool:
        return self.cleaned_data.get("act") == "skip"

    def _check(self, standing: Standing, release: Release, places: ScopePlaces) -> None:
        title, status = self.cleaned_data.get("title", ""), self.cleaned_data.get("status")
        if standing.kind == NEW:
            self._check_new(title, places)
        elif standing.modification and title and folded(title) != folded(standing.modification.title):
            self.notes.append(f"The register has the title “{standing.modification.title}”, which stays.")
        if standing.kind == ELSEWHERE and status == "candidate" and not self.cleaned_data.get("act"):
            self._set("act", "candidate")
        if self.cleaned_data.get("act") == "candidate":
            self._set("status", "Candidate")
            self.cleaned_data["status"] = status = "candidate"
        if cut_off_after_go_live(self.cleaned_data.get("cut_off_on"), release.go_live_on):
            day = release.go_live_on
            self.add_error("cut_off_on", f"It must be before the go-live of {day.day} {day:%b %Y}.")
        if "status" in self.cleaned_data and not status and self.saves:
            self.add_error("status", "Enter Targeted, Candidate or Approved.")
        elif "status" in self.cleaned_data and not status:
            self._set("status", "Targeted")
            self.cleaned_data["status"] = "targeted"
            self.notes.append("No status was given: Targeted is filled in.")
        if self.moves:
            self._check_move(standing, release)
        elif status != "candidate" and not self.cleaned_data.get("description"):
            self.notes.append("It has no description yet.")

    def _check_move(self, standing: Standing, release: Release) -> None:
        """A move needs a reason: its own, or that of the whole list."""
        there = standing.item.release if standing.item else release
        self.notes.append(f"It keeps the status, cut-off and description that it has in the {there}.")
        if release.private_until_published:
            self.notes.append("Its public page then names no release, as this one is private.")
        if self.saves and not is_reason(self.cleaned_data.get("reason") or self.data.get("reason", "")):
            self.add_error("reason", f"Enter why it leaves the {there}.")

    @property
    def may_move(self) -> bool:
        return any(value == "move" for value, _ in self.fields["act"].widget.choices)

    def _check_new(self, title: str, places: ScopePlaces) -> None:
        if not title and "title" not in self.errors:
            self.add_error("title", "Enter its title, as it is not in the register.")
        if other := places.titled.get(title.lower()):
            self.notes.append(f"{other.reference} has this title too. Check the reference.")
        if not self.cleaned_data.get("stage") and "stage" not in self.errors and self.saves:
            self.add_error("stage", "Choose its stage.")
        elif not self.cleaned_data.get("stage") and "stage" not in self.errors:
            approved = self.cleaned_data.get("status") == "approved"
            self._set("stage", "implementation" if approved else "development")
            self.notes.append("Check the stage, which is filled in.")

    @property
    def is_left_out(self) -> bool:
        """Whether nothing else is possible, so that its other fields are hidden."""
        return self.standing is not None and self.standing.options == [SKIP]

    @property
    def moves(self) -> bool:
        return self.cleaned_data.get("act") == "move"

    def as_item(self) -> ListedItem | None:
        """The line for the operation; None where it is left out. Adds an error where nothing is chosen."""
        entered, standing = self.cleaned_data, self.standing
        if standing is None or self.skips:
            return None
        act = entered.get("act", "")
        if act not in [value for value, _ in standing.options if value]:
            self.add_error("act", "Choose what to do with it.")
        if self.errors:
            return None
        part = standing.part
        if act.startswith("part:"):
            part = standing.modification.parts.get(name=act.removeprefix("part:"))
        return ListedItem(
            reference=str(self.named[0]),
            part_name=self.named[1],
            status="candidate" if act == "candidate" else entered["status"],
            part=part,
            moves_from=standing.item if act == "move" else None,
            title=entered["title"],
            stage=entered["stage"],
            description=entered["description"],
            cut_off_on=entered["cut_off_on"],
            reason=entered["reason"] if act == "move" else "",
        )


class TextForm(forms.Form):
    """A list to paste; `html` is the other flavour of the clipboard."""

    text = forms.CharField(
        label="List",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-html": "html", "placeholder": "MP153\nDP201"}),
    )
    html = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="Or a file with a table",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx,.csv,.txt"}),
        help_text="Excel (.xlsx), Word (.docx), CSV or text. It is read and not stored.",
    )


class ListForm(forms.Form):
    """What is the same for all lines."""

    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")
    ground = forms.ChoiceField(label="Exception", required=False, choices=grounds(*EXCEPTION))


def as_data(lines: list[ScopeLine]) -> QueryDict:
    """Lines as a browser would send them."""
    data = QueryDict(mutable=True)
    for number, line in enumerate(lines):
        data.update({f"{number}-{name}": getattr(line, name) for name in FACTS})
    data["lines"] = str(len(lines))
    return data


def line_forms(release: Release, data: QueryDict) -> list[LineForm]:
    """The lines that were sent, each placed and checked."""
    sent = data.get("lines", "")
    count = min(int(sent), MOST_FORMS) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0
    forms_ = [LineForm(data, prefix=str(number)) for number in range(count)]
    for form in forms_:
        form.is_valid()
    named = [form.named for form in forms_]
    titles = [form.cleaned_data.get("title", "") for form in forms_]
    places = ScopePlaces(release, (one[0] for one in named if one), titles)
    first: dict[Any, int] = {}
    for number, (form, one) in enumerate(zip(forms_, named, strict=True), start=1):
        key = (str(one[0]), one[1].casefold()) if one else None
        skips = form.cleaned_data.get("act") == "skip"
        repeated = first.get(key) if key and not skips else None
        if key and not skips:
            first.setdefault(key, number)
        form.place(places, release, repeated)
    return forms_
