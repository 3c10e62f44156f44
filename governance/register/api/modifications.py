"""Modifications and Change Requests as they stand, and the twins that change them."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.register.api.sections import READS
from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import (
    Modification,
    ModificationDecision,
    ModificationLink,
    Part,
    Solution,
)
from modifications.models.progress import Assessment
from modifications.next_steps import StepFacts
from modifications.operations.assessments import AssessmentFacts, attach_assessment, set_assessments
from modifications.operations.documents import add_change_request, change_change_request
from modifications.operations.links import set_links
from modifications.operations.parts import PartFacts, set_parts
from modifications.operations.progress import confirm_steps, set_next_steps
from modifications.operations.register import (
    change_modification,
    convert_modification,
    move_stage,
    record_decision,
    record_recommendation,
    register_modification,
    set_solutions,
)
from modifications.participants import Participant
from modifications.workflow import STAGE
from releases.models.releases import Release
from releases.operations.releases import set_unsettled_target
from secrel.core.api.fields import LEFT_OUT, PartialText, With, as_dict, as_object, as_tuple
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Resource, Twin
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.models.people import Body, User
from secrel.core.web.http import found_or_404

M = "modifications/{modification}/"
DAY = serializers.DateField(allow_null=True)
SHORT = serializers.CharField(max_length=120, allow_blank=True)
ISSUE = serializers.CharField(max_length=4_000, allow_blank=True)
ADDRESS = serializers.CharField(max_length=300, allow_blank=True)
TITLE = serializers.CharField(max_length=300)
PATH = serializers.ChoiceField(choices=["", *Modification.Path.values])


def _facts(request: Request, found: Found) -> dict[str, Any]:
    row: Modification = found["modification"]
    row = Modification.objects.select_related("lead_analyst").get(pk=row.pk)
    return {
        **{name: getattr(row, name) for name in ("reference", "title", "stage", "path", "is_urgent")},
        **{name: getattr(row, name) for name in ("impacts_dcc_systems", "proposer", "raised_on", "issue")},
        "web_address": row.web_address,
        "lead_analyst": row.lead_analyst,
        "parts": [part.name for part in row.parts.all()],
        "solutions": [
            {"kind": one.kind, "text": one.text, "is_approved": one.is_approved}
            for one in row.solutions.all()
        ],
        "next_steps": [
            {
                **{name: getattr(step, name) for name in ("step", "body", "expected", "by_then", "outcome")},
                **{
                    name: getattr(step, name) for name in ("decides", "held_by", "held_since", "confirmed_on")
                },
            }
            for step in row.next_steps.select_related("body")
        ],
        "assessments": [
            {
                **{
                    name: getattr(one, name)
                    for name in ("part", "kind", "requested_on", "due", "revised_due")
                },
                **{name: getattr(one, name) for name in ("received_on", "file_name", "note")},
                "covers": one.covers.all(),
            }
            for one in _assessments(row)
        ],
        "links": [
            {"kind": one.kind, "other": one.other or one.change_request, "note": one.note}
            for one in row.links.select_related("other", "change_request")
        ],
        "decisions": [
            {
                **{name: getattr(one, name) for name in ("body", "outcome", "decided_on", "solution")},
                "is_recommendation": one.is_recommendation,
            }
            for one in row.decisions.select_related("body")
        ],
    }


def _assessments(row: Modification) -> list[Assessment]:
    rows = Assessment.objects.filter(part__modification=row).select_related("part__modification")
    return list(rows.prefetch_related("covers__modification").order_by("pk"))


MODIFICATION = Resource(
    f"{M}facts/",
    {
        "reference": str,
        "title": str,
        "stage": str,
        "path": str,
        "is_urgent": bool,
        "impacts_dcc_systems": serializers.BooleanField(allow_null=True),
        "proposer": str,
        "raised_on": DAY,
        "issue": str,
        "web_address": str,
        "lead_analyst": serializers.CharField(allow_null=True),
        "parts": list[str],
        **dict.fromkeys(("solutions", "next_steps", "assessments", "links", "decisions"), list[dict]),
    },
    row="modification",
    read=_facts,
    needs=READS,
    about="A modification as it stands, with its parts, solutions, steps, assessments, links and decisions.",
)
CHANGE_REQUEST = Resource(
    "change-requests/{change_request}/facts/",
    {"reference": str, "title": str, "description": str},
    needs=READS,
    about="A Change Request as it stands.",
)


def _assessment(request: Request, text: str, found: Found) -> Assessment:
    let_in(request, *READS)
    rows = _assessments(found["modification"])
    return found_or_404(rows[int(text) - 1 : int(text)], "assessment")


place("assessment", "[1-9][0-9]{0,2}", _assessment, "Its place in the list, from 1.", "1")


def _assessment_facts(number: int | None = None, **facts: Any) -> tuple[int | None, dict[str, Any]]:
    return number, facts


ASSESSMENT = as_object(
    _assessment_facts,
    number=With(serializers.IntegerField(min_value=1, max_value=999, allow_null=True), None),
    part=Part,
    kind=Assessment.Kind,
    requested_on=With(DAY, None),
    due=With(PartialDate, TO_BE_SET),
    received_on=With(DAY, None),
    note=With(serializers.CharField(max_length=300, allow_blank=True), ""),
)


def _rows(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The stored assessments by their places."""
    stored, rows = _assessments(found["modification"]), []
    for number, facts in data["rows"]:
        if number and number > len(stored):
            raise serializers.ValidationError({"rows": ["There is no assessment in this place any more."]})
        rows.append(AssessmentFacts(stored[number - 1] if number else None, facts))
    return data | {"rows": rows}


def _parts(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The stored parts by the names that they had."""
    stored = {part.name: part for part in found["modification"].parts.all()}
    parts = []
    for was, name, participants, documents in data["parts"]:
        if was is not None and was not in stored:
            raise serializers.ValidationError({"parts": [f"There is no part “{was}” any more."]})
        parts.append(PartFacts(None if was is None else stored[was], name, participants, documents))
    return data | {"parts": parts}


def _links(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    links = []
    for kind, modification, change_request, note in data["links"]:
        if bool(modification) == bool(change_request):
            raise serializers.ValidationError({"links": ["Name a modification or a Change Request."]})
        links.append((kind, modification or change_request, note))
    return data | {"links": links}


def _solution(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    number = data.pop("solution", None)
    rows = list(found["modification"].solutions.all())
    if number is not None and not 1 <= number <= len(rows):
        raise serializers.ValidationError({"solution": ["There is no solution in this place."]})
    return data | {"solution": rows[number - 1] if number else None}


def _made(row: Any) -> dict[str, str]:
    return {"modification": row.reference}


def _converted(row: Any) -> dict[str, str]:
    return {"modification": row.reference}


RESOURCES = [MODIFICATION, CHANGE_REQUEST]
FACTS: dict[str, Any] = {
    "title": TITLE,
    "path": PATH,
    "is_urgent": bool,
    "impacts_dcc_systems": bool | None,
    "proposer": SHORT,
    "raised_on": DAY,
    "issue": ISSUE,
    "web_address": ADDRESS,
}
REFERENCE = serializers.RegexField("^[A-Za-z]{2,5} ?[0-9]{1,4}[A-Za-z]?$", max_length=12)
STEP = as_object(
    StepFacts,
    step=serializers.CharField(max_length=160),
    body=With(Body | None, None),
    expected=With(PartialText(), ""),
    by_then=With(bool, False),
    outcome=With(serializers.CharField(max_length=160, allow_blank=True), ""),
    decides=With(bool | None, None),
    held_by=With(serializers.CharField(max_length=120, allow_blank=True), LEFT_OUT),
    held_since=With(DAY, LEFT_OUT),
)
TWINS = [
    Twin(
        register_modification,
        "POST",
        "modifications/new/",
        MODIFICATION,
        new=_made,
        fields=FACTS
        | {
            "reference": REFERENCE,
            "stage": serializers.ChoiceField(choices=list(STAGE.states)),
            "former": serializers.ListField(child=REFERENCE, max_length=20),
            "parts": serializers.ListField(
                child=serializers.CharField(max_length=60, allow_blank=True), max_length=30
            ),
        },
    ),
    Twin(
        change_modification,
        "PATCH",
        MODIFICATION.address,
        MODIFICATION,
        fields={"fields": as_dict("ModificationFacts", **FACTS, lead_analyst=User | None)},
    ),
    Twin(convert_modification, "POST", f"{M}convert/", MODIFICATION, new=_converted),
    Twin(
        move_stage,
        "POST",
        f"{M}stage/",
        MODIFICATION,
        fields={
            "move": serializers.ChoiceField(
                choices=[move for move in STAGE.moves if move not in ("approve", "reject", "take_back")]
            )
        },
    ),
    Twin(
        record_decision,
        "POST",
        f"{M}decisions/",
        MODIFICATION,
        fields={"outcome": ModificationDecision.Outcome},
    ),
    Twin(
        record_recommendation,
        "POST",
        f"{M}recommendations/",
        MODIFICATION,
        fields={
            "outcome": ModificationDecision.Outcome,
            "solution": serializers.IntegerField(min_value=1, max_value=99, allow_null=True),
        },
        prepare=_solution,
    ),
    Twin(
        set_solutions,
        "PUT",
        f"{M}solutions/",
        MODIFICATION,
        fields={
            "solutions": list[
                as_tuple("Solution", kind=Solution.Kind, text=serializers.CharField(max_length=20_000))
            ],
            "approved": serializers.IntegerField(min_value=0, max_value=99, allow_null=True),
        },
    ),
    Twin(
        set_parts,
        "PUT",
        f"{M}parts/",
        MODIFICATION,
        fields={
            "parts": list[
                as_tuple(
                    "PartRow",
                    was=With(serializers.CharField(max_length=60, allow_blank=True, allow_null=True), None),
                    name=serializers.CharField(max_length=60, allow_blank=True),
                    participants=With(
                        serializers.ListField(
                            child=serializers.ChoiceField(choices=Participant.choices), allow_null=True
                        ),
                        None,
                    ),
                    documents=With(
                        serializers.ListField(child=serializers.CharField(max_length=20), allow_null=True),
                        None,
                    ),
                )
            ]
        },
        prepare=_parts,
    ),
    Twin(
        set_assessments,
        "PUT",
        f"{M}assessments/",
        MODIFICATION,
        fields={"rows": list[ASSESSMENT]},
        prepare=_rows,
    ),
    Twin(
        attach_assessment,
        "POST",
        f"{M}assessments/{{assessment}}/file/",
        MODIFICATION,
        fields={"received_on": With(DAY, None)},
    ),
    Twin(set_next_steps, "PUT", f"{M}next-steps/", MODIFICATION, fields={"steps": list[STEP]}),
    Twin(confirm_steps, "POST", f"{M}next-steps/confirm/", MODIFICATION),
    Twin(
        set_links,
        "PUT",
        f"{M}links/",
        MODIFICATION,
        fields={
            "links": list[
                as_tuple(
                    "Link",
                    kind=ModificationLink.Kind,
                    modification=With(Modification | None, None),
                    change_request=With(ChangeRequest | None, None),
                    note=With(serializers.CharField(max_length=300, allow_blank=True), ""),
                )
            ]
        },
        prepare=_links,
    ),
    Twin(
        set_unsettled_target,
        "PUT",
        f"{M}target/",
        MODIFICATION,
        fields={
            "year": serializers.IntegerField(min_value=2000, max_value=2199, allow_null=True),
            "considered": list[Release],
            "note": serializers.CharField(max_length=300, allow_blank=True),
        },
    ),
    Twin(
        add_change_request,
        "POST",
        "change-requests/new/",
        CHANGE_REQUEST,
        new=lambda row: {"change_request": row.reference},
        fields={"reference": serializers.RegexField("^CR[0-9]{1,9}$"), "title": TITLE, "description": ISSUE},
    ),
    Twin(
        change_change_request,
        "PATCH",
        CHANGE_REQUEST.address,
        CHANGE_REQUEST,
        fields={"fields": as_dict("ChangeRequestFacts", title=TITLE, description=ISSUE)},
    ),
]
