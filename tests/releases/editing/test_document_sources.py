"""What changes a SEC document apart from modifications: stored, printed, compared, exported and checked."""

import copy

import pytest

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.tables import render_tables
from governance.documents.rid.document import NO_ISSUE
from governance.documents.rid.history_row import ScopeChanges, drafted
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.sections.impacts import impacts
from governance.documents.rid.types.rid import Rid, RidContent
from governance.importer.importing import import_rid
from governance.importer.reading import Refused, check_document
from releases.models.releases import Release
from releases.models.sources import DocumentSource
from releases.operations.impacts import SourceFacts, set_documents
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.record import AuditEntry
from tests.governance.importer.test_importer import ON
from tests.governance.register.test_forms import rows_of
from tests.governance.versions.checked import checked, document
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.large import large_document
from tests.support.rids import compared, composed

PATH = "/releases/june-2020/edit/documents/"
DESIGNATED = {"kind": "designation", "reference": "26 November 2020"}
NOTIFIED = {"kind": "dcc_notification", "clause": "Section H14.3", "reference": "1 October 2020"}


def of(data, name):
    return next(row for row in data["impacts"]["documents"] if row["document"] == name)


def sourced(data, name="Section H", *sources, **more):
    """A content in which one document has these sources."""
    data = copy.deepcopy(data)
    of(data, name).update({"sources": list(sources)} | more)
    return data


def printed(content):
    return list(texts(tuple(impacts(RidContent.of_data(content), NO_ISSUE, Links()))))


@pytest.mark.django_db
def test_documents_are_given_their_sources_on_the_page_of_the_matrix(june, as_role):
    add = [
        {"document": "sch 10", "designation": "1", "designation_reference": "26 November 2020"},
        {
            "document": "app ad",
            "dcc_notification": "1",
            "dcc_clause": "H14.3",
            "MP088": "1",
            "designation": "1",
        },
    ]
    client = as_role("analyst")
    assert save(client, PATH, add=add).status_code == 303
    rows = composed(june)["impacts"]["documents"]
    assert {row["document"]: (row["modifications"], row["sources"]) for row in rows if "sources" in row} == {
        "Schedule 10": ([], [DESIGNATED]),
        "Appendix AD": (
            ["MP088"],
            [{"kind": "designation"}, {"kind": "dcc_notification", "clause": "H14.3"}],
        ),
    }
    entry = AuditEntry.objects.filter(action="releases.set_documents").latest("position")
    assert entry.reason == "As agreed"
    assert entry.changes["sources"] == [
        [],
        [
            "Appendix AD: dcc_notification, H14.3",
            "Appendix AD: designation",
            "Schedule 10: designation, 26 November 2020",
        ],
    ]
    page = client.get("/documents/schedule-10/").content.decode()
    assert "Government designation</strong> 26 November 2020" in page
    assert "June 2020 SEC Release</a>" in page
    assert (
        "These SEC documents change, wholly or in part" in client.get("/releases/june-2020/").content.decode()
    )
    assert save(client, PATH, remove=["appendix-ad"]).status_code == 303
    assert list(DocumentSource.objects.values_list("document__designation", flat=True)) == ["Schedule 10"]


@pytest.mark.django_db
def test_a_text_about_a_source_that_is_not_ticked_is_refused_and_stays(june, as_role):
    response = save(as_role("analyst"), PATH, add=[{"document": "App O", "MP088": "1", "dcc_clause": "H14"}])
    page = response.content.decode()
    assert response.status_code == 422
    assert "“DCC notification” is not ticked. Tick it, or remove the text." in page
    assert 'value="H14"' in page


@pytest.mark.django_db
def test_two_analysts_may_give_sources_to_two_documents(june, as_role):
    first, second = as_role("analyst"), as_role("analyst")
    rows = [row["document"] for row in composed(june)["impacts"]["documents"][:2]]
    one, two = (name.lower().replace(" ", "-") for name in rows)
    mine = sheet(first, PATH, **{f"{one}.designation": "1"})
    assert save(second, PATH, **{f"{two}.dcc_notification": "1"}).status_code == 303
    assert first.post(PATH, mine).status_code == 303
    assert sorted(DocumentSource.objects.values_list("document__designation", "kind")) == sorted(
        [(rows[0], "designation"), (rows[1], "dcc_notification")]
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["delivery", "member", "nobody"])
def test_only_secas_may_set_the_sources_of_documents(june, people, name):
    with pytest.raises(RuleBroken) as refused:
        set_documents(by=getattr(people, name), release=june, sources=[], token=AS_STORED, on=ON)
    assert refused.value.status == 403


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ([SourceFacts("Section H", "designation", "H14")], "only a DCC notification has a clause"),
        ([SourceFacts("Section H", "designation")] * 2, "has two entries for its government designation"),
        ([SourceFacts("Section QQ", "designation")], "There is no SEC document Section QQ"),
    ],
)
def test_impossible_sources_are_refused_in_a_sentence(june, sources, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        set_documents(by=SYSTEM, release=june, sources=sources, token=AS_STORED, reason="r", on=ON)
    assert DocumentSource.objects.count() == 0


def test_sources_are_printed_with_true_sentences():
    plain_content = document()["content"]
    assert "These SEC documents change, wholly or in part, without a modification:" not in printed(
        plain_content
    )
    said = printed(sourced(plain_content, "Section H", NOTIFIED, {"kind": "designation"}))
    assert "One SEC document changes, wholly or in part, without a modification:" in said
    at = said.index("Other sources of changes")
    assert said[at : at + 10] == [
        *("Other sources of changes", "Document", "Source", "Date or reference"),
        *("Section H", "DCC notification under Section H14.3", "1 October 2020"),
        *("Section H", "Government designation", ""),
    ]
    assert not any("Modification Report" in text for text in said)


def test_no_sentence_about_modifications_is_printed_where_none_changes_a_document():
    content = sourced(document()["content"], "Section H", DESIGNATED, modifications=[])
    content["impacts"]["documents"] = [of(content, "Section H")]
    said = printed(content)
    of_documents = said[said.index("SEC document impacts") :]
    assert of_documents[1] == "One SEC document is listed as updated by this release:"
    assert not any("impact matrix" in text or "Modification Report" in text for text in of_documents)


def test_a_change_of_source_is_compared_and_named_in_the_history_row():
    old = document()["content"]
    new = sourced(old, "Section H", DESIGNATED, NOTIFIED)
    [difference] = compared(old, new)
    assert (difference.label, difference.before, difference.after) == (
        "SEC documents: Section H: other sources",
        "",
        "Government designation, 26 November 2020; DCC notification under Section H14.3, 1 October 2020",
    )
    assert drafted(ScopeChanges(), [difference]) == "Updated following changes to the impacts."
    assert [one.after for one in compared(new, sourced(old, "Section H", DESIGNATED))] == [
        "Government designation, 26 November 2020"
    ]


def test_table_of_sources_is_in_the_archive_only_where_one_is_stated():
    data = lift(check_document(large_document(2)), site="https://example.org", marks=[]).as_data()
    name = data["content"]["impacts"]["documents"][0]["document"]
    with pytest.raises(KeyError):
        rows_of(render_tables(RID_KIND, Rid.of_data(data)), "document_sources")
    data["content"] = sourced(data["content"], name, NOTIFIED)
    assert rows_of(render_tables(RID_KIND, Rid.of_data(data)), "document_sources") == [
        ["document", "source", "clause", "reference"],
        [name, "dcc_notification", "Section H14.3", "1 October 2020"],
    ]


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"modifications": [], "sources": [DESIGNATED]}, ["document-column-empty"]),
        ({"modifications": [], "sources": []}, ["document-column-empty", "document-without-tick"]),
        ({"modifications": [], "listed": True, "sources": [NOTIFIED]}, ["document-column-empty"]),
    ],
)
def test_a_document_needs_a_tick_or_a_source(change, names):
    data = document()
    of(data["content"], "Section H").update(change)
    assert sorted(finding.rule for finding in checked(data)) == names


def test_a_document_with_a_source_is_named_in_the_list_of_documents():
    data = document()
    of(data["content"], "Section C")["listed"] = True
    of(data["content"], "Section H").update({"listed": False, "modifications": [], "sources": [DESIGNATED]})
    assert "Section H has a source of changes, and it is not in the list of documents." in [
        finding.message for finding in checked(data)
    ]


@pytest.mark.django_db
def test_sources_come_in_and_go_out_as_they_stand():
    given = large_document(2)
    rows = [row for row in given["impacts"]["documents"] if row["modifications"]]
    given["impacts"]["documents"] = rows
    rows[0]["sources"] = [NOTIFIED, {"kind": "designation"}]
    rows[1] |= {"modifications": [], "sources": [{"kind": "designation", "reference": ""}]}
    imported = import_rid(by=SYSTEM, document=check_document(copy.deepcopy(given)), on=ON)
    assert imported.again == given
    assert [row.place for row in imported.differences if "documents" in row.place] == []
    release = Release.objects.get()
    assert [row.get("sources") for row in composed(release)["impacts"]["documents"]][:2] == [
        [NOTIFIED, {"kind": "designation"}],
        [{"kind": "designation"}],
    ]
    silent = copy.deepcopy(given)
    silent["document"]["version"] = "12.0"
    del silent["impacts"]["documents"][0]["sources"]
    import_rid(by=SYSTEM, document=check_document(silent), on=ON)
    assert of(composed(release), rows[0]["document"])["sources"] == [NOTIFIED, {"kind": "designation"}]


@pytest.mark.parametrize(
    ("sources", "sentence"),
    [
        ([{"kind": "designation", "clause": "H1"}], "only a DCC notification has a clause"),
        ([{"kind": "designation"}, {"kind": "designation"}], "“designation” appears twice"),
        ([{"kind": "a whim"}], "impacts/documents/0/sources/0/kind"),
        ([{"kind": "designation", "reference": "x" * 201}], "has 201 characters; at most 200 are allowed"),
    ],
)
def test_sources_that_cannot_be_are_refused_with_their_place(sources, sentence):
    given = large_document(2)
    given["impacts"]["documents"][0]["sources"] = sources
    with pytest.raises(Refused) as refused:
        check_document(given)
    assert sentence in str(refused.value)
