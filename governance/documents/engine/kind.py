"""A kind of document: one object with everything that freezing, printing, verifying and comparing need.

The kinds are listed in `governance/documents/kinds.py`. A snapshot stores the key of its kind.
"""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import FormatChecker

from governance.documents.engine.blocks import Block, Chapter
from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.comparison import DEFAULT, Comparison
from governance.documents.engine.diff.summary import HeadPart
from governance.documents.engine.diff.walk import apply, diff
from governance.documents.engine.facts import Fact
from governance.documents.engine.schema import schema_of
from governance.documents.engine.validator import Validator
from secrel.core.web.csv_text import Rows


@dataclass(frozen=True)
class WordForm:
    """The content of a document in Word: what stands on its cover or at its head, and its chapters."""

    title: str
    name: str
    """The name of the document with its version."""
    running_name: str
    """The name at the head of each page."""
    note: str
    """Printed below the title and on each page."""
    chapters: Sequence[Chapter]
    classification: str = ""
    marks: Sequence[str] = ()
    lead: str = ""
    """The main fact, in large type below the name."""
    facts: Sequence[tuple[str, str]] = ()
    """Label and text of the others."""
    status: str = ""
    """At the foot of each page."""
    about: str = ""
    """The heading of the front."""
    front: Sequence[Block] = ()
    before: Sequence[Block] = ()
    """Blocks between the table of contents and the first chapter."""
    has_cover: bool = False
    """Whether the title has a page of its own; otherwise it stands above the text."""
    has_contents: bool = False
    new_pages: Container[str] = ()
    """Keys of the chapters that begin a page."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. `type`: its {content, issue}, which the functions receive."""

    key: str
    type: type[Fact]
    schema_id: str
    schema_name: str
    """The name of the schema in its address, /schemas/….json."""
    attached: str
    """The file name of the data attached to the PDF."""
    template: str
    """Template of the PDF."""
    twin: str
    """Template of the HTML form."""
    context: Callable[[Any], dict[str, Any]]
    """Context of both templates; `sections` and `appendices` are chapters."""
    word: Callable[[Any], WordForm]
    tables: Callable[[Any], dict[str, Rows]]
    """Its tables by name, header first."""
    created: Callable[[Any], str]
    """The creation date of its files (ISO 8601), never today's."""
    name: Callable[[Any], str]
    """The name of one document in messages: version 8.0."""
    comparison: Comparison = DEFAULT
    """What a comparison of two contents says in its own way."""

    def compare(self, old: Any, new: Any) -> tuple[Change, ...]:
        """The differences between two contents."""
        return diff(old, new, self.comparison)

    def apply(self, changes: Sequence[Change], old: Any) -> Any:
        """The content that all changes between two contents make of the older one."""
        return apply(changes, old, self.comparison)

    def head(self, changes: Sequence[Change]) -> tuple[HeadPart, ...]:
        """The parts of the head line of a comparison."""
        return self.comparison.head(changes)

    @cached_property
    def schema(self) -> dict[str, Any]:
        return schema_of(self.type, self.schema_id, ours=True)

    @cached_property
    def validator(self) -> Validator:
        return Validator(self.schema, FormatChecker())
