"""The API of regression testing: Test Participants and their declarations."""

from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.regression.models import Kind, Source, TestParticipant
from governance.regression.operations.declarations import declare_regression, record_regression
from governance.regression.operations.participants import (
    declare_taking_part,
    name_participant,
    name_participant_again,
    withdraw_participant,
)
from governance.regression.queries.participants import participant_of, participants_seen_by
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.registrations import PartyCategory
from secrel.core.web.http import found_or_404

READ, OWN = Permission.READ_REGRESSION, Permission.DECLARE_REGRESSION
R = "releases/{release}/regression/"


def _participant(request: Request, text: str, found: Found) -> TestParticipant:
    let_in(request, READ, OWN)
    rows = participants_seen_by(request.user).filter(release=found["release"], receipt=text)
    return found_or_404(rows.select_related("release"), "Test Participant that you may see")


def _own(request: Request, found: Found) -> TestParticipant:
    row = participant_of(request.user, found["release"])
    if row is None:
        raise Http404("Enter whether your organisation takes part, then declare.")
    return row


place(
    "participant",
    "T-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}",
    _participant,
    "Its receipt number.",
    "T-2021-AAAA-BBBB",
)
HEAD: dict[str, Any] = {
    "receipt": str,
    "organisation": str,
    "category": str,
    "state": str,
    "source": str,
    "stated_on": serializers.DateField(),
}
PARTICIPANT = Resource(
    f"{R}{{participant}}/",
    HEAD,
    version=lambda found: TestParticipant.objects.values_list("token", flat=True).get(
        pk=found["participant"].pk
    ),
    needs=(READ, OWN),
    about="A Test Participant.",
)
PARTICIPANTS = Listing(
    R,
    HEAD,
    rows=lambda request, found: (
        participants_seen_by(request.user).filter(release=found["release"]).order_by("pk")
    ),
    needs=(READ, OWN),
    about="The Test Participants of a release that you may see.",
)


def _own_version(found: Found) -> int:
    return found["own"].token if found.get("own") else 0


def _own_row(request: Request, text: str, found: Found) -> TestParticipant | None:
    let_in(request, OWN)
    return participant_of(request.user, found["release"])


place("own", "own", _own_row, "Always “own”: your organisation.", "own")
OWN_PART = Resource(
    f"{R}declared/{{own}}/",
    {
        "receipt": str,
        "state": str,
    },
    read=lambda request, found: {
        "receipt": found["own"].receipt if found["own"] else "",
        "state": found["own"].state if found["own"] else "",
    },
    version=_own_version,
    needs=(OWN,),
    about="What your organisation declared; empty before it has.",
)
TEXT = serializers.CharField(max_length=4_000, allow_blank=True)
SOURCE = serializers.ChoiceField(choices=[row for row in Source.choices if row[0] != Source.ACCOUNT])


def _made(row: TestParticipant) -> dict[str, str]:
    return {"participant": row.receipt}


RESOURCES: list[Resource] = [PARTICIPANTS, PARTICIPANT, OWN_PART]
TWINS = [
    Twin(
        name_participant,
        "POST",
        PARTICIPANTS.address,
        PARTICIPANT,
        new=_made,
        fields={
            "organisation": serializers.CharField(max_length=120),
            "source": SOURCE,
            "category": serializers.ChoiceField(choices=["", *PartyCategory.values]),
        },
    ),
    Twin(
        name_participant_again, "POST", f"{PARTICIPANT.address}name/", PARTICIPANT, fields={"source": SOURCE}
    ),
    Twin(withdraw_participant, "POST", f"{PARTICIPANT.address}withdraw/", PARTICIPANT),
    Twin(
        record_regression,
        "POST",
        f"{PARTICIPANT.address}declarations/",
        PARTICIPANT,
        fields={"kind": Kind, "source": SOURCE, "text": TEXT},
    ),
    Twin(declare_taking_part, "PUT", OWN_PART.address, OWN_PART),
    Twin(
        declare_regression,
        "POST",
        f"{OWN_PART.address}declarations/",
        OWN_PART,
        binds={"participant": _own},
        fields={"kind": Kind, "text": TEXT},
    ),
]
