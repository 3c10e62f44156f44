"""The PDF of a document and the same in HTML, made from the document alone.

The same document gives the same bytes: dates come from the document, fonts from a pinned package.
"""

from django.conf import settings
from django.template.loader import render_to_string

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.printing.glyphs import other_typefaces, spell
from secrel.core.changes.record import digest_of

STYLE = settings.BASE_DIR / "static" / "css" / "document.css"


def render_html(kind: DocumentKind, document: Fact, stylesheet: str = "") -> str:
    """The document as HTML, with the address of a stylesheet or, without one, with the styles included."""
    context = kind.context(document)
    return render_to_string(
        kind.twin,
        context
        | {
            "all_sections": [*context["sections"], *context["appendices"]],
            "stylesheet": stylesheet,
            "style": "" if stylesheet else STYLE.read_text(),
            "digest": digest_of(document.as_data()),
        },
    )


def render_print(kind: DocumentKind, document: Fact) -> str:
    """The print form: the HTML that the PDF is made from."""
    context = kind.context(document)
    context |= {"fonts": settings.FONTS.as_uri(), "fallback_fonts": settings.FALLBACK_FONTS.as_uri()}
    html = render_to_string(kind.template, context)
    if needed := other_typefaces(html):  # only if needed, as they change the bytes
        html = render_to_string(kind.template, context | {"typefaces": needed})
    return spell(html)


def render_pdf(kind: DocumentKind, document: Fact) -> bytes:
    """PDF/A-3a and PDF/UA-1 with the document's canonical JSON attached."""
    from governance.documents.engine.printing.laying_out import (
        write_pdf,  # imported here, as it takes half a second
    )

    return write_pdf(
        render_print(kind, document),
        document.as_data(),
        attached=kind.attached,
        created=kind.created(document),
    )
