"""A snapshot printed: the PDF, and its twin in HTML. Reads the snapshot and nothing else.

The same snapshot gives the same bytes: dates come from it, fonts from a pinned package.
"""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from governance.documents import wording
from governance.documents.glyphs import other_typefaces, spell
from governance.documents.issue import created
from governance.documents.links import Links
from governance.documents.rid import annexes, appendices, front, sections
from governance.documents.text import long_date
from governance.documents.types.rid import Rid
from secrel.core.record import digest_of

STYLE = settings.BASE_DIR / "static" / "css" / "document.css"


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
    from governance.documents.laying_out import write_pdf  # here, as it takes half a second to import

    return write_pdf(render_print(rid), rid)
