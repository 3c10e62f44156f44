"""The content of a release's RID, composed from its facts: the same facts, the same content.

Explicit order everywhere, amounts as strings, no clock. Keys are those of secrel.rid/1, and more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.categories import Category
from governance.documents import wording
from governance.documents.compose_costs import compose_costs
from governance.documents.rid import SECTIONS, printed_texts
from governance.documents.text import terms_of
from governance.models.criteria import Criterion
from modifications.participants import ALL_PARTIES, AUDIENCES, Participant
from modifications.queries import documents_of, ticks_by_part
from releases.models import Release, ScopeItem, Section, SummaryPoint, TimelineRow
from releases.queries import expansions, printed_scope, section_notes, summary_points
from secrel.core.partial_dates import PartialDate

Content = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """What several sections are composed from, read once."""

    release: Release
    items: list[ScopeItem]
    notes: dict[str, list[str]]


def compose(release: Release) -> Content:
    """Every fact that the release's RID says, as data fit for canonical JSON."""
    facts = Facts(release, printed_scope(release), section_notes(release))
    content: Content = {}
    for section in SECTIONS:
        content |= COMPOSED[section.key](facts, content)
    return content


def compose_section(release: Release, key: str) -> Content:
    """What one section says, given nothing of the others: the glossary, which follows them, is none of these."""
    return COMPOSED[key](Facts(release, printed_scope(release), section_notes(release)), {})


def _release(facts: Facts, content: Content) -> Content:
    release = facts.release
    return {
        "release": {
            "name": release.name,
            "slug": release.slug,
            "go_live": _iso(release.go_live_on),
            "profile": release.profile,
        }
    }


def _annexes(facts: Facts, content: Content) -> Content:
    return {"annexes": [{"label": row.label, "title": row.title} for row in facts.release.annexes.all()]}


def _said(**optional: Any) -> Content:
    """The optional facts that say something; the others stand in no document."""
    return {name: value for name, value in optional.items() if value}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(value: PartialDate, label: str = "") -> Content:
    return {"label": label or value.label, "precision": str(value.precision), "date": value.date_text}


def _scope(facts: Facts, content: Content) -> Content:
    def entries(status: str) -> list[Content]:
        return [_scope_entry(item) for item in facts.items if item.status == status]

    release = facts.release
    return {
        "scope": {
            "approved": entries("approved"),
            "targeted": entries("targeted"),
            "change_requests": [
                {
                    "ref": row.change_request.reference,
                    "title": row.change_request.title,
                    "summary": row.description,
                }
                for row in release.beside.select_related("change_request")
            ],
            "change_requests_state": release.change_requests,
            "additions": release.additions,
        }
    }


def _scope_entry(item: ScopeItem) -> Content:
    modification = item.modification
    solutions = modification.solutions.all() if item.status == "targeted" else ()
    return {
        "ref": modification.reference,
        "title": modification.title,
        "part": item.part.name or None,
        "summary": item.summary,
        "options": [{"kind": solution.kind, "text": solution.text} for solution in solutions],
        "system_impact": modification.impacts_dcc_systems,
        **_said(
            cut_off=item.cut_off_on and _when(PartialDate.of(item.cut_off_on)), url=modification.web_address
        ),
    }


def _impacts(facts: Facts, content: Content) -> Content:
    release, items = facts.release, facts.items
    ticks = ticks_by_part(item.part for item in items)
    references = {item.part_id: item.modification.reference for item in items}
    points = summary_points(release)
    on = release.go_live_on or date.max
    return {
        "impacts": {
            "participants": {references[item.part_id]: ticks[item.part_id] for item in items},
            "party_summaries": _party_summaries(release, points),
            "dcc_summaries": _dcc_summaries(points),
            "documents": [
                {
                    "document": document.designation,
                    "title": title or None,
                    "modifications": [references[item.part_id] for item in items if item.part_id in parts],
                }
                for document, title, parts in documents_of((item.part for item in items), on)
            ],
            "other_codes": release.other_code_names,
            "other_codes_state": release.other_codes,
            **_said(
                documents_provisional=release.documents_provisional,
                documents_state="none" if release.sec_documents == "none" else "",
            ),
        }
    }


def _point(point: SummaryPoint) -> Content:
    return {
        "text": point.text,
        "sub": [sub.text for sub in point.sub_points.all()],
        "modifications": [modification.reference for modification in point.modifications.all()],
    }


def _party_summaries(release: Release, points: list[SummaryPoint]) -> list[Content]:
    stated = release.summary_audiences
    audiences = list(AUDIENCES) if stated is None else stated
    return [
        {"participant": key, "points": [_point(point) for point in points if point.audience == key]}
        for key in audiences
        if stated is not None or key != ALL_PARTIES or any(point.audience == key for point in points)
    ]


def _dcc_summaries(points: list[SummaryPoint]) -> list[Content]:
    by_area: dict[str, list[Content]] = {}
    for point in points:
        if point.audience == Participant.DCC:
            by_area.setdefault(point.area, []).append(_point(point))
    return [{"area": area, "points": found} for area, found in by_area.items()]


def _timeline(facts: Facts, content: Content) -> Content:
    rows = facts.release.timeline.select_related("release")
    notes = facts.notes[Section.Key.TIMELINE]
    return {"timeline": [_timeline_row(row) for row in rows], **_said(timeline_notes=notes)}


def _timeline_row(row: TimelineRow) -> Content:
    rule = {"working_days": row.rule_days, "of": row.rule_of} if row.rule_days is not None else None
    return {
        "key": row.key,
        "when": _when(row.date, row.label),
        "event": row.event,
        "notes": row.notes,
        **_said(
            rule=rule,
            actual=row.actual and _when(row.actual),
            planned=row.replanned and _when(row.planned),
        ),
    }


def _testing(facts: Facts, content: Content) -> Content:
    release, strategy = facts.release, facts.release.test_strategy
    dcc, user = wording.TESTING[release.profile]
    return {
        "testing": {
            "system_testing": release.profile == Release.Profile.SYSTEM,
            "dcc_approach": [dcc] if strategy.dcc_approach is None else strategy.dcc_approach,
            "user_approach": [user] if strategy.user_approach is None else strategy.user_approach,
        }
    }


def _costs(facts: Facts, content: Content) -> Content:
    return {"costs": compose_costs(facts.release, facts.items, facts.notes[Section.Key.COSTS])}


def _acceptance(facts: Facts, content: Content) -> Content:
    criteria = list(Criterion.objects.filter(release=facts.release).select_related("owner", "reviewer"))
    ordered = sorted(criteria, key=lambda row: (Category.values.index(row.category), row.number))
    return {
        "acceptance": {
            **{name: [row.text for row in ordered if row.category == name] for name in Category.values},
            "criteria": [
                {"key": row.key, "owner": row.owner.short_name, "reviewer": row.reviewer.short_name}
                for row in ordered
            ],
            **_said(notes=facts.notes[Section.Key.ACCEPTANCE]),
        }
    }


def history_terms(
    release: Release, content: Content, history: list[dict[str, str]]
) -> dict[str, dict[str, str]]:
    """The terms that only a document's history uses, as its issue's `glossary`; none where it is kept by hand."""
    if release.keeps_glossary:
        return {}
    terms = terms_of((row["changes"] for row in history), expansions())
    return _said(glossary={name: term for name, term in terms.items() if name not in content["glossary"]})


def _glossary(facts: Facts, content: Content) -> Content:
    """As kept by hand; else exactly the known acronyms that the document prints, standing sentences included."""
    if facts.release.keeps_glossary:
        return {"glossary": {term.acronym: term.expansion for term in facts.release.terms.all()}}
    return {"glossary": terms_of(printed_texts(content), expansions())}


COMPOSED: dict[str, Callable[[Facts, Content], Content]] = {
    "release": _release,
    "annexes": _annexes,
    "scope": _scope,
    "impacts": _impacts,
    "timeline": _timeline,
    "testing": _testing,
    "costs": _costs,
    "acceptance": _acceptance,
    "history": lambda facts, content: {},  # the issue holds it
    "glossary": _glossary,
}
"""What each section takes from the facts, given the content of the sections before it."""
