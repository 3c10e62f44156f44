"""The slices of a RID for categories of Parties: together they are the whole, and a brief of them is two pages."""

import io
from datetime import date
from decimal import Decimal

import msgspec
import pypdf
import pytest

from costs.totals import total_of
from governance.documents.brief.compose import modifications_of, release_brief
from governance.documents.brief.kind import BRIEF_KIND, rows_of
from governance.documents.brief.short import shortened
from governance.documents.brief.slices import NOT_STATED, SLICES, Parts, Slice, bearing, read_who
from governance.documents.brief.types import Brief, BriefContent, BriefIssue, BriefRelease
from governance.documents.engine.printing.render import render_pdf
from governance.documents.rid.plain import lift
from governance.documents.rid.sections.cost_table import figure_of
from tests.governance.importer.test_importer import needs_samples, sample

ON = date(2020, 1, 20)
EVERYBODY = frozenset(SLICES)


def june_2020() -> Parts:
    content = lift(sample("june-2020-rid-v1.1"), site="https://sec.example", marks=()).content
    return Parts(content.scope, content.impacts, content.costs, content.timeline)


def brief(*releases: BriefRelease) -> Brief:
    content = BriefContent(who="suppliers", title="Suppliers", releases=releases)
    return Brief(content=content, issue=BriefIssue(dated=ON.isoformat(), site="https://sec.example"))


@needs_samples
def test_the_slices_of_june_2020_together_are_the_whole():
    parts = june_2020()
    cuts = {key: Slice(parts, frozenset({key})) for key in SLICES}
    assert {key: [entry.ref for _, entry in cut.entries] for key, cut in cuts.items()} == {
        "suppliers": ["SECMP0053", "SECMP0062", "MP079"],
        "electricity_networks": ["SECMP0062", "MP079"],
        "gas_networks": ["SECMP0062", "MP079"],
        "other_sec_parties": ["SECMP0062", "MP079", "MP084"],
        "dcc": ["SECMP0053", "SECMP0062", "MP079"],
        NOT_STATED: ["MP088"],
    }
    # Whatever a RID states of these subjects is in a slice, and nothing else is.
    impacts, costs = parts.impacts, parts.costs
    points = [point for row in impacts.summaries for point in row.points]
    for whole, part in (
        (parts.scope.entries, lambda cut: [entry for _, entry in cut.entries]),
        (points, lambda cut: cut.points),
        (impacts.documents, lambda cut: cut.documents),
        (costs.dcc_lines, lambda cut: cut.cost_lines),
        (costs.change_request_lines or (), lambda cut: cut.shares),
    ):
        union = [row for cut in cuts.values() for row in part(cut)]
        assert [row for row in whole if row not in union] == []
        assert [row for row in union if row not in whole] == []
    # A modification that affects several is in each of theirs, so the whole is counted once for each line.
    assert cuts["suppliers"].total.amount == Decimal(1180042)
    assert cuts["gas_networks"].total.amount == Decimal(1088392)
    assert cuts["other_sec_parties"].total.amount == Decimal(1088392)
    lines = {id(line): line for cut in cuts.values() for line in cut.cost_lines}
    once = total_of(figure_of(cost) for line in lines.values() for cost in line.stated().values())
    assert once == Slice(parts, EVERYBODY).total
    assert once.amount == Decimal(1180042)


@needs_samples
def test_a_brief_says_what_affects_by_when_and_what_is_not_stated():
    made = release_brief(
        "june-2020", "June 2020", "25 June 2020", june_2020(), frozenset({"gas_networks"}), ON
    )
    assert [(row.ref, row.part, row.status, row.cost) for row in made.affecting] == [
        ("SECMP0062", "1", "Targeted", "£1,088,392"),
        ("MP079", "", "Targeted", "None stated"),
    ]
    assert [(row.ref, row.categories) for row in made.unstated] == [("MP088", ())]
    assert (made.affecting[0].points, bool(made.points)) == ((), True)  # these points name no modification
    assert (made.cost, made.other_dates[-1].label) == ("£1,088,392", "25 Jun 2020")
    assert made.dates[0].on > ON.isoformat()
    assert (made.secas_cost, made.silent) == ("£13,200", ())
    both = release_brief(
        "june-2020", "June 2020", "", june_2020(), frozenset({"gas_networks", NOT_STATED}), ON
    )
    assert both.silent == ()
    rows = modifications_of(june_2020(), frozenset({"gas_networks"}))
    assert [[row.ref for row in some] for some in rows] == [["SECMP0062", "MP079"], ["MP088"]]
    table = rows_of(brief(made, BriefRelease(slug="n", name="N", go_live="", is_published=False)))
    assert [row[2] or row[7] for row in table[1:]] == ["SECMP0062", "MP079", "MP088", "Not yet stated"]


@needs_samples
def test_a_brief_of_much_is_printed_on_two_pages():
    one = release_brief("june-2020", "June 2020", "25 June 2020", june_2020(), EVERYBODY, date.min)
    long = msgspec.structs.replace(one, affecting=one.affecting * 12, documents=one.documents * 5)
    for releases in ((one,), (one,) * 6, (long, one)):
        made = shortened(brief(*releases))
        pages = pypdf.PdfReader(io.BytesIO(render_pdf(BRIEF_KIND, made))).pages
        assert len(pages) <= 2
    text = " ".join(page.extract_text() for page in pages)
    assert "It is not your share of it." in " ".join(text.split())
    assert sum(row.more for row in made.content.releases) + len(made.content.left_out) > 40


@pytest.mark.parametrize(
    ("participants", "refs", "found"),
    [
        ({"MP1": ["suppliers"], "MP2": []}, ["MP1", "MP2"], "affects"),
        ({"MP1": ["dcc"], "MP2": []}, ["MP1", "MP2"], "not stated"),
        ({"MP1": ["dcc"]}, ["MP1", "MP2"], "not stated"),  # a row to come
        ({"MP1": ["dcc"]}, ["MP1"], ""),
        ({}, [], "not stated"),
    ],
)
def test_what_is_not_stated_yet_may_affect_anybody(participants, refs, found):
    assert bearing(frozenset({"suppliers"}), participants, refs) == found


def test_an_address_names_categories_in_any_order():
    assert read_who("gas_networks+suppliers+suppliers") == ("suppliers", "gas_networks")
    with pytest.raises(KeyError):
        read_who("suppliers+dragons")
