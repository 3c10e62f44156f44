"""How ready a release is: each criterion with its state, what is missing, what was recommended, open conditions."""

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
from governance.acceptance.queries.evidence import closed_spans, evidence_seen_by, in_force, reads_words
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
    """What a body is asked about: the criteria (of one reviewing body, or all), in which state, on which evidence.

    Words of reviews stand as digests: they are for who may read them.
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
    """The last recommendation of each body on the release's acceptance, as its Chair confirmed it."""
    rows = Decision.objects.filter(item__release=release, item__kind=RECOMMEND)
    rows = rows.select_related("outcome", "item__meeting__body").order_by("pk")
    last = {row.item.meeting.body_id: row for row in rows}
    return sorted(last.values(), key=lambda row: row.item.meeting.body.order)


def go_decision(release: Release) -> Decision | None:
    """The last go/no-go decision on the release."""
    rows = Decision.objects.filter(item__release=release, item__kind=GO)
    return rows.select_related("outcome", "item__meeting__body", "confirmed_by").order_by("pk").last()


@dataclass
class Line:
    """A criterion on the readiness board."""

    criterion: Criterion
    evidence: list[Evidence]
    review: Review | None
    missing: str
    """What is missing, in words; empty where nothing is."""
    expired: bool = False
    due: PartialDate | None = None
    """When what is missing is due, by the timetable; None where nothing is, or no row says."""
    is_late: bool = False


@dataclass
class Board:
    """The readiness of a release on a day."""

    lines: list[Line]
    recommendations: list[Decision]
    asked: list[Item]
    go: Decision | None
    conditions: list[Condition]


def board_of(release: Release, on: date) -> Board:
    """All of it in a constant number of queries."""
    rows = criteria_of(release).prefetch_related("evidence", "reviews__made_by", "reviews__body")
    lines = [_line(row, on) for row in rows]
    _say_when(lines, release, on)
    asked = Item.objects.filter(release=release, kind__in=ON_ACCEPTANCE)
    return Board(
        lines=lines,
        recommendations=recommendations(release),
        asked=list(asked.select_related("meeting__body", "release").order_by("meeting__on", "order")),
        go=go_decision(release),
        conditions=list(release.conditions.select_related("owner", "reported_by")),
    )


@dataclass
class SeenLine:
    """A line as one person may see it."""

    line: Line
    pieces: int
    """How many pieces of the evidence in force the person may read."""
    is_partly_closed: bool
    reads_review: bool


def lines_seen_by(user: User, lines: list[Line]) -> list[SeenLine]:
    """The lines with what a person may see of the evidence and of the words of the review."""
    pieces = {row.pk for line in lines for row in line.evidence}
    seen = set(evidence_seen_by(user, Evidence.objects.filter(pk__in=pieces)).values_list("pk", flat=True))
    spans = closed_spans([line.criterion for line in lines if line.review])
    return [
        SeenLine(
            line=line,
            pieces=sum(row.pk in seen for row in line.evidence),
            is_partly_closed=any(row.pk not in seen for row in line.evidence),
            reads_review=bool(line.review) and reads_words(user, line.criterion, line.review, spans),
        )
        for line in lines
    ]


def _say_when(lines: list[Line], release: Release, on: date) -> None:
    """Evidence is due by its row of the timetable or so early as the body wants it, a review by the row of the body's
    recommendation."""
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


def _line(criterion: Criterion, on: date) -> Line:
    evidence = in_force(criterion)
    reviews = list(criterion.reviews.all())
    expired = bool(evidence) and all(row.expires_on and row.expires_on < on for row in evidence)
    return Line(criterion, evidence, reviews[-1] if reviews else None, lacks(criterion, expired), expired)


def lacks(criterion: Criterion, expired: bool = False) -> str:
    """What a criterion lacks to be met, and from whom."""
    if criterion.state == "open":
        return f"Evidence from {criterion.owner.the}"
    if expired and criterion.state != "not_applicable":
        return f"New evidence from {criterion.owner.the}: what there is has expired"
    if criterion.state == "submitted":
        return f"Review by {criterion.reviewer.the}"
    return f"Not met, says {criterion.reviewer.the}" if criterion.state == "not_met" else ""


def lacking(item: Item, on: date) -> list[str]:
    """What acceptance lacks to be answered with yes, in words: criteria that are not met, recommendations not given."""
    rows = criteria_of(item.release).prefetch_related("evidence", "reviews")
    if item.kind == RECOMMEND:
        rows = rows.filter(reviewer=item.meeting.body_id)
    lines = [line for line in (_line(row, on) for row in rows) if line.missing]
    missing = [f"{line.criterion}: {line.missing[0].lower()}{line.missing[1:]}" for line in lines]
    if item.kind == GO and item.release.profile == Release.Profile.SYSTEM:
        missing += _without_recommendation(item.release)
    return missing


def _without_recommendation(release: Release) -> list[str]:
    gave = {row.item.meeting.body_id: row.outcome.result for row in recommendations(release)}
    said = {None: "no recommendation"}
    positive = (Result.RECOMMENDED, Result.CONDITIONAL)
    return [
        f"{body}: {said.get(gave.get(body.pk), 'not a positive recommendation')}"
        for body in reviewers_of(release)
        if gave.get(body.pk) not in positive
    ]


def reviewers_of(release: Release) -> list[Body]:
    """The bodies that review criteria of the release, in their order."""
    keys = release.criteria.exclude(reviewer__key="secas").values("reviewer")
    return list(Body.objects.filter(pk__in=keys))


def not_ready(release: Release, on: date) -> list[str]:
    """Why a release may not go live on a day, in sentences; none where it may.

    A system-impacting release of a slot needs a go. A document-only one needs it where the body was asked; else
    SECAS's criteria are confirmed and checked by a second person. An ad-hoc one may have no criteria at all.
    """
    waits = [
        f"{item.part.modification.reference} is targeted and not approved; approve it or take it out of the scope."
        for item in release.scope.filter(status="targeted").select_related("part__modification")
    ]
    asked = Item.objects.filter(release=release, kind=GO).exclude(state="withdrawn").exists()
    of_system = release.profile == Release.Profile.SYSTEM and bool(release.slot)
    if asked or of_system:
        if release.life != "go":
            waits.append("Nobody decided go. Ask the Panel for go or no-go on its acceptance page.")
    else:
        lines = [_line(row, on) for row in criteria_of(release).prefetch_related("evidence", "reviews")]
        waits += [f"{line.criterion}: {line.missing}." for line in lines if line.missing]
    return waits


def lessons_before(release: Release) -> list[tuple[Release, list[str]]]:
    """Lessons of the releases that went live before this one, the latest first; at most three releases."""
    rows = Implementation.objects.exclude(lessons=[]).exclude(release=release).select_related("release")
    if release.go_live_on:
        rows = rows.filter(release__go_live_on__lt=release.go_live_on)
    return [(row.release, row.lessons) for row in rows.order_by("-release__go_live_on")[:3]]
