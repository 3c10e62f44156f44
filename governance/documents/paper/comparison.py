"""How two versions of a paper are compared."""

from governance.documents.engine.diff.comparison import Comparison
from governance.documents.paper import wording

COMPARISON = Comparison(
    general="Paper",
    own="releases",
    contents={
        "releases": "Releases",
        "purpose": "Purpose",
        "unsettled": wording.UNSETTLED,
        "sections": "Other sections",
        "recommendations": wording.RECOMMENDATIONS,
        "annexes": "Annexes",
        "attachments": wording.ATTACHMENTS,
    },
)
