"""Papers as they stand, and the twins that draft, edit, issue and withdraw one."""

from datetime import date
from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.papers.forms.papers import DOING
from governance.papers.models import Classification, Paper
from governance.papers.operations.deciding import retry_paper
from governance.papers.operations.drafting import draft_paper, drop_change, edit_paper, propose_change
from governance.papers.operations.issuing import issue_paper, redraft_paper, withdraw_paper
from governance.papers.pages import found_paper
from releases.models.releases import Release
from releases.models.scope import Ground
from secrel.core.api.fields import as_dict
from secrel.core.api.places import DAY, Found, place
from secrel.core.api.twins import Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.web.http import found_or_404


def _body(request: Request, text: str, found: Found) -> Body:
    return found_or_404(Body.objects.filter(key=text), "body")


def _day(request: Request, text: str, found: Found) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404("There is no such day.") from error


def _paper(request: Request, text: str, found: Found) -> Paper:
    return found_paper(request, found["body"].key, found["day"], int(text))


place("body", "[-a-z0-9]{1,50}", _body, "The key of the body.", "csc")
place("day", DAY, _day, "The day of the meeting.", "2021-09-28")
place("paper", "[1-9][0-9]?", _paper, "The item of the agenda.", "1")
HEAD = {"state": str, "item": int, "classification": str, "author": str, "author_role": str}


def _facts(request: Request, found: Found) -> dict[str, Any]:
    row: Paper = found["paper"]
    row.refresh_from_db()
    return {
        "body": row.meeting.body,
        "meeting_on": row.meeting.on,
        **{name: getattr(row, name) for name in HEAD},
        "entered": row.entries.as_data(),
    }


PAPER = Resource(
    "papers/{body}/{day}/{paper}/facts/",
    {"body": Body, "meeting_on": serializers.DateField()} | HEAD | {"entered": dict},
    row="paper",
    read=_facts,
    version=lambda found: Paper.objects.values_list("token", flat=True).get(pk=found["paper"].pk),
    needs=(Permission.READ_DRAFTS,),
    about="A paper as it stands: what SECAS entered for it. Its facts are composed from the releases.",
)
P = "papers/{body}/{day}/{paper}/"
TEXT = serializers.CharField(max_length=2_000, allow_blank=True)
NAME = serializers.CharField(max_length=120, allow_blank=True)
BY_KEY = serializers.DictField(child=serializers.CharField(max_length=2_000, allow_blank=True))
TEXTS = serializers.ListField(child=serializers.CharField(max_length=2_000, allow_blank=True), max_length=200)
NOTES = serializers.ListField(child=serializers.CharField(max_length=2_000, allow_blank=True), max_length=200)
ENTERED = as_dict(
    "PaperFacts",
    classification=Classification,
    author=NAME,
    author_role=NAME,
    purpose=TEXTS,
    months=serializers.IntegerField(min_value=1, max_value=48),
    since=serializers.RegexField("^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", max_length=10, allow_blank=True),
    rows=BY_KEY,
    notes=serializers.DictField(child=NOTES),
    annex=serializers.BooleanField(),
    texts=BY_KEY,
    dropped=TEXTS,
)


def _made(row: Paper) -> dict[str, str]:
    return {"body": row.meeting.body.key, "day": row.meeting.on.isoformat(), "paper": str(row.item)}


RESOURCES = [PAPER]
TWINS = [
    Twin(
        draft_paper,
        "POST",
        "papers/new/",
        PAPER,
        new=_made,
        fields={
            "item": serializers.IntegerField(min_value=1, max_value=99),
            "author": NAME,
            "classification": Classification,
        },
        fixed={"example_note": ""},
    ),
    Twin(edit_paper, "PATCH", PAPER.address, PAPER, fields={"fields": ENTERED}),
    Twin(
        propose_change,
        "POST",
        f"{P}changes-proposed/",
        PAPER,
        fields={
            "do": serializers.ChoiceField(choices=DOING),
            "ground": serializers.ChoiceField(choices=["", *Ground.values]),
            "recommendation": serializers.ChoiceField(choices=["scope", "scope-2", "scope-3"]),
            "considered": list[Release],
        },
    ),
    Twin(
        drop_change,
        "POST",
        f"{P}changes-dropped/",
        PAPER,
        fields={"place": serializers.IntegerField(min_value=0, max_value=999)},
    ),
    Twin(issue_paper, "POST", f"{P}issue/", PAPER, fields={"late_reason": TEXT, "changes": TEXT}),
    Twin(redraft_paper, "POST", f"{P}redraft/", PAPER),
    Twin(withdraw_paper, "POST", f"{P}withdraw/", PAPER, fields={"versions": None}),
    Twin(
        retry_paper,
        "POST",
        f"{P}carry-out/",
        PAPER,
        fields={"key": serializers.CharField(max_length=60)},
    ),
]
