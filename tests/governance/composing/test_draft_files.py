"""Files of drafts: made by a worker when asked for or once an edit pauses, dropped when superseded or not asked for."""

from datetime import timedelta

import pytest

from governance.composing import tasks
from governance.composing.models import DraftFile
from governance.composing.operations import draft_files
from governance.composing.operations.draft_files import AHEAD, ASKED, MOST_WAITING, ask_for, forget
from governance.composing.tasks import make_draft_file
from governance.documents.brief.kind import BRIEF_KIND
from governance.documents.brief.types import Brief, BriefContent, BriefIssue
from governance.integrity.tasks import look_after_jobs
from governance.versions.tasks import prepare_draft, prepare_drafts
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates import clock
from secrel.core.models.record import AuditEntry
from secrel.core.processes import jobs
from tests.governance.composing.making import make_waiting

pytestmark = pytest.mark.django_db
NOVEMBER = "/releases/november-2021/as-it-stands"


@pytest.fixture
def sent(monkeypatch):
    """The messages to workers: the priority and arguments of each."""
    messages = []
    monkeypatch.setattr(
        make_draft_file, "apply_async", lambda kwargs, priority: messages.append((priority, kwargs["key"]))
    )
    return messages


@pytest.fixture
def forms(monkeypatch):
    """Workers make a text instead of a file, at once."""
    monkeypatch.setattr(tasks, "make_form", lambda kind, form, document: f"{kind} {form}".encode())


@pytest.fixture
def later(monkeypatch):
    """Lets time pass."""
    start, passed = clock.now(), [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: start + passed[0])

    def wait(**time: int) -> None:
        passed[0] += timedelta(**time)

    return wait


def brief(title: str) -> Brief:
    return Brief(
        content=BriefContent(who="dcc", title=title, releases=()),
        issue=BriefIssue(dated="2021-10-15", site="https://example.org"),
    )


def asked(title: str, *, subject: str = "a draft", is_ahead: bool = False) -> DraftFile:
    return ask_for(BRIEF_KIND, "pdf", brief(title), subject=subject, is_ahead=is_ahead)


def keys() -> set[str]:
    return set(DraftFile.objects.values_list("pk", flat=True))


def test_a_draft_waits_for_a_worker_and_opens_at_once_when_made(examples, as_role, forms):
    analyst, other = as_role("analyst"), as_role("analyst2")
    waits = analyst.get(f"{NOVEMBER}.pdf")
    assert (waits.status_code, waits["Retry-After"], waits["Cache-Control"]) == (
        202,
        "2",
        "private, no-store",
    )
    assert "The PDF is being made." in waits.text
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in waits.text
    assert f'hx-get="{NOVEMBER}.pdf" hx-trigger="every 2s"' in waits.text
    polled = analyst.get(f"{NOVEMBER}.pdf", headers={"HX-Request": "true"})
    assert (polled.status_code, "<h1" in polled.text) == (200, False)
    assert other.get(f"{NOVEMBER}.docx").status_code == 202
    assert make_waiting() == ["done", "done"]  # one job for each file, whoever asks, however often
    pdf = other.get(f"{NOVEMBER}.pdf")
    assert (pdf.content, pdf["Content-Type"]) == (b"rid pdf", "application/pdf")
    assert pdf["Content-Disposition"] == 'inline; filename="november-2021-as-it-stands.pdf"'
    assert analyst.get(f"{NOVEMBER}.docx").content == b"rid word"
    htmx = {"headers": {"HX-Request": "true"}}
    assert analyst.get(f"{NOVEMBER}.pdf", **htmx)["HX-Redirect"] == f"{NOVEMBER}.pdf"
    assert "The Word file is ready." in analyst.get(f"{NOVEMBER}.docx", **htmx).text
    assert [as_role(role).get(f"{NOVEMBER}.pdf").status_code for role in ("member", "delivery")] == [403, 403]
    assert make_draft_file(key=DraftFile.objects.first().pk) == "nothing to do"


def test_an_edit_is_printed_in_advance_once_it_pauses_and_a_later_one_takes_its_place(
    examples, people, later, monkeypatch
):
    prepared = []
    monkeypatch.setattr("governance.versions.tasks.wake", lambda task, **facts: prepared.append(facts))

    def edit(codes: list[str]) -> None:
        facts = {
            "fields": {"other_codes": "items", "other_code_names": codes},
            "reason": "As the Panel asked.",
        }
        release = Release.objects.get(pk=examples.november.pk)
        change_release(by=people.analyst, release=release, token=AS_STORED, on=clock.today(), **facts)

    later(minutes=30)  # since the examples were loaded
    for codes in (["BSC"], ["BSC", "REC"]):
        edit(codes)
        later(seconds=10)
    assert prepare_drafts() == 0
    later(seconds=10)
    assert [prepare_drafts(), prepare_drafts()] == [1, 0]
    assert prepared == [{"priority": AHEAD, "slug": "november-2021"}]
    prepare_draft(slug="november-2021")
    first = keys()
    assert sorted(DraftFile.objects.values_list("form", "asked_at")) == [("pdf", None), ("word", None)]
    edit(["REC"])
    prepare_draft(slug="november-2021")
    assert len(keys()) == 2
    assert not first & keys()
    assert {make_draft_file(key=key) for key in first} == {"nothing to do"}
    later(minutes=11)
    assert prepare_drafts() == 0  # made when somebody asks


def test_who_asks_goes_before_what_is_made_in_advance(db, sent, forms, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = asked("A", subject="a", is_ahead=True), asked("B", subject="b", is_ahead=True)
        draft_files.take_lease(first.pk)
        assert make_draft_file(key=second.pk) == "nothing to do"  # one at a time: a process is always free
        asked("B", subject="b")
        assert make_draft_file(key=second.pk) == "done"
    assert sent == [(AHEAD, first.pk), (AHEAD, second.pk), (ASKED, second.pk)]


def test_a_file_waits_while_broker_or_worker_are_away_and_nothing_else_does(
    published, as_role, forms, later, monkeypatch, django_capture_on_commit_callbacks
):
    def away(**_: object) -> None:
        raise OSError("connection refused")

    monkeypatch.setattr(jobs, "_pause", jobs.Pause(seconds=0))
    monkeypatch.setattr(make_draft_file, "apply_async", away)
    analyst = as_role("analyst")
    with django_capture_on_commit_callbacks(execute=True):
        assert analyst.get(f"{NOVEMBER}.pdf").status_code == 202
    later(seconds=25)
    waits = analyst.get(f"{NOVEMBER}.pdf")
    assert (waits.status_code, "has been waiting for some time" in waits.text) == (202, True)
    assert analyst.get("/releases/june-2021/rid/8.0.pdf").status_code == 200
    woken = []
    monkeypatch.setattr(make_draft_file, "apply_async", lambda **facts: woken.append(facts["priority"]))
    with django_capture_on_commit_callbacks(execute=True):
        look_after_jobs()
    assert woken == [ASKED]
    row, _ = draft_files.take_lease(DraftFile.objects.get().pk)
    later(seconds=16)  # the worker died
    assert draft_files.recover_draft_files() == 1
    DraftFile.objects.update(attempts=5)
    assert draft_files.recover_draft_files() == 0
    failed = analyst.get(f"{NOVEMBER}.pdf")
    assert (failed.status_code, failed["Retry-After"]) == (503, "60")
    assert "The worker stopped 5 times while making this file." in failed.text
    later(seconds=61)
    assert analyst.get(f"{NOVEMBER}.pdf").status_code == 202
    assert make_waiting() == ["done"]
    assert row.key == DraftFile.objects.get().pk


def test_a_fault_of_a_document_is_said_to_who_is_signed_in(examples, as_role, client, monkeypatch):
    def broken(*_: object) -> bytes:
        raise ValueError("no page")

    monkeypatch.setattr(tasks, "make_form", broken)
    for reader, said in ((as_role("analyst"), "could not be made: ValueError: no page"), (client, "made.")):
        assert reader.get("/for/dcc.pdf").status_code in (202, 503)
        make_waiting()
        failed = reader.get("/for/dcc.pdf")
        assert failed.status_code == 503
        assert said in failed.text
        assert ("no page" in failed.text) is (reader is not client)


def test_no_more_wait_than_workers_can_make(examples, client, forms):
    for number in range(MOST_WAITING):
        asked(f"Brief {number}", subject="")
    refused = client.get("/for/dcc.pdf")
    assert (refused.status_code, refused["Retry-After"]) == (429, "15")
    assert make_waiting() == ["done"] * MOST_WAITING
    assert client.get("/for/dcc.pdf").status_code == 202


def test_what_nobody_asks_for_is_dropped(db, forms, later, monkeypatch):
    asked("A", subject="a")
    asked("B", subject="b", is_ahead=True)
    make_waiting()
    later(hours=23)
    kept = asked("A", subject="a")
    later(hours=2)
    assert forget() == 1
    assert keys() == {kept.pk}
    monkeypatch.setattr(draft_files, "MOST_KEPT", 2)
    newer = [asked(f"C{number}", subject="") for number in range(3)]
    later(seconds=1)
    for row in newer:
        make_draft_file(key=row.pk)
    assert len(keys()) == 2
    assert kept.pk not in keys()


def test_a_worker_that_was_replaced_stores_nothing(db, forms, later):
    row, lease = draft_files.take_lease(asked("A").pk)
    later(seconds=7)
    _, second = draft_files.take_lease(row.pk)
    assert not draft_files.renew_lease(row.pk, lease)
    assert not draft_files.finish(row, lease, b"late")
    assert draft_files.finish(row, second, b"in time")
    assert not draft_files.fail(row.pk, lease, "late")
    assert bytes(DraftFile.objects.get().content) == b"in time"
    assert AuditEntry.objects.filter(action__contains="draft_file").count() == 0
