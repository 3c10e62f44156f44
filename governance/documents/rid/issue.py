"""Facts about a version from its issue, with fallbacks for imported documents that state less."""

from governance.documents.rid.types.rid import Issue, Rid, RidContent


def created(rid: Rid) -> str:
    """The creation date (ISO) of the files: the document's date or the nearest one it states, never today's."""
    issue = rid.issue
    last = issue.history[-1].date if issue.history else None
    return issue.document.date or last or rid.content.release.go_live or "2013-09-23"


def history_row(issue: Issue) -> str:
    """The text of the version's own history row, or of the last row if it has none."""
    own = [row for row in issue.history if row.version == issue.document.version]
    rows = own or issue.history
    return rows[-1].changes if rows else ""


def glossary_of(content: RidContent, issue: Issue) -> dict[str, str]:
    """The terms of the content and those used only in the document history."""
    return content.glossary | (issue.glossary or {})
