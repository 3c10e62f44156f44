"""Sentences of a paper that add a modification to the scope of a release, or take it out of one."""

import re

from governance.importer.updates.titles import entries_in
from governance.importer.words.references import modifications_in

_CHANGE = re.compile(
    r"\b(?:should|shall|will|can|to|has|have|had|is|are|was|were|be)\b[^.]{0,60}?"
    r"\b(add|remov|mov|tak|defer|includ|target)\w*\b[^.]{0,80}?\b(?:scope|releases?)\b|"
    r"\b(?:removal|addition|inclusion) of\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\bif (?:the|it|they|approved)\b|\bmay (?:choose|be)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_OF_TITLE = re.compile(
    r"[^‘“'\"]{0,3}[‘“'\"][^’”\"]{3,200}[’”'\"](?: part \w{1,3})?,? "
    r"(?:should|shall|will be|is to be|has been|was|is|can be) "
)
_ADDS = ("add", "includ", "target")
_REMOVES = ("remov", "tak", "defer")


def changing_sentences(text: str) -> list[str]:
    """The sentences of a text that name a modification and change a scope; none if it is a row of a table."""
    if not _CHANGE.search(text) or _is_row(text):
        return []
    return [
        one
        for one in _SENTENCE.split(text)
        if _CHANGE.search(one) and not _IF.search(one) and any(True for _ in modifications_in(one))
    ]


def is_change(text: str) -> bool:
    """Whether a text after a title is a sentence on a change: “should be added to the scope”."""
    return bool(re.match(r"(?:should|shall|has|was|is|will)\b", text) and _CHANGE.search(text))


def change_word(sentence: str) -> str:
    """add, remove or move; "" if the sentence says none of them."""
    found = _CHANGE.search(sentence)
    if not found:
        return ""
    word = (found[1] or found[0]).casefold()
    if word.startswith((*_ADDS, "inclusion", "addition")):
        return "add"
    if word.startswith((*_REMOVES, "removal")):
        return "remove"
    return "move" if word.startswith("mov") else ""


def _is_row(text: str) -> bool:
    """Whether the text is a row of a table, whose status says that it will be included if it is approved."""
    found = entries_in(text)
    if not found or found[0][0] != 0:
        return len(found) > 1
    return not _OF_TITLE.match(text, found[0][1].end)
