"""Pages about releases and versions: who sees what, in how many queries, and what each act answers."""

import pytest

from governance.acceptance.models import Evidence
from governance.composing.models import RenderJob
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import now
from tests.governance.meetings.deciding import decided, rendered
from tests.governance.versions.test_versions import MEETING, edit
from tests.support.factories import ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_releases_asks_the_same_few_queries(client, django_assert_num_queries, count):
    ReleaseFactory.create_batch(count)
    with django_assert_num_queries(6):  # two and those of the cache
        response = client.get("/releases/")
    assert response.content.decode().count('class="row-link"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_versions_ask_the_same_few_queries(examples, as_role, analyst, django_assert_num_queries, count):
    client = as_role("analyst")
    for number in range(count - 1):
        edit(analyst, f"wording {number}.")
        issue_draft(by=analyst, release=examples.november, changes="x", on=MEETING)
    with django_assert_num_queries(6):
        page = client.get("/releases/november-2021/rid/").content.decode()
    assert page.count('class="row-link"') == count


@pytest.mark.parametrize("items", [1, 3])
def test_live_release_asks_the_same_queries_for_any_scope(as_role, django_assert_num_queries, items):
    client, release = as_role("analyst"), ReleaseFactory(slug="a-release")
    ScopeItemFactory.create_batch(items, release=release)
    with django_assert_num_queries(49):
        client.get("/releases/a-release/")
    with django_assert_num_queries(10):  # as composed and checked before
        response = client.get("/releases/a-release/")
    assert len(response.context["ledger"]) == items


def test_pages_with_much_on_them_ask_few_queries(examples, as_role, django_assert_num_queries):
    client, evidence = as_role("analyst"), Evidence.objects.filter(release__slug="june-2021").first()
    asked = {
        "/releases/june-2022/rid/1.0/": 10,
        "/releases/november-2021/edit/documents/": 10,
        "/releases/november-2021/scope/SECMP0007/": 10,
        "/sitemap.xml": 10,
        evidence.get_absolute_url(): 9,
    }
    for path, queries in asked.items():
        client.get(path)
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_ledger_and_neighbours_are_for_secas(examples, client, as_role):
    page = as_role("analyst").get("/releases/february-2022/").content.decode()
    ledger = page[page.index('id="ledger"') :]
    for said in ("Entered", "Left", "CSC"):
        assert said in ledger
    june = as_role("analyst").get("/releases/june-2022/").content.decode()
    assert "Enduring Change of Supplier (ECoS)" in june[june.index('id="neighbours"') :]
    for slug in ("february-2022", "june-2022"):
        public = client.get(f"/releases/{slug}/").content.decode()
        assert 'id="ledger"' not in public
        assert 'id="neighbours"' not in public


def test_public_sees_the_published_document(published, client):
    page = client.get("/releases/june-2021/").content.decode()
    assert "RID 8.0" in page
    assert "MP153 ‘Follow up changes for Communications Hub Finance Charges’" in page
    assert "Edit" not in page


def test_public_sees_no_draft(examples, client):
    page = client.get("/releases/november-2021/").content.decode()
    assert "No RID has been published yet" in page
    assert "MP149" not in page
    assert client.get("/releases/november-2021/rid/0.1/").status_code == 404
    assert client.get("/releases/november-2021/rid/0.1.pdf").status_code == 404
    assert client.get("/releases/november-2021/rid/0.1.json").status_code == 404


def test_analyst_sees_the_live_release_with_its_edits(examples, as_role, analyst):
    edit(analyst)
    page = as_role("analyst").get("/releases/november-2021/").content.decode()
    assert "The current facts of the release" in page
    assert "proposes to let changes take effect sooner." in page
    assert "1 fact differs from 0.1" in page
    assert "/releases/november-2021/scope/MP149/" in page


def test_panel_sees_the_presented_version_without_later_edits(examples, as_role, analyst):
    client = as_role("analyst")
    edit(analyst)
    client.post("/releases/november-2021/rid/issue/", {"changes": "MP149 reworded.", "as": "draft"})
    member = as_role("member")
    assert member.get("/releases/november-2021/rid/0.2/").status_code == 404
    client.post("/releases/november-2021/rid/0.2/present/", {"meeting_on": "2021-10-15", "token": 1})
    edit(analyst, "something later.")
    page = member.get("/releases/november-2021/").content.decode()
    assert "version 0.2 as presented to the Panel of 15 October 2021" in page
    assert "something later." not in page
    assert "let changes take effect sooner." in page


def test_the_public_sees_the_baselined_content(examples, as_role, analyst, client, people):
    edit(analyst)
    draft = issue_draft(by=analyst, release=examples.november, changes="MP149 reworded.", on=MEETING)
    as_role("analyst").post(
        "/releases/november-2021/rid/0.2/present/", {"meeting_on": "2021-10-15", "token": 1}
    )
    version = rendered(RidVersion.objects.get(pk=draft.pk))
    page = as_role("chair").get("/releases/november-2021/rid/0.2/").content.decode()
    assert "1 fact differs from 0.1, the version before it, as none was in force." in page
    decided(version, people)
    public = client.get("/releases/november-2021/rid/1.0/").content.decode()
    assert "Decision: Baselined by the Panel of 15 October 2021" in public
    assert version.snapshot.content_id in public
    assert (
        "There is no earlier version to compare this one with" in public
    )  # the draft's words are not public
    assert "let changes to the SEC take effect with less effort." not in public
    assert "The chair" not in public


def test_a_stale_decision_shows_the_current_state(examples, as_role, analyst):
    edit(analyst)
    issue_draft(by=analyst, release=examples.november, changes="x", on=MEETING)
    client = as_role("analyst")
    client.post("/releases/november-2021/rid/0.2/present/", {"meeting_on": "2021-10-15", "token": 1})
    response = client.post("/releases/november-2021/rid/0.2/withdraw/", {"reason": "No", "token": 1})
    assert response.status_code == 409
    assert "it is now presented" in response.content.decode()


def test_a_meeting_on_a_saturday_is_refused_beside_the_field(examples, as_role):
    response = as_role("analyst").post(
        "/releases/november-2021/rid/0.1/present/", {"meeting_on": "2021-10-16", "token": 1}
    )
    assert response.status_code == 422
    assert "16 Oct 2021 is not a Working Day. Choose another day." in response.content.decode()


def test_a_draft_without_words_or_change_is_refused(examples, as_role):
    client = as_role("analyst")
    for entered, sentence in (
        ({"changes": ""}, "Describe the changes in a sentence. It is printed in the document history."),
        ({"changes": "x"}, "Nothing has changed since 0.1. Edit the release first, then issue a draft."),
    ):
        response = client.post("/releases/november-2021/rid/issue/", entered)
        assert response.status_code == 422
        assert sentence in response.content.decode()
    assert examples.november.versions.count() == 1


def test_latest_pdf_is_the_newest_published_one(published, client):
    response = client.get("/releases/june-2021/rid/latest.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="june-2021-rid-8.0.pdf"' in response["Content-Disposition"]
    job = RenderJob.objects.get(snapshot=published.snapshot)
    assert response["ETag"] == f'"{job.pdf_id}"'
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"


def test_latest_pdf_answers_404_with_a_sentence_if_there_is_none(examples, client):
    response = client.get("/releases/november-2021/rid/latest.pdf")
    assert response.status_code == 404
    assert "No PDF of the November 2021 SEC Release has been published yet." in response.content.decode()


def test_data_is_the_snapshot(published, client):
    import json

    from secrel.core.changes.record import digest_of

    data = json.loads(client.get("/releases/june-2021/rid/8.0.json").content)
    assert digest_of(data) == published.snapshot_id


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("queued", "Waiting for a worker."),
        ("rendering", "A worker is making the PDF."),
        ("failed", "The PDF could not be made: the paper is torn"),
    ],
)
def test_page_shows_how_far_the_pdf_is(examples, as_role, state, shown):
    import uuid

    lease = uuid.uuid4() if state == "rendering" else None
    RenderJob.objects.filter(snapshot__versions__release=examples.november).update(
        state=state, lease=lease, lease_until=now() if lease else None, failure="the paper is torn"
    )
    client = as_role("analyst")
    assert shown in client.get("/releases/november-2021/rid/0.1/").content.decode()
    progress = client.get("/releases/november-2021/rid/0.1/progress/").content.decode()
    assert shown in progress
    assert ('hx-trigger="every 1s"' in progress) == (state != "failed")
    assert "<html" not in progress


def test_retry_queues_a_failed_pdf_again(examples, as_role):
    november = RenderJob.objects.filter(snapshot__versions__release=examples.november)
    november.update(state="failed", failure="x")
    response = as_role("analyst").post("/releases/november-2021/rid/0.1/retry/")
    assert response.status_code == 303
    assert RidVersion.objects.get(release=examples.november).snapshot.job.state == "queued"


def test_retry_of_a_waiting_pdf_is_refused_with_a_sentence(examples, as_role):
    response = as_role("analyst").post("/releases/november-2021/rid/0.1/retry/")
    assert response.status_code == 422
    assert "Cannot retry: the status of this PDF is “Queued”." in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_criteria_ask_the_same_few_queries(as_role, django_assert_num_queries, count):
    from governance.criteria.models import Criterion
    from secrel.core.models.people import Body

    client, release, dcc = as_role("chair"), ReleaseFactory(slug="a-release"), Body.objects.get(key="dcc")
    Criterion.objects.bulk_create(
        Criterion(release=release, category="testing", number=n, text="x", owner=dcc, reviewer=dcc)
        for n in range(1, count + 1)
    )
    client.get("/releases/a-release/criteria/")
    with django_assert_num_queries(5):  # as made before
        page = client.get("/releases/a-release/criteria/").content.decode()
    assert page.count('class="row-link"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_record_asks_the_same_few_queries(as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    ReleaseFactory.create_batch(count)
    with django_assert_num_queries(4):
        page = client.get("/record/", {"about": "releases/"}).content.decode()
    assert page.count("releases.create") == count
    assert SYSTEM.name in page


def test_acronyms_without_a_term_are_shown_to_the_analyst(examples, as_role, analyst):
    client = as_role("analyst")
    assert (
        "Acronyms used but not in the glossary" not in client.get("/releases/november-2021/").content.decode()
    )
    edit(analyst, "let the XYZ and the ABC do it.")
    assert (
        "Acronyms used but not in the glossary: ABC and XYZ."
        in client.get("/releases/november-2021/").content.decode()
    )
