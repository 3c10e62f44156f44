"""What the page that fills a release and its API share: the tables of what was pasted, and where each goes."""

from collections.abc import Mapping

from governance.filling.reading import read_tables
from governance.filling.routing import MOST_TABLES, Routed, chosen, route
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_BLOCK, NoTable

UNREAD = "We could not read what you pasted as tables. Copy them again, fewer at a time."
NOTHING = "We found no table in what you pasted. Copy the tables with their headings."


def routed_tables(release: Release, text: str, html: str, choices: Mapping[str, str]) -> list[Routed]:
    """The tables, each with the page that it is for; `choices` as a form sends them. Raises RuleBroken."""
    if len(text) > LONGEST_BLOCK:
        raise RuleBroken(
            f"The text is longer than {LONGEST_BLOCK:,} characters. Copy fewer tables at a time."
        )
    try:
        routed = route(release, read_tables(release, text, html))
    except NoTable:
        raise RuleBroken(UNREAD) from None
    if not routed:
        raise RuleBroken(NOTHING)
    if len(routed) > MOST_TABLES:
        raise RuleBroken(f"There are {len(routed)} tables. Copy at most {MOST_TABLES} at a time.")
    return chosen(routed, choices)
