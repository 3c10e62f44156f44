"""Layout of the print form and writing of PDF/A-3a and PDF/UA-1, by WeasyPrint.

Import this only where a PDF is made: WeasyPrint takes half a second to import.
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
from governance.documents.engine.printing.writing import written_once

NO_SYSTEM_FONTS = Path(__file__).parent / "fonts.conf"
os.environ.setdefault(
    "SOURCE_DATE_EPOCH", "0"
)  # otherwise the time of day is written into each embedded font


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
    with _pinned_fonts_only(), _garbage_collection_off(), written_once():
        return _laid_out(html, form).write_pdf(finisher=finish, **form)


def write_plain(html: str) -> bytes:
    """A PDF without tags and data, to be laid over the pages of another."""
    with _pinned_fonts_only(), _garbage_collection_off():
        made: bytes = _laid_out(html, {}).write_pdf()
        return made


def _laid_out(html: str, form: dict[str, Any]) -> weasyprint.Document:
    """The pages. If a table row is longer than a page, the document is laid out again with that row divided."""
    while True:
        source = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=FontsOnly())
        document = source.render(font_config=FontConfiguration(), **form)
        rows = rows_over_pages(source.etree_element, document.pages)
        if not rows:
            return document
        html = divide(source.etree_element, rows)


@contextmanager
def _pinned_fonts_only() -> Iterator[None]:
    """Use only the pinned fonts, not those of the machine; the setting is restored afterwards."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(NO_SYSTEM_FONTS)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _garbage_collection_off() -> Iterator[None]:
    """Turn off the garbage collector: nearly all objects of a layout live until its end. Collecting took a fifth of the
    time and freed nothing (a document of 70 pages needs the same 230 MB)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class FontsOnly(URLFetcher):
    """Fetches only the typefaces, so that an address in a text reaches no other file and no network."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        allowed = (settings.FONTS, settings.FALLBACK_FONTS, *settings.OTHER_TYPEFACES.values())
        place = urlsplit(url)
        file = Path(unquote(place.path)).resolve()
        if place.scheme != "file" or not any(file.is_relative_to(font.resolve()) for font in allowed):
            raise ValueError(f"A document fetches nothing but its fonts, not {url}")
        return super().fetch(url, headers)
