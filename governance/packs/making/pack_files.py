"""The files of a pack: its front with page numbers, the documents behind it, and the zip with the stored PDFs."""

import io
import zipfile
from datetime import date

from governance.composing.making import Made
from governance.composing.models import Snapshot
from governance.documents.engine.printing.render import render_pdf
from governance.documents.pack.kind import PACK_KIND, contents_list, front_of, name_of
from governance.documents.pack.sections import document_title, item_heading
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
    front, pages = _front(pack)
    return Made(pdf=_joined(pack, front, pages, stored), archive=_zipped(pack, front, pages, stored))


def _front(pack: Pack) -> tuple[bytes, int]:
    """The front and its number of pages, which the table of documents counts."""
    pages = 1
    for _ in range(FRONTS):
        front = render_pdf(front_of(pages), pack)
        counted = page_count(front)
        if counted == pages:
            break
        pages = counted
    return front, counted


def _joined(pack: Pack, front: bytes, pages: int, stored: dict[str, bytes]) -> bytes:
    named = {row.key: row for row in pack.content.documents}
    parts, marks = [Part(front, "Agenda")], ["Agenda"] * pages
    placed: set[str] = set()
    for item in pack.content.items:
        for key in item.documents:
            if key in placed:
                continue
            placed.add(key)
            title = document_title(named[key])
            parts.append(Part(stored[key], title, under=(item_heading(item),)))
            short = f"Item {item.number} · {title}" if item.number else title
            marks += [short] * named[key].pages
    created = PACK_KIND.created(pack)
    return join(parts, stamps(marks), title=f"{name_of(pack)}, version {pack.issue.version}", created=created)


def _zipped(pack: Pack, front: bytes, pages: int, stored: dict[str, bytes]) -> bytes:
    """The zip: a folder for each item, the contents list and the agenda. The PDFs are the stored ones."""
    on = date.fromisoformat(pack.issue.date)
    named = {row.key: row for row in pack.content.documents}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, content: bytes | str) -> None:
            entry = zipfile.ZipInfo(name, (min(max(on.year, 1980), 2107), on.month, on.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)

        add("contents.csv", as_csv(contents_list(pack, pages)))
        add("agenda.pdf", front)
        placed: set[str] = set()
        for item in pack.content.items:
            folder = f"item-{int(item.number):02}" if item.number else "for-information"
            for key in item.documents:
                if key not in placed:
                    placed.add(key)
                    add(f"{folder}/{named[key].name}", stored[key])
    return out.getvalue()
