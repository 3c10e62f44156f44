"""What a kind of document is: one object that tells freezing, printing, verifying and comparing all they need.

The kinds that there are stand in `governance/documents/kinds.py`. A snapshot keeps the key of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jsonschema import FormatChecker

from governance.documents.engine.blocks import Block, Chapter
from governance.documents.engine.facts import Fact
from governance.documents.engine.schema import schema_of
from governance.documents.engine.validator import Validator
from secrel.core.web.csv_text import Rows


@dataclass(frozen=True)
class WordForm:
    """What a document says in Word: its cover in lines, and its chapters."""

    title: str
    name: str
    """What the document is, with its version."""
    running_name: str
    """The same, as it stands at the head of each page."""
    note: str
    """Stands below the title and on each page."""
    cover: tuple[str, ...]
    front: Sequence[Block]
    before: Sequence[Block]
    """What stands between the list of chapters and the first of them."""
    chapters: Sequence[Chapter]


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. `type` is its {content, issue}; what the functions are given is one of that type."""

    key: str
    type: type[Fact]
    schema_id: str
    schema_name: str
    """The schema's name in its address, /schemas/….json."""
    attached: str
    """The name of the data inside the PDF."""
    template: str
    """What the PDF is made from."""
    twin: str
    """The HTML form."""
    context: Callable[[Any], dict[str, Any]]
    """What both templates read; `sections` and `appendices` are chapters."""
    word: Callable[[Any], WordForm]
    tables: Callable[[Any], dict[str, Rows]]
    """Its tables by name, header first."""
    created: Callable[[Any], str]
    """The day that stands in its files, as ISO 8601 has it; never the clock's."""
    name: Callable[[Any], str]
    """Which one it is, to whoever reads what was found about it: version 8.0."""
    compare: Callable[[Any, Any], list[Any]]
    """What differs between two contents."""

    @cached_property
    def schema(self) -> dict[str, Any]:
        return schema_of(self.type, self.schema_id, ours=True)

    @cached_property
    def validator(self) -> Any:
        return Validator(self.schema, format_checker=FormatChecker())
