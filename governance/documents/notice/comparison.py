"""How two versions of a notice are compared."""

from governance.documents.engine.diff.comparison import Comparison
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import holder
from governance.documents.engine.diff.sentences import yes_or_no

CODEWORKS = {
    "yes": "{} is now on CodeWorks",
    "no": "{} is now stated not to be on CodeWorks",
    "not_stated": "it is no longer stated whether {} is on CodeWorks",
}


def _codeworks(found: Found, comparison: Comparison) -> str:
    return CODEWORKS[found.new].replace("{}", holder(found.steps[:-1]))


COMPARISON = Comparison(
    general="Notice",
    contents={
        "changes": "What else changes",
        "help": "Where to get help",
        "modifications": "Modifications",
        "documents": "SEC documents",
        "specifications": "Technical specifications",
    },
    spoken={"changes": "list of what else changes", "help": "text on where to get help"},
    values={
        "ad_hoc": "ad hoc",
        "from": "comes into force",
        "until": "ceases to be in force",
        "in_force": "in force",
    },
    sentences={
        ("NoticeDocument", "codeworks"): _codeworks,
        ("NoticeDocument", "by_modification"): yes_or_no(
            "{} is now stated to change by modification", "{} is no longer stated to change by modification"
        ),
        ("NoticeDocument", "by_designation"): yes_or_no(
            "{} now changes by government designation", "{} no longer changes by government designation"
        ),
    },
)
