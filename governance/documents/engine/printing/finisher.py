"""Changes to WeasyPrint's PDF objects before writing, needed for PDF/A-3a and PDF/UA-1 in one file.

Header cells get a Scope and the structure tree an IDTree. Running headers and page numbers, which are content
outside the tags, become artifacts. The PDF/UA mark is added to the RDF of the metadata.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

UA_MARK = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
SECTIONS = ("/THead", "/TBody", "/TFoot")


def finish(document: Any, pdf: Any) -> None:
    """For `write_pdf(finisher=…)`."""
    root = next((found for found in pdf.objects if _type(found) == "/StructTreeRoot"), None)
    if root is not None:
        reached = _finish_tables(pdf, root)
        _make_artifacts(pdf, root, reached)
    _mark_as_ua(pdf)


def _type(found: Any) -> Any:
    return found.get("Type") if isinstance(found, dict) else None


def _number(reference: Any) -> int:
    return int(reference.split()[0])


def _elements(pdf: Any, root: Any) -> Iterator[tuple[int, Any, str | None]]:
    """Every structure element once: its object number, itself, its table section."""
    waiting, seen = [(reference, None) for reference in root["K"]], set()
    while waiting:
        reference, section = waiting.pop()
        if isinstance(reference, int) or _number(reference) in seen:
            continue
        number = _number(reference)
        seen.add(number)
        element = pdf.objects[number]
        if element.get("S") in SECTIONS:
            section = element["S"]
        yield number, element, section
        waiting += [(child, section) for child in element.get("K", ()) if not isinstance(child, int)]


def _finish_tables(pdf: Any, root: Any) -> set[int]:
    """Give header cells their Scope and the tree its IDTree; returns the elements reached."""
    names, reached = [], set()
    for number, element, section in _elements(pdf, root):
        reached.add(number)
        if element.get("S") == "/TH" and "A" in element:
            element["A"]["Scope"] = "/Column" if section == "/THead" else "/Row"
        if "ID" in element:
            names.append((_key(element["ID"]), element["ID"], element.reference))
    if names:
        names.sort(key=lambda entry: entry[0])
        pairs = pydyf.Array()
        for _, name, reference in names:
            pairs.extend((name, reference))
        leaf = pydyf.Dictionary({"Names": pairs, "Limits": pydyf.Array((names[0][1], names[-1][1]))})
        pdf.add_object(leaf)
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
    return reached


def _key(name: Any) -> bytes:
    text = getattr(name, "string", name)
    return text if isinstance(text, bytes) else str(text).encode()


def _make_artifacts(pdf: Any, root: Any, reached: set[int]) -> None:
    """Turn marked content whose element is not in the tree (margin boxes) into pagination artifacts."""
    entries = pdf.objects[_number(root["ParentTree"])]["Nums"]
    by_page = {entries[i]: entries[i + 1] for i in range(0, len(entries), 2)}
    for reference in pdf.page_references:
        page = pdf.objects[_number(reference)]
        parents = by_page.get(page.get("StructParents"))
        if not isinstance(parents, list):
            continue
        outside = {index for index, parent in enumerate(parents) if _number(parent) not in reached}
        if not outside:
            continue
        stream = pdf.objects[_number(page["Contents"])].stream
        for index, operand in enumerate(stream):
            if isinstance(operand, dict) and operand.get("MCID") in outside:
                stream[index - 1] = "/Artifact"
                stream[index] = pydyf.Dictionary({"Type": "/Pagination"})
        for index in outside:
            parents[index] = "null"


def _mark_as_ua(pdf: Any) -> None:
    """Add the PDF/UA mark to the existing RDF; readers ignore a second one."""
    metadata = pdf.catalog.get("Metadata")
    if metadata:
        stream = pdf.objects[_number(metadata)].stream
        stream[0] = stream[0].replace(b"</rdf:RDF>", UA_MARK + b"</rdf:RDF>")
