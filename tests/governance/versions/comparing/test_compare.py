"""Comparing versions of a RID: the page, who may, the files, the API, and what each person read last."""

import pytest

from governance.composing.comparing.reading import last_read
from governance.composing.models import DraftFile, LastRead
from governance.composing.tasks import make_draft_file
from secrel.core.models.record import AuditEntry
from tests.governance.documents.redline.tracked import words_of

pytestmark = pytest.mark.django_db
PAGE = "/releases/june-2021/compare/"
SENTENCE = "MP144 is approved for this release; it was targeted before."


@pytest.mark.parametrize(
    ("asked", "facts"), [("from=7.0&to=8.0", "1 fact differs."), ("from=1.0&to=3.0", " facts differ.")]
)
def test_the_page_asks_the_same_few_queries(examples, as_role, django_assert_num_queries, asked, facts):
    client = as_role("member")
    client.get(f"{PAGE}?{asked}")
    with django_assert_num_queries(7):
        page = client.get(f"{PAGE}?{asked}").text
    assert facts in page


def test_the_page_has_a_summary_the_changes_and_the_document(examples, client):
    page = client.get(f"{PAGE}?from=7.0&to=8.0").text
    assert '<a href="#change-scope/MP144/status">1 modification approved</a>' in page
    assert f'<li id="change-scope/MP144/status">\n                {SENTENCE}' in page
    assert 'href="#c4">In the document' in page
    assert (
        '<li id="c4"><ins><span class="vh">[inserted:&#160;</span><a href="/modifications/MP144/">MP144'
        in page
    )
    assert (
        'href="/releases/june-2021/compare/?from=7.0&amp;to=8.0&amp;as=inline#change-scope/MP144/status"'
        in page
    )
    assert "9 rows are the same." in page
    whole = client.get(f"{PAGE}?from=7.0&to=8.0&show=all").text
    assert "rows are the same." not in whole
    sides = client.get(f"{PAGE}?from=7.0&to=8.0&as=sides").text
    assert (
        sides.count('<p class="side-name">RID 7.0</p>')
        == sides.count('<p class="side-name">RID 8.0</p>')
        == 4
    )
    listed = client.get(f"{PAGE}?from=7.0&to=8.0&as=list").text
    assert SENTENCE in listed
    assert "Document history" not in listed


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        ("anonymous", 'RID 8.0: <span class="text-2">compared with RID 7.0</span>'),
        ("analyst", 'The draft as it stands: <span class="text-2">compared with RID 8.0</span>'),
    ],
)
def test_by_default_the_newest_is_compared(examples, as_role, role, heading):
    assert heading in as_role(role).get(PAGE).text


@pytest.mark.parametrize(
    ("role", "asked", "status", "sentence"),
    [
        (
            "anonymous",
            "from=8.0&to=8.0",
            400,
            "RID 8.0 is compared with itself. Choose two different versions.",
        ),
        ("analyst", "from=now&to=now", 400, "The draft as it stands is compared with itself."),
        (
            "anonymous",
            "from=8.0&to=now",
            404,
            "There is no draft of the RID of the June 2021 SEC Release that",
        ),
        ("anonymous", "from=9.9", 404, "There is no version “9.9” of the RID"),
        ("anonymous", "from=0.1&to=8.0", 404, "There is no version “0.1” of the RID"),
        ("anonymous", "from=%3Cb%3E", 404, "There is no version “&lt;b&gt;” of the RID"),
        ("anonymous", "from=8.0", 200, "Nothing that you may see is newer than RID 8.0."),
        ("analyst", "as-at=2021-02-30", 404, "“2021-02-30” is not a date"),
        ("analyst", "from=1 Jan 2031", 404, "1 January 2031 is still to come."),
        (
            "analyst",
            "as-at=2001-01-01",
            404,
            "Nothing was entered of the June 2021 SEC Release by the end of",
        ),
        (
            "anonymous",
            "as-at=2001-01-01",
            404,
            "Nothing was published of the June 2021 SEC Release by the end of",
        ),
        ("anonymous", "to=1.0", 200, "There is no earlier version that you may see to compare RID 1.0 with."),
    ],
)
def test_what_cannot_be_compared_is_said_in_words(examples, as_role, role, asked, status, sentence):
    for form in ("", "redline.pdf", "changes.csv"):
        answer = as_role(role).get(f"{PAGE}{form}?{asked}")
        assert (answer.status_code, sentence in answer.text) == (status, True)


@pytest.mark.parametrize(
    ("role", "asked", "heading"),
    [
        ("analyst", "as-at=2021-03-24", "The draft of 24 March 2021: # RID 5.0"),
        ("analyst", "from=24 Mar 2021", "The draft as it stands: # the draft of 24 March 2021"),
        (
            "analyst",
            "from=2021-01-04&to=2021-03-24",
            "The draft of 24 March 2021: # the draft of 4 January 2021",
        ),
        ("analyst", "from=2021-03-24&to=8.0", "RID 8.0: # the draft of 24 March 2021"),
        ("anonymous", "as-at=2021-03-24", "RID 5.0: # RID 4.0"),
        ("anonymous", "from=2021-03-24", "RID 8.0: # RID 5.0"),
    ],
)
def test_a_day_stands_for_what_the_reader_was_shown_at_its_end(examples, as_role, role, asked, heading):
    page = as_role(role).get(f"{PAGE}?{asked}").text
    newer, older = heading.split("# ")
    assert f'<h1>{newer}<span class="text-2">compared with {older}</span></h1>' in page
    assert ("What changed since the end of" in page) == (role == "analyst")


def test_the_draft_of_a_day_is_not_remembered_as_a_version_read_and_has_files(examples, as_role, people):
    client = as_role("analyst")
    client.get(f"{PAGE}?from=7.0&to=2021-03-24")
    assert last_read(people.analyst, "releases/june-2021") is None
    changes = client.get(f"{PAGE}changes.csv?from=2021-03-24&to=8.0")
    assert "june-2021-rid-2021-03-24-to-8.0-changes.csv" in changes["Content-Disposition"]
    assert "MP144" in changes.text


def test_a_release_with_nothing_to_compare_says_so(examples, client):
    page = "/releases/november-2021/compare/"
    assert "There are no two versions to compare yet" in client.get(page).text
    assert client.get(f"{page}redline.docx").status_code == 404


def test_what_a_person_read_last_is_remembered_and_offered(examples, as_role, people):
    entries, client, release = AuditEntry.objects.count(), as_role("member"), "/releases/june-2021/"
    assert "Since you last read" not in client.get(release).text
    client.get(f"{release}rid/7.0/")
    offer = f'<a href="{PAGE}?from=7.0">Since you last read</a> <span class="text-2">(version 7.0,'
    assert offer in client.get(release).text
    assert offer in client.get(f"{PAGE}?from=6.0&to=7.0").text
    client.get(f"{release}rid/1.0/")  # an older version is no news
    assert last_read(people.member, "releases/june-2021").version == "7.0"
    assert "compared with RID 7.0" in client.get(f"{PAGE}?from=7.0").text
    assert last_read(people.member, "releases/june-2021").version == "8.0"
    assert "Since you last read" not in client.get(release).text
    as_role("anonymous").get(f"{release}rid/8.0/")
    assert LastRead.objects.count() == 1
    assert AuditEntry.objects.count() == entries


def test_the_files_are_made_by_a_worker_once_for_everybody(examples, as_role, client):
    address = f"{PAGE}redline.docx?from=7.0&to=8.0"
    waits = client.get(address)
    assert (waits.status_code, f'hx-get="{address.replace("&", "&amp;")}"' in waits.text) == (202, True)
    make_draft_file(key=DraftFile.objects.get().pk)
    made = as_role("member").get(address)
    assert made["Content-Disposition"] == 'attachment; filename="june-2021-rid-7.0-to-8.0-redline.docx"'
    accepted, rejected = (words_of(made.getvalue(), accepted=which) for which in (True, False))
    assert ("MP144 approved." in accepted, "MP144 approved." in rejected) == (True, False)
    assert client.get(f"{PAGE}changes.pdf?from=7.0&to=8.0").status_code == 202


def test_the_list_of_changes_is_a_table_and_in_the_api(examples, client, as_role):
    table = client.get(f"{PAGE}changes.csv?from=7.0&to=8.0")
    assert table.getvalue().decode("utf-8-sig").splitlines() == [
        "section,path,kind,what,before,after,sentence",
        f"Scope,scope/MP144/status,changed,MP144: status,targeted,approved,{SENTENCE}",
    ]
    address = "/api/v1/releases/june-2021/changes/"
    [row] = client.get(f"{address}?from=7.0&to=8.0").json()
    assert (row["path"], row["kind"]) == (["scope", "MP144", "status"], "changed")
    assert (row["before"], row["after"], row["sentence"]) == ("targeted", "approved", SENTENCE)
    assert client.get(f"{address}?from=7.0&to=7.0").status_code == 422
    assert client.get(f"{address}?from=now&to=7.0").status_code == 404
    assert len(as_role("analyst").get(f"{address}?from=8.0&to=now").json()) == 1
