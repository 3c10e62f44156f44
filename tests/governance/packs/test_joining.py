"""Joining PDFs: pages, labels, bookmarks and links of the whole."""

import io

from pikepdf import Dictionary, Pdf, parse_content_stream
from pypdf import PdfReader

from governance.packs.making.joining import Part, join, page_count
from tests.governance.packs.small_pdfs import A4, small_pdf

PARTS = (
    Part(small_pdf(1, "Front"), "Agenda"),
    Part(small_pdf(3, "Paper"), "SECP_76_1701_23", under=("1. Agree the update",)),
    Part(small_pdf(2, "RID"), "June 2020 RID", under=("1. Agree the update",)),
)
JOINED = join(PARTS, small_pdf(6, "Stamps"), title="The pack", created="2021-09-21")


def outlined(reader: PdfReader, rows: list) -> list:
    """Titles with the number of their page, nested as they are."""
    return [
        outlined(reader, row)
        if isinstance(row, list)
        else (row.title, reader.get_destination_page_number(row) + 1)
        for row in rows
    ]


def test_the_whole_has_all_pages_and_a_bookmark_for_each_item_and_document():
    reader = PdfReader(io.BytesIO(JOINED))
    assert (len(reader.pages), page_count(JOINED)) == (6, 6)
    assert reader.page_labels == ["1", "2", "3", "4", "5", "6"]
    front, front_chapters, item, (paper, paper_chapters, rid, _) = outlined(reader, reader.outline)
    assert (front, front_chapters) == (("Agenda", 1), [("Front, chapter 1", 1)])
    assert (item, paper, rid) == (
        ("1. Agree the update", 2),
        ("SECP_76_1701_23", 2),
        ("June 2020 RID", 5),
    )
    assert paper_chapters == [(f"Paper, chapter {n}", n + 1) for n in (1, 2, 3)]
    assert reader.metadata.title == "The pack"


def test_links_inside_a_document_lead_to_its_pages_in_the_whole():
    reader = PdfReader(io.BytesIO(JOINED))
    named = reader.named_destinations
    targets = [named[reader.pages[start]["/Annots"][0].get_object()["/Dest"]] for start in (0, 1, 4)]
    numbers = [reader.get_destination_page_number(target) + 1 for target in targets]
    assert numbers == [1, 4, 6]


def test_the_same_parts_give_the_same_bytes():
    assert join(PARTS, small_pdf(6, "Stamps"), title="The pack", created="2021-09-21") == JOINED


def pages_of(*contents: bytes) -> bytes:
    """A PDF of pages that share their resources, as WeasyPrint makes them."""
    pdf, out = Pdf.new(), io.BytesIO()
    shared = pdf.make_indirect(Dictionary())
    for content in contents:
        page = pdf.add_blank_page(page_size=A4)
        page.obj.Resources, page.Contents = shared, pdf.make_stream(content)
    pdf.save(out)
    return out.getvalue()


def test_pages_that_share_their_resources_bear_their_own_stamps():
    paper, marks = pages_of(b"", b""), pages_of(b"% first", b"% second")
    whole = join([Part(paper, "Paper")], marks, title="", created="2021-09-21")
    with Pdf.open(io.BytesIO(whole)) as pdf:
        drawn = [
            page.resources.XObject[str(step.operands[0])].read_bytes().strip()
            for page in pdf.pages
            for step in parse_content_stream(page)
            if str(step.operator) == "Do"
        ]
    assert drawn == [b"% first", b"% second"]
