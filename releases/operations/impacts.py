"""Operations on the impact matrices, other sources of changes and the impact summaries of a release."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Func, Max, Subquery
from django.db.models.functions import Coalesce

from modifications.models.documents import SecDocument
from modifications.models.impacts import Participant
from modifications.models.modifications import Modification, Part
from modifications.operations.impacts import set_impacts
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.models.sources import DocumentSource
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    Token,
    check_token,
    operation,
    record,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@dataclass(frozen=True)
class SummaryPointFacts:
    """A point to write: its audience, area of the DCC, sub-points and modifications.

    `row` and `sub_rows` are the stored points to change, if any.
    """

    audience: str
    text: str
    area: str = ""
    sub: tuple[str, ...] = ()
    modifications: tuple[Modification, ...] = ()
    row: SummaryPoint | None = None
    sub_rows: tuple[SummaryPoint | None, ...] = ()

    def with_sub(self, text: str, row: SummaryPoint | None) -> "SummaryPointFacts":
        """A copy with another sub-point."""
        return replace(self, sub=(*self.sub, text), sub_rows=(*self.sub_rows, row))


BEHIND = 20_000
Ticks = Iterable[str] | None


def impacts_token(release: Release, section: Section) -> int:
    """The version token of the ticks, which changes here and on the page of each modification."""
    of_parts = Modification.objects.filter(parts__scope_items__release=release).distinct()
    return section.token + sum(of_parts.values_list("token", flat=True))


def impacts_token_of(release: Release) -> int:
    """`impacts_token`, read at once."""
    scope = ScopeItem.objects.filter(release=release).values("part__modification")
    of_parts = Modification.objects.filter(pk__in=scope).order_by()
    total = of_parts.annotate(total=Func("token", function="SUM")).values("total")
    sections = Section.objects.filter(release=release, key=Section.Key.IMPACTS)
    return sections.values_list(F("token") + Coalesce(Subquery(total), 0), flat=True).get()


@operation("releases.set_ticks", Permission.EDIT_RELEASES)
def set_ticks(
    *,
    by: Actor,
    release: Release,
    ticks: Iterable[tuple[Part, Ticks, Ticks]],
    token: Token,
    on: date | None = None,
) -> None:
    """Set ticks of parts in both matrices: (part, participants, documents); None for unchanged ones.

    `token` is `impacts_token`; raises Stale if it has changed.
    """
    section = lock_section(release, Section.Key.IMPACTS)
    ticks = sorted(ticks, key=lambda row: row[0].modification_id)
    parts = Part.objects.filter(scope_items__release=release)
    list(Modification.objects.select_for_update(no_key=True).filter(parts__in=parts).order_by("pk"))
    if token is not AS_STORED:
        check_token(token, impacts_token(release, section), dict, "The ticks")
    for part, participants, documents in ticks:
        set_impacts(by=by, part=part, participants=participants, documents=documents, on=on)
    take_token(section, AS_STORED, dict, "The impacts")
    record(
        target=Target.SECTION(release.slug, "impacts"),
        label=f"Impacts of the {release}",
        changes={"ticks": [None, [str(part) for part, *_ in ticks]]},
        on=on,
    )


class SourceFacts(NamedTuple):
    """A source of changes to a document, which is given by its designation."""

    document: str
    kind: str
    clause: str = ""
    reference: str = ""

    @classmethod
    def of(cls, row: DocumentSource) -> "SourceFacts":
        return cls(row.document.designation, row.kind, row.clause, row.reference)

    @property
    def text(self) -> str:
        """For the audit trail: 'Appendix AD: dcc_notification, H14.3, 1 Oct 2020'."""
        return ", ".join(filter(None, [f"{self.document}: {self.kind}", self.clause, self.reference]))


@operation("releases.set_documents", Permission.EDIT_RELEASES)
def set_documents(
    *,
    by: Actor,
    release: Release,
    sources: Iterable[SourceFacts],
    ticks: Iterable[tuple[Part, Iterable[str]]] = (),
    token: Token,
    on: date | None = None,
) -> None:
    """Replace all other sources of changes to documents, and set the documents that these parts change.

    `token` is `impacts_token`; raises Stale if it has changed, and RuleBroken for a source that is not possible.
    """
    section = lock_section(release, Section.Key.IMPACTS)
    if token is not AS_STORED:
        check_token(token, impacts_token(release, section), dict, "The SEC documents")
    stored = release.document_sources.select_related("document")
    before, after = [SourceFacts.of(row) for row in stored], list(sources)
    _refuse_impossible(after)
    if changed := [(part, None, documents) for part, documents in ticks]:
        set_ticks(by=by, release=release, ticks=changed, token=AS_STORED, on=on)
    else:
        take_token(section, AS_STORED, dict, "The SEC documents")
    found = {
        row.designation: row
        for row in SecDocument.objects.filter(designation__in=[row.document for row in after])
    }
    if missing := [row.document for row in after if row.document not in found]:
        raise RuleBroken(f"There is no SEC document {missing[0]}. Ask an administrator to add it.")
    release.document_sources.all().delete()
    DocumentSource.objects.bulk_create(
        DocumentSource(
            release=release,
            document=found[row.document],
            kind=row.kind,
            clause=row.clause,
            reference=row.reference,
        )
        for row in after
    )
    touch(release)
    record(
        target=Target.SECTION(release.slug, "impacts"),
        label=f"SEC documents of the {release}",
        changes={"sources": [sorted(row.text for row in before), sorted(row.text for row in after)]},
        on=on,
    )


def _refuse_impossible(sources: list[SourceFacts]) -> None:
    for row in sources:
        if row.clause and row.kind != DocumentSource.Kind.NOTIFICATION:
            raise RuleBroken(f"{row.document}: only a DCC notification has a clause. Remove “{row.clause}”.")
    keys = [(row.document, row.kind) for row in sources]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        label = DocumentSource.Kind(twice[1]).label.lower()
        raise RuleBroken(f"{twice[0]} has two entries for its {label}. Put both references into one.")


@operation("releases.add_summary_point", Permission.EDIT_RELEASES)
def add_summary_point(
    *,
    by: Actor,
    release: Release,
    audience: str,
    text: str,
    area: str = "",
    sub: Iterable[str] = (),
    modifications: Iterable[Modification] = (),
    on: date | None = None,
) -> SummaryPoint:
    """Append a point to the impact summary of an audience, with its modifications."""
    section = lock_section(release, Section.Key.IMPACTS)
    last = release.summary_points.filter(parent=None).aggregate(last=Max("position"))["last"] or 0
    point = _write(
        release, SummaryPointFacts(audience, text, area, tuple(sub), tuple(modifications)), last + 1
    )
    take_token(section, AS_STORED, dict, "The impact summary")
    touch(release)
    record(
        target=Target.SECTION(release.slug, "impacts"),
        label=f"Impact summary of the {release}",
        changes={"point": [None, text]},
        on=on,
    )
    return point


@operation("releases.set_summary", Permission.EDIT_RELEASES)
def set_summary(
    *,
    by: Actor,
    release: Release,
    points: Iterable[SummaryPointFacts],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the whole summary, in this order. Raises RuleBroken unless DCC points, and only they, have an area."""
    points = list(points)
    for point in points:
        _refuse_wrong_area(point)
    section = lock_section(release, Section.Key.IMPACTS)
    before = [point.text for point in release.summary_points.filter(parent=None)]
    take_token(section, token, lambda: {"points": before}, "The impact summary")
    remaining = {row.pk for point in points for row in (point.row, *point.sub_rows) if row}
    _make_room(release)
    release.summary_points.exclude(pk__in=remaining).delete()
    _write_all(release, points)
    touch(release)
    record(
        target=Target.SECTION(release.slug, "impacts"),
        label=f"Impact summary of the {release}",
        changes={"points": [before, [point.text for point in points]]},
        on=on,
    )


def _refuse_wrong_area(point: SummaryPointFacts) -> None:
    of_dcc = point.audience == Participant.DCC
    if of_dcc and not point.area:
        raise RuleBroken(f"Enter the area of the DCC for the point “{point.text[:60]}”.", field="area")
    if point.area and not of_dcc:
        raise RuleBroken(
            f"Only points for the DCC have an area. Remove “{point.area[:60]}” from the point “{point.text[:60]}”.",
            field="area",
        )


def _make_room(release: Release) -> None:
    """Move all stored points to positions from BEHIND, so that the new positions are free."""
    rows = list(release.summary_points.order_by("pk"))
    for place, row in enumerate(rows, start=BEHIND):
        row.parent, row.position = None, place
    SummaryPoint.objects.bulk_update(rows, ["parent", "position"])


def _write_all(release: Release, points: list[SummaryPointFacts]) -> None:
    """Write the points in this order. Those that change no stored row are created together."""
    new: list[tuple[SummaryPoint, SummaryPointFacts]] = []
    for place, point in enumerate(points, start=1):
        if point.row or any(point.sub_rows):
            _write(release, point, place)
        else:
            new.append((_unsaved(release, point, place, point.text), point))
    SummaryPoint.objects.bulk_create(row for row, _ in new)
    below = [
        (row, point, number, text) for row, point in new for number, text in enumerate(point.sub, start=1)
    ]
    SummaryPoint.objects.bulk_create(
        _unsaved(release, point, number, text, row) for row, point, number, text in below
    )
    link = SummaryPoint.modifications.through
    link.objects.bulk_create(
        link(summarypoint=row, modification=modification)
        for row, point in new
        for modification in dict.fromkeys(point.modifications)
    )


def _unsaved(
    release: Release, point: SummaryPointFacts, place: int, text: str, parent: SummaryPoint | None = None
) -> SummaryPoint:
    return SummaryPoint(
        release=release, audience=point.audience, area=point.area, position=place, text=text, parent=parent
    )


def _write(release: Release, point: SummaryPointFacts, place: int) -> SummaryPoint:
    """Write a point with its sub-points, which have their own positions."""
    here = {"release": release, "audience": point.audience, "area": point.area}
    row = _store(point.row, **here, position=place, text=point.text, parent=None)
    row.modifications.set(point.modifications)
    stored = [*point.sub_rows, *[None] * (len(point.sub) - len(point.sub_rows))]
    for number, (text, below) in enumerate(zip(point.sub, stored, strict=True), start=1):
        _store(below, **here, position=number, text=text, parent=row).modifications.clear()
    return row


def _store(row: SummaryPoint | None, **fields: Any) -> SummaryPoint:
    row = row or SummaryPoint()
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row
