"""What the sections of a RID say, and how their tables are made, for each state of the facts."""

from datetime import date

import pytest

from governance.documents.engine.blocks import Table, texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_print
from governance.documents.engine.terms import read_terms
from governance.documents.rid.document import printed_texts, sections
from governance.documents.rid.issue import glossary_of
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import plain
from governance.documents.rid.types.rid import Rid, RidContent
from governance.versions.models import RidVersion
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED
from tests.governance.versions.checked import document
from tests.support.factories import ReleaseFactory
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def table_of(content, title, section="costs"):
    [found] = [part for part in sections(RidContent.of_data(content), Links()) if part.key == section]
    return next(block for block in found.blocks if isinstance(block, Table) and block.caption == title)


def texts_of(row):
    return [cell.text for cell in row.cells]


def test_cost_table_sums_by_line_and_stage(examples):
    content = composed(Release.objects.get(slug="february-2021"))
    table = table_of(content, "DCC implementation costs")
    assert table.columns[-1] == "Total"
    assert [texts_of(row)[-1] for row in table.rows] == ["£70,000", "£185,000"]
    assert texts_of(table.foot) == ["Total", "£162,500", "£62,000", "£18,500", "£12,000", "£255,000"]


def test_cost_table_has_no_sums_where_another_total_is_stated(examples):
    content = composed(Release.objects.get(slug="february-2021"))
    content["costs"]["dcc_total"]["amount"] = "1"
    table = table_of(content, "DCC implementation costs")
    assert (table.columns[-1], table.foot) == ("Implement to live", None)


def test_cost_table_counts_the_combined_cells_and_not_those_in_brackets(examples):
    content = composed(Release.objects.get(slug="february-2021"))
    content["costs"]["combined"] = {"sit": {"status": "estimate", "amount": "50000"}}
    content["costs"]["dcc_total"] = {"status": "estimate", "amount": "243000"}
    table = table_of(content, "DCC implementation costs")
    assert texts_of(table.rows[0])[2] == "(£18,000)"
    assert texts_of(table.foot) == ["Total", "£162,500", "£50,000", "£18,500", "£12,000", "£243,000"]
    assert [cell.italic for cell in table.foot.cells] == [False, False, True, False, False, True]


def test_tables_name_the_part_of_a_modification(examples):
    content = composed(Release.objects.get(slug="june-2020"))
    for title, section in (("Participant impact matrix", "impacts"), ("DCC implementation costs", "costs")):
        names = [row.cells[0].text for row in table_of(content, title, section).rows]
        assert names[1] == "SECMP0062 part 1"


def said_in(content, section):
    [found] = [part for part in sections(RidContent.of_data(content), Links()) if part.key == section]
    return "\n".join(texts(found.blocks))


def test_scope_speaks_of_cut_off_dates_only_where_all_have_one(examples):
    content = composed(examples.november)
    assert "included only if it is approved in time:" in said_in(content, "scope")
    for item in content["scope"]["targeted"]:
        item["cut_off"] = {"label": "21 Oct 21", "precision": "day", "date": "2021-10-21"}
    assert "only if it is approved by its cut-off date:" in said_in(content, "scope")


def test_only_system_impacting_releases_name_the_reviewing_bodies(examples):
    assert "Reviewing body" not in said_in(composed(examples.june), "acceptance")
    assert "Reviewing body: TAG." in said_in(composed(examples.november), "acceptance")


def test_a_release_that_changes_no_document_states_it(examples, analyst):
    release = ReleaseFactory(slug="a-release")
    assert "The SEC documents that change are still to come." in said_in(composed(release), "impacts")
    release = change_release(
        by=analyst, release=release, fields={"sec_documents": "none"}, token=AS_STORED, on=ON
    )
    assert "This release updates no SEC document." in said_in(composed(release), "impacts")


def test_a_replanned_date_shows_the_first_planned_date(examples):
    content = composed(Release.objects.get(slug="february-2021"))
    first, moved = (
        {"label": label, "precision": "day", "date": "2020-09-07"} for label in ("07 Sep 20", "1 Oct 20")
    )
    content["timeline"][6] |= {"when": moved, "planned": first}
    assert "1 Oct 20 (first planned: 07 Sep 20)" in said_in(content, "timeline")


def test_acronyms_of_the_history_are_explained_too(examples):
    version = RidVersion.objects.get(release__slug="june-2020", major=1, minor=1)
    content, issue = version.snapshot.rid.content, version.snapshot.rid.issue
    assert "TABASC" not in content.glossary
    assert issue.glossary == {"TABASC": "Technical Architecture and Business Architecture Sub-Committee"}
    assert plain(version.snapshot.rid)["glossary"]["TABASC"] == issue.glossary["TABASC"]


def test_no_example_uses_an_acronym_without_its_term(examples):
    for version in RidVersion.objects.select_related("snapshot__content"):
        content, issue = version.snapshot.rid.content, version.snapshot.rid.issue
        printed = [*printed_texts(content), *(row.changes for row in issue.history)]
        assert (str(version), read_terms(printed, glossary_of(content, issue)).unknown) == (str(version), {})


def test_a_fact_that_is_not_stated_prints_nothing():
    html = render_print(RID_KIND, Rid.of_data(document()))
    assert 'data-foot=""' in html
    assert "UNSET" not in html
