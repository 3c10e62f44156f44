"""What the message about new flags says: a subject that names the first thing, and how many there are."""

import re
from collections.abc import Sequence

from governance.watch.models import Flag

FULL_NAME = re.compile(r"^(\w+ \d{4}) SEC Release:")
LACKING = (
    ("criterion lacks evidence", "criterion has no evidence"),
    ("criteria lack evidence", "criteria have no evidence"),
)
"""Said more plainly here. The sentence of a flag stays as it is stored: another one would reopen dismissed flags."""


def subject_of(flags: Sequence[Flag], is_own: bool) -> str:
    """June 2020: 6 testing criteria have no evidence (and 7 more). `is_own`: for the body that owes them."""
    more = f" (and {len(flags) - 1} more)" if len(flags) > 1 else ""
    return headline(flags[0].sentence, is_own) + more


def headline(sentence: str, is_own: bool) -> str:
    """The sentence of a flag without the full name of its release and without what its page says."""
    text = FULL_NAME.sub(r"\1:", sentence).removesuffix(".")
    for stored, said in LACKING:
        text = text.replace(stored, said)
    if " evidence from " in text:
        text = text.partition(", due on ")[0]
        text = text.partition(" from ")[0] if is_own else text
    return text


def counted(flags: Sequence[Flag]) -> str:
    """3 are late, 5 are due soon."""
    late = sum(flag.is_late for flag in flags)
    said = [
        f"{count} {'is' if count == 1 else 'are'} {what}"
        for count, what in ((late, "late"), (len(flags) - late, "due soon"))
        if count
    ]
    return f"{', '.join(said)}."
