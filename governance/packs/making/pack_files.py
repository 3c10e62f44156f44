"""The files of a pack: its front with page numbers, the documents behind it, and the zip with the stored PDFs."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date

from governance.composing.making import Made
from governance.composing.models import Snapshot
from governance.documents.engine.printing.render import render_pdf
from governance.documents.pack.kind import (
    PACK_KIND,
    SUMMARY_FILE,
    contents_list,
    front_of,
    name_of,
    summary_of,
)
from governance.documents.pack.sections import IN_ONE_LOOK, Pages, document_title, item_heading
from governance.documents.pack.types import Pack
from governance.packs.making.joining import Part, join, page_count
from governance.packs.making.stamping import stamps
from secrel.core.files.damaged_files import sound_bytes
from secrel.core.models.files import StoredFile
from secrel.core.web.csv_text import as_csv

FRONTS = 5
"""How often the front is laid out at most, until it counts its own pages rightly."""


def make_pack_files(snapshot: Snapshot) -> Made:
    pack: Pack = snapshot.document
    rows = StoredFile.objects.in_bulk([row.pdf for row in pack.content.documents])
    stored = {row.key: sound_bytes(rows[row.pdf]) for row in pack.content.documents}
    summaries = {row.number: render_pdf(summary_of(row), pack) for row in pack.content.items if row.summary}
    front, pages = _front(pack, {number: page_count(content) for number, content in summaries.items()})
    files = Files(front, pages, summaries, stored)
    return Made(pdf=_joined(pack, files), archive=_zipped(pack, files))


@dataclass(frozen=True)
class Files:
    """The PDFs of a pack: its front, summaries by the number of their item, and the stored documents by their keys."""

    front: bytes
    pages: Pages
    summaries: dict[str, bytes]
    stored: dict[str, bytes]


def _front(pack: Pack, summaries: dict[str, int]) -> tuple[bytes, Pages]:
    """The front, and the number of its pages, which the table of documents counts."""
    pages = Pages(1, summaries)
    for _ in range(FRONTS):
        front = render_pdf(front_of(pages), pack)
        counted = Pages(page_count(front), summaries)
        if counted == pages:
            break
        pages = counted
    return front, counted


def _joined(pack: Pack, files: Files) -> bytes:
    named = {row.key: row for row in pack.content.documents}
    parts, marks = [Part(files.front, "Agenda")], ["Agenda"] * files.pages.front
    placed: set[str] = set()
    for item in pack.content.items:
        under, before = (item_heading(item),), f"Item {item.number} · " if item.number else ""
        if item.number in files.summaries:
            parts.append(Part(files.summaries[item.number], IN_ONE_LOOK, under=under))
            marks += [f"{before}{IN_ONE_LOOK}"] * files.pages.of_summary(item)
        for key in item.documents:
            if key in placed:
                continue
            placed.add(key)
            title = document_title(named[key])
            parts.append(Part(files.stored[key], title, under=under))
            marks += [f"{before}{title}"] * named[key].pages
    created = PACK_KIND.created(pack)
    return join(parts, stamps(marks), title=f"{name_of(pack)}, version {pack.issue.version}", created=created)


def _zipped(pack: Pack, files: Files) -> bytes:
    """The zip: a folder for each item, the contents list and the agenda. The PDFs are the stored ones."""
    on = date.fromisoformat(pack.issue.date)
    named = {row.key: row for row in pack.content.documents}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes | str) -> None:
            entry = zipfile.ZipInfo(name, (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)

        add("contents.csv", as_csv(contents_list(pack, files.pages)))
        add("agenda.pdf", files.front)
        placed: set[str] = set()
        for item in pack.content.items:
            folder = _folder(item.number) if item.number else "for-information"
            if item.number in files.summaries:
                add(f"{folder}/{SUMMARY_FILE}", files.summaries[item.number])
            for key in item.documents:
                if key not in placed:
                    placed.add(key)
                    add(f"{folder}/{named[key].name}", files.stored[key])
    return out.getvalue()


def _folder(number: str) -> str:
    """The folder of an item in the zip, such as item-02 or item-23.1, which sort as the agenda does."""
    whole, dot, part = number.partition(".")
    return f"item-{int(whole):02}{dot}{part}"
