"""Draws the values of a document as links to their explanations. Drawn by functions, as there are many of them."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from governance.documents.rid.explaining.leaves import Path
from governance.documents.rid.explaining.names import in_address, name_of
from governance.documents.rid.explaining.places import Piece
from secrel.core.templatetags.ui import heroicon_micro

register = template.Library()
register.filter(in_address)
TICKS = {True: ("check", "Yes"), False: ("minus", "No")}


@register.simple_tag
def pieces(row: Iterable[Piece], address: str) -> SafeString:
    """The pieces of a paragraph or an item, one after the other. Only the first link is a stop of the Tab key."""
    drawn, is_first = [], True
    for piece in row:
        if piece.inner:
            inner = format_html_join("", "<li>{}</li>", ((pieces([one], address),) for one in piece.inner))
            drawn.append(format_html("<ul>{}</ul>", inner))
            continue
        drawn.append(_linked(piece, address, is_first=is_first))
        is_first = is_first and not piece.paths
    return mark_safe("".join(drawn))  # noqa: S308 - made by format_html


@register.simple_tag
def row_cells(row: tuple[Piece, ...], address: str) -> SafeString:
    """The cells of a row. Its head leads to all values of the row, and is the only stop of the Tab key."""
    head, *rest = row
    link = _link(head.text, head.row, address, f"{head.text}: where these values come from", is_stop=True)
    cells = format_html_join("", "<td{}>{}</td>", ((_class(cell), _cell(cell, address)) for cell in rest))
    return format_html('<th scope="row">{}</th>{}', link if head.row and head.text else head.text, cells)


def _class(cell: Piece) -> SafeString:
    return mark_safe(' class="num"') if cell.numeric else mark_safe("")


def _cell(cell: Piece, address: str) -> SafeString | str:
    if cell.inner:
        return format_html(
            "<ul>{}</ul>",
            format_html_join(
                "", "<li>{}</li>", ((_linked(one, address, is_first=False),) for one in cell.inner)
            ),
        )
    return _linked(cell, address, is_first=False)


def _linked(piece: Piece, address: str, *, is_first: bool) -> SafeString | str:
    """One path: the text is the link. Several: the text, then a link for each."""
    if not piece.paths:
        return _shown(piece)
    if len(piece.paths) == 1:
        return _link(
            _shown(piece),
            piece.paths[0],
            address,
            "" if piece.tick is None else name_of(piece.paths[0]),
            is_stop=is_first,
        )
    links = [
        _link(name_of(path).rpartition(": ")[2], path, address, "", is_stop=place == 0)
        for place, path in enumerate(piece.paths)
    ]
    return format_html("{} ({})", _shown(piece), mark_safe(", ".join(links)))  # noqa: S308 - made by format_html


def _link(shown: SafeString | str, path: Path, address: str, said: str, *, is_stop: bool) -> SafeString:
    stop = "" if is_stop else mark_safe(' tabindex="-1"')
    hidden = format_html('<span class="vh"> {}</span>', said) if said else ""
    to = f"{address}{in_address(path)}/"
    return format_html('<a class="why" href="{}" hx-get="{}"{}>{}{}</a>', to, to, stop, shown, hidden)


def _shown(piece: Piece) -> SafeString | str:
    if piece.tick is not None:
        icon, word = TICKS[piece.tick]
        return format_html('{}<span class="vh">{}</span>', heroicon_micro(icon, **{"class": "icon"}), word)
    return format_html("<em>{}</em>", piece.text) if piece.italic else piece.text
