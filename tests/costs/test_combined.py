"""A combined assessment replaces the modifications' own costs of its stages: everything that adds up costs agrees."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.table import set_combined
from costs.queries import cost_table
from costs.sheets.table import CostSheet, total_entered
from costs.stages import EXPECTED_STAGES, STANDARD
from costs.totals import Total, counted, total_of
from governance.composing.compose_costs import compose_costs
from governance.documents.checks.rules.money import _counted
from governance.documents.engine.blocks import Table
from governance.documents.engine.links import Links
from governance.documents.rid.sections.cost_table import lines_of, tables_of
from governance.documents.rid.sentences.editions import LATEST, edition
from modifications.operations.documents import add_change_request
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from secrel.core.editing.sheets.sheet import opened, read_input
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

OWN = dict.fromkeys(EXPECTED_STAGES, ("firm", 100))
CASES = {
    "own": (OWN, {}, {}, Total("quoted", Decimal(400))),
    "one combined stage": (OWN, {"sit": ("estimate", 30)}, {}, Total("estimate", Decimal(330))),
    "all combined": (
        OWN,
        {"sit": ("firm", 1), "uit": ("firm", 2), "implement_to_live": ("firm", 3)},
        {},
        None,
    ),
    "combined to be confirmed": (OWN, {"sit": ("tbc", None)}, {}, Total("tbc")),
    "combined nothing": (OWN, {"sit": ("none", None)}, {}, Total("quoted", Decimal(300))),
    "own unknown, replaced": (OWN | {"uit": ("tbc", None)}, {"uit": ("firm", 5)}, {}, None),
    "a share is never replaced": (
        OWN,
        {"sit": ("firm", 1)},
        {"sit": ("firm", 7)},
        Total("quoted", Decimal(308)),
    ),
    "a share to be confirmed": (OWN, {}, {"sit": ("firm", 7), "uit": ("tbc", None)}, Total("tbc")),
    "no own": ({}, {"sit": ("firm", 1)}, {}, Total("tbc")),
}


def filled(analyst, own, combined, share) -> Release:
    item = ScopeItemFactory(
        release=ReleaseFactory(), part=ModificationFactory(impacts_dcc_systems=True).parts.get()
    )
    other = add_change_request(by=analyst, reference="CR1088", title="Proving")

    def cells(given, **where):
        return [
            CostCellFacts(stage, basis, None if amount is None else Decimal(amount), **where)
            for stage, (basis, amount) in given.items()
        ]

    rows = [*cells(own, item=item), *cells(combined, line="combined")]
    rows += cells(share, line="change_request", change_request=other)
    if combined:
        set_combined(by=analyst, release=item.release, shared_with=[], token=AS_STORED)
    set_cells(by=analyst, release=item.release, cells=rows, token=AS_STORED)
    return Release.objects.get(pk=item.release.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES)
def test_all_who_add_up_the_costs_come_to_one_total(analyst, case):
    own, combined, share, expected = CASES[case]
    release = filled(analyst, own, combined, share)
    sheet = CostSheet(release)
    items = list(sheet.items.values())
    total = cost_table(release, items).total
    assert expected in (total, None)
    assert total_entered(opened(sheet)) == total  # as typed
    said = compose_costs(release, items, [])
    assert (said.dcc_total.status, Decimal(said.dcc_total.amount or 0)) == (total.status, total.amount or 0)
    of_checks = total_of(
        (cell.status, Decimal(cell.amount) if cell.amount else None) for _, cell in _counted(said)
    )
    assert of_checks == total
    [table] = tables_of(lines_of(said, {}, Links()), said.dcc_total, STANDARD, edition(LATEST))
    assert isinstance(table, Table)
    printed = table.foot.cells[-1].text
    assert printed == ("TBC" if total.amount is None else f"£{total.amount:,.0f}")


@pytest.mark.django_db
def test_the_total_of_the_entered_figures_equals_the_stored_one(analyst, as_role):
    """Also where a cell is emptied, or a share gets a line of its own."""
    release = filled(analyst, OWN, {"sit": ("tbc", None)}, {"sit": ("firm", 7)})
    for cells in (
        {"combined.uit": "5"},
        {"combined.sit": ""},
        {"combined.sit": "TBC"},
        {"CR1088.uit": "3"},
        {"CR1088.uit": ""},
    ):
        page = opened(CostSheet(release))
        data = QueryDict(mutable=True)
        data["was"] = page.was_json
        data.setlist("row", [row.key for row in page.rows])
        for name, text in cells.items():
            data[name] = text
        entered = total_entered(read_input(CostSheet(release), data))
        as_role("analyst").post(
            f"/releases/{release.slug}/edit/costs/", dict(data.lists()) | {"reason": "As agreed"}
        )
        release = Release.objects.get(pk=release.pk)
        assert cost_table(release, CostSheet(release).items.values()).total == entered, cells


def test_what_counts_of_lines_is_their_own_but_for_the_stages_of_the_package():
    own = [{"sit": 1, "uit": 2}, {"design_build_pit": 3, "sit": 4}]
    assert counted(own, {"sit": 9}, [{"sit": 7}]) == [2, 3, 9, 7]
    assert counted(own, {}, []) == [1, 2, 3, 4]
