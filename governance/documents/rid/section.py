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

    states: bool = False
    """It has the statements and notes of the section `key` alone, in the form that all sections share
    (`releases/forms/statements.py`)."""

    @property
    def address(self) -> str:
        """The name of its address."""
        return "edit-statements" if self.states else f"edit-{self.key}"

    @property
    def arguments(self) -> tuple[str, ...]:
        """What its address needs beside the release."""
        return (self.key,) if self.states else ()

    @property
    def path(self) -> str:
        """Its address below those that edit the release, but for the facts of the release."""
        return f"statements/{self.key}" if self.states else self.key

    @property
    def tab_key(self) -> str:
        """By which its tab is known as the one that is open."""
        return f"statements-{self.key}" if self.states else self.key


def no_blocks(content: RidContent, issue: Issue, links: Links) -> Iterable[Block]:
    return ()


def always(content: RidContent) -> bool:
    return True


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
    is_stated: Callable[[RidContent], bool] = always
    """Whether a content says anything of it: else it is not printed and takes no number. A section that came later
    needs this, so that documents from before it are printed as they were."""

    def chapter(self, number: str, content: RidContent, issue: Issue, links: Links) -> Chapter:
        return Chapter(self.key, number, self.title, tuple(self.blocks(content, issue, links)))
