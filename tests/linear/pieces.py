"""Texts of one repeated piece, by name."""

PIECES = {
    "capitals": "A",
    "small letters": "a",
    "digits": "1",
    "spaces": " ",
    "hyphens": "-",
    "brackets": "(",
    "pounds": "£",
    "lines": "\n",
    "paragraphs": "a\n\n",
    "thousands": "1,111,",
    "points": "1.",
    "one word": "of ",
    "two words": "Aa of ",
    "acronyms": "ABC ",
    "terms": "Smart Metering ",
    "terms with acronyms": "Smart Metering (SM) ",
    "beginnings of acronyms": "Smart Metering (SM",
    "references": "MP102 ",
    "combining marks": "e\u0301\u0301",
    "sentences": "It is assumed that the cut-off date of what is targeted moves. ",
    "marks of mark-up": "<&>\"'",
    "other scripts": "中",
    "words that all differ": "word{} ",
    "acronyms that all differ": "AB{}C ",
    "terms that all differ": "Alpha Beta{} (AB{}) ",
}


def text_of(piece: str, length: int) -> str:
    """A text of one repeated piece, with an end that matches nothing."""
    if "{}" in piece:
        return "".join(piece.replace("{}", str(n)) for n in range(length // len(piece) + 1))[:length] + "_!"
    return (piece * (length // len(piece) + 1))[:length] + "_!"
