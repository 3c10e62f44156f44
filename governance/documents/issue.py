"""What a snapshot's issue says of its version, also where it came from outside and says less."""

from typing import Any


def created(data: dict[str, Any]) -> str:
    """The day that stands in the file: the document's, or the nearest that it gives; never the clock's."""
    issue, release = data["issue"], data["content"]["release"]
    last = issue["history"][-1]["date"] if issue["history"] else None
    return issue["document"]["date"] or last or release["go_live"] or "2013-09-23"


def history_row(issue: dict[str, Any]) -> str:
    """What the document's own history says of its version; its last row where it has none."""
    own = [row for row in issue["history"] if row["version"] == issue["document"]["version"]]
    rows = own or issue["history"]
    return rows[-1]["changes"] if rows else ""


def glossary_of(content: dict[str, Any], issue: dict[str, Any]) -> dict[str, str]:
    """The terms of the content, and those that only the document history uses."""
    return content["glossary"] | issue.get("glossary", {})
