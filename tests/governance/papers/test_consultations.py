"""Consultations on the releases of a paper: whose answers, and in a paper of which class."""

from datetime import date

import pytest

from governance.consultations.models import Consultation
from governance.consultations.operations.asking import close_consultation
from governance.consultations.operations.results import record_consultation_decision, summarise_consultation
from governance.papers.models import Paper
from governance.papers.queries import draft_of
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.governance.consultations.asked import answered, at, opened
from tests.governance.papers.conftest import PAPER

pytestmark = pytest.mark.django_db
NOVEMBER = "november-2021"


def asked(people, **other) -> Consultation:
    days = {
        "deadline_on": date(2021, 10, 14),
        "proposed_on": date(2021, 11, 18),
        "decides_on": date(2021, 10, 26),
    }
    names = {"title": "A later go-live", "release": NOVEMBER, "when": "2021-10-07 10:00"}
    names["decided_by"] = Body.objects.get(key="csc")
    row = opened(people.analyst, **days | names | other)
    answered(people.party, row, "2021-10-08 09:00", comment="No objection.")
    answered(
        people.nobody, row, "2021-10-08 10:00", is_confidential=True, affected="yes", comment="A secret."
    )
    answered(people.tag, row, "2021-10-15 10:00", category="other", organisation="Beta", comment="Sorry.")
    return row


def reported(paper: Paper, on: date = PAPER) -> list:
    document = draft_of(Paper.objects.get(pk=paper.pk), on)
    [release] = [row for row in document.content.releases if row.slug == NOVEMBER]
    assert "A secret." not in str(document)
    return list(release.consultations)


def test_a_paper_reports_the_consultation_on_its_release(paper, people):
    row = asked(people)
    [found] = reported(paper)
    numbers = [(one.category, one.answers, one.affected, one.confidential, one.late) for one in found.counts]
    assert numbers == [("Suppliers", 2, 1, 1, 0), ("Not a Party", 1, 0, 0, 1)]
    said = [(one.organisation, one.comment, one.late) for one in found.texts]
    assert said == [("Alpha Energy", "No objection.", False), ("Beta", "Sorry.", True)]
    assert reported(paper, date(2021, 10, 6)) == []  # not open yet
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": PAPER}
    close_consultation(at=at("2021-10-15 12:00"), **common)
    facts = {"outcome": "kept", "body": Body.objects.get(key="csc"), "words": ["It stays."]}
    record_consultation_decision(decided_on=date(2021, 10, 18), **facts, **common)
    [found] = reported(paper)
    assert found.decided == ("The CSC decided on Monday, 18 October 2021: It stays.",)


@pytest.mark.parametrize(
    ("classification", "body", "count"), [("white", "csc", 0), ("amber", "csc", 1), ("amber", "panel", 0)]
)
def test_a_paper_tells_nobody_of_a_consultation_that_they_may_not_read(
    paper, people, write, classification, body, count
):
    row = asked(people)
    Consultation.objects.filter(pk=row.pk).update(is_amber=True, decided_by=Body.objects.get(key=body))
    if classification != paper.classification:
        write(paper, classification=classification)
    assert len(reported(paper)) == count


def test_a_paper_has_the_answers_to_the_dcc_once_the_dcc_published_them(paper, people):
    row = asked(people)
    Consultation.objects.filter(pk=row.pk).update(owner=Body.objects.get(key="dcc"))
    [found] = reported(paper)
    assert (found.owner, found.to_come, found.counts, found.texts) == ("The DCC", True, (), ())
    common = {"by": people.delivery, "consultation": row, "token": AS_STORED, "on": PAPER}
    close_consultation(at=at("2021-10-15 12:00"), **common)
    summarise_consultation(summary=["Three answers."], **common)
    [found] = reported(paper)
    assert (sum(one.answers for one in found.counts), found.summary) == (3, ("Three answers.",))


def test_until_the_deadline_has_passed_a_paper_counts_answers_only(paper, people):
    asked(people)
    [found] = reported(paper, date(2021, 10, 14))
    assert (sum(row.answers for row in found.counts), found.texts) == (3, ())
    assert len(reported(paper, date(2021, 10, 15))[0].texts) == 2
