"""The edit pages by the sections of the document: the release itself, each numbered section, and the appendices."""

from dataclasses import dataclass

from governance.documents.rid.document import SECTIONS
from governance.documents.rid.section import EditPage, Printed, Section


@dataclass(frozen=True)
class EditGroup:
    """A tab: a section of the document with the pages that edit it."""

    key: str
    title: str
    sections: tuple[str, ...]
    pages: tuple[EditPage, ...]
    """Those with a tab of their own."""


def _group(key: str, title: str, sections: list[Section]) -> EditGroup:
    pages = tuple(page for section in sections for page in section.pages if page.tab)
    return EditGroup(key, title, tuple(section.key for section in sections), pages)


def _printed(part: Printed) -> list[Section]:
    return [section for section in SECTIONS if section.printed is part]


FRONT = "front"
GROUPS: tuple[EditGroup, ...] = (
    _group(FRONT, "Release", _printed(Printed.FRONT)),
    *(_group(section.key, section.title, [section]) for section in _printed(Printed.NUMBERED)),
    _group("appendices", "Appendices", _printed(Printed.APPENDIX)),
)


def group_of(tab: str, section: str) -> EditGroup:
    """The group of a page: by the key of its tab, or else by its section."""
    by_tab = (group for group in GROUPS if any(page.tab_key == tab for page in group.pages))
    by_section = (group for group in GROUPS if section in group.sections)
    return next(by_tab, None) or next(by_section, GROUPS[0])
