"""The readiness of a release: criteria with their states, what is missing, recommendations, conditions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.acceptance.models import (
    GO,
    ON_ACCEPTANCE,
    RECOMMEND,
    Condition,
    Evidence,
    Implementation,
    Review,
)
from governance.acceptance.queries.evidence import closed_spans, evidence_seen_by, in_force, reads_text
from governance.acceptance.queries.evidence_due import evidence_due
from governance.criteria.models import Criterion
from governance.criteria.queries.criteria import criteria_of
from governance.meetings.models import Decision, Item, Result
from releases.models.releases import Release
from secrel.core.changes.record import digest_of
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body, User
from secrel.core.people.queries import LeadTimes, working_days


def acceptance_data(release: Release, reviewer: str = "") -> dict[str, Any]:
    """The content of an item on acceptance: criteria (of one reviewing body, or all), states, evidence, conditions.

    The texts of reviews are digests, as not everybody may read them.
    """
    rows = criteria_of(release).prefetch_related("evidence", "reviews")
    rows = rows.filter(reviewer__key=reviewer) if reviewer else rows
    return {
        "release": {"name": release.name, "slug": release.slug, "profile": release.profile},
        "criteria": [_criterion_data(row) for row in rows],
        "recommendations": [] if reviewer else [_recommended(row) for row in recommendations(release)],
        "conditions": [
            {"number": str(row.number), "state": row.state, "text": row.text}
            for row in release.conditions.all()
        ],
    }


def _criterion_data(row: Criterion) -> dict[str, Any]:
    latest = list(row.reviews.all())[-1:]
    return {
        "key": row.key,
        "text": row.text,
        "owner": row.owner.short_name,
        "reviewer": row.reviewer.short_name,
        "state": row.state,
        "evidence": sorted(evidence.digest or evidence.receipt for evidence in in_force(row)),
        "review": digest_of([latest[0].verdict, latest[0].text]) if latest else None,
    }


def _recommended(decision: Decision) -> dict[str, str]:
    return {
        "body": decision.item.meeting.body.short_name,
        "on": decision.on.isoformat(),
        "result": decision.outcome.result,
        "content": decision.content_digest,
    }


def recommendations(release: Release) -> list[Decision]:
    """The last confirmed recommendation of each body on the acceptance of the release."""
    rows = Decision.objects.filter(item__release=release, item__kind=RECOMMEND)
    rows = rows.select_related("outcome", "item__meeting__body").order_by("pk")
    last = {row.item.meeting.body_id: row for row in rows}
    return sorted(last.values(), key=lambda row: row.item.meeting.body.order)


def go_decision(release: Release) -> Decision | None:
    """The last go/no-go decision on the release."""
    rows = Decision.objects.filter(item__release=release, item__kind=GO)
    return rows.select_related("outcome", "item__meeting__body", "confirmed_by").order_by("pk").last()


@dataclass
class BoardLine:
    """A criterion on the readiness board."""

    criterion: Criterion
    evidence: list[Evidence]
    review: Review | None
    missing: str
    """What is missing, as a phrase; empty where nothing is."""
    expired: bool = False
    due: PartialDate | None = None
    """The due date of what is missing; None where nothing is missing, or the timetable has no date."""
    is_late: bool = False


@dataclass
class Board:
    """The readiness of a release on a day."""

    lines: list[BoardLine]
    recommendations: list[Decision]
    agenda_items: list[Item]
    go: Decision | None
    conditions: list[Condition]


def board_of(release: Release, on: date) -> Board:
    """The readiness board of a release on a day, in a constant number of queries."""
    rows = criteria_of(release).prefetch_related("evidence", "reviews__made_by", "reviews__body")
    lines = [_line(row, on) for row in rows]
    _set_due_dates(lines, release, on)
    items = Item.objects.filter(release=release, kind__in=ON_ACCEPTANCE)
    return Board(
        lines=lines,
        recommendations=recommendations(release),
        agenda_items=list(items.select_related("meeting__body", "release").order_by("meeting__on", "order")),
        go=go_decision(release),
        conditions=conditions_of(release),
    )


def conditions_of(release: Release) -> list[Condition]:
    return list(release.conditions.select_related("owner", "reported_by"))


@dataclass
class SeenBoardLine:
    """A line of the board as one user may see it."""

    line: BoardLine
    pieces: int
    """Number of pieces of the evidence in force that the user may read."""
    is_partly_closed: bool
    reads_review: bool


def lines_seen_by(user: User, lines: list[BoardLine]) -> list[SeenBoardLine]:
    """The lines, with what a user may see of the evidence and of the text of the review."""
    pieces = {row.pk for line in lines for row in line.evidence}
    seen = set(evidence_seen_by(user, Evidence.objects.filter(pk__in=pieces)).values_list("pk", flat=True))
    spans = closed_spans([line.criterion for line in lines if line.review])
    return [
        SeenBoardLine(
            line=line,
            pieces=sum(row.pk in seen for row in line.evidence),
            is_partly_closed=any(row.pk not in seen for row in line.evidence),
            reads_review=bool(line.review) and reads_text(user, line.criterion, line.review, spans),
        )
        for line in lines
    ]


def _set_due_dates(lines: list[BoardLine], release: Release, on: date) -> None:
    """Set the due dates of lines with something missing: of evidence by `evidence_due`, of a review by the row of the
    body's recommendation."""
    rows = {step: row for row in release.timeline.select_related("release") for step in row.steps}
    calendar, leads = working_days(), LeadTimes()
    for line in lines:
        if not line.missing:
            continue
        if line.criterion.state != "submitted":
            due = evidence_due(rows, line.criterion, calendar, leads)
            line.due = PartialDate.of(due) if due else None
        elif (row := rows.get(f"recommend_{line.criterion.reviewer.key}")) and row.date:
            line.due = row.date
        line.is_late = line.due is not None and line.due.interval()[1] < on


def _line(criterion: Criterion, on: date) -> BoardLine:
    evidence = in_force(criterion)
    reviews = list(criterion.reviews.all())
    expired = bool(evidence) and all(row.expires_on and row.expires_on < on for row in evidence)
    return BoardLine(
        criterion, evidence, reviews[-1] if reviews else None, lacks(criterion, expired), expired
    )


def lacks(criterion: Criterion, expired: bool = False) -> str:
    """What a criterion lacks to be met, and from whom, as a phrase."""
    if criterion.state == "open":
        return f"Evidence from {criterion.owner.the}"
    if expired and criterion.state != "not_applicable":
        return f"New evidence from {criterion.owner.the}: what there is has expired"
    if criterion.state == "submitted":
        return f"Review by {criterion.reviewer.the}"
    return f"Not met, says {criterion.reviewer.the}" if criterion.state == "not_met" else ""


def lacking(item: Item, on: date) -> list[str]:
    """What is missing for a positive result: criteria that are not met, recommendations not given. As phrases."""
    rows = criteria_of(item.release).prefetch_related("evidence", "reviews")
    if item.kind == RECOMMEND:
        rows = rows.filter(reviewer=item.meeting.body_id)
    lines = [line for line in (_line(row, on) for row in rows) if line.missing]
    missing = [f"{line.criterion}: {line.missing[0].lower()}{line.missing[1:]}" for line in lines]
    if item.kind == GO and item.release.profile == Release.Profile.SYSTEM:
        missing += _without_recommendation(item.release)
    return missing


def _without_recommendation(release: Release) -> list[str]:
    results = {row.item.meeting.body_id: row.outcome.result for row in recommendations(release)}
    labels = {None: "no recommendation"}
    positive = (Result.RECOMMENDED, Result.CONDITIONAL)
    return [
        f"{body}: {labels.get(results.get(body.pk), 'not a positive recommendation')}"
        for body in reviewers_of(release)
        if results.get(body.pk) not in positive
    ]


def reviewers_of(release: Release) -> list[Body]:
    """The bodies that review criteria of the release."""
    keys = release.criteria.exclude(reviewer__key="secas").values("reviewer")
    return list(Body.objects.filter(pk__in=keys))


def not_ready(release: Release, on: date) -> list[str]:
    """The reasons why a release cannot go live on a day, as sentences; empty where it can.

    A system-impacting release in a slot needs a go decision. A document-only one needs it where the body was asked;
    else a second person at SECAS has to have reviewed its criteria. An ad-hoc release can be without criteria.
    """
    reasons = [
        f"{item.part.modification.reference} is targeted but not approved. Approve it, or take it out of the scope."
        for item in release.scope.filter(status="targeted").select_related("part__modification")
    ]
    is_requested = Item.objects.filter(release=release, kind=GO).exclude(state="withdrawn").exists()
    of_system = release.profile == Release.Profile.SYSTEM and bool(release.slot)
    if is_requested or of_system:
        if release.life != "go":
            reasons.append(
                "There is no go decision yet. Ask the Panel for go or no-go on the release’s acceptance page."
            )
    else:
        lines = [_line(row, on) for row in criteria_of(release).prefetch_related("evidence", "reviews")]
        reasons += [f"{line.criterion}: {line.missing}." for line in lines if line.missing]
    return reasons


def lessons_before(release: Release) -> list[tuple[Release, list[str]]]:
    """Lessons from the last three releases that went live before this one, newest first."""
    rows = Implementation.objects.exclude(lessons=[]).exclude(release=release).select_related("release")
    if release.go_live_on:
        rows = rows.filter(release__go_live_on__lt=release.go_live_on)
    return [(row.release, row.lessons) for row in rows.order_by("-release__go_live_on")[:3]]
