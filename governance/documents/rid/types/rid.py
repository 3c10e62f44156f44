"""A whole RID: its content, the issue of one version, and both frozen together."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import UNSET

from governance.documents.engine.facts import (
    Day,
    Digest,
    Fact,
    Texts,
    Unset,
    VersionNumber,
    When,
    named,
    one_of,
    with_fields,
)
from governance.documents.rid.categories import Category
from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.scope import Impacts, Scope
from governance.documents.rid.types.states import States
from secrel.core.dates.windows import GoLiveWindow as Window

PLAIN = "secrel.rid/1"
EDITIONS = (1, 2, 3, 4, 5)
"""The editions of the standard sentences, `governance/documents/rid/sentences/`. A new document names the last."""
Glossary = Annotated[dict[str, str], named(about="acronym -> full term")]
SectionNotes = Annotated[
    dict[Annotated[str, one_of("scope", "impacts", "testing")], Texts],
    named("notes", "notes printed at the end of a section; other sections have a field of their own"),
]


class GoLiveWindow(Fact):
    """The days on which the release may go live, and who permits that."""

    earliest: Annotated[Day | None, named(spoken="first day")]
    latest: Annotated[Day | None, named(spoken="last day")]
    permitted_by: Annotated[str | Unset, named("permitted by", "who permits it, if stated")] = UNSET
    decided_on: Annotated[
        Day | Unset, named("permitted on", "the day on which it was permitted, if stated")
    ] = UNSET
    reference: str | Unset = UNSET

    @property
    def value(self) -> Window:
        days = (
            date.fromisoformat(day) if day else None for day in (self.earliest, self.latest, self.decided_on)
        )
        earliest, latest, decided_on = days
        return Window(earliest, latest, self.permitted_by or "", decided_on, self.reference or "")


class ReleaseFacts(Fact):
    name: Annotated[str, named(spoken="name of the release", examples=["June 2021 SEC Release"])]
    slug: Annotated[str, named(spoken="name of the release in addresses", ours=True, pattern="^[a-z0-9-]+$")]
    go_live: Annotated[Day | None, named("go-live")]
    profile: Annotated[str, one_of("system_impacting", "document_only"), named("kind of release", ours=True)]
    go_live_window: Annotated[
        GoLiveWindow | Unset, named("go-live window", "the days permitted for the go-live, if stated")
    ] = UNSET


class Annex(Fact):
    entry_keys = ("label",)
    entry_noun = "annex"
    label: Annotated[str, named(examples=["Annex A"])]
    title: str
    state: Annotated[
        str | Unset,
        one_of("there", "to_come"),
        named(about="'to_come': announced, and not there yet", absent="there"),
    ] = UNSET
    expected: Annotated[When | Unset, named(about="when one that is to come is expected, if stated")] = UNSET
    owner: Annotated[str | Unset, named(about="who provides one that is to come, if stated")] = UNSET

    @property
    def is_to_come(self) -> bool:
        return self.state == "to_come"


def is_testing_approach(title: str) -> bool:
    """Whether an annex with this title is the Testing Approach Document (TAD)."""
    return "TAD" in title or "Testing Approach" in title


class DateRule(Fact):
    """So many Working Days before (negative) or after another step."""

    is_value = True
    working_days: int
    of: str


class Step(Fact):
    """A row of the timetable."""

    entry_keys = ("key",)
    entry_name = "event"
    entry_phrase = "“{}”"
    entry_noun = "row"
    key: Annotated[str, named(ours=True)]
    when: Annotated[When, named("date")]
    event: str
    notes: Annotated[str, named(about="empty string where the cell is empty")]
    rule: Annotated[DateRule | Unset, named(about="e.g. 10 Working Days before another event: -10")] = UNSET
    actual: Annotated[When | Unset, named("took place", spoken="actual date")] = UNSET
    planned: Annotated[When | Unset, named("first planned", spoken="first planned date", ours=True)] = UNSET


class Testing(Fact):
    system_testing: Annotated[
        bool,
        named(
            "system testing",
            "false where the release does not touch the DCC Systems and so needs no PIT, SIT or UIT",
        ),
    ]
    dcc_approach: Annotated[Texts, named("the DCC’s approach")]
    user_approach: Annotated[Texts, named("users’ approach")]


class CriterionOwner(Fact):
    """Owner and reviewer of a criterion. `key`: its category and number."""

    entry_keys = ("key",)
    entry_noun = "criterion"
    key: str
    owner: str
    reviewer: str


class Acceptance(Fact):
    """The criteria by category, each with a field of its own."""

    schema_description = (
        "criteria in document order; 'general' holds those of a document that does not sort them into "
        "categories"
    )
    in_order = tuple(Category.values)
    criteria: Annotated[tuple[CriterionOwner, ...], named(ours=True, listed="any_order")]
    notes: Annotated[Texts | Unset, named(spoken="notes on the acceptance criteria")] = UNSET

    def of(self, category: str) -> Texts:
        found: Texts = getattr(self, str(category))
        return found


if not TYPE_CHECKING:
    Acceptance = with_fields(
        Acceptance,
        {category.value: Annotated[Texts, named(f"{category.value} criteria")] for category in Category},
    )


class RidContent(Fact):
    """Every fact of a release's RID."""

    release: ReleaseFacts
    scope: Scope
    impacts: Impacts
    timeline: tuple[Step, ...]
    testing: Testing
    costs: Costs
    acceptance: Acceptance
    glossary: Glossary
    annexes: tuple[Annex, ...] | Unset = UNSET
    timeline_notes: Texts | Unset = UNSET
    states: States | Unset = UNSET
    section_notes: SectionNotes | Unset = UNSET


class Head(Fact):
    """The head of one version."""

    version: Annotated[
        VersionNumber,
        named(about="where the document gives none outside its history, the last history row's"),
    ]
    date: Day | None
    classification: Annotated[str | None, one_of("white", "green", "amber", "red", None)]
    reference: Annotated[
        str | None,
        named(
            about="paper reference, where the document is an appendix to a paper",
            examples=["SECP_76_1701_23"],
        ),
    ]
    site: Annotated[str, named(ours=True, pattern="^https?://")]
    status: Annotated[
        str | Unset | None,
        named(
            about="what the document is, as printed: draft for comment, presented, baselined, issued; with its date"
        ),
    ] = UNSET
    marks: Annotated[Texts | Unset, named(ours=True)] = UNSET


class HistoryRow(Fact):
    entry_keys = ("version",)
    entry_noun = "row"
    version: VersionNumber
    date: Day
    changes: str


class Decision(Fact):
    """A decision of a body and the digest of the content it applies to."""

    body: str
    on: Day
    content_digest: Digest


class RecordHead(Fact):
    """The last entry of the audit trail when the document was frozen."""

    position: int
    digest: Digest


class Issue(Fact):
    """The facts about one version, as opposed to the release."""

    document: Head
    history: tuple[HistoryRow, ...]
    decision: Decision | None
    record_head: RecordHead | None
    glossary: dict[str, str] | Unset = UNSET
    origin: Annotated[
        Literal["secrel.rid/1"] | Unset,
        named(about="The document came in this form: the optional facts that it does not state are absent."),
    ] = UNSET
    wording: Annotated[
        int | Unset,
        named(
            about="The edition of the standard sentences that are printed; 1 if absent.", enum=list(EDITIONS)
        ),
    ] = UNSET


class Rid(Fact):
    """One version frozen: content and issue."""

    schema_title = "One frozen RID: content and issue"
    schema_description = (
        "Content holds every fact, issue what one version says about itself. Keys are those of secrel.rid/1, and "
        "more; what only later versions of the application write is optional."
    )
    content: RidContent
    issue: Issue


class PlainHead(Head, kw_only=True):
    in_order = ("version", "date", "classification", "reference", "annexes")
    annexes: tuple[Annex, ...]


class PlainRid(Fact):
    """The plain form of a RID, for exchange: one version in one object, without fields that are `ours`."""

    schema_title = "Release Implementation Document (RID), machine-readable form"
    schema_description = (
        "One version of a RID as data. Dates are ISO 8601. Money is a decimal string in pounds sterling. Free text is "
        "plain text: one paragraph a string, white space folded to single spaces, quotation marks straight or curly "
        "as in the source. Required fields are what the two samples' expected data hold; the optional ones say more."
    )
    schema: Literal["secrel.rid/1"]
    release: ReleaseFacts
    document: PlainHead
    scope: Scope
    impacts: Impacts
    timeline: tuple[Step, ...]
    testing: Testing
    costs: Costs
    acceptance: Acceptance
    history: tuple[HistoryRow, ...]
    glossary: Glossary
    timeline_notes: Texts | Unset = UNSET
    states: States | Unset = UNSET
    section_notes: SectionNotes | Unset = UNSET
