"""How two versions of a notice are compared."""

from governance.documents.engine.diff.comparison import Comparison

COMPARISON = Comparison(
    general="Notice",
    contents={
        "changes": "What else changes",
        "help": "Where to get help",
        "modifications": "Modifications",
        "documents": "SEC documents",
        "specifications": "Technical specifications",
    },
)
