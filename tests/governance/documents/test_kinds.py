"""A kind of document needs a folder and a row: the engine freezes, prints and compares whatever kind it is given."""

import io
import json
import zipfile
from typing import Any

import docx
import pypdf
import pytest
from django.db import IntegrityError, transaction

from governance.composing.models import Content, Snapshot
from governance.documents.engine.blocks import Chapter, Paragraph, Run
from governance.documents.engine.facts import Day, Fact
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.snapshot import NotValid, freeze
from governance.documents.kinds import BY_KEY, KINDS
from governance.documents.rid.kind import RID_KIND
from secrel.core.changes.record import digest_of
from secrel.core.dates.clock import moment


class NoticeContent(Fact):
    title: str
    text: str


class NoticeIssue(Fact):
    number: str
    date: Day


class Notice(Fact):
    schema_title = "A notice"
    content: NoticeContent
    issue: NoticeIssue


def chapters(notice: Notice) -> list[Chapter]:
    return [Chapter("text", "1.", "What changed", (Paragraph((Run(notice.content.text),)),))]


def context(notice: Notice) -> dict[str, Any]:
    return {
        "release": {"name": notice.content.title},
        "document": {"version": notice.issue.number},
        "document_name": "Notice",
        "created": notice.issue.date,
        "sections": chapters(notice),
        "appendices": [],
    }


NOTICE = DocumentKind(
    key="notice",
    type=Notice,
    schema_id="test:notice/1",
    schema_name="notice-1",
    attached="notice.json",
    template="documents/rid.html",
    twin="documents/twin.html",
    context=context,
    word=lambda notice: WordForm(
        title=notice.content.title,
        name=f"Notice {notice.issue.number}",
        running_name=f"Notice {notice.issue.number}",
        note="For information.",
        facts=(("Of", notice.issue.date),),
        chapters=chapters(notice),
    ),
    tables=lambda notice: {"notice": [["Title"], [notice.content.title]]},
    created=lambda notice: notice.issue.date,
    name=lambda notice: f"notice {notice.issue.number}",
)
"""Another kind of document, of which the product has no line."""


def notice(**facts: str) -> Notice:
    whole = {
        "title": "SEC 71.0",
        "text": "Appendix AB is in force.",
        "number": "7",
        "date": "2020-06-25",
    } | facts
    return Notice(
        content=NoticeContent(title=whole["title"], text=whole["text"]),
        issue=NoticeIssue(number=whole["number"], date=whole["date"]),
    )


def test_another_kind_is_frozen_by_its_own_schema():
    frozen = freeze(NOTICE, notice())
    assert frozen.content == {"title": "SEC 71.0", "text": "Appendix AB is in force."}
    assert frozen.issue_digest == digest_of({"number": "7", "date": "2020-06-25"})
    with pytest.raises(NotValid, match=r"issue/date: '25 June' is not a 'date'"):
        freeze(NOTICE, notice(date="25 June"))


def test_another_kind_is_printed_in_every_form(tmp_path):
    made = notice()
    assert '<h2 id="text">1. What changed</h2>' in render_html(NOTICE, made)
    pdf = render_pdf(NOTICE, made)
    assert pdf == render_pdf(NOTICE, made)
    [attached] = pypdf.PdfReader(io.BytesIO(pdf)).attachments["notice.json"]
    assert json.loads(attached) == made.as_data()
    words = [paragraph.text for paragraph in docx.Document(io.BytesIO(render_word(NOTICE, made))).paragraphs]
    assert words == [
        *("SEC 71.0", "Notice 7", "Of\t2020-06-25", "For information.", "1. What changed"),
        "Appendix AB is in force.",
    ]
    archive = zipfile.ZipFile(io.BytesIO(render_tables(NOTICE, made)))
    assert archive.read("notice.csv").decode("utf-8-sig").splitlines() == ["Title", "SEC 71.0"]


def test_a_snapshot_is_read_and_compared_by_its_kind(monkeypatch):
    monkeypatch.setitem(BY_KEY, "notice", NOTICE)
    before, after = (
        Snapshot(kind="notice", content=Content(data=whole["content"]), issue=whole["issue"])
        for whole in (notice().as_data(), notice(text="Appendix AB is not in force.").as_data())
    )
    assert after.document == notice(text="Appendix AB is not in force.")
    [change] = after.differs_from(before)
    assert (change.label, change.before, change.after, change.sentence) == (
        *("Text", "Appendix AB is in force.", "Appendix AB is not in force."),
        "The text changes from “Appendix AB is in force.” to “Appendix AB is not in force.”",
    )
    assert NOTICE.apply([change], before.document.content) == after.document.content
    with pytest.raises(TypeError, match="is a notice, not a RID"):
        _ = after.rid


def test_the_database_takes_the_kinds_that_there_are_and_no_other(db):
    issue = Content.objects.create(digest="0" * 64, data={})
    with pytest.raises(IntegrityError, match="snapshot_kind_known"), transaction.atomic():
        Snapshot.objects.create(
            digest="1" * 64,
            kind="of no kind",
            content=issue,
            issue={},
            issue_digest="2" * 64,
            frozen_at=moment(),
        )
    assert BY_KEY["rid"] is RID_KIND
    assert {kind.key: kind for kind in KINDS} == BY_KEY
