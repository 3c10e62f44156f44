"""The register and a modification's page."""

import pytest

from modifications.operations.impacts import set_impacts
from tests.factories import ModificationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_register_asks_the_same_few_queries(client, django_assert_num_queries, count):
    ModificationFactory.create_batch(count)
    with django_assert_num_queries(2):
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


def test_nothing_found_says_so(client):
    assert "No modification matches" in client.get("/modifications/", {"q": "zebra"}).content.decode()


def test_former_reference_moves_permanently(client):
    ModificationFactory(reference="MP153", former=["DP153"])
    response = client.get("/modifications/DP153/")
    assert (response.status_code, response["Location"]) == (301, "/modifications/MP153/")
    assert client.get("/modifications/mp153/").status_code == 301


def test_page_shows_ticks_documents_and_former_names(client, django_assert_num_queries):
    modification = ModificationFactory(reference="MP153", title="Charges", former=["DP153"])
    set_impacts(
        by=modification_by(), part=modification.parts.get(), participants=["dcc"], documents=["Section J"]
    )
    with django_assert_num_queries(7):
        page = client.get("/modifications/MP153/").content.decode()
    assert "DP153" in page
    assert "Section J" in page
    assert page.count(">Yes<") == 1


def modification_by():
    from secrel.core.changes import SYSTEM

    return SYSTEM


@pytest.mark.parametrize("reference", ["MP999", "nonsense", "MP1"])
def test_an_unknown_reference_is_not_found(client, reference):
    response = client.get(f"/modifications/{reference}/")
    assert response.status_code == 404
    assert "There is no modification at this address." in response.content.decode()
