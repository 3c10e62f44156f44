"""The letters of a page, by two readers: pdfminer says more of them, PDFium finds those of fonts it does not know."""

import ctypes
import math
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from pypdfium2 import raw

Letter = dict[str, Any]
"""A letter as pdfplumber describes it."""
FEWER = 0.9
"""pdfminer misses letters if it finds fewer than that part of PDFium's."""
BOLD_WEIGHT = 600
MOST = 200_000
"""Letters of a page."""


class SecondReader:
    """PDFium on the same file."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pypdfium2.PdfDocument(BytesIO(data))

    def letters(self, number: int, found: list[Letter]) -> list[Letter]:
        """The letters of a page: those found by pdfminer, or PDFium's where pdfminer misses some."""
        try:
            page = self.pdf[number - 1]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:
            return found
        whole = text.get_text_range(0, min(text.count_chars(), MOST))
        seen = sum(not letter.isspace() for letter in whole)
        known = sum(not one["text"].isspace() for one in found if "(cid:" not in one["text"])
        if known >= FEWER * seen or text.count_chars() > MOST:
            return found
        return list(_letters(text, page.get_height(), page.get_rotation()))

    def close(self) -> None:
        self.pdf.close()


def _letters(text: pypdfium2.PdfTextPage, height: float, rotation: int) -> Iterator[Letter]:
    if rotation:
        return
    for place in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, place)
        letter = chr(code) if 0 < code < 0x110000 else ""
        if not letter or letter.isspace() or raw.FPDFText_IsGenerated(text, place) == 1:
            continue
        box = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text, place, box):
            continue
        size = raw.FPDFText_GetFontSize(text, place)
        angle = raw.FPDFText_GetCharAngle(text, place)
        turned = abs(math.sin(angle)) > 0.5
        yield {
            "object_type": "char",
            "text": letter,
            "x0": box.left,
            "x1": box.right,
            "top": height - box.top,
            "bottom": height - box.bottom,
            "doctop": height - box.top,
            "width": box.right - box.left,
            "height": box.top - box.bottom,
            "size": size or box.top - box.bottom,
            "fontname": _typeface(text, place),
            "upright": not turned,
            "matrix": (1.0, 0.0, 0.0, 1.0, box.left, box.bottom)
            if not turned
            else (0.0, math.copysign(1.0, math.sin(angle)), 0.0, 0.0, box.left, box.bottom),
        }


def _typeface(text: pypdfium2.PdfTextPage, place: int) -> str:
    """The name of a letter's typeface, with its weight where only that says that it is bold."""
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, place, name, 256, flags)
    weight = raw.FPDFText_GetFontWeight(text, place)
    found = name.value.decode(errors="replace")
    return f"{found}-Bold" if weight >= BOLD_WEIGHT and "bold" not in found.casefold() else found
