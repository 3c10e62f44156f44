"""The stamps of a pack: on each page its number in the whole, and the item and document that it belongs to."""

from collections.abc import Sequence

from django.conf import settings
from django.template.loader import render_to_string

from governance.documents.engine.printing.glyphs import other_typefaces, spell

LONGEST = 90


def stamps(marks: Sequence[str]) -> bytes:
    """A PDF with a page for each of the marks, otherwise empty."""
    from governance.documents.engine.printing.laying_out import write_plain

    rows = [(number, _cut(mark)) for number, mark in enumerate(marks, start=1)]
    context = {
        "rows": rows,
        "count": len(rows),
        "fonts": settings.FONTS.as_uri(),
        "fallback_fonts": settings.FALLBACK_FONTS.as_uri(),
    }
    html = render_to_string("documents/stamps.html", context)
    if needed := other_typefaces(html):
        html = render_to_string("documents/stamps.html", context | {"typefaces": needed})
    return write_plain(spell(html))


def _cut(mark: str) -> str:
    return mark if len(mark) <= LONGEST else f"{mark[: LONGEST - 1]}…"
