"""The tables behind the pictures: the timeline, scope, costs and dates over versions, churn and slippage."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from rest_framework import serializers
from rest_framework.request import Request

from governance.documents.pictures.costs import costs_by_version
from governance.documents.pictures.moves import moved_steps
from governance.documents.pictures.periods import Period
from governance.documents.pictures.scope import scope_by_day, scope_by_version
from governance.documents.pictures.timeline import timeline_rows, whole
from governance.pictures.churn import HEADINGS, all_churn, as_rows, churn_of, item_rows, with_times
from governance.pictures.forms import ALL, PeriodFilter
from governance.pictures.queries import (
    bank_holidays,
    programme_lanes,
    release_lanes,
    scope_moves,
    stated_over_time,
)
from governance.versions.forms.past import AsAtFilter
from governance.versions.past_pages import past_or_404
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.csv_text import Rows
from secrel.core.web.http import held_by


def _timeline(request: Request, found: Found, period: str = "") -> dict[str, Any]:
    held = held_by(request)
    lanes = release_lanes(held, request.user)
    lanes += programme_lanes() if Permission.EDIT_RELEASES in held else []
    shown = None if period == ALL else Period.read(period) or Period.around(today())
    first, last = (shown.first, shown.last) if shown else whole(lanes, today())
    holidays = bank_holidays(first, last) if shown else []
    return {
        "period": shown.key if shown else ALL,
        "first": first,
        "last": last,
        "rows": msgspec.to_builtins(timeline_rows(lanes, holidays, first, last)),
    }


TIMELINE = Resource(
    "timeline/",
    {"period": str, "first": serializers.DateField(), "last": serializers.DateField(), "rows": list[dict]},
    read=_timeline,
    version=lambda found: None,
    filters=PeriodFilter,
    is_public=True,
    about="The releases of a period: windows of testing, go-lives and bank holidays, by day; for SECAS also related "
    "programmes. Without a period, the one around today.",
    example={
        "period": "2020",
        "first": "2020-01-01",
        "last": "2020-12-31",
        "rows": [
            {
                "begins": "2020-05-06",
                "label": "6 May 2020",
                "what": "Go-live",
                "name": "June 2020 SEC Release",
                "path": "/releases/june-2020/",
                "kind": "release",
                "note": "Decided by the Panel on 13 March 2020; the published RID 2.0 still says 25 June 2020",
            }
        ],
    },
)


def _over_time(request: Request, found: Found, as_at: date | None = None) -> dict[str, Any]:
    release, held = found["release"], held_by(request)
    past = past_or_404(release, held, request.user, as_at) if as_at else None
    stated = stated_over_time(release, held, request.user, past)
    moves = scope_moves(release) if Permission.EDIT_RELEASES in held else []
    ledger = scope_by_day(move for move in moves if past is None or move.on <= past.day)
    churn = churn_of(release, held, request.user, past)
    return {
        "scope": msgspec.to_builtins(scope_by_version(stated)),
        "ledger": msgspec.to_builtins(ledger),
        "costs": msgspec.to_builtins(costs_by_version(stated)),
        "moved": [
            {
                "event": step.event,
                "dates": [
                    {"date": str(row.when), "label": row.label, "stated_by": row.by} for row in step.stations
                ],
            }
            for step in moved_steps(stated)
        ],
        "churn": next(iter(_named(as_rows([churn]))), None) if churn else None,
        "modifications": list(_named(item_rows(with_times(churn, held)))) if churn else [],
    }


def _named(rows: Rows) -> Iterable[dict[str, Any]]:
    """Lines of a table for a spreadsheet, by the names of their columns. What is not recorded is null."""
    headings, *lines = list(rows)
    names = [_field(str(name)) for name in headings]
    return [{name: _cell(cell) for name, cell in zip(names, line, strict=True)} for line in lines]


def _field(heading: str) -> str:
    return heading.lower().replace(",", "").replace(" ", "_").replace("-", "_")


def _cell(cell: Any) -> Any:
    return None if cell is None or cell == "" else cell if isinstance(cell, int) else str(cell)


OVER_TIME = Resource(
    "releases/{release}/over-time/",
    {
        **dict.fromkeys(("scope", "ledger", "costs", "moved", "modifications"), list[dict]),
        "churn": dict,
    },
    read=_over_time,
    version=lambda found: None,
    filters=AsAtFilter,
    is_public=True,
    about="How a release changed over its versions that you may see: scope, costs, dates that moved, and what became "
    "of each modification; for SECAS also the scope ledger by day.",
)
CHURN_SHAPE = {_field(str(name)): serializers.CharField(allow_null=True) for name in HEADINGS}
CHURN = Listing(
    "over-time/",
    CHURN_SHAPE,
    rows=lambda request, found: [
        {name: None if cell is None else str(cell) for name, cell in row.items()}
        for row in _named(as_rows(all_churn(held_by(request), request.user)))
    ],
    is_public=True,
    about="Churn and slippage of each release with a version that you may see, by go-live. Amounts are pounds.",
)
RESOURCES: list[Resource] = [TIMELINE, OVER_TIME, CHURN]
TWINS: list[Any] = []
