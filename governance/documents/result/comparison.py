"""How two versions of the result of a consultation are compared."""

from governance.documents.engine.diff.comparison import Comparison

COMPARISON = Comparison(
    general="Consultation",
    contents={
        "question": "Question",
        "reasons": "Reasons",
        "counts": "Answers by category",
        "answers": "Answers",
        "summary": "Summary",
        "decisions": "Decision",
    },
    spoken={"decisions": "list of decisions", "counts": "answers by category"},
    values={
        "go_live": "changed go-live",
        "draft_tad": "draft TAD",
        "other": "another question",
        "moved": "the go-live moves",
        "kept": "the go-live stays",
    },
)
