"""The print form of a document laid out in pages and written as PDF/A-3a and PDF/UA-1, by WeasyPrint.

Imported where a PDF is made: WeasyPrint takes half a second to import, and few processes print.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import rfc8785
import weasyprint
from django.conf import settings
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from governance.documents.engine.printing.finisher import finish
from governance.documents.engine.printing.long_rows import divide, rows_over_pages

FONTS_OF_NOBODY = Path(__file__).parent / "fonts.conf"
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else the clock's time goes into each embedded font


def write_pdf(html: str, data: dict[str, Any], *, attached: str, created: str) -> bytes:
    """The PDF of a print form, with its data as canonical JSON `attached` under that name; `created` on that day."""
    at = datetime.fromisoformat(created).replace(tzinfo=UTC)
    attachment = weasyprint.Attachment(
        string=rfc8785.dumps(data),
        name=attached,
        description="The data this document was made from",
        relationship="Source",
        created=at,
        modified=at,
    )
    form = {"pdf_variant": "pdf/a-3a", "attachments": [attachment]}
    with _pinned_fonts_only(), _collecting_no_garbage():
        return _laid_out(html, form).write_pdf(finisher=finish, **form)


def _laid_out(html: str, form: dict[str, Any]) -> weasyprint.Document:
    """The pages; where a row of a table is longer than a page, laid out again with that row divided."""
    while True:
        source = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=FontsOnly())
        document = source.render(font_config=FontConfiguration(), **form)
        rows = rows_over_pages(source.etree_element, document.pages)
        if not rows:
            return document
        html = divide(source.etree_element, rows)


@contextmanager
def _pinned_fonts_only() -> Iterator[None]:
    """No typeface of the machine joins in; what this process starts elsewhere finds its own again."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(FONTS_OF_NOBODY)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _collecting_no_garbage() -> Iterator[None]:
    """Nearly all objects that a layout makes live until its end: looking for garbage among them took a fifth of the
    time and freed nothing (a document of 70 pages needs the same 230 MB)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class FontsOnly(URLFetcher):
    """Fetches the typefaces and nothing else: a text with an address in it reaches no file and no network."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        allowed = (settings.FONTS, settings.FALLBACK_FONTS, *settings.OTHER_TYPEFACES.values())
        place = urlsplit(url)
        file = Path(unquote(place.path)).resolve()
        if place.scheme != "file" or not any(file.is_relative_to(font.resolve()) for font in allowed):
            raise ValueError(f"A document fetches nothing but its fonts, not {url}")
        return super().fetch(url, headers)
