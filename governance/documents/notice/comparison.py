"""What differs between two versions of a notice, fact by fact."""

from governance.documents.engine.differences import Difference, Headings, compare_data
from governance.documents.notice.types import NoticeContent

HEADINGS = Headings(
    general="Notice",
    sections={
        "changes": "What else changes",
        "help": "Where to get help",
        "modifications": "Modifications",
        "documents": "SEC documents",
        "specifications": "Technical specifications",
    },
    fields={
        "effective_on": "takes effect on",
        "sec_version": "SEC version",
        "stated_count": "stated number of modifications",
        "codeworks": "on CodeWorks",
        "by_modification": "by modification",
        "by_designation": "by government designation",
        "notification": "DCC notification",
    },
)


def differences(old: NoticeContent, new: NoticeContent) -> list[Difference]:
    """The differences between two contents, in the order of the document."""
    return compare_data(old.as_data(), new.as_data(), HEADINGS)
