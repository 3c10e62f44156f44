"""Where each value of the examples comes from, and who may know what of it."""

from collections import Counter

import pytest

from governance.documents.rid.explaining.history import changes_of
from governance.documents.rid.explaining.leaves import leaves
from governance.explaining.answers import reading_of
from governance.explaining.documents import live_document, version_document
from governance.explaining.trail import section_states
from governance.explaining.values import explain, explain_row
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.models.record import AuditEntry
from tests.support.large import large_document

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2021/explain/"


def explained(document) -> Counter:
    """How many values of a document have an entry of the audit trail, and how many have none."""
    found = leaves(document.content)
    states = {key: document.states(key) for key in {path[0] for path in found}}
    positions = {
        leaf.path: changes_of(leaf, states[leaf.path[0]])[0].state.position for leaf in found.values()
    }
    entries = AuditEntry.objects.filter(position__in=set(positions.values())).values_list(
        "position", flat=True
    )
    held = set(entries)
    return Counter(position in held for position in positions.values())


def printed_without_explanation(document) -> list:
    """The links of the printed document that lead nowhere, and the cells of its tables that are no link."""
    wrong = [path for path in document.printed if not document.is_known(path)]
    for _, blocks in document.blocks:
        for block in blocks:
            cells = (
                [cell for row in (*block.rows, block.foot) for cell in row[1:]]
                if block.kind == "table"
                else []
            )
            wrong += [cell for cell in cells if cell.text and not cell.paths and not cell.inner]
            if block.kind == "listing":
                wrong += [row for row in block.rows if not row[0].paths]
    return wrong


def test_every_value_of_each_live_release_resolves_to_an_entry(examples, people):
    held, total = people.analyst.permissions(), Counter()
    for release in Release.objects.all():
        document = live_document(release, held, people.analyst)
        assert printed_without_explanation(document) == []
        total += explained(document)
    assert set(total) == {True}
    assert total[True] > 700


def test_every_value_of_versions_resolves_to_an_entry(examples):
    numbers = [("june-2020", 1, 0), ("june-2021", 4, 0), ("june-2021", 8, 0)]
    for slug, major, minor in numbers:
        version = RidVersion.objects.get(release__slug=slug, major=major, minor=minor)
        document = version_document(version)
        assert printed_without_explanation(document) == []
        assert set(explained(document)) == {True}


def test_values_of_an_imported_version_come_from_the_import(people, day):
    imported = import_rid(by=people.analyst, document=check_document(large_document(8)), on=day)
    reading = reading_of(people.analyst, people.analyst.permissions())
    document = version_document(imported.version)
    assert printed_without_explanation(document) == []
    entry = AuditEntry.objects.get(action=import_rid.action)
    rows = [row for key in ("scope", "costs", "timeline") for row in explain_row(document, (key,), reading)]
    assert {row.last.position for row in rows} == {entry.position}
    assert {row.last.source for row in rows} == {f"The document that was imported as {imported.version}"}
    live = live_document(imported.version.release, reading.permissions, people.analyst)
    assert set(explained(live)) == {True}


def test_value_says_who_when_why_under_which_decision_and_what_it_was(examples, people):
    reading = reading_of(people.analyst, people.analyst.permissions())
    document = live_document(examples.june, reading.permissions, people.analyst)
    kind = explain(document, ("release", "profile"), reading)
    last = kind.last
    assert (kind.text, last.before, str(last.on), last.who) == (
        *("document-only", "system-impacting"),
        *("2020-11-30", "SECAS analyst"),
    )
    assert last.reason == "With SECMP0067 the last change to the DCC's systems left."
    assert kind.decisions == ("Baselined by the SEC Panel on 11 December 2020, in RID 2.0.",)
    status = explain(document, ("scope", "MP153", "status"), reading)
    assert [(change.before, change.after) for change in status.changes] == [
        ("targeted", "approved"),
        ("", "targeted"),
    ]
    assert [(number, text) for number, _, text in status.versions] == [
        ("5.0", "targeted"),
        ("7.0", "approved"),
    ]
    unticked = explain(document, ("impacts", "participants", "MP153", "suppliers"), reading)
    assert (unticked.text, str(unticked.last.on)) == ("not ticked", "2021-03-12")
    history = explain(document, ("history", "1.0"), reading)
    assert (history.last.who, str(history.last.on)) == ("Panel Chair", "2020-07-24")


def test_public_reads_role_and_versions_but_no_name_reason_or_draft(examples, client):
    page = client.get(f"{JUNE}release/profile/").content.decode().partition("<main")[2]
    assert "Analyst, SECAS" in page
    assert "RID 2.0</a>, <time" in page
    for closed in ("SECAS analyst", "With SECMP0067", "Audit trail", "Earlier changes", "RID 1.1", "Before"):
        assert closed not in page
    assert client.get("/releases/november-2021/explain/").status_code == 404
    assert client.get("/releases/november-2021/rid/0.1/explain/scope/").status_code == 404


def test_page_links_each_value_with_one_stop_of_the_tab_key_for_each_row(examples, as_role):
    page = as_role("analyst").get(JUNE).content.decode()
    cell = f"{JUNE}impacts/participants/MP153/dcc/"
    assert f'<a class="why" href="{cell}" hx-get="{cell}" tabindex="-1">' in page
    row = f"{JUNE}impacts/participants/MP153/"
    assert f'<a class="why" href="{row}" hx-get="{row}">MP153' in page


def test_row_lists_its_values_and_htmx_gets_the_panel_alone(examples, as_role):
    analyst = as_role("analyst")
    page = analyst.get(f"{JUNE}scope/MP153/").content.decode()
    assert (">title</a>" in page, ">status</a>" in page, ">reference</a>" in page) == (True,) * 3
    panel = analyst.get(f"{JUNE}scope/MP153/title/", headers={"HX-Request": "true"}).content.decode()
    assert ("<main" in panel, "Follow up changes for Communications Hub" in panel) == (False, True)
    missing = analyst.get(f"{JUNE}scope/MP999/title/")
    assert missing.status_code == 404
    assert "There is no value at this address in the document." in missing.content.decode()


@pytest.mark.parametrize(
    ("where", "queries"), [("", 4), ("release/profile/", 8), ("costs/", 7), ("scope/MP153/status/", 10)]
)
def test_explanations_make_a_constant_number_of_queries(
    examples, as_role, django_assert_num_queries, where, queries
):
    analyst = as_role("analyst")
    analyst.get("/releases/june-2021/")
    with django_assert_num_queries(queries):
        assert analyst.get(f"{JUNE}{where}").status_code == 200


def test_only_states_that_differ_are_read(examples):
    rows = section_states("june-2021", "release", 10**9)
    assert [row.part["release"]["profile"] for row in rows] == ["system_impacting", "document_only"]
