"""The facts of a releases update paper. `content` is decided on; `issue` holds number, dates, reference and status."""

from typing import Annotated

from msgspec import UNSET

from governance.documents.engine.facts import (
    Day,
    Digest,
    Fact,
    ModificationRef,
    Texts,
    Unset,
    When,
    matching,
    named,
    one_of,
)
from governance.documents.paper.consulted import PaperConsultation
from governance.documents.rid.types.rid import Rid

Path = Annotated[str, one_of("authority_led", "authority_determined", "self_governance", "fast_track")]
Verb = Annotated[str, one_of("AGREE", "BASELINE", "NOTE")]
Key = Annotated[str, matching(r"^[a-z0-9-]+$")]


class PaperMeeting(Fact):
    """The meeting that a paper is for. `body`: the key; `name`: the short name; `number`: the meeting's number."""

    body: Annotated[str, named(coded=True)]
    name: str
    full_name: str
    number: str
    day: Day


class PaperStep(Fact):
    """A step that a modification still has to take. `body`: the key of the body that takes it."""

    entry_keys = ("step",)
    entry_noun = "step"
    step: str
    when: When
    by_then: bool
    decides: bool
    body: Annotated[str | Unset, named(coded=True)] = UNSET


class PaperAssessment(Fact):
    """An assessment that the DCC still owes."""

    entry_keys = ("kind",)
    entry_noun = "assessment"
    kind: str
    when: When
    note: str | Unset = UNSET


class PaperRow(Fact):
    """A modification in a release. `status` is drafted from the other facts, `note` is free text from SECAS."""

    entry_keys = ("ref", "part")
    entry_name = "name"
    entry_noun = "modification"
    ref: ModificationRef
    title: str
    standing: Annotated[str, one_of("approved", "targeted", "candidate", "proposed")]
    status: str
    part: str | Unset = UNSET
    path: Path | Unset = UNSET
    impacts_dcc_systems: Annotated[bool | Unset, named("impacts DCC systems")] = UNSET
    steps: tuple[PaperStep, ...] = ()
    assessments: tuple[PaperAssessment, ...] = ()
    cut_off: Day | Unset = UNSET
    approved_on: Annotated[Day | Unset, named(about="the day of the decision that approved it")] = UNSET
    approved_by: Annotated[str | Unset, named(about="the short name of the body that approved it")] = UNSET
    note: str | Unset = UNSET

    @property
    def name(self) -> str:
        """MP149, or SECMP0062 part 2."""
        return f"{self.ref} part {self.part}" if self.part else self.ref


class ScopeChange(Fact):
    """What entered or left a scope since the body's last paper, or is proposed to."""

    entry_keys = ("ref", "part", "change")
    entry_noun = "change of scope"
    ref: ModificationRef
    title: str
    change: Annotated[str, one_of("added", "removed", "add", "remove")]
    """added and removed are done; add and remove are proposed."""
    part: str | Unset = UNSET
    on: Day | Unset = UNSET
    body: Annotated[str | Unset, named(about="the body that agreed it")] = UNSET
    ground: Annotated[str | Unset, named(coded=True)] = UNSET
    reason: str | Unset = UNSET
    other_release: Annotated[str | Unset, named(about="where it comes from, or goes to; maybe several")] = (
        UNSET
    )
    exception: Annotated[bool, named(about="an addition to a baselined scope")] = False


class PaperBaseline(Fact):
    """A baseline of a release: held at a meeting, or due. `scope`: what it covers."""

    entry_keys = ("scope", "held")
    entry_noun = "baseline"
    scope: Annotated[str, one_of("system", "full")]
    held: bool
    when: When
    body: Annotated[str | Unset, named(coded=True)] = UNSET


class PaperDependency(Fact):
    """What a modification depends on: another modification, or a Change Request of the DCC."""

    entry_keys = ("ref", "other")
    entry_noun = "dependency"
    ref: ModificationRef
    other: str
    note: str | Unset = UNSET


class PaperProgramme(Fact):
    """A related programme. `relation`: as on the release's page."""

    entry_keys = ("name",)
    entry_noun = "programme"
    name: str
    relation: Annotated[str, named(coded=True)]
    go_live: When | Unset = UNSET
    note: str | Unset = UNSET


class PaperRelease(Fact):
    entry_keys = ("slug",)
    entry_name = "name"
    entry_phrase = "the {}"
    entry_noun = "release"
    slug: str
    name: str
    go_live: Annotated[Day | None, named("go-live")]
    rows: Annotated[tuple[PaperRow, ...], named("scope")]
    changes: Annotated[tuple[ScopeChange, ...], named("changes of scope")] = ()
    is_new: Annotated[
        bool,
        named("reported for the first time", about="its scope was first entered since the body's last paper"),
    ] = False
    baselines: tuple[PaperBaseline, ...] = ()
    dependencies: tuple[PaperDependency, ...] = ()
    programmes: tuple[PaperProgramme, ...] = ()
    additions: Annotated[Texts, named(about="whether more is expected")] = ()
    go_live_to_come: Annotated[
        bool | Unset,
        named(
            "go-live to come",
            about="without a go-live: whether the paper says that it is to be set; by default it does",
            absent=True,
        ),
    ] = UNSET
    notes: Annotated[Texts, named(about="free text from SECAS")] = ()
    consultations: tuple[PaperConsultation, ...] = ()


class UnsettledRow(Fact):
    """A modification without a settled release. `considered`: the names of the releases considered."""

    entry_keys = ("ref",)
    entry_noun = "modification"
    ref: ModificationRef
    title: str
    considered: Annotated[Texts, named("releases considered", listed="names")] = ()
    year: int | Unset = UNSET
    settled_by: str | Unset = UNSET
    settle_by: When | Unset = UNSET
    note: str | Unset = UNSET
    dependencies: tuple[PaperDependency, ...] = ()
    proposed: Annotated[bool | Unset, named(about="whether the paper proposes it", absent=False)] = UNSET


class FreeSection(Fact):
    """A section that SECAS writes. `after`: the slug of the release that it follows; empty: after all of them."""

    entry_keys = ("key",)
    entry_name = "title"
    entry_phrase = "the section “{}”"
    entry_noun = "section"
    key: Key
    title: str
    paragraphs: Texts
    after: str = ""


class AnnexGroup(Fact):
    """The acceptance criteria of one category."""

    entry_keys = ("category",)
    entry_phrase = "the {} criteria"
    entry_noun = "category"
    category: str
    reviewer: str
    texts: Texts


class PaperAnnex(Fact):
    entry_keys = ("label",)
    entry_noun = "annex"
    label: str
    title: str
    groups: tuple[AnnexGroup, ...]


class Act(Fact):
    """A change that a body is asked to agree. Recording its decision makes the change.

    `do`: target a part in a release, take it out, move it `to_release`, settle the release of a modification that has
    none, or defer it: take it out while it is open which of the releases `considered` it goes into (their slugs).
    `recommendation`: the key of the one that it belongs to.
    """

    entry_keys = ("ref", "do", "part")
    entry_noun = "change"
    do: Annotated[str, one_of("target", "take_out", "move", "settle", "defer")]
    ref: ModificationRef
    release: str
    recommendation: Key = "scope"
    part: str = ""
    to_release: str = ""
    ground: Annotated[str, named(coded=True)] = ""
    reason: str = ""
    description: str = ""
    considered: Annotated[Texts | Unset, named("releases considered", listed="names")] = UNSET


class Recommendation(Fact):
    """What the body is asked. `subject`: of a BASELINE, release and version (june-2020/1.1); of a standard set, its
    number. `acts`: the changes that an AGREE makes."""

    entry_keys = ("key",)
    entry_name = "name"
    entry_phrase = "the recommendation to {}"
    entry_noun = "recommendation"
    key: Key
    verb: Verb
    text: str
    subject: str = ""
    acts: Annotated[tuple[Act, ...], named("changes that follow")] = ()

    @property
    def name(self) -> str:
        """AGREE (scope)."""
        return f"{self.verb} ({self.key})"


class Attachment(Fact):
    """A RID attached as an appendix."""

    entry_keys = ("label",)
    entry_noun = "attachment"
    label: str
    title: str
    release: str
    version: str
    content_digest: Annotated[Digest, named("content")]


class PaperContent(Fact):
    meeting: PaperMeeting
    action: Annotated[str, one_of("For Decision", "For Information")]
    purpose: Texts
    releases: tuple[PaperRelease, ...]
    recommendations: tuple[Recommendation, ...]
    author: str
    author_role: str
    since: Annotated[
        Day | Unset,
        named(
            "changes since",
            spoken="day after which changes of scope are listed",
            about="the day after which changes of scope are listed",
        ),
    ] = UNSET
    unsettled: tuple[UnsettledRow, ...] = ()
    unsettled_notes: Annotated[Texts | Unset, named(about="free text from SECAS on unsettled releases")] = (
        UNSET
    )
    sections: tuple[FreeSection, ...] = ()
    annexes: tuple[PaperAnnex, ...] = ()
    attachments: tuple[Attachment, ...] = ()


class PaperHead(Fact):
    """`due`: the day by which papers were due. `late_reason`: why the paper was issued after that day."""

    reference: str
    version: int
    date: Day
    due: Day
    classification: str
    status: str
    site: str
    marks: Texts = ()
    late_reason: str | Unset = UNSET


class PaperIssue(Fact):
    """`appendices`: the RIDs attached, in the order of the attachments; each bears the paper's reference."""

    document: PaperHead
    appendices: tuple[Rid, ...] | Unset = UNSET


class Paper(Fact):
    schema_title = "A releases update paper"
    schema_description = "content: what a body decides on; issue: reference, dates and status line"
    content: PaperContent
    issue: PaperIssue
