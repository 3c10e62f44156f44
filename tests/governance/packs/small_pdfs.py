"""Small PDFs for what joins them, with bookmarks and a link as those of WeasyPrint have."""

import hashlib
import io
from datetime import date

from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, String

from governance.composing.models import Snapshot
from governance.composing.operations import rendering
from secrel.core.changes.operations import SYSTEM
from secrel.core.files.storing import store_file

A4 = (595.28, 841.89)


def small_pdf(pages: int, title: str) -> bytes:
    """Empty pages: the first links to the last by a name, and there is a bookmark with a chapter on each page."""
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=A4)
    names = NameTree.new(pdf)
    names["last"] = Array([pdf.pages[-1].obj, Name.XYZ, 0, 800, 0])
    pdf.Root.Names = Dictionary(Dests=names.obj)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("last"))
    pdf.pages[0].obj["/Annots"] = pdf.make_indirect(Array([link]))
    with pdf.open_outline() as outline:
        top = OutlineItem(title, Array([pdf.pages[0].obj, Name.Fit]))
        top.children.extend(
            OutlineItem(f"{title}, chapter {number}", Array([page.obj, Name.Fit]))
            for number, page in enumerate(pdf.pages, start=1)
        )
        outline.root.append(top)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def finished(snapshot: Snapshot, pdf: bytes) -> None:
    """Finish the job of a snapshot with a PDF, as a worker does."""
    job, lease = rendering.take_lease(snapshot.job.pk)
    file = store_file(ContentFile(pdf), digest=hashlib.sha256(pdf).hexdigest(), media_type=rendering.PDF)
    rendering.finish_rendering(by=SYSTEM, job=job, lease=lease, file=file, on=date(2021, 10, 15))
