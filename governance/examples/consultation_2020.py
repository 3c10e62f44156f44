"""The consultation of 9 March 2020 on a go-live of June 2020 on 6 May. Its answers, how they were dealt with,
and the decision are fictional."""

from datetime import date, datetime

from django.utils import timezone

from governance.consultations.models import Consultation, Source
from governance.consultations.operations.answering import AnswerFacts, answer_consultation, record_answer
from governance.consultations.operations.asking import (
    ConsultationFacts,
    close_consultation,
    draft_consultation,
    open_consultation,
)
from governance.consultations.operations.issuing import deal_with_answers, issue_result
from governance.consultations.operations.results import (
    record_consultation_decision,
    summarise_consultation,
)
from governance.consultations.queries.summary import current_answers
from governance.examples.accounts import PARTY
from governance.examples.story import day, person
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body

QUESTION = [
    "The DCC proposes that the June 2020 SEC Release goes live on 6 May 2020 and not on 25 June 2020.",
    "Does the earlier date affect you, and how? Your answer helps the Panel to decide.",
]
REASONS = [
    "The SMETS1 MOC release takes the slot in June. The DCC compared several options and prefers 6 May 2020, also because part 1 of SECMP0062 then protects its systems sooner.",
    "Tests for the SEC Release between the releases SMETS1 Core 1.1 and SMETS1 MOC would put it at risk: if Core 1.1 slips, the SEC Release would be cancelled. Tested and put live together with Core 1.1, both are done well before MOC.",
]
ANSWERS = (
    ("2020-03-11 14:20", Source.MAIL, "Example Energy", "suppliers", "no", "", "Fictional: we need no more time for our tests.", False),
    ("2020-03-12 10:05", Source.TELEPHONE, "Example Networks", "electricity_networks", "yes", "Fictional: our test team is booked until the end of April.", "", False),
    ("2020-03-12 16:45", Source.MAIL, "Example Meters", "other_sec_parties", "not_stated", "", "Fictional: a comment for SECAS only.", True),
)  # fmt: skip
SUMMARY = [
    "Example: four organisations answered. One is affected, as its test team is booked; two are not. Nobody asks for another date.",
]
DEALT_WITH = {
    "Example Supplier": "Example: noted. The date that it welcomes was agreed.",
    "Example Energy": "Example: noted. It needs no change to the plan.",
    "Example Networks": "Example: SECAS passed it to the DCC, which plans its tests with that team from 27 April 2020.",
    "Example Meters": "Example: SECAS answered the organisation itself.",
}
DECISION = [
    "Example: the Panel agreed to move the go-live to 6 May 2020. No source of the examples holds its decision.",
]


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def load(by: Actor, chair: Actor) -> Consultation:
    """Open it, answer it, close it and decide on it, on the days of March 2020."""
    release, panel = Release.objects.get(slug="june-2020"), Body.objects.get(key="panel")
    facts = ConsultationFacts(
        title="Go-live of the June 2020 SEC Release on 6 May 2020",
        question=QUESTION,
        reasons=REASONS,
        proposed_on=day("2020-05-06"),
        deadline_on=day("2020-03-12"),
        decided_by=panel,
        decides_on=day("2020-03-13"),
    )
    common = {"by": by, "on": day("2020-03-09")}
    row = draft_consultation(kind="go_live", release=release, facts=facts, is_example=True, **common)
    row = open_consultation(consultation=row, token=AS_STORED, at=at("2020-03-09 10:00"), **common)
    _answer(by, row)
    common = {"by": by, "consultation": row, "token": AS_STORED, "on": day("2020-03-13")}
    close_consultation(at=at("2020-03-13 08:30"), **common)
    summarise_consultation(summary=SUMMARY, **common)
    record_consultation_decision(
        outcome="moved",
        body=panel,
        decided_on=date(2020, 3, 13),
        words=DECISION,
        go_live_on=facts.proposed_on,
        **common,
    )
    answers = current_answers(row)
    written = {answer.respondent.receipt: DEALT_WITH[answer.organisation] for answer in answers}
    deal_with_answers(dealt_with=written, **common)
    issue_result(**common)
    return row


def _answer(by: Actor, row: Consultation) -> None:
    party = AnswerFacts(
        "Example Supplier", "suppliers", "no", comment="Fictional: we welcome the earlier date."
    )
    when = at("2020-03-10 11:30")
    answer_consultation(by=person(PARTY), consultation=row, facts=party, on=when.date(), at=when)
    for text, source, organisation, category, affected, how, comment, is_confidential in ANSWERS:
        when = at(text)
        facts = AnswerFacts(organisation, category, affected, how, comment, is_confidential)
        record_answer(
            by=by, consultation=row, source=source, received_at=when, facts=facts, on=when.date(), at=when
        )
