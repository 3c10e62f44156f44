"""The sentences of a notice, in our own words."""

from collections.abc import Iterator

from governance.documents.engine.links import Links
from governance.documents.engine.text import counted, long_date
from governance.documents.notice.types import NoticeContent, NoticeDocument, NoticeIssue, NoticeSpecification

DOCUMENT_NAME = "Publication notice"
CLASSIFICATION = {"white": "White: anybody may read this document."}
CODEWORKS = {"yes": "Yes", "no": "No", "not_stated": "Not stated"}
NOT_WHICH = "Yes; which is not stated"
NOT_LISTED = "This notice does not list them."
NO_DOCUMENTS = "This notice names no SEC document."
LOG = "The Document Log shows the text in force on any day."
NOT_AUTHORITATIVE = (
    "This Word copy is for convenience. The published notice is the PDF, with the data attached to it."
)


def opening(content: NoticeContent) -> Iterator[str]:
    """The first paragraphs: what takes effect, when, and what it implements."""
    what = f"SEC version {content.sec_version}" if content.sec_version else "An updated version of the SEC"
    yield f"{what} takes effect on {long_date(content.effective_on)}."
    number = content.stated_count or len(content.modifications)
    if content.form == "release" and content.release:
        implements = f", with {counted(number, 'modification')}" if number else ""
        yield f"It implements the {content.release.name}{implements}.{'' if content.is_listed else f' {NOT_LISTED}'}"
    elif content.modifications:
        names = [f"{row.name} “{row.title}”" for row in content.modifications]
        yield f"It implements {_joined(names)}."
    elif number:
        yield f"It implements {counted(number, 'modification')}. {NOT_LISTED}"
    designated = sum(row.by_designation for row in content.documents)
    if designated:
        yield f"{counted(designated, 'document').capitalize()} {_by(designated)} government designation."
    for row in content.documents:
        if row.notification:
            yield f"{row.document} is changed by a DCC notification{under(row)}."


def _by(number: int) -> str:
    return "is changed by" if number == 1 else "are changed by"


def under(row: NoticeDocument) -> str:
    """ " under Clause 4.2": where the clause is stated."""
    return f" under {row.notification.clause}" if row.notification and row.notification.clause else ""


def source(row: NoticeDocument) -> str:
    """Everything that changes a document: MP123; government designation."""
    found = []
    if row.by_modification:
        found.append(", ".join(row.modifications) or "Modification, not stated which")
    if row.by_designation:
        found.append(f"Government designation{f' ({row.designation})' if row.designation else ''}")
    if row.notification:
        reference = f" ({row.notification.reference})" if row.notification.reference else ""
        found.append(f"DCC notification{under(row)}{reference}")
    return "; ".join(found)


def by_modification(row: NoticeDocument) -> str:
    return (", ".join(row.modifications) or NOT_WHICH) if row.by_modification else "No"


def specification(row: NoticeSpecification) -> str:
    return {
        "from": "Comes into force",
        "until": "Ceases to be in force",
        "in_force": "In force; since when is not stated",
    }[row.change]


def published(issue: NoticeIssue) -> str:
    return f"Published on {long_date(issue.published_on)}"


def status(issue: NoticeIssue) -> str:
    """The line at the foot of each page."""
    return published(issue) if issue.version == 1 else f"Corrected: {published(issue).lower()}"


def log_address(links: Links) -> str:
    return f"{links.site}/documents/in-force/"


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
