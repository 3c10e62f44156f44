"""The section of a finding and the page for correcting it, from its path in the snapshot."""

from governance.documents.rid.document import BY_KEY, CHAPTERS, CONTENTS, PAGES

ANY = "document"
"""The section of a rule about the whole document. Its findings are shown in the sections of their paths."""
PAGE_BY_PATH = {path: page for page in PAGES for path in page.holds}


def address_of(path: str, slug: str) -> str:
    """The page with the longest matching path, or the facts of the release if none matches."""
    found = max((prefix for prefix in PAGE_BY_PATH if path.startswith(prefix)), key=len, default="")
    return f"/releases/{slug}/edit/{PAGE_BY_PATH[found].path}/" if found else f"/releases/{slug}/edit/"


def section_of(path: str) -> str:
    """The section of a path, or the whole document if it is in no section."""
    key = path.split("/")[2]
    section = CONTENTS.get(key) or BY_KEY.get(key)
    return section.key if section and section.key in CHAPTERS else ANY
