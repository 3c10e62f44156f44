"""Where what a finding is about stands and is mended: from its path in the document to its section and its page."""

from governance.documents.rid.document import BY_KEY, CHAPTERS, CONTENTS, PAGES

ANY = "document"
"""The section of a rule about the whole document: its findings stand in the sections of their places."""
HELD = {path: page for page in PAGES for path in page.holds}


def address_of(path: str, slug: str) -> str:
    """The page whose paths fit best; what stands nowhere else is mended in the facts of the release."""
    found = max((held for held in HELD if path.startswith(held)), key=len, default="")
    return f"/releases/{slug}/edit/{HELD[found].path}/" if found else f"/releases/{slug}/edit/"


def section_of(path: str) -> str:
    """The section that a path leads into; the whole document where it leads into none."""
    key = path.split("/")[2]
    section = CONTENTS.get(key) or BY_KEY.get(key)
    return section.key if section and section.key in CHAPTERS else ANY
