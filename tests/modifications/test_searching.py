"""Searching the register, the site and the record: what is the same to a reader finds the same."""

from types import SimpleNamespace

import pytest

from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import SecDocument
from modifications.queries import (
    change_requests_named,
    documents_named,
    find_change_request,
    find_document,
    register,
)
from secrel.core.search.reading import read_search
from tests.core.test_search import NO_SENSE
from tests.support.factories import ModificationFactory

pytestmark = pytest.mark.django_db

ROWS = {
    "MP104": ("SMETS1 meters on the DCC’s list", ""),
    "MP122": ("Charges", "What SMETS 1 costs, and the Go-Live of it. Sub-Committees agree."),
    "MP131": ("SMETS-1 end of life", "See the set-up. Send an e-mail before golive."),
    "MP140": (
        "SMETS2 only",
        "As set out in the rules; the timetable says 1 SMETS2 meter. A subcommittee agrees.",
    ),
    "MP153": (
        "Communications Hub Finance",
        "An email about the go live. End-of-life is far..",
    ),
    "SECMP0062": ("Northbound traffic", "100% of a_b and C:\\temp; it’s a re-baseline."),
    "MP102A": ("Assets", "Rebaselining the assets"),
    "MP102B": ("Other", ""),
}


@pytest.fixture
def rows():
    for reference, (title, issue) in ROWS.items():
        former = ["DP153"] if reference == "MP153" else ()
        ModificationFactory(reference=reference, title=title, issue=issue, former=former)


def found(text: str) -> set[str]:
    return {row.reference for row in register(read_search(text))}


SAME = [
    (
        ["SMETS1", "SMETS 1", "SMETS-1", "smets1", "SMETS–1", "SMETS_1", '"SMETS 1"'],
        {"MP104", "MP122", "MP131"},
    ),
    (["go live", "go-live", "golive", "GO LIVE", "Go–Live", "go-lives"], {"MP122", "MP131", "MP153"}),
    (["email", "e-mail", "e mail", "E-Mails"], {"MP131", "MP153"}),
    (["subcommittee", "sub-committee", "sub committee"], {"MP122", "MP140"}),
    (["re-baseline", "rebaseline", "re baseline"], {"SECMP0062", "MP102A"}),
    (["end-of-life", '"end of life"'], {"MP131", "MP153"}),
    (["MP104 MP122", "MP104, MP122", "mp 104;mp122", "MP-104 or MP122", "104 122"], {"MP104", "MP122"}),
    (["-104", "104", "MP104", "mp 104", "“MP104"], {"MP104"}),
    (["DP153", "MP153", "MP 153", "dp-153", "mp153"], {"MP153"}),
    (["SECMP0062", "secmp 62", "SECMP-62", "secmp62"], {"SECMP0062"}),
    (["MP102", "mp 102"], {"MP102A", "MP102B"}),
    (["MP102A", "mp 102a", "MP-102A"], {"MP102A"}),
    (["asset", "assets"], {"MP102A"}),  # not “as set out”
    (["charges smets1", "SMETS 1 charge", "Charge* SMETS-1:"], {"MP122"}),
    (["finance -hub", "hub finance", "finance or zebra"], {"MP153"}),
    (["SMETS 1 or northbound"], {"MP104", "MP122", "MP131", "SECMP0062"}),
    (["SMETS"], {"MP104", "MP122", "MP131", "MP140"}),
    (["zebra", "a_b_c", "99999999999999999999", "MP1045", "MP000"], set()),
]


def test_what_is_the_same_to_a_reader_finds_the_same(rows):
    for same, references in SAME:
        assert {text: found(text) for text in same} == dict.fromkeys(same, references)


def test_what_has_no_sense_finds_nothing_and_says_so(rows, client, as_role):
    said, analyst = "no words in it. Enter a reference such as MP153", as_role("analyst")
    pages = [(client, "/modifications/", "q"), (client, "/search/", "q")]
    pages += [(analyst, "/record/", "about"), (analyst, "/record/", "who")]
    for text in NO_SENSE:
        for reader, address, name in pages:
            page = reader.get(address, {name: text}).content.decode()
            assert said in page, (text, address)
            assert "Northbound" not in page, (text, address)
        assert client.get("/modifications/register.csv", {"q": text}).content.count(b"\n") == 1


def test_long_input_is_searched_as_far_as_it_is_read(rows, as_role):
    client = as_role("analyst")
    for text in ("meter " * 900, "A" * 5000, ",".join(f"MP{n:03}" for n in range(1, 900)), "meter\\" * 500):
        for address, name in (("/modifications/", "q"), ("/search/", "q"), ("/record/", "about")):
            response = client.get(address, {name: text})
            assert response.status_code == 200
            assert (
                "Your search was too long, so we used only the beginning of it" in response.content.decode()
            ), (text[:9], address)


def test_every_search_takes_a_constant_number_of_queries(rows, client, django_assert_num_queries):
    for text, queries in (
        ("northbound", 10),
        ("MP104 MP122 MP153 SMETS-1", 10),
        ("one two three four five six seven or eight nine", 12),  # nothing: similar words are looked for
    ):
        with django_assert_num_queries(queries):
            client.get("/search/", {"q": text})


@pytest.fixture
def others():
    for reference, title in (("CR1088", "Production proving of SMETS-1"), ("CR108", "Another")):
        ChangeRequest.objects.create(reference=reference, number=int(reference[2:]), title=title)
    return SimpleNamespace(
        change_requests=lambda text: {
            row.reference for row in change_requests_named(ChangeRequest.objects.all(), read_search(text))
        },
        documents=lambda text: {
            row.designation for row in documents_named(SecDocument.objects.all(), read_search(text))
        },
    )


@pytest.mark.parametrize(
    "text", ["CR1088", "CR 1088", "CR-1088", "cr1088", "1088", "-1088", "SMETS1", "SMETS 1"]
)
def test_change_request_is_found_however_it_is_written(others, text):
    assert others.change_requests(text) == {"CR1088"}
    assert others.change_requests("CR1088, CR 108") == {"CR1088", "CR108"}


@pytest.mark.parametrize("text", ["Appendix AB", "AppendixAB", "appendix-ab", "App AB", "AppAB", "app. ab"])
def test_document_is_found_however_it_is_written(others, text):
    assert others.documents(text) == {"Appendix AB"}
    assert find_document(text).designation == "Appendix AB"


def test_references_entered_in_a_field_may_have_hyphens(others):
    assert find_change_request("cr-1088").reference == find_change_request("CR 1088").reference == "CR1088"
