"""The differences between two versions of a paper, fact by fact."""

from governance.documents.engine.differences import Difference, Headings, compare_data
from governance.documents.paper import wording
from governance.documents.paper.types import PaperContent

HEADINGS = Headings(
    general="Paper",
    own="releases",
    sections={
        "purpose": "Purpose",
        "unsettled": wording.UNSETTLED,
        "sections": "Other sections",
        "recommendations": wording.RECOMMENDATIONS,
        "annexes": "Annexes",
        "attachments": wording.ATTACHMENTS,
    },
    fields={
        "rows": "scope",
        "acts": "changes that follow",
        "since": "changes since",
        "impacts_dcc_systems": "impacts DCC systems",
        "is_new": "reported for the first time",
        "content_digest": "content",
    },
)


def compare(old: PaperContent, new: PaperContent) -> list[Difference]:
    """What differs, in the order of the newer paper; what only the older one has comes last."""
    return compare_data(old.as_data(), new.as_data(), HEADINGS)
