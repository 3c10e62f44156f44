"""Joins PDFs: pages one behind the other with their tags, stamps, page labels, bookmarks and working links.

pikepdf keeps the pages as they are.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from governance.packs.making.tags import join_tags


@dataclass(frozen=True)
class Part:
    """A PDF in the whole. `bookmark`: its name in the outline; `under`: the bookmarks above it, for its first page."""

    content: bytes
    bookmark: str
    under: tuple[str, ...] = ()


def page_count(content: bytes) -> int:
    with Pdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def join(parts: Sequence[Part], stamps: bytes, *, title: str, created: str) -> bytes:
    """The PDFs as one, each page with the page of `stamps` at its place laid over it; `created`: an ISO day."""
    whole = Pdf.new()
    opened = [Pdf.open(io.BytesIO(part.content)) for part in parts]
    starts: list[int] = []
    for source in opened:
        starts.append(len(whole.pages))
        whole.add_pages_from(
            source, forms="strip"
        )  # with the destinations of links, renamed where two are alike
    join_tags(whole, opened, starts, [part.bookmark for part in parts])
    with Pdf.open(io.BytesIO(stamps)) as marks:
        for number, (page, mark) in enumerate(zip(whole.pages, marks.pages, strict=True), start=1):
            _stamp(whole, page, mark, number)
    _bookmark(whole, parts, opened, starts)
    root = whole.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    root.PageMode = Name.UseOutlines
    root.Lang = "en-GB"
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    moment = f"D:{created.replace('-', '')}000000Z"
    whole.docinfo = whole.make_indirect(
        Dictionary(Title=title, Author="SECAS", CreationDate=moment, ModDate=moment)
    )
    whole.remove_unreferenced_resources()
    out = io.BytesIO()
    whole.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for source in opened:
        source.close()
    return out.getvalue()


def _stamp(whole: Pdf, page: pikepdf.Page, mark: pikepdf.Page, number: int) -> None:
    """Lay a page over another of the same size. Its name has the number of the page, as pages of one PDF can share
    their resources; a random one would change the bytes."""
    form = whole.copy_foreign(mark.as_form_xobject())
    name = page.add_resource(form, Name.XObject, name=Name(f"/PackStamp{number}"))
    page.contents_add(b"q\n", prepend=True)
    artifact = b"/Artifact <</Type /Pagination>> BDC q %s Do Q EMC" % str(name).encode()
    page.contents_add(b"\nQ\n%s\n" % artifact)


def _targets(source: Pdf) -> dict[str, Any]:
    """The named destinations of a PDF."""
    names = source.Root.get("/Names")
    if names is None or "/Dests" not in names:
        return {}
    return dict(pikepdf.NameTree(names.Dests).items())


def _place(name: Any, targets: dict[str, Any], source: Pdf) -> tuple[int, list[Any]] | None:
    """The page of a destination, counted from 0 in its own PDF, and where on it."""
    found = name if isinstance(name, Array) else targets.get(str(name))
    if isinstance(found, Dictionary):
        found = found.get("/D")
    if not isinstance(found, Array) or not len(found):
        return None
    numbers = {page.obj.objgen: index for index, page in enumerate(source.pages)}
    index = numbers.get(found[0].objgen) if isinstance(found[0], Dictionary) else None
    return None if index is None else (index, list(found)[1:])


def _destination(whole: Pdf, index: int, where: list[Any]) -> Array:
    return Array([whole.pages[index].obj, *(where or [Name.Fit])])


def _bookmark(whole: Pdf, parts: Sequence[Part], opened: list[Pdf], starts: list[int]) -> None:
    """The outline: what stands above a part, the part, and its own chapters."""
    with whole.open_outline() as outline:
        above: dict[tuple[str, ...], OutlineItem] = {}
        for part, source, start in zip(parts, opened, starts, strict=True):
            siblings = outline.root
            for depth in range(1, len(part.under) + 1):
                path = part.under[:depth]
                if path not in above:
                    above[path] = OutlineItem(path[-1], _destination(whole, start, []))
                    siblings.append(above[path])
                siblings = above[path].children
            made = OutlineItem(part.bookmark, _destination(whole, start, []))
            made.is_closed = True
            made.children.extend(_chapters(whole, source, start))
            siblings.append(made)


def _chapters(whole: Pdf, source: Pdf, start: int) -> Iterator[OutlineItem]:
    """The topmost bookmarks of a part that say more than its title."""
    targets = _targets(source)
    with source.open_outline() as outline:
        rows = list(outline.root)
        rows = list(rows[0].children) if len(rows) == 1 and rows[0].children else rows
        for row in rows:
            place = _place(row.destination or (row.action or {}).get("/D"), targets, source)
            if place:
                yield OutlineItem(str(row.title), _destination(whole, start + place[0], place[1]))
