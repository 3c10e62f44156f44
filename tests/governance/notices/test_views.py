"""Pages, files and API of notices: what each reader sees, what bad input gets, and what caches are told."""

import csv
import hashlib
import io
import json
from datetime import datetime, timedelta
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.utils.timezone import make_aware

from governance.composing.operations import rendering
from governance.notices.models import Notice, NoticeVersion
from governance.notices.operations.drafting import draft_notice_of_release
from governance.notices.operations.editing import set_notice
from governance.notices.operations.publishing import correct_notice, publish_notice
from governance.watch.waiting import waiting_on
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.changes.record import digest_of
from secrel.core.files.storing import store_file
from tests.governance.notices.noticing import ON, drafted, facts, published, text

pytestmark = pytest.mark.django_db
NOVEMBER = "/notices/2020-11-27-sec-27.0/"


@pytest.fixture
def secas(as_role):
    return as_role("analyst")


def test_the_november_notice_lists_what_it_states(examples, client):
    data = client.get(f"{NOVEMBER}1.json").json()
    content = data["content"]
    documents = content["documents"]
    assert (len(content["modifications"]), content["stated_count"], len(documents)) == (18, 18, 22)
    sources = [(row["by_modification"], row["by_designation"]) for row in documents]
    assert (sources.count((True, False)), sources.count((False, True)), sources.count((True, True))) == (
        9,
        5,
        8,
    )
    assert sum(row["codeworks"] == "yes" for row in documents) == 12
    assert not any(row["modifications"] for row in documents)
    assert (content["effective_on"], data["issue"]["published_on"]) == ("2020-11-29", "2020-11-27")
    assert {row["part"] for row in content["modifications"] if "part" in row} == {"2"}
    digest = NoticeVersion.objects.get(notice__slug="2020-11-27-sec-27.0").snapshot_id
    assert digest_of(data) == digest


def test_the_february_notice_states_three_modifications_and_names_none(examples, client):
    content = client.get("/notices/2020-02-27-february-2020/1.json").json()["content"]
    assert (content["stated_count"], content["modifications"]) == (3, [])
    assert [
        (row["document"], row["by_modification"], row["modifications"]) for row in content["documents"]
    ] == [
        ("Section G", True, []),
        ("Section Z", True, []),
        ("Appendix H", True, []),
    ]
    page = text(client.get("/notices/2020-02-27-february-2020/"))
    assert "This notice states three modifications. This notice does not list them." in page


def test_the_ad_hoc_notices_of_2020(examples, client):
    found = {
        slug: [
            (row["document"], tuple(row["modifications"]), row.get("notification", {}).get("clause", ""))
            for row in client.get(f"/notices/{slug}/1.json").json()["content"]["documents"]
        ]
        for slug in ("2020-04-03-appendix-ak", "2020-05-27-mp130", "2020-05-29-mp123", "2020-07-23-mp135")
    }
    assert found == {
        "2020-04-03-appendix-ak": [("Appendix AK", (), "Clause 4.2 of Appendix AK")],
        "2020-05-27-mp130": [("Section F", ("MP130",), "")],
        "2020-05-29-mp123": [("Schedule 11", ("MP123",), "")],
        "2020-07-23-mp135": [("Section G", ("MP135",), "")],
    }
    assert client.get("/notices/2020-01-31-sec-6.24/1.json").json()["content"]["sec_version"] == "6.24"


def test_every_file_of_a_version_can_be_cached_and_revalidated(examples, client):
    for form in ("json", "html", "docx", "zip"):
        answer = client.get(f"{NOVEMBER}1.{form}")
        assert (answer.status_code, bool(answer.cookies)) == (200, False)
        assert answer["Cache-Control"].startswith("public, max-age=")
        again = client.get(f"{NOVEMBER}1.{form}", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304
    with ZipFile(io.BytesIO(client.get(f"{NOVEMBER}1.zip").content)) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("documents.csv").decode("utf-8-sig"))))
    assert (len(rows), rows[1][0], rows[1][4]) == (23, "Section A", "Yes; which is not stated")


def test_the_pdf_is_sent_once_it_is_made(examples, client):
    version = NoticeVersion.objects.get(notice__slug="2020-11-27-sec-27.0")
    assert client.get(f"{NOVEMBER}1.pdf").status_code == 404
    job, lease = rendering.take_lease(version.snapshot.job.pk)
    file = store_file(
        ContentFile(b"%PDF-"),
        digest=hashlib.sha256(b"%PDF-").hexdigest(),
        media_type=rendering.PDF,
    )
    rendering.finish_rendering(by=SYSTEM, job=job, lease=lease, file=file, on=ON)
    assert client.get(f"{NOVEMBER}1.pdf")["Content-Type"] == "application/pdf"


def test_the_public_sees_neither_drafts_nor_corrections_that_are_not_published(people, client, secas):
    draft = drafted(people.analyst, title="Not yet public")
    notice = published(people.analyst, about="mp902", reference="MP902")
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    set_notice(
        by=people.analyst, notice=notice, facts=facts(title="Half a correction"), token=AS_STORED, on=ON
    )
    for path in (
        "/notices/",
        "/documents/in-force/",
        f"/notices/{notice.slug}/",
        f"/notices/{notice.slug}/1/",
        "/api/v1/notices/",
    ):
        page = text(client.get(path))
        assert "Half a correction" not in page
        assert "Not yet public" not in page
        assert "MP901 implemented" in page or "in-force" in path
    assert client.get(f"/notices/{draft.slug}/").status_code == 404
    assert client.get(f"/api/v1/notices/{draft.slug}/").status_code == 404
    page = text(secas.get(f"/notices/{notice.slug}/"))
    assert "Half a correction" in page
    assert "<del>MP901 implemented</del>" in page
    assert "<ins>Half a correction</ins>" in page
    assert "Not yet public" in text(secas.get("/notices/"))


def test_an_old_version_stays_and_says_that_it_was_corrected(people, client):
    notice = published(people.analyst)
    correct_notice(by=people.analyst, notice=notice, token=AS_STORED, on=ON)
    set_notice(by=people.analyst, notice=notice, facts=facts(sec_version="70.0"), token=AS_STORED, on=ON)
    publish_notice(by=people.analyst, notice=notice, corrected=["The version."], token=AS_STORED, on=ON)
    old, new = (text(client.get(f"/notices/{notice.slug}/{n}/")) for n in (1, 2))
    assert "This version was corrected." in old
    assert "This version was corrected." not in new
    assert "<ins>70.0</ins>" in new
    assert "70.0" in text(client.get(f"/notices/{notice.slug}/2/changes/"))
    assert "compared with Version 1" in text(client.get(f"/notices/{notice.slug}/compare/"))
    assert client.get(f"/api/v1/notices/{notice.slug}/changes/").json()[0]["path"] == ["sec_version"]
    assert "no earlier version" in text(client.get(f"/notices/{notice.slug}/1/changes/"))
    assert (
        "It corrects the one before: The version."
        in " ".join(new.replace("<", " <").split()).replace("  ", " ")
        or "The version." in new
    )
    for path in ("0", "01", "3", "99999999999999999999"):
        assert client.get(f"/notices/{notice.slug}/{path}/").status_code == 404


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("2020-13-45", "is not a date"),
        ("yesterday", "is not a date"),
        ("June 2020", "is not a single day: write it with its day, such as 1 June 2020."),
        ("0001-01-01", "1"),
        ("<script>", "is not a date"),
        ("9999999999-01-01", "is not a date"),
    ],
)
def test_a_bad_day_gets_a_sentence(client, db, on, sentence):
    for path in (
        "/documents/in-force/",
        "/documents/in-force.csv",
        "/documents/specifications-in-force.csv",
        "/api/v1/documents/in-force/",
    ):
        answer = client.get(path, {"on": on})
        assert answer.status_code == (400 if "/api/" in path else 422), path
        assert sentence in answer.content.decode()


def test_a_day_may_be_written_as_people_write_it(examples, client):
    rows = [
        client.get("/documents/in-force.csv", {"on": on}).content
        for on in ("1 June 2020", "01/06/2020", " 2020-06-01 ")
    ]
    assert rows[0] == rows[1] == rows[2]


def test_a_live_release_without_a_notice_changes_no_date(examples, client):
    before = client.get("/documents/in-force.csv").content
    Release.objects.filter(pk=examples.june.pk).update(life="live")
    page = text(client.get("/documents/in-force/"))
    assert "June 2021 SEC Release" in page
    assert "Notice not held" in page
    assert client.get("/documents/in-force.csv").content == before
    assert "June 2021 SEC Release" not in text(client.get("/documents/in-force/", {"on": "2021-01-01"}))


def test_the_api_has_the_columns_of_the_csv(examples, client):
    [row] = [
        row
        for row in client.get("/api/v1/documents/in-force/", {"on": "2020-06-01"}).json()
        if row["document"] == "Section F"
    ]
    assert row == {
        "document": "Section F",
        "title": "Smart Metering System Requirements",
        "version": "",
        "in_force_since": "2020-05-27",
        "sec_version": "",
        "cause": "MP130",
        "notice": "2020-05-27-mp130",
    }
    rows = client.get("/api/v1/documents/specifications-in-force/", {"on": "2020-06-01"}).json()
    assert [(row["specification"], row["version"], row["start"]) for row in rows] == [
        ("SMETS2", "v2.0", None),
        ("SMETS2", "v3.1", None),
    ]
    notice = client.get("/api/v1/notices/2020-11-27-sec-27.0/").json()
    assert (notice["sec_version"], len(notice["content"]["documents"])) == ("27.0", 22)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_have_a_constant_number_of_queries(people, client, django_assert_num_queries, count):
    for n in range(1, count + 1):
        published(people.analyst, about=f"mp90{n}", reference=f"MP90{n}")
    with django_assert_num_queries(3):  # with a query string it is never cached
        assert text(client.get("/notices/?page=1")).count("row-link") == count
    with django_assert_num_queries(11):  # seven and those of the cache
        client.get("/documents/in-force/")
    with django_assert_num_queries(3):
        client.get("/documents/in-force.csv")
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/notices/").json()["results"]) == count


def test_a_notice_is_drafted_filled_and_published_on_pages(examples, secas, client):
    draft = {
        "title": "MP153 implemented",
        "form": "ad_hoc",
        "effective_on": "18 Oct 2021",
        "publish_on": "15 Oct 2021",
    }
    answer = secas.post("/notices/draft/", draft | {"about": ""})
    assert answer.status_code == 422
    assert "Enter what the address ends with" in text(answer)
    assert "MP153 implemented" in text(answer)
    answer = secas.post("/notices/draft/", draft | {"about": "MP153"})
    assert (answer.status_code, answer["Location"]) == (303, "/notices/2021-10-15-mp153/")
    notice = Notice.objects.get(slug="2021-10-15-mp153")
    page = text(secas.get(f"/notices/{notice.slug}/"))
    assert "The notice names no document that changes." in page
    sheet(secas, notice, "modifications", {"part": "MP153", "status": ""})
    sheet(
        secas,
        notice,
        "documents",
        {"document": "Sec A", "by_modification": "x", "modifications": "MP153", "codeworks": "yes"},
    )
    sheet(secas, notice, "specifications", {"specification": "SMETS2", "version": "v5.1", "change": "from"})
    row = notice.documents.get()
    assert (
        str(row),
        row.codeworks,
        row.by_modification,
        [str(part) for part in row.modifications.all()],
    ) == (
        *("Section A", "yes", True),
        ["MP153"],
    )
    token = Notice.objects.get(pk=notice.pk).token
    assert secas.post(f"/notices/{notice.slug}/publish/", {"token": token}).status_code == 303
    assert "SEC version" not in text(client.get(f"/notices/{notice.slug}/")).partition("<main")[0]
    assert "MP153 implemented" in text(client.get("/notices/"))


def sheet(client, notice, tab, cells):
    path = f"/notices/{notice.slug}/edit/{tab}/"
    assert client.get(path).status_code == 200
    sent = {"was": json.dumps({}), "row": ["new-1"]} | {
        f"new-1.{name}": value for name, value in cells.items()
    }
    answer = client.post(path, sent)
    assert answer.status_code == 303, text(answer)


def test_a_schedule_in_the_past_comes_back_with_what_was_entered(people, secas):
    notice = drafted(people.analyst)
    sent = {"token": notice.token, "day": "14 Oct 2021", "time": "09:00"}
    answer = secas.post(f"/notices/{notice.slug}/schedule/", sent)
    page = text(answer)
    assert answer.status_code in (409, 422)
    assert "14 October 2021, 09:00 is in the past" in page
    assert 'value="14 Oct 2021"' in page
    for time, sentence in (("25:00", "Enter a time such as 09:00."), ("", "Enter the time of publication")):
        assert sentence in text(secas.post(f"/notices/{notice.slug}/schedule/", sent | {"time": time}))
    night = {"token": notice.token, "day": "27 Mar 2022", "time": "01:30"}
    assert "there is no 01:30" in text(secas.post(f"/notices/{notice.slug}/schedule/", night))
    tomorrow = sent | {"day": f"{ON + timedelta(days=1):%d %b %Y}"}
    assert secas.post(f"/notices/{notice.slug}/schedule/", tomorrow).status_code == 303
    assert Notice.objects.get(pk=notice.pk).publish_at.isoformat() == "2021-10-16T08:00:00+00:00"


def test_a_published_notice_is_not_edited_and_nothing_is_lost(people, secas):
    notice = published(people.analyst)
    answer = secas.post(
        f"/notices/{notice.slug}/edit/modifications/",
        {"was": json.dumps({}), "row": ["new-1"], "new-1.part": "MP901", "new-1.status": "Kept text"},
    )
    assert answer.status_code in (409, 422)
    assert "Choose “Correct the notice”, then edit it" in text(answer)
    assert "Kept text" in text(answer)


def test_a_release_is_chosen_or_named(examples, secas):
    both = {
        "title": "x",
        "form": "release",
        "release": "june-2021",
        "release_name": "June 2021 SEC Release",
        "effective_on": "18 Oct 2021",
        "publish_on": "15 Oct 2021",
    }
    answer = secas.post("/notices/draft/", both)
    assert answer.status_code == 422
    assert "not both" in text(answer)


def test_the_rules_of_notices_are_printed_with_the_others(client, db):
    page = text(client.get("/checks/"))
    assert "Publication notices" in page
    assert 'id="notice-count"' in page


def test_a_live_release_offers_its_notice(examples, secas):
    Release.objects.filter(pk=examples.june.pk).update(life="live")
    assert "/releases/june-2021/notice/" in text(secas.get("/releases/june-2021/going-live/"))
    assert "The release is not live yet." in text(secas.get("/releases/november-2021/notice/"))
    assert "Draft the notice</button>" in text(secas.get("/releases/june-2021/notice/"))
    answer = secas.post("/releases/june-2021/notice/")
    assert "The release already has a notice." in text(secas.get("/releases/june-2021/notice/"))
    assert (answer.status_code, answer["Location"]) == (303, "/notices/2021-10-15-june-2021/")
    page = text(secas.get(answer["Location"]))
    assert "It implements the June 2021 SEC Release" in page
    assert "Checks" in page


def test_a_live_release_without_a_notice_is_a_task_of_secas(examples, people):
    """The task leads to the page that drafts the notice, then to the draft."""
    Release.objects.filter(pk=examples.june.pk).update(life="live")

    def task(user):
        rows = waiting_on(user, ON).get("publish", ("", []))[1]
        found = [row for row in rows if "June 2021" in row.what]
        return [(row.act, row.path, row.label) for row in found]

    assert task(people.analyst) == [("Draft the notice", "/releases/june-2021/notice/", "Notice not held")]
    assert task(people.delivery) == task(people.administrator) == []
    notice = draft_notice_of_release(by=people.analyst, release=examples.june, publish_on=ON, on=ON)
    assert task(people.analyst) == [("Publish the notice", notice.get_absolute_url(), "Notice draft")]


def test_the_edit_pages_of_a_published_notice_offer_to_correct_it(people, secas):
    notice = published(people.analyst)
    for tab in ("", "modifications/", "documents/", "specifications/"):
        page = text(secas.get(f"/notices/{notice.slug}/edit/{tab}"))
        assert "This notice is published" in page
        assert f'action="/notices/{notice.slug}/correct/"' in page
        assert "Correct the notice</button>" in page
        assert "Save</button>" not in page
    sent = {"token": notice.token}
    assert secas.post(f"/notices/{notice.slug}/correct/", sent).status_code == 303
    assert "This notice is published" not in text(secas.get(f"/notices/{notice.slug}/edit/"))
    draft = drafted(people.analyst, about="mp903", reference="MP903")
    Notice.objects.filter(pk=draft.pk).update(
        state="scheduled", publish_at=make_aware(datetime(2021, 10, 18))
    )
    page = text(secas.get(f"/notices/{draft.slug}/edit/"))
    assert "This notice is scheduled" in page
    assert "Withdraw the schedule</button>" in page


def test_a_pdf_that_failed_is_made_again(people, secas, client):
    notice = published(people.analyst)
    job = notice.versions.get().snapshot.job
    type(job).objects.filter(pk=job.pk).update(state="failed", failure="No room.")
    retry = f"/notices/{notice.slug}/1/retry/"
    page = text(secas.get(f"/notices/{notice.slug}/"))
    assert f'action="{retry}"' in page
    assert "The PDF could not be made: No room." in page
    public = text(client.get(f"/notices/{notice.slug}/"))
    assert ("No room." in public, retry in public) == (False, False)
    answer = secas.post(retry)
    assert (answer.status_code, answer["Location"]) == (303, f"/notices/{notice.slug}/1/")
    job.refresh_from_db()
    assert job.state == "queued"
