"""The minutes extract as a kind of document. It is printed and written as others are, but never frozen: each reading
computes it anew, so it is not among the KINDS that snapshots have."""

from typing import Any

from governance.documents.engine.blocks import Block, paragraph
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.text import long_date
from governance.documents.minutes.sections import chapters
from governance.documents.minutes.types import MinutesContent, MinutesExtract
from secrel.core.web.csv_text import Rows

TITLE = "Minutes extract"
ABOUT = (
    "This extract is computed from what is recorded: agenda, attendance, outcomes, votes, conditions, interests and "
    "actions. A later correction of these changes it."
)


def meeting_name(content: MinutesContent) -> str:
    meeting = content.meeting
    number = f", meeting {meeting.number}" if meeting.number else ""
    return f"{meeting.full_name}, {long_date(meeting.day)}{number}"


def _context(extract: MinutesExtract) -> dict[str, Any]:
    content, issue = extract.content, extract.issue
    return {
        "release": {"name": TITLE},
        "document": {
            "reference": f"Meeting {content.meeting.number}" if content.meeting.number else "Extract",
            "classification": "not published",
            "status": f"As recorded on {long_date(issue.date)}",
        },
        "meeting": content.meeting,
        "meeting_day": long_date(content.meeting.day),
        "marks": issue.marks,
        "dated": long_date(issue.date),
        "created": issue.date,
        "classification": ABOUT,
        "document_name": meeting_name(content),
        "facts": [("Meeting", meeting_name(content)), ("As recorded on", long_date(issue.date))],
        "front": _front(extract),
        "sections": chapters(extract),
        "appendices": [],
    }


def _front(extract: MinutesExtract) -> list[Block]:
    return [paragraph(ABOUT)]


def _word(extract: MinutesExtract) -> WordForm:
    name = meeting_name(extract.content)
    return WordForm(
        title=TITLE,
        name=name,
        running_name=name,
        note="A copy for editing. The extract in the application follows what is recorded.",
        marks=extract.issue.marks,
        facts=(("As recorded on", long_date(extract.issue.date)),),
        about="About this extract",
        front=_front(extract),
        chapters=chapters(extract),
    )


def _tables(extract: MinutesExtract) -> dict[str, Rows]:
    content = extract.content
    items = [[row.number, row.reference, row.title, row.outcome, row.votes] for row in content.items]
    actions = [
        [row.number, row.what, row.owner, row.due, row.became, row.began]
        for row in (*content.carried, *content.actions)
    ]
    return {
        "items": [["item", "paper", "title", "outcome", "votes"], *items],
        "actions": [["action", "what", "owner", "due", "became", "began"], *actions],
    }


MINUTES_KIND = DocumentKind(
    key="minutes",
    type=MinutesExtract,
    schema_id="secrel:minutes-extract/1",
    schema_name="minutes-extract-1",
    attached="minutes-extract.json",
    template="documents/paper.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=_tables,
    created=lambda extract: extract.issue.date,
    name=lambda extract: f"the minutes extract of {meeting_name(extract.content)}",
)
