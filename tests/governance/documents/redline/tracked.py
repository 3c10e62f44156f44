"""What a Word file says once all its tracked changes are accepted or rejected."""

import io

import docx
from docx.oxml.ns import qn

INS, DEL = ("ins", "cellIns"), ("del", "cellDel")


def words_of(content: bytes, *, accepted: bool) -> list[str]:
    """The paragraphs in order, also those of cells, without empty ones."""
    body = docx.Document(io.BytesIO(content)).element.body
    gone = DEL if accepted else INS
    for parts, within in ((("w:trPr", "w:tr")), (("w:tcPr", "w:tc"))):
        for properties in list(body.iter(qn(parts))):
            if any(properties.find(qn(f"w:{name}")) is not None for name in gone):
                whole = properties.getparent()
                assert whole.tag == qn(within)
                whole.getparent().remove(whole)
    for name in gone:
        for element in list(body.iter(qn(f"w:{name}"))):
            element.getparent().remove(element)
    texts = (
        "".join(piece.text or "" for piece in p.iter(qn("w:t"), qn("w:delText")))
        for p in body.iter(qn("w:p"))
    )
    return [text for text in texts if text]
