"""Names of elements and attributes of WordprocessingML (ECMA-376)."""

from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
Element: TypeAlias = etree._Element
OFF = ("0", "false", "off", "none")


def value(parent: Element | None, name: str, attribute: str = "val") -> str | None:
    """The value of an element inside another; None if there is none."""
    found = parent.find(W + name) if parent is not None else None
    return None if found is None else found.get(W + attribute)


def number(parent: Element | None, name: str) -> int | None:
    """The same as a number; None for what is no number."""
    text = value(parent, name) or ""
    return int(text) if text.lstrip("-").isdigit() and len(text) < 9 else None


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None if it is not stated."""
    found = parent.find(W + name) if parent is not None else None
    return None if found is None else (found.get(W + "val") or "true").casefold() not in OFF
