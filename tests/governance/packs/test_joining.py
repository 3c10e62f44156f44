"""Joining PDFs: pages, labels, bookmarks and links of the whole."""

import io

from pypdf import PdfReader

from governance.packs.making.joining import Part, join, page_count
from tests.governance.packs.small_pdfs import small_pdf

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
