"""The API of the standard acceptance criteria."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.criteria.models import Category, StandardSet
from governance.criteria.operations.standard import (
    ask_standard,
    discard_standard,
    draft_standard,
    set_standard,
)
from governance.criteria.queries.standard import texts_of
from secrel.core.api.fields import With, as_tuple
from secrel.core.api.places import Found, place
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.web.http import found_or_404, held_by

DRAFTS = {Permission.MANAGE_STANDARD, Permission.READ_PRESENTED}


def _seen(request: Request) -> Any:
    rows = StandardSet.objects.order_by("-number")
    return rows if DRAFTS & held_by(request) else rows.filter(state__in=["in_force", "superseded"])


def _standard(request: Request, text: str, found: Found) -> StandardSet:
    return found_or_404(_seen(request).filter(number=int(text)), "standard set")


place("standard", "[1-9][0-9]{0,3}", _standard, "The number of the set.", "1")
HEAD = {
    "number": int,
    "state": str,
    "in_force_from": serializers.DateField(allow_null=True),
    "source": str,
}
STANDARDS = Listing(
    "standards/", HEAD, rows=lambda request, found: _seen(request), about="The sets of standard criteria."
)


def _set(request: Request, found: Found) -> dict[str, Any]:
    row = found["standard"]
    names = ("category", "text", "owner", "reviewer", "for_documents")
    return {name: getattr(row, name) for name in HEAD} | {
        "criteria": [{name: getattr(one, name) for name in names} for one in texts_of(row)]
    }


STANDARD = Resource(
    "standards/{standard}/",
    HEAD | {"criteria": list[dict]},
    read=_set,
    version=lambda found: StandardSet.objects.values_list("token", flat=True).get(pk=found["standard"].pk),
    about="A set of standard criteria.",
)
RESOURCES: list[Resource] = [STANDARDS, STANDARD]
TWINS = [
    Twin(draft_standard, "POST", STANDARDS.address, STANDARD, new=lambda row: {"standard": str(row.number)}),
    Twin(
        set_standard,
        "PUT",
        STANDARD.address,
        STANDARD,
        fields={
            "criteria": list[
                as_tuple(
                    "StandardCriterion",
                    category=Category,
                    text=serializers.CharField(max_length=4_000),
                    owner=Body,
                    reviewer=Body,
                    for_documents=With(bool, False),
                )
            ]
        },
    ),
    Twin(
        ask_standard,
        "POST",
        f"{STANDARD.address}ask/",
        STANDARD,
        fields={"closes_at": serializers.DateTimeField(allow_null=True)},
    ),
    Twin(discard_standard, "DELETE", STANDARD.address),
]
