"""Search finds papers, notices and consultations; what a reader may not read is not found."""

import re
from datetime import date

import pytest

from governance.consultations.models import Consultation
from governance.notices.operations.editing import set_notice
from governance.notices.operations.publishing import correct_notice
from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper, edit_paper
from governance.papers.operations.issuing import issue_paper
from governance.versions.models import RidVersion, SectionText
from governance.versions.queries.searching import known_words
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.governance.notices.noticing import ON, drafted, facts, published
from tests.support.factories import MeetingFactory

pytestmark = pytest.mark.django_db
NOTICE, ASKED = "/notices/2020-11-27-sec-27.0/", "/consultations/june-2020-go-live/"


def found(client, query: str) -> set[str]:
    """Addresses of the papers, notices and consultations that a search finds."""
    lists = client.get("/search/", {"q": query}).context
    rows = [*lists["papers"], *(row.notice for row in lists["notices"]), *lists["consultations"]]
    return {row.get_absolute_url() for row in rows}


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("27.0", NOTICE),
        ("appendix ak", "/notices/2020-04-03-appendix-ak/"),
        ("MP130", "/notices/2020-05-27-mp130/"),
        ("consultation june 2020", ""),
        ("go-live june 2020", ASKED),
    ],
)
def test_anybody_finds_published_notices_and_open_consultations(examples, client, query, address):
    assert (address in found(client, query)) is bool(address)
    page = client.get("/search/", {"q": "27.0"}).content.decode()
    assert f'<a href="{NOTICE}"><span class="text-2">Notice</span>' in page


def test_a_notice_is_found_as_its_reader_sees_it(people, client, as_role):
    draft = drafted(people.analyst, title="Zebra crossing")
    notice = published(people.analyst, about="mp902", reference="MP902", title="Giraffe")
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    set_notice(by=people.analyst, notice=notice, facts=facts(title="Okapi"), token=AS_STORED, on=ON)
    secas = as_role("analyst")
    assert [found(client, word) for word in ("zebra", "okapi")] == [set(), set()]
    assert found(client, "giraffe") == found(client, "MP902") == {notice.get_absolute_url()}
    assert [found(secas, word) for word in ("zebra", "okapi")] == [
        {draft.get_absolute_url()},
        {notice.get_absolute_url()},
    ]


def test_a_paper_is_found_by_body_day_reference_and_modification_in_its_class(examples, people, as_role):
    meeting = MeetingFactory(body=Body.objects.get(key="csc"), on=date(2021, 10, 26), number="49")
    common = {"by": people.analyst, "on": ON}
    paper = draft_paper(body=meeting.body, meeting_on=meeting.on, item=1, **common)
    queries = ("csc paper october 2021", "CSC_49_2610_01", "mp149 change sub-committee", "November 2021")
    public, party, secas = (as_role(role) for role in ("anonymous", "party", "analyst"))

    def seen(client) -> list[bool]:
        return [paper.get_absolute_url() in found(client, query) for query in queries]

    assert (seen(public), seen(secas)) == ([False] * 4, [True, False, False, False])
    edit_paper(paper=paper, fields={"classification": "green"}, token=AS_STORED, **common)
    issue_paper(paper=Paper.objects.latest("pk"), token=AS_STORED, late_reason="Late facts.", **common)
    assert (seen(public), seen(party), seen(secas)) == ([False] * 4, [True] * 4, [True] * 4)


def test_a_consultation_that_is_not_public_is_not_found_by_strangers(examples, client, as_role):
    Consultation.objects.filter(slug="june-2020-go-live").update(is_amber=True)
    assert ASKED not in found(client, "go-live june 2020")
    assert ASKED not in found(as_role("party"), "go-live june 2020")
    assert ASKED in found(as_role("member"), "go-live june 2020")  # the Panel decides


def test_texts_of_published_rids_are_found_newest_first_with_their_section(examples, client):
    page = client.get("/search/", {"q": "throttled alerts"})
    rows = page.context["texts"]
    assert [(row.release, row.number, row.heading) for row in rows] == [
        ("June 2020 SEC Release", "2.0", "1. Scope"),
        ("June 2020 SEC Release", "2.0", "2. Impacts"),
    ]
    assert (rows[1].earlier, "may be throttled" in rows[1].words) == (1, True)
    assert rows[1].address == "/releases/june-2020/rid/2.0.html#impacts"
    assert 'id="impacts"' in client.get(rows[1].address).content.decode()
    stored = {text.snapshot_id for text in SectionText.objects.filter(text__contains="throttled")}
    drafts = RidVersion.objects.filter(release__slug="june-2020", published_on=None)
    assert not drafts.filter(snapshot__in=stored).exists()  # what is not published is not even stored


def test_people_search_with_their_own_words_and_their_own_spelling(examples, client):
    def modifications(entered: str) -> list[str]:
        return [row.reference for row in client.get("/search/", {"q": entered}).context["modifications"]]

    assert (
        modifications("prepayment meter interface device")
        == modifications("PPMID")
        == ["SECMP0007", "SECMP0056"]
    )
    page = client.get("/search/", {"q": "throtled alerts"})
    assert page.context["instead"] == "throttled alerts"
    assert "These are the results for" in page.content.decode()
    assert client.get("/search/", {"q": "qqqqqq"}).context["instead"] == ""
    assert "throttled" in known_words("t")
    texts = SectionText.objects.filter(text__contains="throttled")
    RidVersion.objects.filter(snapshot__in=texts.values("snapshot")).update(published_on=None, state="draft")
    assert "throttled" not in known_words("t")  # of a text that nobody may read any more
    assert client.get("/search/", {"q": "throtled alerts"}).context["instead"] == ""


def test_regression_testing_is_found_by_who_declares_or_reads_it(examples, as_role):
    found = {}
    for name in ("party", "delivery", "anonymous"):
        page = as_role(name).get("/search/", {"q": "regression testing"}).content.decode()
        found[name] = re.findall(r'href="(/releases/november-2021/regression/[a-z/]*)"', page)
    assert found == {
        "party": ["/releases/november-2021/regression/own/"],
        "delivery": ["/releases/november-2021/regression/"],
        "anonymous": [],
    }
    assert '<form method="get" action="/search/" role="search"' in page  # Enter in the palette goes there
