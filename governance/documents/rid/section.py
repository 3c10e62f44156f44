"""The definition of a section of a RID. Every list of sections is derived from it.

`document.py` has the sections in order. Composing and importing, which need the database, have one table each by
`key`; `tests/governance/documents/test_section_list.py` checks that they are complete.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from governance.documents.engine.blocks import Block, Chapter
from governance.documents.engine.links import Links
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows


class Printed(Enum):
    """The part of the document in which a section is printed."""

    FRONT = "front"
    NUMBERED = "numbered"
    APPENDIX = "appendix"


@dataclass(frozen=True)
class EditPage:
    """A page for editing a part of a section."""

    key: str
    tab: str
    """Label among the pages of its section; empty: it is not listed there."""
    name: str
    """Full name, used by the search."""
    link: str = ""
    """Label of the link on the release's page; empty: no link."""
    holds: tuple[str, ...] = ()
    """Paths in the snapshot that are edited on this page; the longest match wins."""
    takes_proposals: bool = False
    """Whether the DCC can open it to make proposals."""

    states: bool = False
    """Whether it is the shared form for statements and notes of section `key` (`releases/forms/statements.py`)."""

    @property
    def address(self) -> str:
        """The URL name."""
        return "edit-statements" if self.states else f"edit-{self.key}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """URL arguments after the release."""
        return (self.key,) if self.states else ()

    @property
    def path(self) -> str:
        """The URL path below /edit/; not used for the facts of the release."""
        return f"statements/{self.key}" if self.states else self.key

    @property
    def tab_key(self) -> str:
        """The key that marks its tab as open."""
        return f"statements-{self.key}" if self.states else self.key


def statements_page(key: str, title: str, *holds: str) -> EditPage:
    """The page for what a section states outside its tables, as one of its pages."""
    return EditPage(key, "Statements and notes", f"{title}: statements and notes", holds=holds, states=True)


def no_blocks(content: RidContent, issue: Issue, links: Links) -> Iterable[Block]:
    return ()


def always(content: RidContent) -> bool:
    return True


def no_tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {}


@dataclass(frozen=True)
class Section:
    """A section of the document. Nothing here needs the database."""

    key: str
    title: str
    printed: Printed
    blocks: Callable[[RidContent, Issue, Links], Iterable[Block]] = no_blocks
    contents: Mapping[str, str] = field(default_factory=dict)
    """Its keys in the content, each with its name in comparisons."""
    history: str = ""
    """Its name in drafted history rows; empty: never mentioned."""
    tables: Callable[[RidContent, Issue], dict[str, Rows]] = no_tables
    """Its tables by name, each as rows with the header first, for the CSV files."""
    pages: tuple[EditPage, ...] = ()
    is_stated: Callable[[RidContent], bool] = always
    """Whether the content has anything for it; if not, it is neither printed nor numbered. New sections need this so
    that older documents print as before."""

    def chapter(self, number: str, content: RidContent, issue: Issue, links: Links) -> Chapter:
        return Chapter(self.key, number, self.title, tuple(self.blocks(content, issue, links)))
