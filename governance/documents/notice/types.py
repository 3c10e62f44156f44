"""The facts of a publication notice. What a notice states without listing has a count or a mark, and no rows."""

from typing import Annotated

from msgspec import UNSET

from governance.documents.engine.facts import (
    Day,
    Digest,
    Fact,
    ModificationRef,
    Texts,
    Unset,
    VersionNumber,
    named,
    one_of,
)

FORMS = ("release", "ad_hoc", "documents")
CODEWORKS = ("yes", "no", "not_stated")
CHANGES = ("from", "until", "in_force")


class NoticeRelease(Fact):
    """The release that is implemented. `slug`: where it is held here."""

    name: str
    slug: str | Unset = UNSET


class NoticeModification(Fact):
    """A modification, or the part of one, that is implemented."""

    entry_keys = ("ref", "part")
    entry_name = "name"
    entry_noun = "modification"
    ref: ModificationRef
    title: str
    status: Annotated[str, named(about="as the notice states it: Implemented")]
    part: str | Unset = UNSET

    @property
    def name(self) -> str:
        """SECMP0062 part 2: the key by which a document names it."""
        return f"{self.ref} part {self.part}" if self.part else self.ref


class Notified(Fact):
    """The DCC notification that changes a document."""

    is_value = True
    clause: str
    reference: str


class NoticeDocument(Fact):
    """A document of the SEC that changes, with everything that changes it."""

    entry_keys = ("document",)
    entry_noun = "document"
    document: str
    title: str
    codeworks: Annotated[str, one_of(*CODEWORKS), named("on CodeWorks")]
    by_modification: bool
    by_designation: Annotated[bool, named("by government designation")]
    modifications: Annotated[
        Texts,
        named(about="which modifications; empty if the notice does not state which", listed="names"),
    ] = ()
    designation: Annotated[str | Unset, named(about="date or reference of the designation, as stated")] = (
        UNSET
    )
    notification: Annotated[Notified | Unset, named("DCC notification")] = UNSET
    version: Annotated[VersionNumber | Unset, named(about="as stated")] = UNSET
    legal_text: Annotated[str | Unset, named(about="address of the legal text")] = UNSET
    redlining: Annotated[str | Unset, named(about="address of the redlined changes")] = UNSET

    @property
    def has_source(self) -> bool:
        return bool(self.by_modification or self.by_designation or self.notification)


class NoticeSpecification(Fact):
    """A version of a technical specification: in force from the notice's day, until it, or in force, not stated since
    when."""

    entry_keys = ("specification", "version")
    entry_name = "name"
    entry_noun = "version"
    specification: str
    version: str
    change: Annotated[str, one_of(*CHANGES)]

    @property
    def name(self) -> str:
        """GBCS 3.2."""
        return f"{self.specification} {self.version}"


class NoticeContent(Fact):
    """What a notice says."""

    title: str
    form: Annotated[str, one_of(*FORMS)]
    effective_on: Annotated[Day, named("takes effect on", spoken="day on which the notice takes effect")]
    modifications: tuple[NoticeModification, ...]
    documents: tuple[NoticeDocument, ...]
    specifications: tuple[NoticeSpecification, ...]
    changes: Annotated[Texts, named("what else changes")]
    help: Annotated[Texts, named("where to get help")]
    release: NoticeRelease | Unset = UNSET
    sec_version: Annotated[VersionNumber | Unset, named("SEC version", "as stated")] = UNSET
    stated_count: Annotated[
        int | Unset, named("stated number of modifications", "as stated, whether or not they are listed")
    ] = UNSET

    @property
    def is_listed(self) -> bool:
        """Whether it lists its modifications, or has none."""
        return bool(self.modifications) or not (
            self.stated_count or any(row.by_modification for row in self.documents)
        )


class NoticeHead(Fact):
    """The head of the audit trail when the notice was published."""

    position: int
    digest: Digest | None


class NoticeIssue(Fact):
    """A version of the notice. `corrected`: what it corrects, in each version after the first."""

    version: int
    published_on: Day
    classification: Annotated[str, one_of("white")]
    site: str
    marks: Texts
    record_head: NoticeHead
    corrected: Texts = ()


class Notice(Fact):
    schema_title = "A publication notice"
    schema_description = (
        "A snapshot of a publication notice: what changed in the Smart Energy Code, and when."
    )
    content: NoticeContent
    issue: NoticeIssue
