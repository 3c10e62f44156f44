"""Consultations as their owner sees them, and the twins that run one, record its answers and answer it."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.consultations.models import (
    Affected,
    Consultation,
    ConsultationAnswer,
    ConsultationKind,
    LetterAnswer,
    Outcome,
    Source,
)
from governance.consultations.operations.answering import AnswerFacts, answer_consultation, record_answer
from governance.consultations.operations.asking import (
    ConsultationFacts,
    change_consultation,
    close_consultation,
    draft_consultation,
    extend_consultation,
    open_consultation,
    withdraw_consultation,
)
from governance.consultations.operations.issuing import deal_with_answers, issue_result
from governance.consultations.operations.letters import record_letter, record_letter_answer
from governance.consultations.operations.results import record_consultation_decision, summarise_consultation
from governance.consultations.pages import consultation_at, own_consultation
from governance.consultations.queries.consultations import letter_of, letter_state
from governance.consultations.queries.summary import all_answers
from secrel.core.api.fields import TYPED
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.models.registrations import PartyCategory

RUN = Permission.RUN_CONSULTATIONS
SLUG = "[-a-z0-9]{1,80}"


def _own(request: Request, text: str, found: Found) -> Consultation:
    let_in(request, RUN)
    return own_consultation(request, text)


def _open(request: Request, text: str, found: Found) -> Consultation:
    return consultation_at(request, text)


place("consultation", SLUG, _own, "The consultation, for its owner.", "june-2020-go-live")
place("asked", SLUG, _open, "The consultation.", "june-2020-go-live")
HEAD: dict[str, Any] = {
    "slug": str,
    "state": str,
    "kind": str,
    "title": str,
    "question": list[str],
    "reasons": list[str],
    "deadline": serializers.DateTimeField(allow_null=True),
    "deadline_words": str,
    "proposed_on": serializers.DateField(allow_null=True),
    "decides_on": serializers.DateField(allow_null=True),
    "is_amber": bool,
    "organisations": list[str],
    "summary": list[str],
}


def _facts(request: Request, found: Found) -> dict[str, Any]:
    row = Consultation.objects.select_related("release", "decided_by").get(pk=found["consultation"].pk)
    return {name: getattr(row, name) for name in HEAD} | {
        "release": row.release,
        "decided_by": row.decided_by,
        "reading_bodies": row.reading_bodies.all(),
    }


CONSULTATION = Resource(
    "consultations/{consultation}/facts/",
    HEAD
    | {
        "release": serializers.CharField(allow_null=True),
        "decided_by": serializers.CharField(allow_null=True),
        "reading_bodies": list[Body],
    },
    read=_facts,
    version=lambda found: Consultation.objects.values_list("token", flat=True).get(
        pk=found["consultation"].pk
    ),
    needs=(RUN,),
    about="A consultation as its owner sees it, also before it is opened.",
)


def _answers(request: Request, found: Found) -> list[dict[str, Any]]:
    """Every respondent's current answer with its earlier states, as on the owner's page."""
    row: Consultation = found["consultation"]
    return [
        _answer(states[0], row) | {"earlier": [_answer(one, row) for one in states[1:]]}
        for states in all_answers(row).values()
    ]


def _answer(answer: ConsultationAnswer, row: Consultation) -> dict[str, Any]:
    names = (
        "organisation",
        "category",
        "affected",
        "how",
        "comment",
        "is_confidential",
        "source",
        "received_at",
    )
    return {name: getattr(answer, name) for name in names} | {
        "receipt": answer.respondent.receipt,
        "is_late": row.is_over(answer.received_at),
        "dealt_with": answer.respondent.dealt_with,
    }


ANSWERS = Listing(
    "consultations/{consultation}/answers/",
    {
        **dict.fromkeys(("receipt", "organisation", "category", "affected"), str),
        **dict.fromkeys(("how", "comment", "source", "dealt_with"), str),
        "is_confidential": bool,
        "is_late": bool,
        "received_at": serializers.DateTimeField(),
        "earlier": list[dict],
    },
    rows=_answers,
    needs=(RUN,),
    about="Every answer with its earlier states, confidential ones included: only for who runs the consultation.",
)


def _letter(request: Request, found: Found) -> dict[str, Any]:
    row, names = (
        letter_of(found["consultation"]),
        ("sent_on", "file_name", "answer", "answered_on", "reference"),
    )
    facts = {name: getattr(row, name) if row else None for name in names}
    return facts | {"state": letter_state(found["consultation"])}


LETTER = Resource(
    "consultations/{consultation}/letter/",
    {
        "state": str,
        **dict.fromkeys(("sent_on", "answered_on"), serializers.DateField(allow_null=True)),
        **dict.fromkeys(("file_name", "answer", "reference"), serializers.CharField(allow_null=True)),
    },
    read=_letter,
    version=CONSULTATION.version,
    needs=(RUN,),
    about="The letter to the Authority and its answer, with the version of the consultation.",
)
PARAGRAPHS = serializers.ListField(child=serializers.CharField(max_length=5_000), max_length=100)
TITLE = serializers.CharField(max_length=160)
NAME = serializers.CharField(max_length=120)
TEXT = serializers.CharField(max_length=5_000, allow_blank=True, default="")
TYPED |= {
    (ConsultationFacts, "title"): TITLE,
    (ConsultationFacts, "question"): PARAGRAPHS,
    (ConsultationFacts, "reasons"): serializers.ListField(
        child=serializers.CharField(max_length=5_000), max_length=100, default=()
    ),
    (ConsultationFacts, "organisations"): serializers.ListField(child=NAME, max_length=500, default=()),
    (AnswerFacts, "organisation"): NAME,
    (AnswerFacts, "category"): PartyCategory,
    (AnswerFacts, "affected"): Affected,
    (AnswerFacts, "how"): TEXT,
    (AnswerFacts, "comment"): TEXT,
}
C = "consultations/{consultation}/"
SUMMARY = serializers.ListField(child=serializers.CharField(max_length=5_000), max_length=100)
CHANGED = serializers.ListField(child=serializers.CharField(max_length=5_000), max_length=100, default=())
RESOURCES: list[Resource] = [CONSULTATION, ANSWERS, LETTER]
TWINS = [
    Twin(
        draft_consultation,
        "POST",
        "consultations/new/",
        CONSULTATION,
        new=lambda row: {"consultation": row.slug},
        fields={"kind": ConsultationKind},
        fixed={"is_example": False},
    ),
    Twin(change_consultation, "PUT", CONSULTATION.address, CONSULTATION),
    Twin(open_consultation, "POST", f"{C}open/", CONSULTATION),
    Twin(extend_consultation, "POST", f"{C}deadline/", CONSULTATION),
    Twin(close_consultation, "POST", f"{C}close/", CONSULTATION),
    Twin(withdraw_consultation, "POST", f"{C}withdraw/", CONSULTATION),
    Twin(
        record_answer,
        "POST",
        f"{C}answers/",
        CONSULTATION,
        fields={
            "source": serializers.ChoiceField(choices=[Source.MAIL.value, Source.TELEPHONE.value]),
            "email": serializers.EmailField(max_length=254, allow_blank=True),
        },
    ),
    Twin(summarise_consultation, "PUT", f"{C}summary/", CONSULTATION, fields={"summary": SUMMARY}),
    Twin(
        record_consultation_decision,
        "POST",
        f"{C}decision/",
        CONSULTATION,
        fields={"outcome": Outcome, "words": SUMMARY},
    ),
    Twin(
        deal_with_answers,
        "PUT",
        f"{C}answers/dealt-with/",
        CONSULTATION,
        fields={"dealt_with": serializers.DictField(child=TEXT, help_text="Words by the answer's receipt.")},
    ),
    Twin(issue_result, "POST", f"{C}results/", CONSULTATION, fields={"changed": CHANGED}),
    Twin(record_letter, "PUT", f"{C}letter/", CONSULTATION),
    Twin(
        record_letter_answer,
        "PUT",
        f"{C}letter/answer/",
        CONSULTATION,
        fields={"answer": LetterAnswer, "reference": serializers.CharField(max_length=120, allow_blank=True)},
    ),
    Twin(
        answer_consultation,
        "POST",
        "consultations/{asked}/answer/",
        binds={"consultation": "asked"},
    ),
]
