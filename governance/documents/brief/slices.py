"""Cuts a RID by category of Parties. The slices of all categories, of the DCC and of what states no category together
are the whole RID; a modification that affects several is in each of theirs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from costs.figures import Figure
from costs.totals import Total, own_counted, total_of
from governance.documents.rid.sections.cost_table import figure_of
from governance.documents.rid.types.costs import ChangeRequestLine, Combined, CostLine, Costs
from governance.documents.rid.types.rid import Step
from governance.documents.rid.types.scope import ChangedDocument, Impacts, Point, Scope, ScopeEntry
from modifications.participants import ALL_PARTIES, Participant

NOT_STATED = "not_stated"
"""The slice of what states no category: modifications without a tick, and costs and documents of no modification."""
PARTIES = frozenset(Participant.values) - {Participant.DCC.value}
SLICES: dict[str, str] = {**dict(Participant.choices), NOT_STATED: "No category stated"}


@dataclass(frozen=True)
class Parts:
    """The parts of a RID that are cut."""

    scope: Scope
    impacts: Impacts
    costs: Costs
    timeline: tuple[Step, ...] = ()

    @classmethod
    def of(cls, scope: Any, impacts: Any, costs: Any, timeline: Iterable[Any] = ()) -> "Parts":
        """From the data of a snapshot."""
        steps = tuple(Step.of_data(row) for row in timeline)
        return cls(Scope.of_data(scope), Impacts.of_data(impacts), Costs.of_data(costs), steps)

    def categories_of(self, refs: Iterable[str]) -> frozenset[str]:
        """Whom any of these modifications affects; NOT_STATED if no category is stated for any of them."""
        found = {one for ref in refs for one in self.impacts.participants.get(ref, ())}
        return frozenset(found or {NOT_STATED})


@dataclass(frozen=True)
class Slice:
    """What of a RID affects some categories."""

    parts: Parts
    who: frozenset[str]

    def _is_of(self, refs: Iterable[str]) -> bool:
        return bool(self.who & self.parts.categories_of(refs))

    @cached_property
    def entries(self) -> tuple[tuple[str, ScopeEntry], ...]:
        """Status and modification of each that affects them, approved ones first."""
        return tuple(row for row in _entries(self.parts.scope) if self._is_of([row[1].ref]))

    @cached_property
    def unstated(self) -> tuple[tuple[str, ScopeEntry], ...]:
        """Modifications in scope that may affect them too, as no category is stated yet."""
        rows = (row for row in _entries(self.parts.scope) if row not in self.entries)
        return tuple(row for row in rows if NOT_STATED in self.parts.categories_of([row[1].ref]))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points of the impact summary for them; for the DCC, those of its own summary."""
        impacts = self.parts.impacts
        audiences = {*self.who, *([ALL_PARTIES] if self.who & PARTIES else [])}
        rows = [row.points for row in impacts.party_summaries if row.participant in audiences]
        if Participant.DCC in self.who:
            rows += [row.points for row in impacts.dcc_summaries]
        return tuple(point for points in rows for point in points)

    @cached_property
    def documents(self) -> tuple[ChangedDocument, ...]:
        return tuple(row for row in self.parts.impacts.documents if self._is_of(row.modifications))

    @cached_property
    def cost_lines(self) -> tuple[CostLine, ...]:
        return tuple(row for row in self.parts.costs.dcc_lines if self._is_of([row.ref]))

    @cached_property
    def shares(self) -> tuple[ChangeRequestLine, ...]:
        """The costs of Change Requests, which state no category."""
        return (self.parts.costs.change_request_lines or ()) if NOT_STATED in self.who else ()

    @cached_property
    def combined(self) -> Combined | None:
        """The assessment for several modifications at once, which states no category."""
        return (self.parts.costs.combined or None) if NOT_STATED in self.who else None

    @property
    def total(self) -> Total:
        """What the DCC spends on all of it: the central cost, not anybody's share."""
        cells = [cost for line in self.cost_lines for cost in self.own_costs(line).values()]
        cells += [cost for line in self.shares for cost in line.stated().values()]
        cells += list(self.combined.stated().values()) if self.combined else []
        return total_of(figure_of(cost) for cost in cells)

    @property
    def secas_total(self) -> Total | None:
        """What SECAS spends on the whole release; None where nothing is stated."""
        costs = self.parts.costs
        efforts = [row for row in (costs.secas_implementation, costs.secas_project_management) if row]
        return (
            total_of(Figure("quoted", Decimal(row.amount), None, row.qualifiers or ()) for row in efforts)
            if efforts
            else None
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """The categories that no modification in scope is stated to affect."""
        found = {name for _, entry in self.entries for name in self.parts.categories_of([entry.ref])}
        return tuple(key for key in SLICES if key in self.who - found)

    def own_costs(self, line: CostLine) -> Mapping[str, Any]:
        """A modification's costs by stage, without stages of which the combined assessment has the cost."""
        combined = self.parts.costs.combined
        return own_counted(line.stated(), combined.stated() if combined else ())

    def cost_of(self, ref: str) -> Total | None:
        """The cost of one modification; None where the RID has no line for it."""
        lines = [line for line in self.parts.costs.dcc_lines if line.ref == ref]
        cells = [cost for line in lines for cost in self.own_costs(line).values()]
        return total_of(map(figure_of, cells)) if lines else None


def _entries(scope: Scope) -> list[tuple[str, ScopeEntry]]:
    return [(status, entry) for status, rows in scope.by_status for entry in rows]


def bearing(who: frozenset[str], participants: Mapping[str, Iterable[str]], refs: Iterable[str]) -> str:
    """What is published of whether a release bears on some categories: "affects", "not stated" or "" (it does not).

    "not stated" also where no modification is in scope yet. `refs`: the modifications in scope.
    """
    ticked = {ref: set(participants.get(ref, ())) or {NOT_STATED} for ref in refs}
    if any(who & found for found in ticked.values()):
        return "affects"
    is_open = not ticked or any(NOT_STATED in found for found in ticked.values())
    return "not stated" if is_open else ""


def read_who(text: str) -> tuple[str, ...]:
    """The categories in the part of an address: "suppliers+gas_networks", in the order of SLICES.

    Raises KeyError for one that does not exist.
    """
    asked = {SLICES[key] and key for key in text.split("+")}
    return tuple(key for key in SLICES if key in asked)
