"""The stored facts about the modifications of a paper, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import UNSET

from governance.documents.engine.facts import When
from governance.documents.paper.types import PaperAssessment, PaperDependency, PaperStep
from modifications.models.modifications import Modification, ModificationDecision, ModificationLink, Part
from modifications.models.progress import Assessment, NextStep
from secrel.core.dates.partial_dates import PartialDate


def when_of(value: PartialDate) -> When:
    return When(label=value.label, precision=str(value.precision), date=value.date_text)


class ModificationFacts:
    """Open steps, outstanding assessments and dependencies of modifications, by primary key."""

    def __init__(self, modifications: Iterable[Modification]) -> None:
        keys = [row.pk for row in modifications]
        self.steps: dict[int, list[NextStep]] = _grouped(
            NextStep.objects.filter(modification__in=keys, outcome="").select_related("body"),
            "modification_id",
        )
        owed = Assessment.objects.filter(part__modification__in=keys, received_on__isnull=True)
        self.assessments: dict[int, list[Assessment]] = _grouped(owed, "part_id")
        links = ModificationLink.objects.filter(modification__in=keys, kind="depends_on")
        links = links.select_related("modification", "other", "change_request")
        made = ModificationDecision.objects.filter(
            modification__in=keys, outcome="approved", is_recommendation=False, solution=""
        )
        self.approvals = {row.modification_id: row for row in made.select_related("body")}
        self.links: dict[int, list[ModificationLink]] = _grouped(links, "modification_id")

    def steps_of(self, modification: Modification) -> tuple[PaperStep, ...]:
        return tuple(
            PaperStep(
                step=row.step,
                when=when_of(row.expected),
                by_then=row.by_then,
                decides=row.decides,
                body=row.body.key if row.body else UNSET,
            )
            for row in self.steps.get(modification.pk, [])
        )

    def approval_of(self, modification: Modification) -> dict[str, str]:
        """The day of the decision that approved it, and the body; empty if the day is not known."""
        made = self.approvals.get(modification.pk)
        if made is None or made.decided_on is None:
            return {}
        body = {"approved_by": made.body.short_name} if made.body else {}
        return {"approved_on": made.decided_on.isoformat()} | body

    def assessments_of(self, part: Part) -> tuple[PaperAssessment, ...]:
        return tuple(
            PaperAssessment(
                kind=row.get_kind_display(), when=when_of(row.revised_due or row.due), note=row.note or UNSET
            )
            for row in self.assessments.get(part.pk, [])
        )

    def dependencies_of(self, modification: Modification) -> Iterator[PaperDependency]:
        for row in self.links.get(modification.pk, []):
            yield PaperDependency(ref=modification.reference, other=row.end.reference, note=row.note or UNSET)


def _grouped(rows: Iterable[Any], field: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found
