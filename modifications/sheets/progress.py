"""Solutions, next steps, assessments and links of a modification as sheets."""

from typing import Any

from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Modification, ModificationLink, Part, Solution
from modifications.models.progress import Assessment
from modifications.next_steps import STORED, StepFacts, decides_after
from modifications.operations.assessments import AssessmentFacts, set_assessments
from modifications.operations.links import set_links
from modifications.operations.progress import set_next_steps
from modifications.operations.register import set_solutions
from modifications.queries import find_change_request, find_modification, find_part
from modifications.sheets.base import EXPECTED, STEPS, SheetOfModification, body_column, body_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import (
    MODIFICATION,
    NOTES,
    ChoiceColumn,
    Column,
    DayColumn,
    LookupColumn,
    LookupListColumn,
    PartialDateColumn,
    TickColumn,
)
from secrel.core.editing.sheets.sheet import EditedRow, SheetRow

DAY = DayColumn("", "")


class SolutionSheet(SheetOfModification):
    caption = "Solutions"
    add = "solution"
    identity = ("text",)
    named_by = "text"
    may_order = True
    columns = (
        ChoiceColumn("kind", "Kind", choices=tuple(Solution.Kind.choices), size="choice", aliases=("Type",)),
        Column(
            "text",
            "Solution",
            kind="long",
            required="Describe the solution.",
            size="wide",
            max_length=4000,
            aliases=("Solutions", "Description", "Text"),
        ),
        TickColumn("is_approved", "Approved", aliases=("Approved solution", "Chosen")),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [
            SheetRow(
                str(row.position),
                {"kind": row.kind, "text": row.text, "is_approved": "1" if row.is_approved else ""},
            )
            for row in self.modification.solutions.all()
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(row.position): row for row in self.modification.solutions.all()}
        rows = [
            {name: _of(entry, stored.get(entry.key), name) for name in ("kind", "text", "is_approved")}
            for entry in entries
        ]
        approved = [place for place, row in enumerate(rows, start=1) if row["is_approved"]]
        if len(approved) > 1:
            raise RuleBroken("Only one solution can be approved. Remove one of the ticks.")
        set_solutions(
            modification=self.modification,
            solutions=[(row["kind"], row["text"]) for row in rows],
            approved=approved[0] if approved else 0,
            token=token,
            **common,
        )


def _of(entry: EditedRow, stored: Any, name: str) -> Any:
    """The entered value of a cell, or else the stored one."""
    return entry.values[name] if name in entry.values else getattr(stored, name)


class StepSheet(SheetOfModification):
    caption = "Next steps"
    add = "step"
    identity = ("step",)
    may_order = True

    def __init__(self, modification: Modification) -> None:
        super().__init__(modification)
        self.columns = (
            Column("step", "Step", required="Enter the step.", max_length=160, size="area", aliases=STEPS),
            body_column(),
            PartialDateColumn("expected", "Expected", hint="27 Oct 21, Late Nov 21, tbc", aliases=EXPECTED),
            TickColumn("by_then", "By that date", aliases=("By then",)),
            Column(
                "outcome", "Outcome", hint="empty: open", max_length=160, size="area", aliases=("Result",)
            ),
            Column("confirmed", "Confirmed", read_only=True, aliases=("Confirmed on", "Last confirmed")),
            Column(
                "held_by",
                "Held by",
                hint="who has it now",
                max_length=120,
                size="area",
                suggests="holders",
                aliases=("Holder", "With", "Waits for", "Waiting for"),
            ),
            DayColumn("held_since", "Held since", aliases=("Since", "With them since", "Waiting since")),
            TickColumn("decides", "Is a decision", aliases=("Decides", "Decision", "Decides on it")),
        )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [
            SheetRow(
                str(row.position),
                {
                    "step": row.step,
                    "body": row.body.key if row.body else "",
                    "expected": row.expected.label,
                    "by_then": "1" if row.by_then else "",
                    "outcome": row.outcome,
                    "confirmed": DAY.format(row.confirmed_on),
                    "held_by": row.held_by,
                    "held_since": DAY.format(row.held_since),
                    "decides": "1" if row.decides else "",
                },
            )
            for row in self.modification.next_steps.select_related("body")
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(row.position): row for row in self.modification.next_steps.select_related("body")}
        steps = []
        for entry in entries:
            row = stored.get(entry.key)
            body = body_of(entry.values["body"]) if "body" in entry.values else row.body
            expected = str(_of(entry, row, "expected"))
            by_then, outcome = _of(entry, row, "by_then"), _of(entry, row, "outcome")
            decides = decides_after(row, entry.values)
            held = {name: entry.values.get(name, STORED) for name in ("held_by", "held_since")}
            if row is None:  # an empty cell of a new row states nothing
                held = {name: value or STORED for name, value in held.items()}
            was = row.step if row else ""
            step = _of(entry, row, "step")
            steps.append(StepFacts(step, body, expected, by_then, outcome, decides, **held, was=was))
        set_next_steps(modification=self.modification, steps=steps, token=token, **common)


class AssessmentSheet(SheetOfModification):
    key = "assessments"
    caption = "Assessments"
    add = "assessment"
    named_by = "part"
    distinguished_by = ("kind",)
    columns = (
        ChoiceColumn(
            "kind",
            "Assessment",
            choices=tuple(Assessment.Kind.choices),
            size="choice",
            aliases=("Kind", "Type", "Assessment type"),
        ),
        LookupColumn(
            "part",
            "Part",
            find=find_part,
            name_of=str,
            hint="empty: this modification",
            size="choice",
            aliases=(*MODIFICATION, "Of"),
        ),
        LookupListColumn(
            "covers",
            "Also covers",
            hint="for a combined one",
            find=find_part,
            name_of=str,
            aliases=("Covers", "Covers too"),
        ),
        DayColumn("requested_on", "Requested", aliases=("Requested on", "Date requested")),
        PartialDateColumn("due", "Due", aliases=("Due date", "Due on")),
        PartialDateColumn(
            "revised_due", "Revised due", aliases=("Revised", "Revised date", "Revised due date")
        ),
        DayColumn("received_on", "Received", aliases=("Received on", "Date received")),
        Column("note", "Note", kind="long", aliases=NOTES),
    )

    def rows(self) -> list[Assessment]:
        rows = Assessment.objects.filter(part__modification=self.modification)
        return list(
            rows.select_related("part__modification", "file").prefetch_related("covers__modification")
        )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [SheetRow(str(row.pk), self._cells(row)) for row in self.rows()], token

    def _whole(self) -> Part:
        """The part that an empty cell means: the whole modification. Raises RuleBroken if it has parts."""
        try:
            return find_part(self.modification.reference)
        except ValueError as error:
            raise RuleBroken(str(error), field="part") from error

    def _cells(self, row: Assessment) -> dict[str, str]:
        return {
            "kind": row.kind,
            "part": str(row.part),
            "covers": ", ".join(map(str, row.covers.all())),
            "requested_on": DAY.format(row.requested_on),
            "due": row.due.label,
            "revised_due": row.revised_due.label,
            "received_on": DAY.format(row.received_on),
            "note": row.note,
        }

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(row.pk): row for row in self.rows()}
        facts = []
        for entry in entries:
            row, entered = stored.get(entry.key), dict(entry.values)
            if entered.get("part", False) is None:
                entered["part"] = self._whole()
            facts.append(AssessmentFacts(row, entered))
        set_assessments(modification=self.modification, rows=facts, token=token, **common)


def find_end(text: str) -> Modification | ChangeRequest:
    """A modification, or a Change Request if the text begins with CR."""
    return find_change_request(text) if text.upper().startswith("CR") else find_modification(text)


def reference_of(end: Modification | ChangeRequest) -> str:
    return end.reference


class LinkSheet(SheetOfModification):
    caption = "Links"
    add = "link"
    named_by = "end"
    distinguished_by = ("kind",)
    columns = (
        ChoiceColumn(
            "kind",
            "Link type",
            choices=tuple(ModificationLink.Kind.choices),
            size="choice",
            aliases=("How", "Kind", "Type", "Link", "Relation", "Relationship"),
        ),
        LookupColumn(
            "end",
            "Linked to",
            find=find_end,
            name_of=reference_of,
            required="Enter a reference, for example MP153 or CR1088.",
            aliases=(*MODIFICATION, "Change Request", "CR", "To", "Link to"),
        ),
        Column("note", "Note", kind="long", size="wide", aliases=NOTES),
    )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = self.token()
        return [
            SheetRow(
                f"{row.kind}-{row.end.reference}",
                {"kind": row.kind, "end": row.end.reference, "note": row.note},
            )
            for row in self.modification.links.select_related("other", "change_request")
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        rows = self.modification.links.select_related("other", "change_request")
        stored = {f"{row.kind}-{row.end.reference}": row for row in rows}
        links = [
            tuple(_of(entry, stored.get(entry.key), name) for name in ("kind", "end", "note"))
            for entry in entries
        ]
        set_links(modification=self.modification, links=links, token=token, **common)
