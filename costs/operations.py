"""Changes to costs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from costs.models import Basis, CombinedAssessment, CostCell, Line, SecasEffort
from modifications.models import Assessment, ChangeRequest
from releases.models import Release, ScopeItem, Section
from releases.operations.sections import lock_section
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.errors import RuleBroken
from secrel.core.permissions import Permission

DAY_RATE = Decimal(600)  # every sample says so


@dataclass(frozen=True)
class Cell:
    """A cell to be written: what it costs in pounds at one stage, and what that rests on."""

    stage: str
    basis: str
    amount: Decimal | None = None
    line: str = Line.MODIFICATION
    item: ScopeItem | None = None
    change_request: ChangeRequest | None = None
    reason: str = ""
    source: str = ""
    assessment: Assessment | None = None


@operation("costs.set_cells", Permission.EDIT_RELEASES)
def set_cells(
    *,
    by: Actor,
    release: Release,
    cells: Iterable[Cell],
    as_published: bool = False,
    token: int | None = None,
    on: date | None = None,
) -> None:
    """Write cells, each over the one that stands in its place; others stay as they are.

    N/A needs its reason, unless the cells are taken over `as_published`.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    changes = {}
    for cell in cells:
        if cell.basis == Basis.NOT_APPLICABLE and not cell.reason and not as_published:
            raise RuleBroken(
                "Say why the cost is not applicable, such as where it is counted.", field="reason"
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
        before = _said(row) if row.pk else None
        row.basis, row.amount, row.reason, row.source = cell.basis, cell.amount, cell.reason, cell.source
        row.assessment = cell.assessment
        row.save()
        changes[str(row)] = [before, _said(row)]
    touch(release)
    record(
        target=f"releases/{release.slug}/costs",
        label=f"DCC costs of the {release}",
        changes={place: pair for place, pair in changes.items() if pair[0] != pair[1]},
        on=on,
    )


def _said(cell: CostCell) -> str:
    return " ".join(filter(None, [cell.basis, str(cell.amount or ""), cell.reason, cell.source]))


@operation("costs.clear_cells", Permission.EDIT_RELEASES)
def clear_cells(
    *,
    by: Actor,
    release: Release,
    items: Iterable[ScopeItem],
    token: int | None = None,
    on: date | None = None,
) -> None:
    """Take out what a table prints, before it is entered anew: the items' cells and those of the release.

    Cells of items that are candidates or have left stay, should they come back.
    """
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    printed = release.cost_cells.filter(Q(item__in=list(items)) | Q(item__isnull=True))
    before = {str(cell): _said(cell) for cell in printed.select_related("item__part__modification")}
    printed.delete()
    CombinedAssessment.objects.filter(release=release).delete()
    touch(release)
    record(
        target=f"releases/{release.slug}/costs",
        label=f"DCC costs of the {release}",
        changes={place: [said, None] for place, said in before.items()},
        on=on,
    )


@operation("costs.set_combined", Permission.EDIT_RELEASES)
def set_combined(
    *,
    by: Actor,
    release: Release,
    shared_with: Iterable[str],
    token: int | None = None,
    on: date | None = None,
) -> CombinedAssessment:
    """Say that the release is assessed as one package, and with whom; its cells are those of that line."""
    section = lock_section(release, Section.Key.COSTS)
    take_token(section, token, dict, "The costs")
    combined, _ = CombinedAssessment.objects.update_or_create(
        release=release, defaults={"shared_with": list(shared_with)}
    )
    touch(release)
    record(
        target=f"releases/{release.slug}/costs",
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
    token: int | None = None,
    on: date | None = None,
) -> SecasEffort | None:
    """State SECAS's days for one kind of work, or None; the amount follows from the day rate in pounds."""
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
        target=f"releases/{release.slug}/costs/secas-{kind.replace('_', '-')}",
        label=f"SECAS effort, {effort.get_kind_display().lower()}, {release}",
        changes={"days": [before, days]},
        on=on,
    )
    return effort if days is not None else None
