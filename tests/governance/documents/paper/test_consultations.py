"""What a paper prints of a consultation on a release."""

import pytest
from msgspec.structs import replace

from governance.documents.engine.blocks import texts
from governance.documents.paper.consultation_blocks import answer
from governance.documents.paper.consulted import PaperConsultation
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.sections import chapters
from governance.documents.result.answers import ConsultationCount, ConsultationText
from governance.documents.result.counts import counted, total
from tests.governance.documents.paper.papers import paper, release


def count(category: str, **numbers: int) -> ConsultationCount:
    names = ("answers", "affected", "not_affected", "not_stated", "confidential", "late")
    return ConsultationCount(category=category, **dict.fromkeys(names, 0) | numbers)


SAID = ConsultationText(
    organisation="Alpha Energy",
    category="Suppliers",
    affected="Affected",
    how="Our tests move",
    comment="Fine.",
    late=True,
)
ASKED = PaperConsultation(
    slug="november-2021-go-live",
    title="A later go-live",
    owner="SECAS",
    deadline="close of play on Thursday, 16 September 2021",
    closes="2021-09-16",
    counts=(
        count("Suppliers", answers=3, affected=1, not_affected=2, confidential=1, late=1),
        count("DCC", answers=1, not_stated=1, confidential=1),
    ),
    texts=(SAID,),
    summary=("Few are affected.",),
)


def printed(row: PaperConsultation) -> list[str]:
    [chapter] = [one for one in chapters(paper(release(consultations=(row,)))) if one.key == "november-2021"]
    found = list(texts(chapter.blocks))
    return found[found.index("Consultation: A later go-live") :]


def test_a_consultation_stands_in_the_section_of_its_release():
    """Confidential answers are counted only, late ones are marked."""
    lines = printed(ASKED)
    assert lines[1] == (
        "SECAS consulted Parties. The deadline was close of play on Thursday, 16 September 2021. There are 4 answers: "
        "1 affected, 2 not affected, 1 not stated. 2 of them are confidential: they are counted and not shown. 1 of "
        "them came after the deadline and is marked as late."
    )
    assert lines[lines.index("Suppliers") :][:7] == ["Suppliers", "3", "1", "2", "0", "1", "1"]
    assert lines[lines.index("All answers") :][:7] == ["All answers", "4", "1", "2", "1", "2", "1"]
    assert lines[-3:] == [
        "Parties answered:",
        "Alpha Energy (Suppliers), affected: Our tests move. Fine. (Late)",
        "Few are affected.",
    ]


@pytest.mark.parametrize(
    ("closes", "sentence", "to_come"),
    [
        ("2021-09-20", "SECAS consulted Parties. The deadline was today. No answer came.", False),
        (
            "2021-09-21",
            "SECAS consults Parties. Answers can come until today. No answer has come yet.",
            False,
        ),
        (
            "2021-09-20",
            "SECAS consulted Parties. The deadline was today. The result is not published yet.",
            True,
        ),
    ],
)
def test_a_consultation_without_answers_says_so(closes, sentence, to_come):
    empty = replace(ASKED, counts=(), texts=(), summary=(), deadline="today", closes=closes, to_come=to_come)
    assert printed(empty)[1:] == [sentence]


def test_few_answers_are_one_sentence():
    one = replace(ASKED, counts=(count("DCC", answers=1, not_affected=1),))
    assert counted(total(one.counts)) == "There is 1 answer: 0 affected, 1 not affected, 0 not stated."
    assert answer(replace(SAID, how="", comment=" ", late=False)) == "Alpha Energy (Suppliers), affected."


def test_the_answers_are_a_table_of_the_paper():
    rows = PAPER_KIND.tables(paper(release(consultations=(ASKED,))))["consultations"]
    assert rows[0][:4] == ["release", "consultation", "category", "answers"]
    assert rows[2] == ["November 2021 SEC Release", "A later go-live", "DCC", "1", "0", "0", "1", "1", "0"]
