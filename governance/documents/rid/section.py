"""What a section of a RID is: one object, from which every list of sections comes.

`document.py` beside this has them in order. What needs the database (composing, importing) stands above, in one table
each by `key`; `tests/governance/documents/test_section_list.py` holds them together.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from governance.documents.engine.blocks import Block, Chapter
from governance.documents.engine.links import Links
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows


class Printed(Enum):
    """Where a section stands in the document."""

    FRONT = "front"
    NUMBERED = "numbered"
    APPENDIX = "appendix"


@dataclass(frozen=True)
class EditPage:
    """A page on which a part of a section is edited."""

    key: str
    tab: str
    """On the row of tabs; empty: it has none."""
    name: str
    """In full, as a search finds it."""
    link: str = ""
    """On the release's page, beside the section; empty: it is not there."""
    holds: tuple[str, ...] = ()
    """Paths of the snapshot that are mended there; the longest that fits decides."""
    takes_proposals: bool = False
    """The DCC opens it too."""

    @property
    def address(self) -> str:
        """The name of its address; `key` is the last step of it, but for the facts of the release."""
        return f"edit-{self.key}"


def no_blocks(content: RidContent, issue: Issue, links: Links) -> Iterable[Block]:
    return ()


def no_tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {}


@dataclass(frozen=True)
class Section:
    """A section, with everything that is known of it without the database."""

    key: str
    title: str
    printed: Printed
    blocks: Callable[[RidContent, Issue, Links], Iterable[Block]] = no_blocks
    contents: Mapping[str, str] = field(default_factory=dict)
    """The keys of the content that it is made of, each with its name in a comparison."""
    history: str = ""
    """How the drafted row of the history names it; empty: it is never named."""
    tables: Callable[[RidContent, Issue], dict[str, Rows]] = no_tables
    """Its tables as rows, by name, header first: what the ZIP of CSV files holds."""
    pages: tuple[EditPage, ...] = ()

    def chapter(self, number: str, content: RidContent, issue: Issue, links: Links) -> Chapter:
        return Chapter(self.key, number, self.title, tuple(self.blocks(content, issue, links)))
