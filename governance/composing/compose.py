"""Composing the content of a release's RID from its facts. The same facts give the same content.

The order is always explicit, amounts are strings, and the clock is not read. Keys are those of secrel.rid/1 and more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from msgspec import UNSET
from msgspec.structs import replace

from governance.composing.compose_costs import compose_costs
from governance.criteria.models import Criterion
from governance.documents.engine.facts import Texts, Unset, When
from governance.documents.engine.terms import terms_of
from governance.documents.rid.categories import Category
from governance.documents.rid.document import SECTIONS, printed_texts
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.rid import (
    Acceptance,
    Annex,
    CriterionOwner,
    DateRule,
    GoLiveWindow,
    HistoryRow,
    ReleaseFacts,
    RidContent,
    Step,
    Testing,
    is_testing_approach,
)
from governance.documents.rid.types.scope import (
    AreaSummary,
    ChangedDocument,
    ChangeRequest,
    DocumentSource,
    Impacts,
    PartySummary,
    Point,
    Scope,
    ScopeEntry,
    Solution,
)
from governance.documents.rid.types.states import LISTS, NOT_STATED, ListStatement, is_empty, statement_of
from modifications.participants import ALL_PARTIES, AUDIENCES, Participant
from modifications.queries import ticks_by_part
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.models.testing import Annex as StoredAnnex
from releases.models.timeline import TimelineRow
from releases.queries import (
    BESIDE,
    changed_documents,
    expansions,
    printed_scope,
    section_notes,
    summary_points,
)
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.values.related import Related

CRITERIA: Related[Criterion] = Related("criteria", lambda rows: rows.select_related("owner", "reviewer"))
NOTED = (Section.Key.SCOPE, Section.Key.IMPACTS, Section.Key.TESTING)
"""Sections whose notes have no field of their own."""
Composed = dict[str, Any]
"""Fields of the content by name: a fact, a tuple of facts or a map."""


@dataclass(frozen=True)
class ComposeContext:
    """Facts that several sections use, read once."""

    release: Release
    items: list[ScopeItem]
    notes: dict[str, list[str]]


def compose(release: Release) -> RidContent:
    """The content of the release's RID."""
    facts = _context(release)
    fields: Composed = {}
    for section in SECTIONS:
        fields |= COMPOSED[section.key](facts)
    content = RidContent(**fields, glossary={})
    content = replace(content, states=compose_states(release, content))
    return replace(content, glossary=_glossary(release, content))


def compose_section(release: Release, key: str) -> Composed:
    """The fields of one section, except the glossary, which depends on the others."""
    return COMPOSED[key](_context(release))


def _context(release: Release) -> ComposeContext:
    items = printed_scope(release)
    targeted = [item.part for item in items if item.status == "targeted"]
    prefetch_related_objects(targeted, "modification__solutions")
    return ComposeContext(release, items, section_notes(release))


def _release(facts: ComposeContext) -> Composed:
    release = facts.release
    return {
        "release": ReleaseFacts(
            name=release.name,
            slug=release.slug,
            go_live=_iso(release.go_live_on),
            profile=str(release.profile),
            go_live_window=_window(release),
        ),
        "section_notes": {key: tuple(facts.notes[key]) for key in NOTED if facts.notes.get(key)} or UNSET,
    }


def _window(release: Release) -> GoLiveWindow | Unset:
    window = release.window
    if window is None:
        return UNSET
    return GoLiveWindow(
        earliest=_iso(window.earliest),
        latest=_iso(window.latest),
        permitted_by=window.permitted_by or UNSET,
        decided_on=_iso(window.decided_on) or UNSET,
        reference=window.reference or UNSET,
    )


def _annexes(facts: ComposeContext) -> Composed:
    return {"annexes": tuple(_annex(row) for row in facts.release.annexes.all())}


def _annex(row: StoredAnnex) -> Annex:
    return Annex(
        label=row.label,
        title=row.title,
        state="to_come" if row.is_to_come else UNSET,
        expected=_when(row.expected) if row.expected else UNSET,
        owner=row.owner or UNSET,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _when(value: PartialDate, label: str = "") -> When:
    return When(label=label or value.label, precision=str(value.precision), date=value.date_text)


def _scope(facts: ComposeContext) -> Composed:
    def entries(status: str) -> tuple[ScopeEntry, ...]:
        return tuple(_scope_entry(item) for item in facts.items if item.status == status)

    release = facts.release
    return {
        "scope": Scope(
            approved=entries("approved"),
            targeted=entries("targeted"),
            change_requests=tuple(
                ChangeRequest(
                    ref=row.change_request.reference,
                    title=row.change_request.title,
                    summary=row.description,
                )
                for row in BESIDE.of(release)
            ),
            change_requests_state=_in_field(release.change_requests),
            additions=tuple(release.additions),
        )
    }


def _scope_entry(item: ScopeItem) -> ScopeEntry:
    modification = item.modification
    solutions = modification.solutions.all() if item.status == "targeted" else ()
    return ScopeEntry(
        ref=modification.reference,
        title=modification.title,
        part=item.part.name or None,
        summary=item.summary,
        options=tuple(Solution(kind=str(solution.kind), text=solution.text) for solution in solutions),
        system_impact=modification.impacts_dcc_systems,
        cut_off=_when(PartialDate.of(item.cut_off_on)) if item.cut_off_on else UNSET,
        url=modification.web_address or UNSET,
    )


def _impacts(facts: ComposeContext) -> Composed:
    release, items = facts.release, facts.items
    ticks = ticks_by_part(item.part for item in items)
    references = {item.part_id: item.modification.reference for item in items}
    points = summary_points(release)
    return {
        "impacts": Impacts(
            participants={references[item.part_id]: tuple(ticks[item.part_id]) for item in items},
            party_summaries=_party_summaries(release, points),
            dcc_summaries=_dcc_summaries(points),
            documents=tuple(
                ChangedDocument(
                    document=row.document.designation,
                    title=row.title or None,
                    modifications=tuple(
                        references[item.part_id] for item in items if item.part_id in row.parts
                    ),
                    sources=tuple(
                        DocumentSource(
                            kind=str(source.kind),
                            clause=source.clause or UNSET,
                            reference=source.reference or UNSET,
                        )
                        for source in row.sources
                    )
                    or UNSET,
                )
                for row in changed_documents(release, items)
            ),
            other_codes=tuple(release.other_code_names),
            other_codes_state=_in_field(release.other_codes),
            documents_provisional=release.documents_provisional or UNSET,
            documents_state="none" if release.sec_documents == "none" else UNSET,
        )
    }


def _point(point: SummaryPoint) -> Point:
    return Point(
        text=point.text,
        sub=tuple(sub.text for sub in point.sub_points.all()),
        modifications=tuple(modification.reference for modification in point.modifications.all()),
    )


def _party_summaries(release: Release, points: list[SummaryPoint]) -> tuple[PartySummary, ...]:
    stated = release.summary_audiences
    audiences = list(AUDIENCES) if stated is None else stated
    return tuple(
        PartySummary(
            participant=key, points=tuple(_point(point) for point in points if point.audience == key)
        )
        for key in audiences
        if stated is not None or key != ALL_PARTIES or any(point.audience == key for point in points)
    )


def _dcc_summaries(points: list[SummaryPoint]) -> tuple[AreaSummary, ...]:
    by_area: dict[str, list[Point]] = {}
    for point in points:
        if point.audience == Participant.DCC:
            by_area.setdefault(point.area, []).append(_point(point))
    return tuple(AreaSummary(area=area, points=tuple(found)) for area, found in by_area.items())


def _timeline(facts: ComposeContext) -> Composed:
    rows = facts.release.timeline.all()
    notes = tuple(facts.notes[Section.Key.TIMELINE])
    return {"timeline": tuple(_step(row) for row in rows), "timeline_notes": notes or UNSET}


def _step(row: TimelineRow) -> Step:
    return Step(
        key=row.key,
        when=_when(row.date, row.label),
        event=row.event,
        notes=row.notes,
        rule=UNSET if row.rule_days is None else DateRule(working_days=row.rule_days, of=row.rule_of),
        actual=_when(row.actual) if row.actual else UNSET,
        planned=_when(row.planned) if row.replanned else UNSET,
    )


def _testing(facts: ComposeContext) -> Composed:
    release, strategy = facts.release, facts.release.test_strategy
    dcc, user = strategy.dcc_approach, strategy.user_approach
    standard = standard_testing(release, facts.items) if None in (dcc, user) else ((), ())
    return {
        "testing": Testing(
            system_testing=release.profile == Release.Profile.SYSTEM,
            dcc_approach=standard[0] if dcc is None else tuple(dcc),
            user_approach=standard[1] if user is None else tuple(user),
        )
    }


def standard_testing(release: Release, items: list[ScopeItem]) -> tuple[Texts, Texts]:
    """The approaches of the DCC and of users while none is entered, as far as facts of the release carry them."""
    texts = edition(LATEST).TESTING
    if release.profile == Release.Profile.DOCUMENT:
        if any(item.modification.impacts_dcc_systems for item in items):
            return (), ()
        dcc, user = texts["document_only"]
    else:
        has_tad = any(is_testing_approach(row.title) for row in release.annexes.all())
        dcc, user = texts["system_impacting" if has_tad else "without_annex"]
    return (dcc,), (user,)


def _costs(facts: ComposeContext) -> Composed:
    return {"costs": compose_costs(facts.release, facts.items, facts.notes[Section.Key.COSTS])}


def _acceptance(facts: ComposeContext) -> Composed:
    ordered = sorted(
        CRITERIA.of(facts.release), key=lambda row: (Category.values.index(row.category), row.number)
    )
    by_category: dict[str, Any] = {
        name: tuple(row.text for row in ordered if row.category == name) for name in Category.values
    }
    return {
        "acceptance": Acceptance(
            criteria=tuple(
                CriterionOwner(key=row.key, owner=row.owner.short_name, reviewer=row.reviewer.short_name)
                for row in ordered
            ),
            notes=tuple(facts.notes[Section.Key.ACCEPTANCE]) or UNSET,
            **by_category,
        )
    }


def history_terms(
    release: Release, content: RidContent, history: Iterable[HistoryRow]
) -> dict[str, str] | Unset:
    """Terms used only in the document history; none if the glossary is edited by hand."""
    if release.keeps_glossary:
        return UNSET
    terms = terms_of((row.changes for row in history), expansions())
    return {name: term for name, term in terms.items() if name not in content.glossary} or UNSET


def compose_states(release: Release, content: RidContent) -> dict[str, ListStatement] | Unset:
    """What the release states of the lists that are empty in this content, unless a field of its own says it."""
    stored = release.list_states | {
        "change_requests": release.change_requests,
        "documents": release.sec_documents,
        "other_codes": release.other_codes,
    }
    made = {}
    for key in LISTS:
        state = str(stored.get(key, NOT_STATED))
        reason = release.list_reasons.get(key, "") if state == "not_applicable" else ""
        statement = ListStatement(state=state, reason=reason or UNSET)
        if state != "items" and is_empty(content, key) and statement_of(content, key) != statement:
            made[key] = statement
    return made or UNSET


def _in_field(state: str) -> str | Unset:
    """A state as the fields of secrel.rid/1 have it; others are in `states`."""
    return str(state) if state in ("unknown", "none", "items") else UNSET


def _glossary(release: Release, content: RidContent) -> dict[str, str]:
    """The glossary edited by hand, or else the stored acronyms that the document prints."""
    if release.keeps_glossary:
        return {term.acronym: term.expansion for term in release.terms.all()}
    return terms_of(printed_texts(content), expansions())


COMPOSED: dict[str, Callable[[ComposeContext], Composed]] = {
    "release": _release,
    "annexes": _annexes,
    "scope": _scope,
    "impacts": _impacts,
    "timeline": _timeline,
    "testing": _testing,
    "costs": _costs,
    "acceptance": _acceptance,
    "history": lambda facts: {},  # in the issue
    "glossary": lambda facts: {},  # made last, from the printed text
}
"""How each section is composed from the facts."""
