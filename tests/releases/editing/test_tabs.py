"""The tabs of the edit pages: the sections of the document, the pages of the open one, and the state of each."""

import re

import pytest

pytestmark = pytest.mark.django_db
STATEMENTS = "Statements and notes"
EDIT = "/releases/june-2020/edit"


def tabs(page: str, name: str) -> list[str]:
    found = re.search(rf'<nav class="tabs[^"]*" aria-label="{name}">(.*?)</nav>', page, re.S)
    return re.findall(r"<a [^>]*>([^<]+)", found[1]) if found else []


def open_tabs(page: str) -> list[str]:
    return re.findall(r'<a href="[^"]*" aria-current="(?:true|page)">([^<]+)', page)


@pytest.mark.parametrize(
    ("path", "opened", "pages"),
    [
        (
            "documents",
            ["Impacts", "Documents"],
            ("Impacts", ["Participants", "Documents", "Summary", STATEMENTS]),
        ),
        ("glossary", ["Appendices", "Glossary"], ("Appendices", ["History", "Glossary"])),
        (
            "criteria",
            ["Acceptance criteria", "Criteria"],
            ("Acceptance criteria", ["Criteria", STATEMENTS]),
        ),
        (
            "statements/timeline",
            ["Implementation timeline", STATEMENTS],
            ("Implementation timeline", ["Timetable", "Related programmes", STATEMENTS]),
        ),
        ("go-live", ["Release"], ("Release", ["Release", "From a document"])),
    ],
)
def test_the_open_section_has_its_pages_below_it(examples, as_role, path, opened, pages):
    page = as_role("analyst").get(f"{EDIT}/{path}/").content.decode()
    assert len(tabs(page, "Sections of the document")) == 8
    assert open_tabs(page)[-len(opened) :] == opened
    assert tabs(page, f"Pages of {pages[0]}") == pages[1]


def test_the_preview_brings_the_states_to_the_tabs_and_shows_them_without_scripts(examples, as_role):
    client, path = as_role("analyst"), "/releases/june-2020/preview/impacts/"
    assert (
        '<span class="tab-state" id="tab-impacts"></span>'
        in client.get(f"{EDIT}/documents/").content.decode()
    )
    sent = client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert re.search(r'id="tab-impacts" hx-swap-oob="true"><span class="chip chip-red">.*?1 error<', sent)
    assert re.search(r'id="tab-scope" hx-swap-oob="true"><span class="chip chip-green">.*?Complete<', sent)
    assert re.search(r'id="to-checks" href="[^"]*/checks/" hx-swap-oob="true">.*?Checks \(\d+\)<', sent, re.S)
    whole = client.get(path).content.decode()
    assert "hx-swap-oob" not in whole
    assert re.search(r'id="tab-impacts"><span class="chip chip-red">.*?1 error<', whole)


def test_the_dcc_sees_the_sections_that_take_its_proposals_without_their_states(examples, as_role):
    page = as_role("delivery").get(f"{EDIT}/costs/").content.decode()
    assert tabs(page, "Sections of the document") == ["Scope", "Implementation timeline", "Costs"]
    assert "tab-state" not in page
