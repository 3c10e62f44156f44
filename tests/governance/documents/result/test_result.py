"""The result of a consultation in each of its forms, and what differs between two versions."""

import io
import json

import docx
import pypdf

from governance.documents.engine.blocks import texts
from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.snapshot import freeze
from governance.documents.result.kind import RESULT_KIND
from governance.documents.result.sections import chapters, front
from tests.governance.documents.result.results import answer, content, count, decision, result


def printed(made):
    found = [*texts(front(made.content, made.issue))]
    for chapter in chapters(made.content):
        found += [chapter.heading, *texts(chapter.blocks)]
    return [text for text in found if text]


def test_a_result_prints_question_answers_how_each_was_dealt_with_and_decision():
    assert printed(result()) == [
        "SECAS consulted Parties from 10 March 2031 on the June 2031 SEC Release. The deadline was close of play on "
        "Thursday, 13 March 2031.",
        "There are 2 answers: 1 affected, 1 not affected, 0 not stated. 1 of them is confidential: it is counted and "
        "not shown.",
        "The Panel decided on 14 March 2031. The go-live moves from 26 June 2031 to 6 May 2031.",
        *("1. Question", "Are you affected?"),
        *("Go-live when it was opened: 26 June 2031", "Proposed go-live: 6 May 2031"),
        *("2. Reasons", "The slot in June is taken."),
        *("3. Answers by category", "Answers by category", "Category", "Answers", "Affected", "Not affected"),
        *("Not stated", "Confidential", "Late", "Suppliers", "2", "1", "1", "0", "1", "0"),
        *("4. Answers, and how each was dealt with", "Answers that may be published"),
        *("Organisation", "Answer", "How it was dealt with"),
        *("Alpha Energy (Suppliers)", "Affected. We test in May.", "The DCC plans with its team."),
        "The confidential answer was dealt with too. Neither it nor how it was dealt with is shown.",
        *("5. Summary", "One is affected."),
        *(
            "6. Decision",
            "The Panel decided on 14 March 2031. The go-live moves from 26 June 2031 to 6 May 2031.",
        ),
        *("The Panel agreed.", "Steps of the timetable that move with the new go-live, or came after it"),
        *("Event", "Date before", "Date after", "Effect"),
        *("UIT begins", "1 Jun 31", "11 Apr 31", "Moved with it"),
        *("Panel", "16 May 31", "16 May 31", "Needs a new date"),
    ]


def test_a_result_without_answers_or_decision_says_so():
    empty = result(
        counts=[], answers=[], confidential_dealt_with=0, decisions=[], example=True, about="other"
    )
    found = printed(empty)
    assert found[0] == "Example data. The answers are fictional."
    assert found.count("No answer came.") == 2
    assert found[-2:] == ["5. Decision", "No body was asked to decide."]
    quiet = printed(result(counts=[count(answers=1, affected=1, confidential=1)], answers=[]))
    assert "No answer can be shown." in quiet
    kept = printed(result(decisions=[decision(outcome="kept", go_live="2031-06-26", effects=[])]))
    assert "The Panel decided on 14 March 2031. The go-live stays as it is." in kept


def test_the_files_hold_the_same_text_and_the_data():
    made = result(2, "amber", answers=[answer(late=True)])
    pdf = pypdf.PdfReader(io.BytesIO(render_pdf(RESULT_KIND, made)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    word = docx.Document(io.BytesIO(render_word(RESULT_KIND, made)))
    html = render_html(RESULT_KIND, made)
    written = " ".join(
        [*(p.text for p in word.paragraphs), *(c.text for t in word.tables for r in t.rows for c in r.cells)]
    )
    for found in (text, written, html):
        for said in (
            *("Alpha Energy (Suppliers, late)", "The DCC plans with its team.", "A later decision."),
            *("It is for Alpha Energy and Panel.", "Amber: this document is for those named here"),
        ):
            assert said in found
    (attached,) = pdf.attachments["consultation-result-snapshot.json"]
    assert json.loads(attached) == made.as_data()
    assert freeze(RESULT_KIND, made).content == made.content.as_data()
    tables = RESULT_KIND.tables(made)
    assert tables["answers"][1] == [
        *("Alpha Energy", "Suppliers", "Affected", "We test in May.", "Email to SECAS", "yes"),
        "The DCC plans with its team.",
    ]
    assert [len(rows) for rows in tables.values()] == [2, 2, 3]


def test_two_versions_differ_by_sentences():
    later = content(
        answers=[answer(dealt_with="Noted.")],
        counts=[count(answers=3, affected=2, not_affected=1, confidential=1)],
        decisions=[],
    )
    assert [str(change.sentence) for change in RESULT_KIND.compare(content(), later)] == [
        "The number of answers of the category Suppliers changes from 2 to 3.",
        "The number of answers that say “affected” of the category Suppliers changes from 1 to 2.",
        "The way of dealing with the answer of Alpha Energy changes from “The DCC plans with its team.” to “Noted.”",
        "The decision of the Panel is removed from the list of decisions.",
    ]
