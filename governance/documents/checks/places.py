"""Where what a finding is about stands and is mended: from its path in the document to its section and its page."""

SECTIONS = ("scope", "impacts", "timeline", "testing", "costs", "acceptance", "history", "glossary")
ANY = "document"
"""The section of a rule about the whole document: its findings stand in the sections of their places."""

PAGES = (
    ("/content/impacts/documents", "documents"),
    ("/content/impacts/party_summaries", "summary"),
    ("/content/impacts/dcc_summaries", "summary"),
    ("/content/impacts", "participants"),
    ("/content/timeline", "timeline"),
    ("/content/testing", "testing"),
    ("/content/costs/secas", "other-costs"),
    ("/content/costs", "costs"),
    ("/content/acceptance", "criteria"),
    ("/content/glossary", "glossary"),
    ("/issue/glossary", "glossary"),
    ("/issue/history", "history"),
    ("/content/scope", "scope"),
)
"""The first that a path begins with; what is nowhere else is mended in the facts of the release."""


def address_of(path: str, slug: str) -> str:
    page = next((f"{page}/" for prefix, page in PAGES if path.startswith(prefix)), "")
    return f"/releases/{slug}/edit/{page}"


def section_of(path: str) -> str:
    """The section that a path leads into; the whole document where it leads into none."""
    part = path.split("/")[2].removesuffix("_notes")
    return part if part in SECTIONS else ANY
