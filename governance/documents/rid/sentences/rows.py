"""What the rows of the editions share: reasons, and the sentences of states."""

from governance.documents.rid import wording
from governance.documents.rid.sentences.sentence import Sentence

DEFINED = "A definition, whatever the facts are."
OWN = "It repeats the fact."
ITSELF = "It speaks of this document only."
_NOTHING = "The facts say nothing, so nothing is printed."


def same(name: str, when: str, why: str = OWN) -> dict[str, Sentence]:
    """Sentences by state as in the first edition; {state} in `when` is the state."""
    return {
        key: Sentence(text, when.format(state=key), why)
        for key, text in getattr(wording, name).items()
        if text
    }


def states(subject: str, *, unknown: str, none: str = "", not_applicable: str = "") -> dict[str, Sentence]:
    """The sentences of a list while it is empty. A state without a sentence prints nothing."""
    rows = (
        ("not_stated", "", "no statement", _NOTHING),
        ("items", "", "stated as listed", "Facts that disagree print no sentence."),
        ("unknown", unknown, "stated as to come", OWN),
        ("none", none, "stated as none", OWN),
        ("not_applicable", not_applicable, "stated as not applicable, with the reason", OWN),
    )
    return {key: Sentence(text, f"{subject}: empty, {when}", why) for key, text, when, why in rows}
