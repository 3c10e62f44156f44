"""The file that a Word copy begins as: ours, or SECAS's own template with the styles of ours that it lacks."""

import io
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from governance.documents.engine.printing.word_file.looks import STYLES
from governance.documents.engine.printing.word_file.parts import empty_file


def template_digest() -> str:
    """A digest of the template in use, so that another template makes new copies."""
    return sha256(_template()).hexdigest() if settings.WORD_TEMPLATE else ""


def begin() -> Document:
    """An empty document with every style that ours have."""
    ours = docx.Document(io.BytesIO(empty_file()))
    if not settings.WORD_TEMPLATE:
        return ours
    theirs = _opened()
    _empty(theirs)
    _adopt(theirs, ours)
    return theirs


@register()
def template_is_a_word_file(**_: Any) -> list[Error]:
    """A check of Django's, so that each command says at once what is wrong with the template."""
    try:
        if settings.WORD_TEMPLATE:
            _opened()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="secrel.word_template")]
    return []


def _opened() -> Document:
    try:
        return docx.Document(io.BytesIO(_template()))
    except (ValueError, KeyError, OSError, BadZipFile, XMLSyntaxError, PackageNotFoundError) as error:
        raise ImproperlyConfigured(
            f"WORD_TEMPLATE, {settings.WORD_TEMPLATE}, is no Word file (.docx). Save the template as .docx."
        ) from error


def _template() -> bytes:
    try:
        return Path(settings.WORD_TEMPLATE).read_bytes()
    except OSError as error:
        raise ImproperlyConfigured(f"WORD_TEMPLATE, {settings.WORD_TEMPLATE}, cannot be read.") from error


def _empty(document: Document) -> None:
    """Take its text away; page, header and footer stay. Tables begin at the margin, as of Word 2013."""
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _adopt(theirs: Document, ours: Document) -> None:
    """Give a template the styles and lists of ours that it lacks, based on its own where it has them."""
    known = {style.name: style.style_id for style in theirs.styles}
    named = {style.style_id: style.name for style in ours.styles}
    lists = _Lists(theirs, ours)
    for name in STYLES:
        if name not in known:
            style = deepcopy(ours.styles[name].element)
            for reference in (style.find(qn("w:basedOn")), style.find(qn("w:next"))):
                if reference is not None:
                    base = named[reference.get(qn("w:val"))]
                    reference.set(qn("w:val"), known.get(base, reference.get(qn("w:val"))))
            theirs.styles.element.append(style)
            known[name] = style.get(qn("w:styleId"))
            lists.number(style, name, is_copy=True)
        elif name.startswith("List "):
            lists.number(theirs.styles[name].element, name, is_copy=False)


class _Lists:
    """Numbers list styles that have no numbering in the template by copies of our lists."""

    def __init__(self, theirs: Document, ours: Document) -> None:
        self.theirs, self.ours = theirs.part.numbering_part.element, ours.part.numbering_part.element
        self.styles = ours.styles
        self.copied: dict[int, int] = {}

    def number(self, style: Any, name: str, *, is_copy: bool) -> None:
        """Number a style by a copy of our list, if ours is numbered and this one is not by a list of its own."""
        own = self.styles[name].element.pPr
        if own is None or own.numPr is None:
            return
        kept = style.get_or_add_pPr()
        if kept.numPr is not None and not is_copy:
            return
        numbers = kept.get_or_add_numPr()
        numbers.get_or_add_ilvl().val = own.numPr.ilvl.val
        numbers.get_or_add_numId().val = self._copied(own.numPr.numId.val)

    def _copied(self, number: int) -> int:
        if number not in self.copied:
            kind = self.ours.num_having_numId(number).abstractNumId.val
            [made] = self.ours.xpath(f"w:abstractNum[@w:abstractNumId='{kind}']")
            taken = [int(one) for one in self.theirs.xpath("w:abstractNum/@w:abstractNumId")]
            copy = deepcopy(made)
            copy.set(qn("w:abstractNumId"), str(max(taken, default=0) + 1))
            first = self.theirs.find(qn("w:num"))  # kinds of lists stand before lists
            self.theirs.append(copy) if first is None else first.addprevious(copy)
            self.copied[number] = self.theirs.add_num(max(taken, default=0) + 1).numId
        return self.copied[number]
