"""Where what a finding is about is mended: from its path in the document to the page that edits it."""

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
