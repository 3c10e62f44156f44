"""What a snapshot's issue says of its version, also where it came from outside and says less."""

from governance.documents.rid.types.rid import Issue, Rid, RidContent


def created(rid: Rid) -> str:
    """The day that stands in the file: the document's, or the nearest that it gives; never the clock's."""
    issue = rid.issue
    last = issue.history[-1].date if issue.history else None
    return issue.document.date or last or rid.content.release.go_live or "2013-09-23"


def history_row(issue: Issue) -> str:
    """What the document's own history says of its version; its last row where it has none."""
    own = [row for row in issue.history if row.version == issue.document.version]
    rows = own or issue.history
    return rows[-1].changes if rows else ""


def glossary_of(content: RidContent, issue: Issue) -> dict[str, str]:
    """The terms of the content, and those that only the document history uses."""
    return content.glossary | (issue.glossary or {})
