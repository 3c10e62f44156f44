"""The register and a modification's page."""

from datetime import date

import pytest

from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.versions.operations.versions import issue_version
from modifications.operations.documents import add_change_request
from modifications.operations.impacts import set_impacts
from modifications.operations.progress import set_next_steps
from modifications.operations.register import link_modification, record_recommendation, set_solutions
from modifications.queries import find
from releases.operations.change_requests import set_change_requests
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Body
from tests.support.factories import ModificationFactory
from tests.support.large import large_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_register_takes_a_constant_number_of_queries(client, django_assert_num_queries, count):
    ModificationFactory.create_batch(count)
    with django_assert_num_queries(11):  # seven and those of the cache
        response = client.get("/modifications/")
    assert response.content.decode().count('class="row-link"') == count


def test_register_is_in_the_order_of_numbers(client):
    for reference in ("MP102B", "SECMP0007", "DP173", "MP102A"):
        ModificationFactory(reference=reference)
    listed = [row.reference for row in client.get("/modifications/").context["page"]]
    assert listed == ["SECMP0007", "MP102A", "MP102B", "DP173"]


@pytest.mark.parametrize("search", ["mp 153", "DP153", "finance", "FINANCE"])
def test_search_finds_by_reference_former_name_and_title(client, search):
    ModificationFactory(reference="MP153", title="Communications Hub Finance Charges", former=["DP153"])
    ModificationFactory()
    listed = [row.reference for row in client.get("/modifications/", {"q": search}).context["page"]]
    assert listed == ["MP153"]


def test_an_empty_search_result_gets_a_sentence(client):
    assert "No modification matches" in client.get("/modifications/", {"q": "zebra"}).content.decode()


def test_former_reference_moves_permanently(client):
    ModificationFactory(reference="MP153", former=["DP153"])
    response = client.get("/modifications/DP153/")
    assert (response.status_code, response["Location"]) == (301, "/modifications/MP153/")
    assert client.get("/modifications/mp153/").status_code == 301


def test_page_shows_ticks_documents_and_former_names(as_role, django_assert_num_queries):
    client = as_role("analyst")
    modification = ModificationFactory(reference="MP153", title="Charges", former=["DP153"])
    set_impacts(by=SYSTEM, part=modification.parts.get(), participants=["dcc"], documents=["Section J"])
    page = client.get("/modifications/MP153/").content.decode()
    with django_assert_num_queries(4):  # as made before
        again = client.get("/modifications/MP153/").content.decode()
    assert (
        again.partition("<main")[2].partition("</main>")[0]
        == page.partition("<main")[2].partition("</main>")[0]
    )
    assert "DP153" in page
    assert "Section J" in page
    assert page.count(">Yes<") == 1


@pytest.mark.parametrize("reference", ["MP999", "nonsense", "MP1"])
def test_an_unknown_reference_is_not_found(client, reference):
    response = client.get(f"/modifications/{reference}/")
    assert response.status_code == 404
    assert "There is no modification at this address." in response.content.decode()


def listed(client, **query):
    return [row.reference for row in client.get("/modifications/", query).context["page"]]


@pytest.fixture
def three():
    """Three modifications that differ in every filter."""
    for number, (stage, path, system) in enumerate(
        [
            ("refinement", "self_governance", True),
            ("report", "authority_determined", False),
            ("report", "", None),
        ],
        start=901,
    ):
        ModificationFactory(reference=f"MP{number}", stage=stage, path=path, impacts_dcc_systems=system)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"stage": "report"}, ["MP902", "MP903"]),
        ({"path": "self_governance"}, ["MP901"]),
        ({"systems": "yes"}, ["MP901"]),
        ({"systems": "no"}, ["MP902"]),
        ({"systems": "open"}, ["MP903"]),
        ({"stage": "report", "systems": "no"}, ["MP902"]),
        ({"participant": "dcc"}, ["MP901"]),
        ({"document": "section-j"}, ["MP901"]),
        ({"stage": "no such stage", "document": "nothing"}, ["MP901", "MP902", "MP903"]),
    ],
)
def test_filters_in_the_address_narrow_the_register(as_role, three, query, found):
    client = as_role("analyst")
    part = find("MP901").parts.get()
    set_impacts(by=SYSTEM, part=part, participants=["dcc"], documents=["Section J"])
    assert listed(client, **query) == found


def test_register_by_release_shows_the_public_what_is_published(client, as_role, examples):
    assert listed(client, release="june-2021") == ["MP106", "MP144", "MP146", "MP147", "MP153"]
    assert listed(client, release="november-2021") == []  # a draft only
    analyst = as_role("analyst")
    assert len(listed(analyst, release="november-2021")) == 11
    assert listed(analyst, release="november-2021", status="targeted") == ["MP149", "MP164", "MP180"]


def test_register_lists_what_has_no_target_yet_for_secas(client, as_role, examples):
    ModificationFactory(reference="MP993", stage="refinement")
    ModificationFactory(reference="MP994", stage="withdrawn")
    found = listed(as_role("analyst"), status="no_target")
    assert found[-1] == "MP993"
    assert not {"MP149", "MP106", "MP994"} & set(found)  # targeted, live, withdrawn
    assert "MP994" in listed(
        client, status="no_target", page=2
    )  # no such filter: a public scope is what was published


def test_pages_of_the_register_keep_the_filters(client):
    ModificationFactory.create_batch(51, stage="report")
    page = client.get("/modifications/", {"stage": "report", "q": "change"}).content.decode()
    assert 'href="?q=change&amp;stage=report&amp;page=2"' in page


def test_page_shows_releases_solutions_and_links_to_everybody_and_steps_to_secas(client, as_role, examples):
    modification = find("MP149")
    set_solutions(
        by=SYSTEM,
        modification=modification,
        solutions=[("proposed", "One way."), ("alternative", "B.")],
        token=AS_STORED,
    )
    link_modification(by=SYSTEM, modification=modification, kind="supports", other=find("MP164"))
    steps = [("Authority decision", None, "2021-10-21", True, "")]
    set_next_steps(by=SYSTEM, modification=modification, steps=steps, on=date(2021, 9, 21), token=AS_STORED)
    public = client.get("/modifications/MP149/").content.decode()
    assert "One way." not in public  # no published document says it
    assert "MP164 November 2021 SEC Release supporting changes" in public
    assert "It is not in the scope of any published release." in public
    assert "Authority decision" not in public
    assert "Supports this one" in client.get("/modifications/MP164/").content.decode()
    secas = as_role("analyst").get("/modifications/MP149/").content.decode()
    assert "Authority decision expected by 21 Oct 21" in secas
    assert "One way." in secas
    assert "November 2021 SEC Release" in secas


@pytest.mark.parametrize("count", [1, 3])
def test_documents_are_listed_in_the_order_of_the_code(as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    for modification in ModificationFactory.create_batch(count):
        set_impacts(by=SYSTEM, part=modification.parts.get(), participants=[], documents=["Section J"])
    rows = client.get("/documents/").context["rows"]
    with django_assert_num_queries(3):  # as made before
        client.get("/documents/")
    names = [document.designation for document, _, _ in rows]
    assert {document.designation: changing for document, _, changing in rows}["Section J"] == count
    assert (
        names.index("Section Z")
        < names.index("Schedule 8")
        < names.index("Appendix A")
        < names.index("Appendix AB")
    )


@pytest.mark.parametrize("count", [1, 3])
def test_document_lists_what_changes_it(as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    for modification in ModificationFactory.create_batch(count):
        set_impacts(by=SYSTEM, part=modification.parts.get(), participants=[], documents=["Section J"])
    client.get("/documents/section-j/")
    with django_assert_num_queries(6):  # as made before
        response = client.get("/documents/section-j/")
    assert response.content.decode().count('class="row-link"') == count
    assert "Payment of Charges" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_change_requests_are_for_everybody_once_a_document_names_them(
    client, as_role, examples, django_assert_num_queries, count
):
    rows = [
        (add_change_request(by=SYSTEM, reference=f"CR{n}", title=f"Change {n}"), "proves it.")
        for n in range(1, count + 1)
    ]
    set_change_requests(by=SYSTEM, release=examples.june, rows=rows, token=AS_STORED, reason="As agreed")
    before = client.get("/change-requests/").content.decode()
    assert ">CR1<" not in before
    assert client.get("/change-requests/CR1/").status_code == 404
    assert as_role("analyst").get("/change-requests/CR1/").status_code == 200
    issue_version(by=SYSTEM, release=examples.june, changes="Change Requests named.", on=date(2021, 6, 2))
    with django_assert_num_queries(5):  # three and those of the cache
        response = client.get("/change-requests/")
    assert response.content.decode().count('class="row-link"') == count + before.count('class="row-link"')
    assert "proves it." in client.get("/change-requests/CR1/").content.decode()


def red_draft():
    """A draft that is not for the public, with facts that nothing else says."""
    document = large_document(1, first=555)
    document["document"] |= {"version": "0.1", "classification": "red"}
    item = document["scope"]["approved"].pop()
    options = [{"kind": "proposed", "text": "A secret solution."}]
    document["scope"]["targeted"] = [
        item | {"summary": "proposes to do it.", "part": "secret part", "options": options}
    ]
    document["scope"]["change_requests"] = []
    document["impacts"]["participants"] = {item["ref"]: ["gas_networks"]}
    document["impacts"]["documents"] = [
        {"document": "Appendix QQ", "title": "A secret title", "modifications": [item["ref"]]}
    ]
    import_rid(by=SYSTEM, document=check_document(document), on=date(2021, 10, 15))
    return item["ref"]


def test_public_sees_no_fact_of_an_unpublished_document(client, as_role):
    reference = red_draft()
    analyst = as_role("analyst")
    page = f"/modifications/{reference}/"
    for secret in ("A secret solution.", "secret part", "Appendix QQ"):
        assert secret in analyst.get(page).content.decode()
        assert secret not in client.get(page).content.decode()
    for path, status in (("/documents/appendix-qq/", 404), ("/api/v1/documents/appendix-qq/", 404)):
        assert (analyst.get(path).status_code, client.get(path).status_code) == (200, status)
    for path in ("/documents/", "/modifications/", "/search/?q=secret", "/api/v1/documents/"):
        assert "ecret title" not in client.get(path).content.decode()
    assert listed(analyst, participant="gas_networks") == [reference]
    assert listed(client, participant="gas_networks") == []
    assert listed(client, document="appendix-qq") == [reference]  # what nobody may choose narrows nothing


def test_public_sees_the_facts_of_published_documents(client, examples):
    page = client.get("/modifications/MP146/").content.decode()
    assert page.count(">Yes<") == 2
    assert "Section H" in page
    assert listed(client, document="section-h") == ["SECMP0062", "MP146", "MP903"]
    assert "MP146" in client.get("/documents/section-h/").content.decode()


def test_public_page_says_where_it_was_in_scope_once(client, examples):
    page = client.get("/modifications/MP138/").content.decode()
    assert "In its scope up to" in page
    assert '<a href="/releases/june-2021/rid/6.0/">RID 6.0</a>' in page


def test_what_a_body_recommends_is_for_secas_until_a_document_says_it(client, as_role):
    modification = ModificationFactory(reference="MP700", stage="decision")
    set_solutions(
        by=SYSTEM, modification=modification, solutions=[("alternative", "Another way.")], token=AS_STORED
    )
    record_recommendation(
        by=SYSTEM,
        modification=modification,
        body=Body.objects.get(key="change-board"),
        outcome="approved",
        solution=modification.solutions.get(),
        decided_on=date(2021, 9, 29),
    )
    said = "Approval recommended by the Change Board: Alternative Solution: Another way."
    assert said in as_role("analyst").get("/modifications/MP700/").content.decode()
    assert "Another way." not in client.get("/modifications/MP700/").content.decode()
