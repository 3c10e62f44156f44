"""The named styles of a Word file: the PDF's look (templates/documents/print.css) in Word's terms.

A template of SECAS's own (the setting WORD_TEMPLATE) replaces each style that it has under the same name.
"""

from dataclasses import dataclass

INK, QUIET, BLUE = "15202B", "465463", "0A5A9C"
GROUND, STRONG_RULE = "E3EEFA", "6E7B8B"
BULLETS, NUMBERS, CELL_BULLETS = 1, 2, 3
"""Our lists, by their number in the file."""
TEXT_WIDTH = 170
"""Of an A4 page between its margins, in mm."""
FACT = 32
"""Where the facts of the cover stand, in mm from the margin."""


@dataclass(frozen=True)
class Look:
    """A paragraph style. Sizes in points, distances in mm; None and empty: as the style that it is based on."""

    name: str
    based: str = "Normal"
    size: float | None = None
    bold: bool = False
    color: str = ""
    before: float | None = None
    after: float | None = None
    line: float | None = None
    """Line height as a multiple of the typeface's own."""
    keep: bool = False
    """Whether it stays on the page of what follows."""
    outline: int | None = None
    list: tuple[int, int] | None = None
    """Which of our lists, and its level."""
    rules: tuple[tuple[str, float, str, int], ...] = ()
    """Lines at its sides: side (top, left, bottom, right in this order), points, colour, distance in points."""
    ground: str = ""
    tabs: tuple[tuple[str, float], ...] = ()
    """Kinds and places of tab stops: left, right, or dotted (right, after dots)."""
    hanging: float = 0
    left: float = 0
    align: str = ""

    @property
    def id(self) -> str:
        return self.name.replace(" ", "")

    @property
    def is_own(self) -> bool:
        """Whether Word knows no style of this name."""
        return not self.name.startswith(BUILT_IN)


BUILT_IN = ("Normal", "Title", "Subtitle", "Heading", "TOC", "toc", "List", "Caption", "Header", "Footer")
NOTE = (("top", 0.5, GROUND, 5), ("left", 3, BLUE, 6), ("bottom", 0.5, GROUND, 5))
END = (("right", TEXT_WIDTH),)
LOOKS = (
    Look("Normal", "", color=INK, after=3, line=1.24),
    Look("Title", size=33, bold=True, after=3, line=0.98),
    Look("Head Title", "Title", size=24, after=2),
    Look("Subtitle", size=17, color=QUIET, after=7, line=1.0),
    Look("Head Subtitle", "Subtitle", size=12, after=5),
    Look("Classification", size=9, color=QUIET, after=6, rules=(("bottom", 0.5, STRONG_RULE, 8),)),
    Look("Document Mark", size=12, bold=True, color=BLUE, after=2, keep=True),
    Look("Cover Lead", size=13, bold=True, after=10),
    Look(
        "Cover Fact",
        after=1.5,
        rules=(("top", 2, BLUE, 10),),
        tabs=(("left", FACT),),
        left=FACT,
        hanging=FACT,
    ),
    Look("Cover Note", bold=True, before=8, after=6, rules=NOTE, ground=GROUND, left=3),
    Look("Heading 1", size=19, bold=True, color=BLUE, before=10, after=4, line=1.0, keep=True, outline=0),
    Look("Heading 2", size=12, bold=True, before=6, after=2, line=1.1, keep=True, outline=1),
    Look("Heading 3", size=10, bold=True, before=4, after=1.5, line=1.1, keep=True, outline=2),
    Look("Front Heading", "Heading 1", keep=True),
    Look("Small Heading", "Heading 1", size=15, before=7, after=3, keep=True),
    Look("TOC Heading", size=19, bold=True, color=BLUE, before=10, after=4, line=1.0, keep=True),
    Look("toc 1", after=1.5, tabs=(("dotted", TEXT_WIDTH),)),
    Look("List Bullet", after=1.6, list=(BULLETS, 0)),
    Look("List Bullet 2", after=1.2, list=(BULLETS, 1)),
    Look("List Number", after=1.6, list=(NUMBERS, 0)),
    Look("Caption", bold=True, before=3, after=1.5, line=1.1, keep=True),
    Look("Table Text", size=9, after=0, line=1.18),
    Look("Table Heading", "Table Text", bold=True, keep=True),
    Look("Table Row Heading", "Table Text", bold=True),
    Look("Table Number", "Table Text", align="right"),
    Look("Table Tick", "Table Text", bold=True, align="center"),
    Look("Table Bullet", "Table Text", after=1, list=(CELL_BULLETS, 0)),
    Look("Table Bullet 2", "Table Text", after=0.6, list=(CELL_BULLETS, 1)),
    Look("Header", size=8, color=QUIET, after=0, line=1.0, tabs=END),
    Look("Footer", size=8, color=QUIET, after=0, line=1.0, tabs=END),
)
TABLE = "SEC Table"
LINK = "Hyperlink"
ESTIMATE = "Emphasis"
LABEL = "Fact Label"
STRONG = "Strong"
STYLES = (*(look.name for look in LOOKS), TABLE, LINK, ESTIMATE, LABEL, STRONG)
"""All names, each of which a template may have."""
