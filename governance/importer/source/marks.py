"""Letters and marks as programs write them: bullets, numbers of points, ticks, and letters of symbol typefaces."""

import re
from typing import NamedTuple

BULLETS = "•◦▪▫‣⁃∙●○■□◆◇►▶➢➤❖✦·"
DASHES = "–—-‒−"
_WHITE = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u2011": "-"}
)
WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x71: "□",
    0x75: "◆",
    0x76: "❖",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "✗",
    0xFE: "✓",
}
"""What the letters of the typeface Wingdings look like; lists and ticks of Word use it."""
SYMBOL = {0xB7: "•", 0xD6: "✓", 0x2D: "–"}
"""The same of the typeface Symbol."""
_NUMBER = re.compile(
    r"^(?:\((?P<in>\d{1,3}|[a-z]|[ivx]{1,5})\)|(?P<out>\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)"
)


class Mark(NamedTuple):
    """What a point begins with. `number` is empty for a bullet, and for text without a mark."""

    is_point: bool
    number: str
    rest: str


def clean(text: str) -> str:
    """Text with single spaces, without unseen characters and ligatures."""
    return _WHITE.sub(" ", _UNSEEN.sub("", text).translate(_LIGATURES)).strip()


def symbol(letter: str, typeface: str) -> str:
    """A letter of a symbol typeface as the sign that it looks like; any other letter as it is."""
    name, code = typeface.casefold(), ord(letter) if len(letter) == 1 else 0
    low = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if "wingdings" in name and "2" not in name and "3" not in name:
        return WINGDINGS.get(low, letter)
    if "symbol" in name and "segoe" not in name:
        return SYMBOL.get(low, letter)
    if 0xF000 <= code <= 0xF0FF:  # a symbol typeface under a name that does not say so
        return WINGDINGS.get(low) or SYMBOL.get(low) or letter
    return letter


def marked(text: str) -> Mark:
    """The mark at the beginning of a text: a bullet, a dash or a number, each with a space after it."""
    head, _, rest = text.partition(" ")
    if rest and (head in (*BULLETS, *DASHES, "o", "*")) and not (head in "o*" and rest[:1].islower()):
        return Mark(True, "", rest.strip())
    if text[:1] in BULLETS and len(text) > 1:
        return Mark(True, "", text[1:].strip())
    if found := _NUMBER.match(text):
        return Mark(True, found["in"] or found["out"], text[found.end() :])
    return Mark(False, "", text)
