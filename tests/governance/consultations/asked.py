"""Helpers that draft and open consultations, and answer them."""

from datetime import date, datetime

from django.utils import timezone

from governance.consultations.models import Consultation
from governance.consultations.operations.answering import AnswerFacts, answer_consultation
from governance.consultations.operations.asking import (
    ConsultationFacts,
    draft_consultation,
    open_consultation,
)
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body

OPENED, DEADLINE, MEETING = date(2020, 3, 9), date(2020, 3, 12), date(2020, 3, 13)
JUNE = "june-2020"


def at(text: str) -> datetime:
    """A moment in London: at("2020-03-12 17:30")."""
    return timezone.make_aware(datetime.fromisoformat(text))


def facts(**other) -> ConsultationFacts:
    return ConsultationFacts(
        **{
            "title": "Go-live of June 2020",
            "question": ["Are you affected by 6 May?"],
            "reasons": ["The slot in June is taken."],
            "deadline_on": DEADLINE,
            "proposed_on": date(2020, 5, 6),
            "decided_by": Body.objects.get(key="panel"),
            "decides_on": MEETING,
        }
        | other
    )


def drafted(by, kind: str = "go_live", **other) -> Consultation:
    release = Release.objects.get(slug=other.pop("release", JUNE))
    if kind != "go_live":
        other = {"proposed_on": None} | other
    return draft_consultation(by=by, kind=kind, release=release, facts=facts(**other), on=OPENED)


def opened(by, kind: str = "go_live", when: str = "2020-03-09 10:00", **other) -> Consultation:
    row = drafted(by, kind, **other)
    return open_consultation(by=by, consultation=row, token=AS_STORED, on=at(when).date(), at=at(when))


def said(**other) -> AnswerFacts:
    return AnswerFacts(
        **{"organisation": "Alpha Energy", "category": "suppliers", "affected": "no", "comment": "Fine."}
        | other
    )


def answered(by, row: Consultation, when: str = "2020-03-10 09:00", **other):
    return answer_consultation(by=by, consultation=row, facts=said(**other), on=at(when).date(), at=at(when))
