"""The content of a release's RID, composed from its facts: the same facts, the same content.

Explicit order everywhere, amounts as strings, no clock. Keys are those of secrel.rid/1, and more.
"""

from datetime import date
from typing import Any

from costs.models import Basis, SecasEffort
from costs.queries import cost_rows, secas_efforts
from costs.totals import total_of
from governance.documents import wording
from governance.documents.blocks import texts
from governance.documents.rid import AUDIENCES, sections
from governance.documents.text import used_acronyms
from governance.models import Criterion
from modifications.models import Participant
from modifications.queries import documents_of, ticks_by_part
from releases.models import Release, ScopeItem, SummaryPoint
from releases.queries import expansions, scope_of, summary_points
from secrel.core.partial_dates import PartialDate

CATEGORIES = ("operational", "testing", "security")


def compose(release: Release) -> dict[str, Any]:
    """Every fact that the release's RID says, as data fit for canonical JSON."""
    items = [item for item in scope_of(release) if item.status in ("approved", "targeted")]
    content = {
        "release": {
            "name": release.name,
            "slug": release.slug,
            "go_live": _iso(release.go_live_on),
            "profile": release.profile,
        },
        "scope": _scope(release, items),
        "impacts": _impacts(release, items),
        "timeline": _timeline(release),
        "testing": _testing(release),
        "costs": _costs(release, items),
        "acceptance": _acceptance(release),
    }
    content["glossary"] = _glossary(content)
    return content


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(value: PartialDate) -> dict[str, Any]:
    return {"label": value.label, "precision": str(value.precision), "date": value.date_text}


def _scope(release: Release, items: list[ScopeItem]) -> dict[str, Any]:
    def entries(status: str) -> list[dict[str, Any]]:
        return [_scope_entry(item) for item in items if item.status == status]

    return {
        "approved": entries("approved"),
        "targeted": entries("targeted"),
        "change_requests": [],
        "change_requests_state": release.change_requests,
        "additions": release.additions.splitlines(),
    }


def _scope_entry(item: ScopeItem) -> dict[str, Any]:
    entry = {
        "ref": item.modification.reference,
        "title": item.modification.title,
        "part": item.part.name or None,
        "summary": f"{wording.VERB[item.status]} {item.description}",
        "options": [],
        "system_impact": item.modification.impacts_dcc_systems,
    }
    if item.status == "targeted" and item.cut_off_on:
        entry["cut_off"] = _when(PartialDate.of(item.cut_off_on))
    return entry


def _impacts(release: Release, items: list[ScopeItem]) -> dict[str, Any]:
    ticks = ticks_by_part(item.part for item in items)
    references = {item.part_id: item.modification.reference for item in items}
    points = summary_points(release)
    on = release.go_live_on or date.max
    return {
        "participants": {references[item.part_id]: ticks[item.part_id] for item in items},
        "party_summaries": _party_summaries(points),
        "dcc_summaries": _dcc_summaries(points),
        "documents": [
            {
                "document": document.designation,
                "title": title,
                "modifications": [references[item.part_id] for item in items if item.part_id in parts],
            }
            for document, title, parts in documents_of((item.part for item in items), on)
        ],
        "other_codes": [],
        "other_codes_state": release.other_codes,
    }


def _point(point: SummaryPoint) -> dict[str, Any]:
    return {
        "text": point.text,
        "sub": [sub.text for sub in point.sub_points.all()],
        "modifications": [modification.reference for modification in point.modifications.all()],
    }


def _party_summaries(points: list[SummaryPoint]) -> list[dict[str, Any]]:
    return [
        {"participant": key, "points": [_point(point) for point in points if point.audience == key]}
        for key in AUDIENCES
        if key != SummaryPoint.ALL_PARTIES or any(point.audience == key for point in points)
    ]


def _dcc_summaries(points: list[SummaryPoint]) -> list[dict[str, Any]]:
    of_dcc = [point for point in points if point.audience == Participant.DCC]
    return [
        {"area": area, "points": [_point(point) for point in of_dcc if point.area == area]}
        for area in dict.fromkeys(point.area for point in of_dcc)
    ]


def _timeline(release: Release) -> list[dict[str, Any]]:
    return [
        {"key": row.key, "when": _when(row.date), "event": row.event, "notes": row.notes}
        for row in release.timeline.select_related("release")
    ]


def _testing(release: Release) -> dict[str, Any]:
    strategy = release.test_strategy
    dcc, user = wording.TESTING[release.profile]
    return {
        "system_testing": release.profile == Release.Profile.SYSTEM,
        "dcc_approach": strategy.dcc_approach.splitlines() or [dcc],
        "user_approach": strategy.user_approach.splitlines() or [user],
    }


def _costs(release: Release, items: list[ScopeItem]) -> dict[str, Any]:
    rows = cost_rows(items)
    total = total_of((cell.basis, cell.amount) for _, cells in rows for cell in cells.values())
    efforts = secas_efforts(release)
    return {
        "dcc_total": {
            "status": total.status,
            "amount": str(total.amount) if total.amount is not None else None,
        },
        "dcc_lines": [
            {"ref": item.modification.reference} | {stage: _cell(cell) for stage, cell in cells.items()}
            for item, cells in rows
        ],
        "secas_implementation": _effort(efforts.get(SecasEffort.Kind.IMPLEMENTATION)),
        "secas_project_management": _effort(efforts.get(SecasEffort.Kind.PROJECT_MANAGEMENT)),
    }


def _cell(cell: Any) -> dict[str, Any]:
    entry = {"status": cell.basis, "amount": str(cell.amount) if cell.amount is not None else None}
    return entry | ({"reason": cell.reason} if cell.basis == Basis.NOT_APPLICABLE else {})


def _effort(effort: SecasEffort | None) -> dict[str, Any] | None:
    if effort is None:
        return None
    days = effort.days
    return {
        "days": int(days) if days == days.to_integral() else float(days),
        "amount": f"{effort.amount:.2f}".removesuffix(".00"),
    }


def _acceptance(release: Release) -> dict[str, Any]:
    criteria = list(Criterion.objects.filter(release=release).select_related("owner", "reviewer"))
    ordered = sorted(criteria, key=lambda row: (CATEGORIES.index(row.category), row.number))
    return {
        "general": [],
        **{name: [row.text for row in ordered if row.category == name] for name in CATEGORIES},
        "criteria": [
            {"key": row.key, "owner": row.owner.short_name, "reviewer": row.reviewer.short_name}
            for row in ordered
        ],
    }


def _glossary(content: dict[str, Any]) -> dict[str, str]:
    """Exactly the known acronyms that the document prints, standing sentences included."""
    known = expansions()
    printed = " ".join(
        [
            *wording.ABOUT,
            content["release"]["name"],
            *(text for section in sections(content, str) for text in texts(section.blocks)),
        ]
    )
    return {acronym: known[acronym] for acronym in sorted(used_acronyms(printed, set(known)))}
