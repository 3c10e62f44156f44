"""The facts that are compared, and the result: effects by release and subject."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from governance.documents.checks.findings import Finding
from governance.documents.pictures.timeline import Window
from governance.documents.rid.types.rid import RidContent
from secrel.core.dates.partial_dates import PartialDate


class Tone(StrEnum):
    """Whether an effect asks for a look: it is worse, better, or neither."""

    WORSE = "worse"
    BETTER = "better"
    NEITHER = ""


class Subject(StrEnum):
    """What effects are about, in the order in which they are shown."""

    GO_LIVE = "Go-live"
    DATES = "Dates"
    CUT_OFFS = "Cut-offs"
    TESTING = "Testing"
    OVERLAPS = "Test windows and environments"
    BLACKOUTS = "Blackout periods"
    DEPENDENCIES = "Dependencies"
    DOCUMENTS = "SEC documents"
    COSTS = "Costs"
    PARTIES = "Parties"
    FINDINGS = "Document checks"
    FLAGS = "Flags"
    CHANGES = "Changes in the document"


@dataclass(frozen=True)
class Effect:
    """An effect. `what`: what it is about, with its values `before` and `after` if any; `sentence` says all of it."""

    subject: Subject
    sentence: str
    tone: Tone = Tone.NEITHER
    what: str = ""
    before: str = ""
    after: str = ""
    path: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a timetable. `rule_days` from `rule_of`, if it has a rule; else None."""

    key: str
    event: str
    date: PartialDate
    is_go_live: bool
    follows_rule: bool
    rule_days: int | None
    rule_of: str
    is_done: bool = False


@dataclass(frozen=True)
class ReleaseFacts:
    """A release. `sharing`: slugs of programmes that share its test environments."""

    slug: str
    name: str
    content: RidContent
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    sharing: frozenset[str] = frozenset()

    @property
    def path(self) -> str:
        return f"/releases/{self.slug}/"

    @property
    def go_live(self) -> date | None:
        stated = self.content.release.go_live
        return date.fromisoformat(stated) if stated else None


@dataclass(frozen=True)
class Neighbour:
    """A release or a related programme beside others: its test windows and go-live, and what it delivers."""

    key: str
    """The slug; of a programme after “programme:”."""
    name: str
    path: str = ""
    windows: tuple[Window, ...] = ()
    go_live: tuple[date, date] | None = None
    change_requests: tuple[str, ...] = ()


@dataclass(frozen=True)
class FlagText:
    """A flag that a day calls for. `slug`: of the release that it is about, or ""."""

    thing: str
    kind: str
    sentence: str
    path: str
    slug: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class PlanFacts:
    """All facts that are compared: of the releases that are touched, and of what stands beside them."""

    releases: Mapping[str, ReleaseFacts]
    neighbours: tuple[Neighbour, ...] = ()
    clashes: frozenset[tuple[str, str]] = frozenset()
    """SEC documents that two changes near each other touch: the designation, and a sentence."""
    dependencies: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By slug, a sentence for each dependency of a modification in its scope that does not hold."""
    flags: tuple[FlagText, ...] = ()


@dataclass(frozen=True)
class Period:
    """A blackout period."""

    name: str
    first_on: date
    last_on: date
    reason: str


@dataclass(frozen=True)
class ReleaseEffects:
    """What a scenario brings for a release. `short`: what is said of it in the summary."""

    slug: str
    name: str
    path: str
    short: str
    effects: tuple[Effect, ...]

    @property
    def by_subject(self) -> list[tuple[Subject, list[Effect]]]:
        found: dict[Subject, list[Effect]] = {}
        for effect in self.effects:
            found.setdefault(Subject(effect.subject), []).append(effect)
        return [(subject, found[subject]) for subject in Subject if subject in found]


@dataclass(frozen=True)
class Evaluation:
    """The result. `refused`: by the number of a step, why it can no longer be made."""

    releases: tuple[ReleaseEffects, ...]
    refused: dict[int, str]
    beside: tuple[Effect, ...] = ()
    """Effects on what is in no release that is touched: flags of others, programmes."""

    @property
    def effects(self) -> list[Effect]:
        return [*(effect for row in self.releases for effect in row.effects), *self.beside]

    def count(self, tone: str) -> int:
        return sum(effect.tone == tone for effect in self.effects)
