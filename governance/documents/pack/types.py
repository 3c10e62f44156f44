"""The content of a meeting pack: the agenda, and its documents by the digests of their snapshots and PDFs."""

from typing import Annotated

from msgspec import UNSET

from governance.documents.engine.facts import Day, Digest, Fact, Texts, Unset, named, one_of
from governance.documents.pack.summary import ItemSummary
from governance.documents.paper.types import PaperMeeting


class PackDocument(Fact):
    """A frozen document in the pack, by its version. `key`: its place, then its version, as in
    papers/csc/2021-09-28/1/2; `name`: its file name in the zip; `appendices`: keys of the RIDs that it prints.
    """

    entry_keys = ("place", "key")
    entry_name = "title"
    entry_noun = "document"
    key: Annotated[str, named("place and version")]
    kind: Annotated[str, one_of("paper", "rid")]
    title: str
    version: str
    classification: str
    snapshot: Digest
    pdf: Annotated[Digest, named("PDF")]
    pages: Annotated[int, named("number of pages")]
    name: Annotated[str, named("file name")]
    reference: str = ""
    appendices: Annotated[Texts, named(listed="sequence")] = ()

    @property
    def place(self) -> str:
        """What its versions have in common."""
        return self.key.rpartition("/")[0]


class PackItem(Fact):
    """An item of the agenda. `number`: empty for a paper that asks no decision; `documents`: their keys, in order;
    `summary`: how it stood when the pack was made."""

    entry_keys = ("number", "title")
    entry_phrase = "item {}"
    entry_noun = "item"
    number: str
    title: str
    asked: str
    documents: Annotated[Texts, named(listed="sequence")] = ()
    summary: Annotated[ItemSummary | Unset, named(about="the item in one look")] = UNSET


class PackAction(Fact):
    """An action that the agenda carries."""

    entry_keys = ("number",)
    entry_phrase = "action {}"
    entry_noun = "action"
    number: str
    what: str
    owner: str
    due: Day
    began: str


class PackContent(Fact):
    meeting: PaperMeeting
    items: tuple[PackItem, ...]
    documents: tuple[PackDocument, ...]
    actions: tuple[PackAction, ...] = ()


class PackIssue(Fact):
    """`changes`: what changed since the pack before, as sentences."""

    version: int
    date: Day
    site: str
    marks: Texts = ()
    changes: Annotated[Texts, named(about="what changed since the pack before")] = ()


class Pack(Fact):
    schema_title = "A meeting pack"
    schema_description = "content: the agenda and its documents; issue: version, date and what changed"
    content: PackContent
    issue: PackIssue
