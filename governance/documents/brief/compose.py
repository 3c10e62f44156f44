"""Composes what a brief says of one release, from the published parts of its RID."""

import re
from datetime import date

from costs.totals import Total
from governance.documents.brief.slices import SLICES, Parts, Slice
from governance.documents.brief.types import BriefDate, BriefDocument, BriefModification, BriefRelease
from governance.documents.rid.types.rid import Step
from governance.documents.rid.types.scope import ScopeEntry

TESTING = re.compile(r"\b(?:PIT|SIT|UIT|TAD|test(?:ing|s)?)\b", re.IGNORECASE)
STATUS = {"approved": "Approved", "targeted": "Targeted"}
COSTS = {"none": "None", "tbc": "To be confirmed"}


def release_brief(
    slug: str, name: str, go_live: str, parts: Parts, who: frozenset[str], on: date
) -> BriefRelease:
    """What a release brings for some categories; dates before `on`, or that took place, are left out."""
    cut = Slice(parts, who)
    named = {ref for point in cut.points for ref in point.modifications or ()}
    in_scope = {entry.ref for _, entry in cut.entries}
    return BriefRelease(
        slug=slug,
        name=name,
        go_live=go_live,
        is_published=True,
        affecting=tuple(_modification(cut, *row) for row in cut.entries),
        unstated=tuple(_modification(cut, *row) for row in cut.unstated),
        points=tuple(
            dict.fromkeys(
                point.text for point in cut.points if not in_scope.intersection(point.modifications or ())
            )
        )
        if cut.entries or named
        else (),
        documents=tuple(
            BriefDocument(document=row.document, title=row.title or "", modifications=row.modifications)
            for row in cut.documents
        ),
        dates=tuple(_dates(parts.timeline, on)) if cut.entries or cut.unstated else (),
        cost=cost_text(cut.total) if cut.cost_lines or cut.shares or cut.combined else "None stated",
        secas_cost=cost_text(cut.secas_total) if cut.secas_total else "",
        silent=tuple(SLICES[key] for key in cut.silent) if len(who) > 1 else (),
        change_requests=tuple(row.ref for row in cut.shares),
    )


def modifications_of(
    parts: Parts, who: frozenset[str]
) -> tuple[list[BriefModification], list[BriefModification]]:
    """The modifications in scope that affect some categories, and those that may, approved ones first."""
    cut = Slice(parts, who)
    affecting, unstated = ([_modification(cut, *row) for row in rows] for rows in (cut.entries, cut.unstated))
    return affecting, unstated


def cost_text(total: Total | None) -> str:
    if total is None:
        return "None stated"
    estimate = " (estimate)" if total.status == "estimate" else ""
    return COSTS.get(total.status) or f"{total.text}{estimate}"


def _modification(cut: Slice, status: str, entry: ScopeEntry) -> BriefModification:
    points = (point.text for point in cut.points if entry.ref in (point.modifications or ()))
    stated = cut.parts.impacts.participants.get(entry.ref, ())
    return BriefModification(
        ref=entry.ref,
        part=entry.part or "",
        title=entry.title,
        status=STATUS[status],
        cut_off=entry.cut_off.value.on_page if entry.cut_off else "",
        categories=tuple(SLICES[one] for one in stated),
        points=tuple(dict.fromkeys(points)),
        cost=cost_text(cut.cost_of(entry.ref)),
    )


def _dates(timeline: tuple[Step, ...], on: date) -> list[BriefDate]:
    """The rows that lie ahead by date, then the tests without a date."""
    rows = []
    for step in timeline:
        is_testing, day = bool(TESTING.search(step.event)), step.when.value
        last = day.interval()[1] if day else None
        if step.actual or (last and last < on) or not (last or is_testing):
            continue
        label = day.on_page if day else ""
        rows.append(BriefDate(label=label, on=str(last or ""), what=step.event, is_testing=is_testing))
    return sorted(rows, key=lambda row: row.on or "9999")
