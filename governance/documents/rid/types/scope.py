"""Scope and impacts of a RID."""

from typing import Annotated, Literal

from msgspec import UNSET

from governance.documents.engine.facts import (
    ChangeRequestRef,
    Fact,
    ListState,
    ModificationRef,
    Texts,
    Unset,
    When,
    named,
    one_of,
)
from modifications.participants import AUDIENCES, Participant


class Solution(Fact):
    entry_text = "text"
    entry_noun = "solution"
    kind: Annotated[str, one_of("proposed", "alternative")]
    text: str


class ScopeEntry(Fact):
    """A modification in scope."""

    in_schema = "scope_item"
    entry_keys = ("ref", "part")
    entry_name = "name"
    entry_noun = "modification"
    ref: ModificationRef
    title: str
    part: Annotated[
        str | None,
        named(
            about="which part of the modification this release delivers, where it is delivered in parts; also where "
            "only the text says so, never from a title that ends in 'Part 2'",
            examples=["1", "DUIS and MMC changes only"],
        ),
    ]
    summary: Annotated[
        str,
        named(about="the text after the title, from its first word ('will …', 'proposes to …')"),
    ]
    options: Annotated[tuple[Solution, ...], named("solutions")]
    cut_off: Annotated[When | Unset, named("cut-off date")] = UNSET
    system_impact: Annotated[
        bool | Unset | None, named("impacts the DCC’s systems", "impacts the DCC's systems")
    ] = UNSET
    url: Annotated[str | Unset, named(spoken="link", format="uri")] = UNSET

    @property
    def impacts_dcc_systems(self) -> bool | None:
        """None if it is not stated."""
        return None if self.system_impact is UNSET else self.system_impact

    @property
    def name(self) -> str:
        """MP149, or SECMP0062 part 2."""
        return f"{self.ref} part {self.part}" if self.part and len(self.part) < 4 else self.ref

    @property
    def text(self) -> str:
        """Title, summary and solutions."""
        return " ".join([self.title, self.summary, *(option.text for option in self.options)])


class ChangeRequest(Fact):
    """A Change Request delivered beside the release."""

    entry_keys = ("ref",)
    entry_noun = "Change Request"
    ref: ChangeRequestRef
    title: str
    summary: str


class Scope(Fact):
    approved: Annotated[tuple[ScopeEntry, ...], named(listed="any_order")]
    targeted: Annotated[tuple[ScopeEntry, ...], named(listed="any_order")]
    change_requests: Annotated[tuple[ChangeRequest, ...], named("DCC Change Requests", listed="any_order")]
    change_requests_state: Annotated[
        ListState | Unset,
        named("DCC Change Requests", "'unknown': a list is to come; 'none': stated that there are none"),
    ] = UNSET
    additions: Annotated[
        Texts | Unset,
        named(
            "what may still be added",
            spoken="statement of what may still be added",
            about="whether further modifications may be added, and how",
        ),
    ] = UNSET

    @property
    def by_status(self) -> tuple[tuple[str, tuple[ScopeEntry, ...]], ...]:
        """The two lists of modifications, each with its status."""
        return ("approved", self.approved), ("targeted", self.targeted)

    @property
    def entries(self) -> tuple[ScopeEntry, ...]:
        """All modifications, approved first."""
        return (*self.approved, *self.targeted)


class Point(Fact):
    """One point of an impact summary."""

    entry_text = "text"
    entry_noun = "point"
    in_schema = "point"
    text: str
    sub: Annotated[Texts, named("points below it", spoken="sub-points")]
    modifications: Annotated[
        tuple[ModificationRef, ...] | Unset,
        named(about="the modifications this point belongs to, where known", listed="names"),
    ] = UNSET


class PartySummary(Fact):
    entry_keys = ("participant",)
    entry_name = "name"
    entry_phrase = "the impacts on {}"
    entry_noun = "row"
    participant: Annotated[str, one_of(*AUDIENCES)]
    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """Supplier Parties."""
        return AUDIENCES.get(self.participant, self.participant)


class AreaSummary(Fact):
    entry_keys = ("area",)
    entry_phrase = "the impacts on {}"
    entry_noun = "row"
    area: str
    points: tuple[Point, ...]


class DocumentSource(Fact):
    """What changes a SEC document, apart from modifications."""

    is_value = True
    kind: Annotated[str, one_of("designation", "dcc_notification")]
    clause: Annotated[str | Unset, named(about="the clause under which the DCC notifies")] = UNSET
    reference: Annotated[str | Unset, named(about="its date or reference, as stated")] = UNSET


class ChangedDocument(Fact):
    """A SEC document, and what changes it: modifications, other sources, or several at once."""

    entry_keys = ("document",)
    entry_noun = "document"
    document: Annotated[str, named(pattern=r"^(Section [A-Z]{1,2}|Schedule \d+|Appendix [A-Z]{1,2})$")]
    title: str | None
    modifications: Annotated[tuple[ModificationRef, ...], named(listed="names", uniqueItems=True)]
    listed: Annotated[
        bool | Unset,
        named(
            about="named in the list of documents that will be updated, beside its row in the matrix",
            absent=True,
        ),
    ] = UNSET
    sources: Annotated[
        tuple[DocumentSource, ...] | Unset,
        named(
            "other sources",
            "what changes it apart from modifications: government designation, DCC notification",
            listed="names",
        ),
    ] = UNSET


Ticked = Annotated[str, one_of(*Participant.values, in_schema="participant")]


class Impacts(Fact):
    participants: Annotated[
        dict[ModificationRef, Annotated[tuple[Ticked, ...], named(listed="names", uniqueItems=True)]],
        named(
            "participant matrix",
            "participant impact matrix: modification reference -> the columns ticked, in column order; a row without "
            "a tick is an empty list",
        ),
    ]
    party_summaries: Annotated[
        tuple[PartySummary, ...],
        named(
            "Party impacts",
            "in document order; 'No further impacts' is an empty list of points",
            listed="any_order",
        ),
    ]
    dcc_summaries: Annotated[tuple[AreaSummary, ...], named("DCC impacts")]
    documents: Annotated[
        tuple[ChangedDocument, ...],
        named("SEC documents", "SEC document impact matrix, in document order", listed="any_order"),
    ]
    other_codes: Annotated[Texts, named("other codes", "other industry codes impacted; empty when none")]
    other_codes_state: Annotated[ListState | Unset, named("other codes", ours=True)] = UNSET
    documents_provisional: Annotated[bool | Unset, named("list of documents may change", absent=False)] = (
        UNSET
    )
    documents_state: Annotated[Literal["none"] | Unset, named("SEC documents", ours=True)] = UNSET

    @property
    def summaries(self) -> "tuple[PartySummary | AreaSummary, ...]":
        """The rows of both summaries."""
        return (*self.party_summaries, *self.dcc_summaries)
