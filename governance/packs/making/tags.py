"""Joins the tags of PDFs, so that the whole can be read by its structure as each of them can.

The tree of each PDF becomes a part of one document. Its marks (numbers of pages and links in the tree of parents) and
the names of its elements are made unique.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String


def join_tags(whole: Pdf, opened: Sequence[Pdf], starts: Sequence[int], titles: Sequence[str]) -> None:
    """Give the whole the tags of the PDFs whose pages begin in it at `starts`. Marks without a tree are dropped."""
    root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parts, parents, names, first = Array(), Array(), [], 0
    ends = [*starts[1:], len(whole.pages)]
    for number, (source, title) in enumerate(zip(opened, titles, strict=True)):
        pages = [whole.pages[index].obj for index in range(starts[number], ends[number])]
        stored = source.Root.get("/StructTreeRoot")
        if stored is None or "/ParentTree" not in stored:
            _renumber(pages, None)
            continue
        tree = whole.copy_foreign(stored)
        _renumber(pages, first)
        part = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=document, T=String(title), K=Array())
        )
        parts.append(part)
        for element in _kids(tree):
            element.P = part
            part.K.append(element)
        names += _rename(part, f"{number}-")
        last = first
        for key, value in pikepdf.NumberTree(tree.ParentTree).items():
            parents.extend((first + key, value))
            last = max(last, first + key + 1)
        first = last
    if not len(parts):
        return
    document.K, root.K = parts, Array([document])
    root.ParentTree = whole.make_indirect(Dictionary(Nums=parents))
    root.ParentTreeNextKey = first
    if names:
        names.sort(key=lambda pair: pair[0])
        root.IDTree = whole.make_indirect(
            Dictionary(Names=Array([one for name, element in names for one in (String(name), element)]))
        )
    whole.Root.StructTreeRoot = root
    whole.Root.MarkInfo = Dictionary(Marked=True)


def _renumber(pages: list[Any], first: int | None) -> None:
    """Move the marks of pages and their annotations on by a number; None drops them."""
    for page in pages:
        for marked in (page, *page.get("/Annots", ())):
            for name in ("/StructParents", "/StructParent"):
                if name in marked:
                    if first is None:
                        del marked[name]
                    else:
                        marked[name] = int(marked[name]) + first


def _kids(element: Any) -> Iterator[Any]:
    """The elements below an element; marked content and objects are none."""
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _rename(part: Any, prefix: str) -> list[tuple[str, Any]]:
    """Begin the names of all elements, and where cells refer to their headers, with a prefix; returns names with their
    elements."""
    found, waiting = [], list(_kids(part))
    while waiting:
        element = waiting.pop()
        if "/ID" in element:
            name = f"{prefix}{element.ID}"
            element.ID = String(name)
            found.append((name, element))
        attributes = element.get("/A")
        for owned in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(owned, Dictionary) and "/Headers" in owned:
                owned.Headers = Array([String(f"{prefix}{name}") for name in owned.Headers])
        waiting += _kids(element)
    return found
