"""Operations on costs."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from costs.figures import MOST_YEARS, Figure, contradiction, figure_text, in_order
from costs.models import Basis, CombinedAssessment, CostCell, CostLine, SecasEffort
from costs.queries import stages_of
from costs.stages import STANDARD, Stage, ordered_stages, wrong_stages
from costs.totals import DAY_RATE
from modifications.models.change_requests import ChangeRequest
from modifications.models.progress import Assessment
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.sections import lock_section, locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate

PLACE = ("line", "item", "change_request", "stage", "position")
"""The fields that say where a cell stands."""
VALUES = (
    *("basis", "amount", "amount_to", "reason", "source", "assessment", "stated_on"),
    *("text", "starts", "ends", "years"),
)


@dataclass(frozen=True)
class CostCellFacts:
    """A cell to write: the cost of one stage in pounds, and its basis. With `amount_to` it is a range.

    A yearly cost has a position, and may have a text and a period.
    """

    stage: str
    basis: str
    amount: Decimal | None = None
    line: str = CostLine.MODIFICATION
    item: ScopeItem | None = None
    change_request: ChangeRequest | None = None
    reason: str = ""
    source: str = ""
    stated_on: date | None = None
    assessment: Assessment | None = None
    amount_to: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    position: int | None = None
    text: str = ""
    starts: PartialDate = TO_BE_SET
    ends: PartialDate = TO_BE_SET
    years: int | None = None

    @property
    def figure(self) -> Figure:
        return Figure(self.basis, self.amount, self.amount_to, in_order(self.qualifiers))


@operation("costs.set_cells", Permission.EDIT_RELEASES)
def set_cells(
    *,
    by: Actor,
    release: Release,
    cells: Iterable[CostCellFacts],
    as_published: bool = False,
    token: Token,
    on: date | None = None,
) -> None:
    """Write cells, replacing stored ones in the same place; other cells stay unchanged.

    N/A needs a reason, except for cells taken from a document (`as_published`). Raises Stale and RuleBroken.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    cells = list(cells)
    stored = release.cost_cells.filter(line__in={cell.line for cell in cells})
    related = ("item__part__modification", "item__release", "change_request")
    rows = {_place_of(row): row for row in stored.select_related(*related)}
    changes, written = {}, {}
    for cell in cells:
        if cell.basis == Basis.NOT_APPLICABLE and not cell.reason and not as_published:
            raise RuleBroken(
                "Give a reason why the cost is not applicable, for example where it is counted.",
                field="reason",
            )
        _refuse_contradiction(release, cell)
        place = {name: getattr(cell, name) for name in PLACE}
        row = rows.setdefault(_place_of(cell), CostCell(release=release, **place))
        before = _cell_text(row) if row.basis else None
        values = {name: getattr(cell, name) for name in VALUES} | {"qualifiers": list(cell.figure.qualifiers)}
        if any(getattr(row, name) != value for name, value in values.items()):
            written[_place_of(cell)] = row
        for name, value in values.items():
            setattr(row, name, value)
        changes[str(row)] = [before, _cell_text(row)]
    for row in written.values():
        if row.pk:
            row.save()
    CostCell.objects.bulk_create(row for row in written.values() if row.pk is None)
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"DCC costs of the {release}",
        changes={place: pair for place, pair in changes.items() if pair[0] != pair[1]},
        on=on,
    )


def _place_of(cell: CostCell | CostCellFacts) -> tuple[Any, ...]:
    """Where a cell stands in its release, to compare places."""
    item, change_request = cell.item and cell.item.pk, cell.change_request and cell.change_request.pk
    return cell.line, item, change_request, cell.stage, cell.position


def _refuse_contradiction(release: Release, cell: CostCellFacts) -> None:
    """Raise RuleBroken if the parts of a cell contradict each other, or its release has no such stage."""
    if wrong := contradiction(cell.figure) or _wrong_period(cell):
        raise RuleBroken(wrong)
    if cell.stage != Stage.OPERATIONAL and cell.stage not in stages_of(release):
        raise RuleBroken(
            f"The {release} has no cost stage “{cell.stage[:60]}”. Add it to its cost stages first."
        )


def _wrong_period(cell: CostCellFacts) -> str:
    if cell.years is not None and not 1 <= cell.years <= MOST_YEARS:
        return f"Enter a number of years from 1 to {MOST_YEARS}, or leave it empty."
    if cell.years is not None and cell.ends:
        return "Enter either the end of the period or its number of years, not both."
    if cell.starts and cell.ends and cell.ends.interval()[1] < cell.starts.interval()[0]:
        return "The period ends before it starts. Correct one of its dates."
    return ""


def _cell_text(cell: CostCell) -> str:
    """The cell for the audit trail."""
    amount = "" if cell.amount is None else figure_text(cell.figure, str)
    period = [cell.text, str(cell.starts), str(cell.ends), f"{cell.years} years" if cell.years else ""]
    return " ".join(filter(None, [cell.basis, amount, *period, cell.reason, cell.source]))


@operation("costs.write_table", Permission.EDIT_RELEASES)
def write_table(
    *,
    by: Actor,
    release: Release,
    cells: Iterable[CostCellFacts],
    without: Iterable[ChangeRequest] = (),
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Write cells of the table, and remove the shares of the Change Requests in `without`.

    A combined cell to be confirmed is deleted. The combined assessment exists as long as it has a cell or is shared.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    cells, without = list(cells), list(without)
    written = [cell for cell in cells if not (cell.line == CostLine.COMBINED and cell.basis == Basis.TBC)]
    emptied = [cell.stage for cell in cells if cell not in written]
    shares = release.cost_cells.filter(change_request__in=without)
    gone = {str(cell): [_cell_text(cell), None] for cell in shares.select_related("change_request")}
    shares.delete()
    release.cost_cells.filter(line=CostLine.COMBINED, stage__in=emptied).delete()
    set_cells(by=by, release=release, cells=written, as_published=True, reason=reason, on=on, token=AS_STORED)
    package = CombinedAssessment.objects.filter(release=release).first()
    if release.cost_cells.filter(line=CostLine.COMBINED).exists() and package is None:
        set_combined(by=by, release=release, shared_with=[], on=on, token=AS_STORED)
    elif (
        package and not package.shared_with and not release.cost_cells.filter(line=CostLine.COMBINED).exists()
    ):
        package.delete()
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"Cost table of the {release}",
        changes=gone | {"cells": [None, len(cells)]},
        reason=reason,
        on=on,
    )


@operation("costs.clear_cells", Permission.EDIT_RELEASES)
def clear_cells(
    *,
    by: Actor,
    release: Release,
    items: Iterable[ScopeItem],
    token: Token,
    on: date | None = None,
) -> None:
    """Delete the cells that a table prints, before it is entered again: those of the items and of the release.

    Cells of candidates and of items that left the scope stay, in case these come back.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    printed = release.cost_cells.filter(Q(item__in=list(items)) | Q(item__isnull=True))
    before = {str(cell): _cell_text(cell) for cell in printed.select_related("item__part__modification")}
    printed.delete()
    CombinedAssessment.objects.filter(release=release).delete()
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"DCC costs of the {release}",
        changes={place: [text, None] for place, text in before.items()},
        on=on,
    )


@operation("costs.set_combined", Permission.EDIT_RELEASES)
def set_combined(
    *,
    by: Actor,
    release: Release,
    shared_with: Iterable[str],
    token: Token,
    on: date | None = None,
) -> CombinedAssessment:
    """Record that the release has a combined assessment, and with which Change Requests or others it is shared."""
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    combined, _ = CombinedAssessment.objects.update_or_create(
        release=release, defaults={"shared_with": list(shared_with)}
    )
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=str(combined),
        changes={"shared_with": [None, combined.shared_with]},
        on=on,
    )
    return combined


@operation("costs.set_secas_effort", Permission.EDIT_RELEASES)
def set_secas_effort(
    *,
    by: Actor,
    release: Release,
    kind: str,
    days: Decimal | None,
    day_rate: Decimal = DAY_RATE,
    qualifiers: Iterable[str] = (),
    token: Token,
    on: date | None = None,
) -> SecasEffort | None:
    """Set SECAS's days for one kind of work, or remove them with None. The day rate is in pounds; `qualifiers` are of
    the amount."""
    if days is not None and (days <= 0 or days >= 10_000):
        raise RuleBroken(
            "Enter a number of days above 0 and below 10,000. Leave the cell empty if there are none."
        )
    if not 0 < day_rate < 1_000_000:
        raise RuleBroken("Enter a day rate above £0 and below £1,000,000.")
    given = in_order(qualifiers)
    if wrong := contradiction(Figure(Basis.ESTIMATE, day_rate, None, tuple(qualifiers))):
        raise RuleBroken(wrong)
    section = lock_section(release, Section.Key.COSTS)
    effort = SecasEffort.objects.filter(release=release, kind=kind).first() or SecasEffort(
        release=release, kind=kind
    )
    before, said_before = effort.days, list(effort.qualifiers)
    take_token(section, token, lambda: {"days": before}, "The costs")
    if days is not None:
        effort.days, effort.day_rate, effort.qualifiers = days, day_rate, list(given)
        effort.save()
    elif effort.pk:
        effort.delete()
    touch(release)
    record(
        target=Target.SECAS_COSTS(release.slug, f"secas-{kind.replace('_', '-')}"),
        label=f"SECAS effort, {effort.get_kind_display().lower()}, {release}",
        changes={"days": [before, days]}
        | ({"qualifiers": [said_before, list(given)]} if said_before != list(given) else {}),
        on=on,
    )
    return effort if days is not None else None


@operation("costs.state_others", Permission.EDIT_RELEASES)
def set_operational_costs(
    *,
    by: Actor,
    release: Release,
    days: dict[str, tuple[Any, ...]],
    operational: CostCellFacts | None = None,
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Set SECAS's days, day rates and, if given, qualifiers of the amount by kind, and the operational costs."""
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    for kind, (count, rate, *qualifiers) in days.items():
        set_secas_effort(
            by=by,
            release=release,
            kind=kind,
            days=count,
            day_rate=rate,
            qualifiers=qualifiers[0] if qualifiers else (),
            reason=reason,
            on=on,
            token=AS_STORED,
        )
    if operational:
        set_cells(by=by, release=release, cells=[operational], reason=reason, on=on, token=AS_STORED)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"Operational and SECAS costs of the {release}",
        changes={"days": [None, sorted(days)]},
        reason=reason,
        on=on,
    )


@operation("costs.set_yearly", Permission.EDIT_RELEASES)
def set_yearly_costs(
    *,
    by: Actor,
    release: Release,
    costs: Iterable[CostCellFacts],
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Replace the operational costs a year, in order; `stage`, `line` and `position` of the facts are set here."""
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    stored = release.cost_cells.filter(line=CostLine.YEARLY).order_by("position")
    before = [_cell_text(cell) for cell in stored]
    place = {"stage": Stage.OPERATIONAL.value, "line": CostLine.YEARLY, "item": None, "change_request": None}
    cells = [replace(cost, **place, position=number) for number, cost in enumerate(costs, start=1)]
    stored.filter(position__gt=len(cells)).delete()
    if cells:
        set_cells(
            by=by, release=release, cells=cells, as_published=True, reason=reason, on=on, token=AS_STORED
        )
    touch(release)
    after = [
        _cell_text(cell) for cell in release.cost_cells.filter(line=CostLine.YEARLY).order_by("position")
    ]
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"Operational costs a year of the {release}",
        changes={"yearly": [before, after]},
        reason=reason,
        on=on,
    )


@operation("costs.set_stages", Permission.EDIT_RELEASES)
def set_stages(
    *,
    by: Actor,
    release: Release,
    stages: Iterable[tuple[str, str]],
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> Release:
    """Set the stages of the release's cost table, each (key, name), in the order of the columns.

    Standard stages keep their names and cannot be left out. Raises RuleBroken if a stage with costs is left out.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    stated = [(key, STANDARD.get(key, name)) for key, name in stages]
    if wrong := wrong_stages(stated):
        raise RuleBroken(wrong)
    ordered = list(ordered_stages(stated).items())
    release = locked_release(release)
    before = stages_of(release)
    gone = before.keys() - dict(ordered).keys()
    if used := release.cost_cells.filter(stage__in=gone).exclude(basis=Basis.TBC).order_by("pk").first():
        where = used.item or used.change_request or "the combined assessment"
        raise RuleBroken(
            f"{before[used.stage]} has costs ({where}), so it cannot be removed. Set its cells to TBC first."
        )
    release.cost_cells.filter(stage__in=gone).delete()
    release.cost_stages = [] if ordered == list(STANDARD.items()) else [list(pair) for pair in ordered]
    release.save(update_fields=["cost_stages"])
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"Cost stages of the {release}",
        changes={"stages": [list(before.values()), list(stages_of(release).values())]},
        reason=reason,
        on=on,
    )
    return release
