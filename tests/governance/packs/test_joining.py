"""Joining PDFs: pages, labels, bookmarks and links of the whole."""

import io

from pikepdf import Array, Dictionary, Name, NumberTree, Pdf, String, parse_content_stream
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


def tagged(title: str) -> bytes:
    """A PDF of one page with a heading, a header cell named “h”, a cell that refers to it, and a tagged link."""
    pdf, out = Pdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=A4).obj
    page.StructParents = 0
    link = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), StructParent=1)
    )
    page.Annots = Array([link])
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    head = Dictionary(S=Name.TH, ID=String("h"), Pg=page, K=0)
    cell = Dictionary(
        S=Name.TD, A=Array([Dictionary(O=Name.Table, Headers=Array([String("h")]))]), K=Array([])
    )
    reference = Dictionary(S=Name.Link, K=Array([Dictionary(Type=Name.OBJR, Obj=link, Pg=page)]))
    kids = [pdf.make_indirect(one) for one in (head, cell, reference)]
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=root, T=String(title), K=Array(kids)))
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array([kids[0]]), 1, kids[2]])))
    pdf.Root.StructTreeRoot = root
    pdf.save(out)
    return out.getvalue()


def test_the_tags_of_each_document_are_a_part_of_the_whole():
    parts = [Part(tagged("One"), "One"), Part(small_pdf(1, "Plain"), "Plain"), Part(tagged("Two"), "Two")]
    whole = join(parts, small_pdf(3, "Stamps"), title="The pack", created="2021-09-21")
    assert join(parts, small_pdf(3, "Stamps"), title="The pack", created="2021-09-21") == whole
    with Pdf.open(io.BytesIO(whole)) as pdf:
        root = pdf.Root.StructTreeRoot
        assert pdf.Root.MarkInfo.Marked
        [document] = root.K
        assert [str(part.T) for part in document.K] == ["One", "Two"]
        pages = [page.obj for page in pdf.pages]
        assert [page.get("/StructParents") for page in pages] == [0, None, 2]
        assert [page.Annots[0].get("/StructParent") for page in pages] == [1, None, 3]
        parents = dict(NumberTree(root.ParentTree).items())
        for number, page, part in ((0, pages[0], document.K[0]), (2, pages[2], document.K[1])):
            head, cell, link = part.K[0].K
            assert parents[number][0].objgen == head.objgen
            assert head.Pg.objgen == page.objgen
            assert parents[number + 1].objgen == link.objgen
            assert link.K[0].Obj.objgen == page.Annots[0].objgen
            assert str(cell.A[0].Headers[0]) == str(head.ID) == f"{number}-h"
        assert [str(name) for name in list(root.IDTree.Names)[::2]] == ["0-h", "2-h"]
        assert b"/Artifact" in pages[0].Contents[-1].read_bytes()
