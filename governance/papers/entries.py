"""What SECAS enters for a paper beside the facts: free texts, proposed changes, recommendations of its own."""

from governance.documents.engine.facts import Fact, Texts
from governance.documents.paper.types import Act, FreeSection

MONTHS = 15
"""A paper covers releases that go live in so many months from its day."""


class OwnRecommendation(Fact):
    verb: str
    text: str


class PaperEntries(Fact):
    """`rows`: a free sentence by release and part (february-2022/MP109). `notes`: paragraphs by release, and on the
    modifications without a settled one (unsettled). `texts`: the
    wording of drafted recommendations by key. `dropped`: keys of drafted recommendations that are left out."""

    purpose: Texts = ()
    months: int = MONTHS
    since: str = ""
    rows: dict[str, str] = {}
    notes: dict[str, Texts] = {}
    sections: tuple[FreeSection, ...] = ()
    annex: bool = False
    acts: tuple[Act, ...] = ()
    texts: dict[str, str] = {}
    dropped: Texts = ()
    own: tuple[OwnRecommendation, ...] = ()
    attachments: Texts = ()
