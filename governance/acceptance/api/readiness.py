"""How ready a release is, and the reviews of its criteria, as far as a person may read them."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.acceptance.api import CRITERION, READS, R
from governance.acceptance.queries.evidence import closed_spans, reads_text
from governance.acceptance.queries.readiness import SeenBoardLine, board_of, lines_seen_by, not_ready
from governance.meetings.models import Decision
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.people import Body
from secrel.core.web.http import held_by


def _readiness(request: Request, found: Found) -> dict[str, Any]:
    board = board_of(found["release"], today())
    return {
        "criteria": [_line(row) for row in lines_seen_by(request.user, board.lines)],
        "recommendations": [_decided(row) for row in board.recommendations],
        "go": _decided(board.go) if board.go else None,
        "asked": [
            {"body": item.meeting.body, "meeting": item.meeting.on, "item": item.order, "title": item.title}
            for item in board.agenda_items
        ],
        "conditions": [
            {name: getattr(row, name) for name in ("number", "text", "owner", "due_on", "state")}
            for row in board.conditions
        ],
        "missing": not_ready(found["release"], today()) if Permission.READ_DRAFTS in held_by(request) else [],
    }


def _line(seen: SeenBoardLine) -> dict[str, Any]:
    line, review = seen.line, seen.line.review
    return {
        "criterion": line.criterion.key,
        "state": line.criterion.state,
        "missing": line.missing,
        "due": line.due.label if line.due else "",
        "is_late": line.is_late,
        "evidence": seen.pieces,
        "has_evidence_closed_to_you": seen.is_partly_closed,
        "is_expired": line.expired,
        "verdict": review.verdict if review else "",
        "reviewed_by": review.body if review else None,
        "review": review.text if review and seen.reads_review else None,
    }


def _decided(row: Decision) -> dict[str, Any]:
    item = row.item
    facts = {"body": item.meeting.body, "on": row.on, "item": item.order, "meeting": item.meeting.on}
    return facts | {"result": row.outcome.result, "content_digest": row.content_digest}


READINESS = Resource(
    f"{R}readiness/",
    {
        **dict.fromkeys(("criteria", "recommendations", "asked", "conditions"), list[dict]),
        "go": dict,
        "missing": list[str],
    },
    row="release",
    read=_readiness,
    version=lambda found: None,
    needs=READS,
    about="How ready a release is today: each criterion with what is missing and until when, and of its evidence and "
    "review what you may read; recommendations, go or no-go, conditions, and for SECAS what is missing to go live.",
    is_kept=True,
)


def _reviews(request: Request, found: Found) -> list[dict[str, Any]]:
    criterion = found["criterion"]
    spans = closed_spans([criterion])
    names = ("verdict", "body", "on", "evidence_digest")
    return [
        {name: getattr(row, name) for name in names}
        | {"text": row.text if reads_text(request.user, criterion, row, spans) else None}
        for row in criterion.reviews.select_related("body").order_by("-pk")
    ]


REVIEWS = Listing(
    f"{CRITERION.address}reviews/",
    {
        "verdict": str,
        "body": Body,
        "on": serializers.DateField(),
        "evidence_digest": str,
        "text": serializers.CharField(allow_null=True),
    },
    rows=_reviews,
    needs=READS,
    about="The reviews of a criterion, the newest first; the text is null where it is closed to you.",
)
RESOURCES: list[Resource] = [READINESS, REVIEWS]
TWINS: list[Any] = []
