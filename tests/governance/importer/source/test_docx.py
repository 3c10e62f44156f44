"""Word files are read as they look once all tracked changes are accepted."""

import copy
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from governance.importer.source.document import SourceDocument, Table
from governance.importer.source.docx.reader import read_docx
from tests.support.large import large_document
from tests.support.originals.reading import found, wanted
from tests.support.originals.word import element, run, tracked, word_original

DOCUMENT = large_document(6, rows=12)
FILLING = "This document is long enough to be taken for one that has a text."


def read(*changes) -> SourceDocument:
    opened = Document()
    opened.add_paragraph(FILLING)
    for change in changes:
        change(opened)
    out = BytesIO()
    opened.save(out)
    return read_docx(out.getvalue(), "rid.docx")


def said(source: SourceDocument) -> list[str]:
    return [note.sentence for note in source.notes]


def test_a_rid_is_read_word_for_word_with_or_without_titles_in_its_tables():
    for titles_in_tables in (True, False):
        source = read_docx(word_original(DOCUMENT, titles_in_tables=titles_in_tables), "rid.docx")
        assert found(source) == wanted(DOCUMENT)
    assert [line.text for line in source.margins] == [
        "SECP_99_0601_01 – Appendix A: November 2023 SEC Release RID",
        "Page 1 of 16",
    ]


def test_tracked_changes_are_accepted_and_each_is_named():
    def change(opened):
        text = opened.add_paragraph("MP101 was ")
        text._p.append(tracked("del", "targeted"))
        text._p.append(tracked("ins", "approved"))
        joined = opened.add_paragraph("The end of this paragraph")
        joined._p.get_or_add_pPr().append(element("rPr"))
        joined._p.pPr[-1].append(element("del", id="9", author="B. Editor"))
        opened.add_paragraph(" was deleted.")
        table = opened.add_table(3, 2)
        for row, words in zip(table.rows, ("Date Event", "1 May Old", "2 May New"), strict=True):
            row.cells[0].text, row.cells[1].text = words.rsplit(" ", 1)
        for row, what in ((table.rows[1], "del"), (table.rows[2], "ins")):
            row._tr.get_or_add_trPr().append(element(what, id="5", author="A. Writer"))

    source = read(change)
    assert found(source)[1:] == [
        *("MP101 was approved", "The end of this paragraph was deleted."),
        *("table ", "Date | Event", "2 May | New"),
    ]
    assert said(source) == [
        "A tracked change by A. Writer deleted “targeted”.",
        "A tracked change by A. Writer added “approved”.",
        "A tracked change deleted a row: “1 May Old”.",
        "A tracked change added a row: “2 May New”.",
    ]


def test_comments_are_named_and_hidden_text_is_left_out():
    def change(opened):
        text = opened.add_paragraph()
        shown = text.add_run("Go-live is 24 June 2021.")
        text.add_run(" Secret.").font.hidden = True
        opened.add_comment(shown, text="Is that a Thursday?", author="C. Reader")

    source = read(change)
    assert found(source)[1:] == ["Go-live is 24 June 2021."]
    assert said(source) == [
        "Hidden text was left out: “Secret.”.",
        "A comment by C. Reader: “Is that a Thursday?”.",
    ]


def test_fields_show_their_result_and_text_boxes_and_controls_are_read():
    def change(opened):
        text = opened.add_paragraph("On ")
        for kind in ("begin", "instr", "separate", "result", "end"):
            made = run("1 May 2021") if kind == "result" else element("r")
            if kind == "instr":
                made.append(element("instrText", "DATE \\@ d"))
            elif kind != "result":
                made.append(element("fldChar", fldCharType=kind))
            text._p.append(made)
        box = parse_xml(
            f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox><w:txbxContent>"
            "<w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        opened.add_paragraph("Beside it")._p.append(box)
        control = parse_xml(
            f"<w:sdt {nsdecls('w')} xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'><w:sdtPr>"
            "<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        opened.add_paragraph("Ticked: ")._p.append(control)
        sign = opened.add_paragraph("Drawn: ").add_run()
        sign._r.append(element("sym", font="Wingdings", char="F0FC"))

    assert found(read(change))[1:] == ["On 1 May 2021", "Beside it", "In a box", "Ticked: ✓", "Drawn: ✓"]


def test_lists_have_levels_and_numbers():
    def change(opened):
        numbering = opened.part.numbering_part.element
        levels = "".join(
            f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/></w:lvl>"
            for level, form in enumerate(("decimal", "lowerLetter", "bullet"))
        )
        numbering.insert(
            0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='77'>{levels}</w:abstractNum>")
        )
        numbering.append(
            parse_xml(f"<w:num {nsdecls('w')} w:numId='77'><w:abstractNumId w:val='77'/></w:num>")
        )
        for level, text in (
            (0, "One"),
            (1, "Inner"),
            (1, "Second inner"),
            (2, "Deep"),
            (0, "Two"),
            (1, "Again"),
        ):
            listed = element("numPr")
            listed.extend([element("ilvl", val=str(level)), element("numId", val="77")])
            opened.add_paragraph(text)._p.get_or_add_pPr().append(listed)
        outlined = opened.add_paragraph("By its outline level")
        outlined._p.get_or_add_pPr().append(element("outlineLvl", val="1"))

    lines = read(change).blocks[1:]
    assert [(line.level, line.number) for line in lines] == [
        *((1, "1"), (2, "a"), (2, "b"), (3, ""), (1, "2"), (2, "a"), (0, "")),
    ]
    assert lines[-1].heading == 2


def test_merged_and_nested_tables_are_read_and_a_divided_one_is_one():
    def change(opened):
        table = opened.add_table(3, 3)
        for place, text in (
            ((0, 0), "Ref"),
            ((0, 1), "Stages"),
            ((1, 1), "SIT"),
            ((1, 2), "UIT"),
            ((2, 0), "MP101"),
        ):
            table.cell(*place).text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        inner = table.cell(2, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "a", "b"
        again = copy.deepcopy(table._tbl)
        again.findall(qn("w:tr"))[2].findall(f".//{qn('w:t')}")[0].text = "MP102"
        opened.element.body.insert(-1, again)

    assert found(read(change))[1:] == [
        *("table ", "Ref | Stages | Stages", "Ref | SIT | UIT"),
        *("MP101 | a | b | ", "MP102 | a | b | "),
    ]


def test_a_frame_is_no_table_and_the_table_of_contents_is_left_out():
    def change(opened):
        opened.add_table(1, 1).cell(0, 0).text = "Framed"
        opened.styles.add_style("toc 1", 1)
        opened.add_paragraph("1. Scope\t3", style="toc 1")

    source = read(change)
    assert found(source)[1:] == ["Framed"]
    assert not any(isinstance(block, Table) for block in source.blocks)
    assert said(source) == ["The table of contents was left out."]
