"""A notice in each of its forms: the text that is printed, and the differences between two versions."""

import io

import docx
import pypdf
import pytest

from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.snapshot import NotValid, freeze
from governance.documents.notice.kind import NOTICE_KIND
from governance.documents.notice.sections import chapters, front
from tests.governance.documents.notice.notices import content, data, modification, notice, row


def printed(made):
    return [
        *texts(front(made.content, made.issue)),
        *(
            text
            for chapter in chapters(made.content, Links())
            for text in (chapter.heading, *texts(chapter.blocks))
        ),
    ]


def test_a_notice_of_a_release_prints_its_tables():
    assert [text for text in printed(notice()) if text] == [
        "SEC version 71.0 takes effect on 26 June 2031.",
        "It implements the June 2031 SEC Release, with two modifications.",
        "One document is changed by government designation.",
        *("1. Modifications", "Modifications implemented", "Modification", "Title", "Status"),
        *("MP901", "A title", "Implemented", "MP902", "A title", "Implemented"),
        *(
            "2. SEC documents",
            "SEC documents that change",
            "Document",
            "Title",
            "On CodeWorks",
            "By modification",
        ),
        "By government designation",
        *("Section A", "A document", "Yes", "MP901, MP902", "No"),
        *("Schedule 8", "A document", "No", "No", "Yes"),
        *("3. Legal text", "The Document Log shows the text in force on any day."),
        *("4. Where to get help", "Write to SECAS."),
    ]


def test_an_ad_hoc_notice_is_short():
    made = notice(
        form="ad_hoc",
        release=None,
        sec_version=None,
        stated_count=1,
        modifications=[modification("MP130", "Orders")],
        documents=[row("Section F", by_modification=True, modifications=["MP130"])],
    )
    words = printed(made)
    assert words[:2] == [
        "An updated version of the SEC takes effect on 26 June 2031.",
        "It implements MP130 “Orders”.",
    ]
    assert words[words.index("2. SEC documents") + 1 :][:3] == [
        "Section F A document",
        "MP130",
        "On CodeWorks: yes",
    ]


def test_what_is_not_listed_is_said():
    made = notice(modifications=[], stated_count=3, documents=[row("Section G", by_modification=True)])
    words = printed(made)
    assert words[1] == (
        "It implements the June 2031 SEC Release, with three modifications. This notice does not list them."
    )
    assert "Yes; which is not stated" in words


def test_a_dcc_notification_is_printed_with_its_clause():
    notified = {"clause": "Clause 4.2 of Appendix AK", "reference": "SMETS1 Uplift 1.1"}
    made = notice(
        form="documents",
        release=None,
        stated_count=None,
        modifications=[],
        documents=[row("Appendix AK", codeworks="not_stated", notification=notified)],
    )
    words = printed(made)
    assert words[1] == "Appendix AK is changed by a DCC notification under Clause 4.2 of Appendix AK."
    assert "DCC notification under Clause 4.2 of Appendix AK (SMETS1 Uplift 1.1)" in words


def test_a_notice_is_rendered_in_every_form():
    made = notice(2)
    pdf = render_pdf(NOTICE_KIND, made)
    assert pdf == render_pdf(NOTICE_KIND, made)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert list(reader.attachments) == ["notice-snapshot.json"]
    text = reader.pages[0].extract_text()
    assert "It corrects the one before" in text
    assert "Page 1 of 1" in text
    assert '<h2 id="documents">2. SEC documents</h2>' in render_html(NOTICE_KIND, made)
    words = [
        paragraph.text for paragraph in docx.Document(io.BytesIO(render_word(NOTICE_KIND, made))).paragraphs
    ]
    assert [text for text in words if text in ("SEC version 71.0", "Publication notice", "Version\t2")] == [
        *("SEC version 71.0", "Publication notice", "Version\t2")
    ]
    assert NOTICE_KIND.tables(made)["documents"][1] == [
        *("Section A", "A document", "", "Yes", "MP901, MP902", "No", "No")
    ]


def test_a_notice_with_facts_of_another_shape_is_not_frozen():
    with pytest.raises(NotValid, match=r"effective_on: '26 June' is not a 'date'"):
        freeze(NOTICE_KIND, notice(effective_on="26 June"))
    with pytest.raises(NotValid, match=r"sec_version"):
        freeze(NOTICE_KIND, notice(sec_version="version 71"))


def test_two_versions_are_compared_fact_by_fact():
    old = content()
    changed = data(
        sec_version="71.1",
        modifications=[modification("MP901"), modification("MP903")],
        documents=[
            row("Section A", by_modification=True, modifications=["MP901", "MP903"]),
            row("Schedule 8", codeworks="no", by_designation=True),
        ],
    )
    found = NOTICE_KIND.compare(old, content(**changed))
    assert [(row.label, row.kind, row.before, row.after) for row in found] == [
        ("SEC version", "changed", "71.0", "71.1"),
        ("MP903", "added", "", "MP903; A title; Implemented"),
        ("MP902", "removed", "MP902; A title; Implemented", ""),
        ("Section A: modifications", "changed", "MP901, MP902", "MP901, MP903"),
    ]
    assert [row.sentence for row in found] == [
        "The SEC version changes from “71.0” to “71.1”.",
        "MP903 “A title” is added to the modifications.",
        "MP902 “A title” is removed from the modifications.",
        "The modifications of Section A: MP903 is added, and MP902 is removed.",
    ]
    assert NOTICE_KIND.apply(found, old) == content(**changed)
    assert NOTICE_KIND.compare(old, content()) == ()
