"""The page that fills a release: paste, choose, confirm, save."""

import re
from html import unescape

import pytest

from tests.governance.filling.conftest import DOCUMENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_role, release):
    client, path = as_role("analyst"), f"/releases/{release.slug}/edit/fill/"

    def post(**data):
        answer = client.post(path, {"paste-mode": "update"} | data)
        return answer.status_code, unescape(answer.content.decode())

    return post


def hidden(text: str, name: str) -> str:
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', text)[1])


def test_preview_shows_where_each_table_goes_and_save_keeps_all(page, release, as_role):
    raw = as_role("analyst").post(
        f"/releases/{release.slug}/edit/fill/", {"paste": "x", "paste-html": DOCUMENT}
    )
    text = raw.content.decode()
    chosen = re.findall(r'<option value="([a-z-]*)" selected', text)
    assert chosen == ["participants", "summary", "timeline", "criteria", "glossary", ""]
    assert "1 table has no page yet" in text
    send = {name: hidden(text, name) for name in ("paste-html", "paste-mode", "seen")}
    status, answer = page(**send, save="1")
    assert (
        status,
        "tick that our guesses are right, or leave the table out. Nothing was saved." in answer,
    ) == (
        422,
        True,
    )
    left = {"table-4": "none"}
    status, answer = page(**send | left)
    assert status == 200
    status, _ = page(**send | left | {"seen": hidden(answer, "seen")}, save="1")
    assert (status, release.summary_points.count()) == (303, 2)
    assert not release.criteria.exists()


def test_tables_as_text_begin_at_their_headings(page, release):
    text = "Acronym\tFull term\nDCC\tData Communications Company\n\nDate\tEvent\tNotes\n24 Jun 22\tGo-live\t"
    status, answer = page(paste=text)
    assert status == 200
    assert re.findall(r'<option value="([a-z-]*)" selected', answer) == ["glossary", "timeline"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"paste": "hello"}, "We found no table in what you pasted."),
        ({"paste": "x" * 500_001}, "The text is longer than 500,000 characters."),
        (
            {"paste": "x", "paste-html": "<table><tr><td>a</table>" * 61},
            "There are 61 tables. Copy at most 60 at a time.",
        ),
    ],
)
def test_what_is_no_document_is_refused(page, data, sentence):
    status, answer = page(**data)
    assert (status, sentence in answer) == (422, True)
