"""Operations on costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from costs.models import Basis, CombinedAssessment, CostCell, CostLine, SecasEffort
from costs.totals import DAY_RATE
from modifications.models.change_requests import ChangeRequest
from modifications.models.progress import Assessment
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@dataclass(frozen=True)
class CostCellFacts:
    """A cell to write: the cost of one stage in pounds, and its basis."""

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
    changes = {}
    for cell in cells:
        if cell.basis == Basis.NOT_APPLICABLE and not cell.reason and not as_published:
            raise RuleBroken(
                "Give a reason why the cost is not applicable, for example where it is counted.",
                field="reason",
            )
        row = CostCell.objects.filter(
            release=release,
            line=cell.line,
            item=cell.item,
            change_request=cell.change_request,
            stage=cell.stage,
        ).first()
        row = row or CostCell(
            release=release,
            line=cell.line,
            item=cell.item,
            change_request=cell.change_request,
            stage=cell.stage,
        )
        before = _cell_text(row) if row.pk else None
        row.basis, row.amount, row.reason, row.source = cell.basis, cell.amount, cell.reason, cell.source
        row.assessment, row.stated_on = cell.assessment, cell.stated_on
        row.save()
        changes[str(row)] = [before, _cell_text(row)]
    touch(release)
    record(
        target=Target.SECTION(release.slug, "costs"),
        label=f"DCC costs of the {release}",
        changes={place: pair for place, pair in changes.items() if pair[0] != pair[1]},
        on=on,
    )


def _cell_text(cell: CostCell) -> str:
    return " ".join(filter(None, [cell.basis, str(cell.amount or ""), cell.reason, cell.source]))


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
    token: Token,
    on: date | None = None,
) -> SecasEffort | None:
    """Set SECAS's days for one kind of work, or remove them with None. The day rate is in pounds."""
    if days is not None and (days <= 0 or days >= 10_000):
        raise RuleBroken(
            "Enter a number of days above 0 and below 10,000. Leave the cell empty if there are none."
        )
    if not 0 < day_rate < 1_000_000:
        raise RuleBroken("Enter a day rate above £0 and below £1,000,000.")
    section = lock_section(release, Section.Key.COSTS)
    effort = SecasEffort.objects.filter(release=release, kind=kind).first() or SecasEffort(
        release=release, kind=kind
    )
    before = effort.days
    take_token(section, token, lambda: {"days": before}, "The costs")
    if days is not None:
        effort.days, effort.day_rate = days, day_rate
        effort.save()
    elif effort.pk:
        effort.delete()
    touch(release)
    record(
        target=Target.SECAS_COSTS(release.slug, f"secas-{kind.replace('_', '-')}"),
        label=f"SECAS effort, {effort.get_kind_display().lower()}, {release}",
        changes={"days": [before, days]},
        on=on,
    )
    return effort if days is not None else None


@operation("costs.state_others", Permission.EDIT_RELEASES)
def set_operational_costs(
    *,
    by: Actor,
    release: Release,
    days: dict[str, tuple[Decimal | None, Decimal]],
    operational: CostCellFacts | None = None,
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Set SECAS's days and day rates by kind, and the operational costs, together."""
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    for kind, (count, rate) in days.items():
        set_secas_effort(
            by=by,
            release=release,
            kind=kind,
            days=count,
            day_rate=rate,
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
