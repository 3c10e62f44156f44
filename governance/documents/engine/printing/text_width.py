"""How wide texts are in the documents' own typeface."""

from functools import cache

from fontTools.ttLib import TTFont

from governance.documents.engine.printing.glyphs import OWN_TYPEFACES

REGULAR, BOLD = 1.045, 1.09
"""How much wider a text is than in the thinnest weight, which the typeface's file measures; with some to spare."""


def width_of(text: str) -> float:
    """The width of a text at a size of 1, in the thinnest weight."""
    advances = _advances()
    return sum(advances.get(char, 1.0) for char in text)


@cache
def _advances() -> dict[str, float]:
    with TTFont(OWN_TYPEFACES["Public Sans"], lazy=True) as font:
        wide, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): wide[name][0] / em for code, name in font.getBestCmap().items()}
