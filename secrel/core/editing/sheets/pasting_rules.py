"""What a kind of sheet knows about the tables that people paste into it. The paste engine asks; each sheet answers."""

from collections.abc import Mapping
from typing import ClassVar


class PastingRules:
    points: ClassVar[tuple[str, str]] = ("", "")
    """The column whose pasted cell may hold a list, one row for each point, and the column that marks a sub-point."""
    grouped_by: ClassVar[str] = ""
    """The choice column that a line of its own may set for the lines below it (“Supplier Parties”)."""
    implied: ClassVar[Mapping[str, tuple[str, str]]] = {}
    """By column, what follows if the block has that column: another column and its value."""
    usual: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """The columns of a printed table of another shape than the sheet, for a block without headings."""
    nothing: ClassVar[tuple[str, ...]] = ()
    """What documents print where there is no row, folded (“no further impacts”)."""

    def meaning(self, name: str) -> str:
        """What the name of a row means, whatever its wording; "" if that is not known. Rows of the same meaning are
        matched, as a guess."""
        return ""

    def guessed(self, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """By column, texts that a new row probably has where the block has none, each with the reason."""
        return {}

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """A table of ours in another shape, such as our CSV, with the headings of the sheet; None for others."""
        return None
