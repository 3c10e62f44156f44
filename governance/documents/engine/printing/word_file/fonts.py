"""The document's typeface inside the Word file, so that it looks the same on a machine that does not have it.

Word takes fonts of one weight alone, so regular and bold are cut out of the variable one, once for each release of it.
Its licence (OFL) allows to embed it, and the file may be edited with it.
"""

import io
from functools import cache
from hashlib import sha256
from uuid import UUID

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from governance.documents.engine.printing.glyphs import OWN_TYPEFACES
from secrel.core.files.made_once import cached_copy

NAME = "Public Sans"
WEIGHTS = {"Regular": 400, "Bold": 700}
KIND = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
KEYED = 32
"""Bytes at the front of a font that Word's files have mixed with the key."""


@cache
def embedded() -> tuple[tuple[str, str, bytes], ...]:
    """For each weight its name, its key, and its file as Word stores it."""
    return tuple(_keyed(name, _cut(name, weight)) for name, weight in WEIGHTS.items())


def _cut(name: str, weight: int) -> bytes:
    source = OWN_TYPEFACES[NAME].read_bytes()
    return cached_copy(f"font {sha256(source).hexdigest()} {name}", lambda: _instance(source, name, weight))


def _instance(source: bytes, name: str, weight: int) -> bytes:
    """The typeface in one weight, under names that Word finds it by."""
    variable = TTFont(io.BytesIO(source), recalcTimestamp=False)
    font = instantiateVariableFont(variable, {"wght": weight})
    for place in (16, 17, 21, 22, 25):
        font["name"].removeNames(nameID=place)
    full = NAME if name == "Regular" else f"{NAME} {name}"
    for place, text in ((1, NAME), (2, name), (4, full), (6, f"PublicSans-{name}")):
        font["name"].setName(text, place, 3, 1, 0x409)
    is_bold = name == "Bold"
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | (0x20 if is_bold else 0x40)
    font["head"].macStyle = int(is_bold)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _keyed(name: str, font: bytes) -> tuple[str, str, bytes]:
    key = UUID(bytes=sha256(font).digest()[:16])
    front = bytes(a ^ b for a, b in zip(font[:KEYED], key.bytes[::-1] * 2, strict=True))
    return name, f"{{{str(key).upper()}}}", front + font[KEYED:]
