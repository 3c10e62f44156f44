"""A snapshot printed: the PDF, and its twin in HTML. Reads the snapshot and nothing else.

The same snapshot gives the same bytes: dates come from it, fonts from a pinned package.
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
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from governance.documents import wording
from governance.documents.finisher import finish
from governance.documents.glyphs import other_typefaces, spell
from governance.documents.issue import created
from governance.documents.links import Links
from governance.documents.long_rows import divide, rows_over_pages
from governance.documents.rid import annexes, appendices, front, sections
from governance.documents.text import long_date
from governance.documents.types.rid import Rid
from secrel.core.record import digest_of

ATTACHED = "rid-snapshot.json"
FONTS_OF_NOBODY = Path(__file__).parent / "fonts.conf"
STYLE = settings.BASE_DIR / "static" / "css" / "document.css"
os.environ.setdefault("SOURCE_DATE_EPOCH", "0")  # else the clock's time goes into each embedded font


def render_html(rid: Rid, stylesheet: str = "") -> str:
    """The HTML twin of a snapshot's PDF; without the address of a stylesheet it carries its own."""
    context = _context(rid)
    style = "" if stylesheet else STYLE.read_text()
    every = [*context["sections"], *context["appendices"]]
    return render_to_string(
        "documents/twin.html",
        context
        | {
            "all_sections": every,
            "stylesheet": stylesheet,
            "style": style,
            "digest": digest_of(rid.as_data()),
        },
    )


def render_print(rid: Rid) -> str:
    """The print form of a snapshot given as {content, issue}: what the PDF is made from."""
    context = _context(rid)
    context |= {"fonts": settings.FONTS.as_uri(), "fallback_fonts": settings.FALLBACK_FONTS.as_uri()}
    html = render_to_string("documents/rid.html", context)
    if needed := other_typefaces(html):  # named only where they are needed: they decide bytes
        html = render_to_string("documents/rid.html", context | {"typefaces": needed})
    return spell(html)


def _context(rid: Rid) -> dict[str, Any]:
    content, issue = rid.content, rid.issue
    document = issue.document
    return {
        "release": content.release,
        "go_live": long_date(content.release.go_live) if content.release.go_live else "",
        "document": document,
        "marks": document.marks or wording.MARKS,
        "dated": long_date(document.date) if document.date else "",
        "created": created(rid),
        "classification": wording.CLASSIFICATION.get(document.classification or "", ""),
        "document_name": wording.DOCUMENT_NAME,
        "front": front(content),
        "annexes": annexes(content),
        "sections": sections(content, Links(document.site)),
        "appendices": appendices(content, issue),
    }


def render_pdf(rid: Rid) -> bytes:
    """PDF/A-3a and PDF/UA-1 with the snapshot's canonical JSON attached."""
    at = datetime.fromisoformat(created(rid)).replace(tzinfo=UTC)
    attachment = weasyprint.Attachment(
        string=rfc8785.dumps(rid.as_data()),
        name=ATTACHED,
        description="The data this document was made from",
        relationship="Source",
        created=at,
        modified=at,
    )
    form = {"pdf_variant": "pdf/a-3a", "attachments": [attachment]}
    with _pinned_fonts_only(), _collecting_no_garbage():
        return _laid_out(render_print(rid), form).write_pdf(finisher=finish, **form)


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
