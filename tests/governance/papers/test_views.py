"""The pages and files of papers: who sees which, what they answer, how many queries they take."""

import json

import pytest
from django.urls import reverse

from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper
from tests.governance.papers.conftest import MEETING, PAPER, newest
from tests.support.factories import MeetingFactory

FILES = ("html", "docx", "json", "zip")


def address(name: str, paper: Paper, *more: object) -> str:
    return reverse(name, args=[*paper.address, *more])


@pytest.fixture
def issued(paper, issue):
    issue(paper)
    return newest()


def test_anybody_reads_a_white_paper_and_its_files(issued, as_role):
    public = as_role("anonymous")
    page = public.get(issued.get_absolute_url())
    assert issued.get_absolute_url() == "/papers/csc/2021-10-26/1/"
    text = page.content.decode()
    assert "AGREE the update to the scope of the February 2022 SEC Release" in text
    assert "csrfmiddlewaretoken" not in text.split("<main")[1]
    assert "Edit the next version" not in text
    for name in FILES:
        path = f"{issued.get_absolute_url()}1.{name}"
        file = public.get(path)
        assert file["Cache-Control"] == "public, max-age=60, must-revalidate", name
        again = public.get(path, headers={"if-none-match": file["ETag"]})
        assert (again.status_code, len(file.cookies)) == (304, 0), name
    assert "/papers/csc/2021-09-28/1/</loc>" in public.get("/sitemap.xml").content.decode()
    data = json.loads(public.get(f"{issued.get_absolute_url()}1.json").content)
    assert data["issue"]["document"]["reference"] == "CSC_49_2610_01"
    again = public.get(issued.get_absolute_url(), headers={"if-none-match": page["ETag"]})
    assert (again.status_code, len(page.cookies)) == (304, 0)


@pytest.mark.parametrize(
    ("classification", "seen"),
    [
        ("green", {"analyst", "member", "chair", "administrator"}),
        ("amber", {"analyst"}),
        ("red", {"analyst"}),
    ],
)
def test_the_class_it_was_issued_with_decides_who_reads_a_paper(
    paper, write, issue, as_role, people, classification, seen
):
    write(paper, classification=classification)
    issue(paper)
    write(paper, classification="white")  # of the next version: the one issued keeps its class
    paper = newest()
    roles = ("anonymous", "analyst", "member", "chair", "delivery", "administrator", "nobody")
    answers = {role: as_role(role).get(paper.get_absolute_url()).status_code for role in roles}
    assert {role for role, status in answers.items() if status == 200} - {"delivery"} == seen
    assert as_role("anonymous").get(f"{paper.get_absolute_url()}1.html").status_code == 404
    assert paper.get_absolute_url() not in as_role("anonymous").get("/papers/").content.decode()


def test_an_earlier_version_of_a_stricter_class_stays_closed(paper, write, issue, as_role):
    write(paper, classification="amber")
    issue(paper)
    write(paper, classification="white", purpose=["An update."])
    issue(paper, changes="The purpose.")
    public, page = as_role("anonymous"), newest().get_absolute_url()
    assert [public.get(f"{page}{number}.html").status_code for number in (1, 2, 3)] == [404, 200, 404]
    assert "Version 1" not in public.get(page).content.decode()
    assert "no earlier version" in public.get(f"{page}2/changes/").content.decode()
    assert public.get(f"{page}2/changes/?from=1").status_code == 404


@pytest.mark.parametrize("role", ["anonymous", "member", "delivery", "nobody"])
def test_a_draft_is_seen_by_secas_only(paper, as_role, role):
    assert as_role(role).get(paper.get_absolute_url()).status_code == 404
    assert as_role("analyst").get(paper.get_absolute_url()).status_code == 200


def test_the_secretary_minutes_what_is_noted_on_the_page(issued, decide, as_role):
    decide(issued.items()[0])
    client = as_role("secretary")
    assert "Minute what was noted" in client.get(issued.get_absolute_url()).content.decode()
    token = newest().token
    assert client.post(address("paper-note", issued), {"token": token}).status_code == 303
    page = client.get(issued.get_absolute_url()).content.decode()
    assert "Noted on" in page
    assert "carried out on" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_papers_takes_the_same_queries(
    paper, people, csc, as_role, count, django_assert_num_queries
):
    for item in range(2, count + 1):
        draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=item, on=PAPER)
    client = as_role("analyst")
    client.get("/papers/")
    with django_assert_num_queries(5):
        page = client.get("/papers/")
    assert page.content.decode().count("Releases update to the CSC of 26 October 2021") == count


def test_the_list_can_be_of_one_body(issued, as_role):
    client = as_role("anonymous")
    assert "26 October 2021" in client.get("/papers/?body=csc").content.decode()
    assert "26 October 2021" not in client.get("/papers/?body=panel").content.decode()


@pytest.fixture
def later(unagreed, people, csc):
    """A draft for a meeting that is still to come on the day of the pages, 15 October 2021."""
    meeting = MeetingFactory(body=csc, on=MEETING.replace(month=10, day=26), number="49")
    return draft_paper(
        by=people.analyst, body=csc, meeting_on=meeting.on, item=1, on=MEETING.replace(month=10, day=15)
    )


def entered(client, paper) -> dict[str, str]:
    """What the form on the edit page holds."""
    form = client.get(address("edit-paper", paper)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    given = {}
    for name, value in values.items():
        field = form.fields[name]
        shown = field.prepare_value(value) if hasattr(field, "prepare_value") else value
        if shown not in (None, False, [], ""):
            given[name] = shown
    return given


def test_secas_writes_in_a_paper(later, as_role):
    client = as_role("analyst")
    data = entered(client, later)
    row = next(
        name for name in client.get(address("edit-paper", later)).context["form"].fields if "MP109" in name
    )
    data |= {
        row: "A sentence of our own.",
        "title_0": "Test approach",
        "text_0": "One.\n\nTwo.",
        "after_0": "june-2022",
    }
    data |= {"text_of_note": "the progress of the releases", "own": "AGREE to meet again"}
    answer = client.post(address("edit-paper", later), data)
    assert answer.status_code == 303, answer.context["form"].errors
    page = client.get(later.get_absolute_url()).content.decode()
    for text in (
        "A sentence of our own.",
        "Test approach",
        "NOTE the progress of the releases",
        "AGREE to meet again",
    ):
        assert text in page
    again = client.post(address("edit-paper", later), data)
    assert (again.status_code, "There are no changes to save." in again.content.decode()) == (422, True)


def test_what_two_people_write_at_once_is_kept(later, as_role):
    """Each opened the page before the other saved. Only a text that both changed is a conflict."""
    client = as_role("analyst")
    opened = entered(client, later)
    assert client.post(address("edit-paper", later), opened | {"purpose": "Ours."}).status_code == 303
    theirs = opened | {"months": "12"}
    assert client.post(address("edit-paper", later), theirs).status_code == 303
    entries = newest().entries
    assert (entries.purpose, entries.months) == (("Ours.",), 12)
    both = client.post(address("edit-paper", later), opened | {"purpose": "Theirs."})
    assert both.status_code == 409
    assert both.context["outcome"].theirs == [("purpose", "Purpose", "Ours.", "Theirs.")]
    assert newest().entries.purpose == ("Ours.",)


def test_a_text_for_what_somebody_else_took_out_is_not_dropped_silently(later, as_role):
    """A release leaves the paper while somebody writes about it. Fields are named after it, not after its place."""
    client = as_role("analyst")
    opened = entered(client, later)
    fields = client.get(address("edit-paper", later)).context["form"].fields
    row = next(name for name in fields if name.startswith("row_june-2022_"))
    assert client.post(address("edit-paper", later), opened | {"months": "1"}).status_code == 303
    written = {row: "A sentence of mine.", "notes_june-2022": "A note.", "purpose": "Ours."}
    answer = client.post(address("edit-paper", later), opened | written)
    assert answer.status_code == 422
    for text in ("“A sentence of mine.”", "“A note.”"):
        assert text in answer.content.decode()
    assert not newest().entries.purpose
    again = {
        name: value for name, value in (opened | written).items() if name in answer.context["form"].fields
    }
    assert client.post(address("edit-paper", later), again).status_code == 303
    assert newest().entries.purpose == ("Ours.",)


def test_what_a_version_changed_is_on_its_page(paper, write, issue, as_role):
    """Compared with the version before, or with one that the address names."""
    issue(paper)
    for text in ("An update on releases.", "An update on all the releases of 2021 and 2022."):
        write(paper, purpose=[text])
        issue(paper, changes="The purpose.")
    public, page = as_role("anonymous"), newest().get_absolute_url()
    last = public.get(f"{page}3/changes/").content.decode()
    assert "SECAS wrote of Version 3: The purpose." in last
    assert "1 fact differs." in last
    assert "An update on <del>" in last
    assert "This paper gives an update" in public.get(f"{page}3/changes/?from=1").content.decode()
    assert "no earlier version" in public.get(f"{page}1/changes/").content.decode()
    for wrong, status in (("4/changes/", 404), ("3/changes/?from=3", 400), ("3/changes/?from=x", 404)):
        assert public.get(f"{page}{wrong}").status_code == status
    assert "compared with Version 2" in public.get(f"{page}compare/?from=2&to=3").content.decode()
    assert public.get(f"{page}compare/?to=now").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"own": "DECIDE to go."}, "does not begin with AGREE or NOTE"),
        ({"title_0": "No text"}, "Enter the text of this section"),
        ({"text_0": "No title"}, "Enter the title of this section"),
        ({"months": "0"}, "greater than or equal to 1"),
        ({"since": "soon"}, "soon"),
        ({"since": "1 Jan 2022"}, "since a day in the past"),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(later, as_role, fields, sentence):
    client = as_role("analyst")
    answer = client.post(address("edit-paper", later), entered(client, later) | fields)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert next(iter(fields.values())) in text


def test_a_change_is_proposed_and_removed_on_the_page(later, as_role):
    client = as_role("analyst")
    fields = {"do": "take_out", "part": "mp 109", "release": "february-2022", "ground": "lead_time"}
    fields |= {"reason": "It needs longer.", "recommendation": "scope", "token": later.token}
    posted = {f"propose-{name}": value for name, value in fields.items()}
    assert client.post(address("paper-propose", later), posted | {"propose-part": "MP999"}).status_code == 422
    assert client.post(address("paper-propose", later), posted).status_code == 303
    paper = Paper.objects.get(pk=later.pk)
    assert [(act.do, act.ref) for act in paper.entries.acts] == [("take_out", "MP109")]
    assert client.post(address("paper-drop", later), {"place": 1, "token": paper.token}).status_code == 303
    assert Paper.objects.get(pk=later.pk).entries.acts == ()


def test_a_paper_is_issued_and_withdrawn_on_its_page(later, as_role):
    client = as_role("analyst")
    answer = client.post(address("paper-issue", later), {"issue-token": later.token})
    assert answer.status_code == 303, answer.content.decode()
    paper = Paper.objects.get(pk=later.pk)
    page = client.get(paper.get_absolute_url())
    assert (
        "Issued by SECAS on 15 October 2021"
        in client.get(f"{paper.get_absolute_url()}1.html").content.decode()
    )
    assert "The PDF is being made" in page.content.decode()
    item = paper.items()[0]
    assert "CSC_49_2610_01" in client.get(item.get_absolute_url()).content.decode()
    posted = {"withdraw-token": paper.token, "withdraw-reason": "Too early."}
    assert client.post(address("paper-withdraw", later), posted).status_code == 303
    assert as_role("anonymous").get(paper.get_absolute_url()).status_code == 404
    assert client.get(paper.get_absolute_url()).status_code == 200
    paper = Paper.objects.get(pk=later.pk)
    assert client.post(address("paper-redraft", later), {"token": paper.token}).status_code == 303


def test_a_paper_is_drafted_on_its_form(examples, as_role, people):
    client = as_role("analyst")
    data = {"body": "tag", "meeting_on": "26 Oct 2021", "item": "3", "classification": "white"}
    refused = client.post("/papers/new/", data)
    assert (refused.status_code, "has no power to decide on releases" in refused.content.decode()) == (
        422,
        True,
    )
    made = client.post("/papers/new/", data | {"body": "csc"})
    assert (made.status_code, made["Location"]) == (303, "/papers/csc/2021-10-26/3/")
    assert people.analyst.name == newest().author


def test_the_page_that_edits_a_paper_asks_few_queries(paper, as_role, django_assert_num_queries):
    client = as_role("analyst")
    client.get(f"{paper.get_absolute_url()}edit/")  # composed and checked
    with django_assert_num_queries(10):
        page = client.get(f"{paper.get_absolute_url()}edit/")
    assert page.context["form"].document.issue.document.version == 1
