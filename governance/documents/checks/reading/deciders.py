"""What a text says of the path of a modification and of the body that decides on it.

The Change Board decides under Self-Governance, and otherwise recommends to the Authority (SEC, Section D).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

AUTHORITY = "authority"
"""The key of the body that decides on the paths of the Authority. On the others it does not."""
AUTHORITY_PATHS, OWN_PATHS = ("authority_led", "authority_determined"), ("self_governance", "fast_track")
_PIECES = (
    *("uthority", "UTHORITY", "hange Board", "Ofgem"),
    *("overnance", "OVERNANCE", "ast-", "ast T", "ast t", "AST"),
)
_SENTENCE_ENDS = re.compile(r"(?<=\.)\s")
_REFERENCE = re.compile(r"\b(?:SECMP[0-9]{4}|(?:MP|DP)[0-9]{3})[A-Z]?\b")
_SELF_GOVERNANCE = re.compile(r"\b(?:self[- ]governance|fast[- ]track)\b", re.IGNORECASE)
_AUTHORITY_PATH = re.compile(r"\bauthority[- ](?:determined|led)\b", re.IGNORECASE)
_DECIDES = (
    r"(?:decid(?:e|es|ed|ing)|decision|determin(?:e|es|ed|ation)|approv(?:e|es|ed|al)|reject(?:s|ed|ion)?)\b"
)
_AUTHORITY_DECIDES = re.compile(
    r"\b(?:Authority|Ofgem)\b(?![- ](?:Determined|Led|determined|led))"
    rf"(?:(?!\b(?:Authority|Ofgem)\b)[^.;]){{0,40}}?\b{_DECIDES}|"
    rf"\b{_DECIDES}[^.;]{{0,20}}? (?:by|of|from|with) (?:the )?(?:Authority|Ofgem)\b(?![- ](?:Determined|Led))"
)
_BOARD_DECIDES = re.compile(
    r"\bChange Board\b(?:(?!\bChange Board\b)[^.;]){0,40}?"
    r"\b(?:decides|decided|will decide|final decision|determines|determined)\b|"
    r"\b(?:decided|determined|final decision)[^.;]{0,20}? (?:by|of|from|with) the Change Board\b"
)
_PATH = r"(?:self[- ]governance|fast[- ]track|authority[- ](?:determined|led))"
_STATES_PATH = re.compile(
    rf"\b(?:is|as|was|are|were|under|follows?(?: the)?|on|via)\s++(?:an?\s++|the\s++)?(?:path\s++)?{_PATH}\b"
    rf"(?!\s++(?:process|procedures?|arrangements|provisions|statements?|rules?))|\b{_PATH}\s++(?:path|modification)\b",
    re.IGNORECASE,
)
"""That a modification has a path, where nothing is said of a decision."""
_APPEAL = re.compile(r"\b(?:appeal|refer|recommend)", re.IGNORECASE)


@dataclass(frozen=True)
class SaidOfPath:
    """What is said of one modification: `ref`, the words, and what they name."""

    ref: str
    words: str
    is_self_governance: bool
    is_authority_path: bool
    authority_decides: bool
    board_decides: bool

    def contradicts(self, path: str, decider: str = "") -> bool:
        """Whether path and decider do not fit. `path`, `decider`: those of the register, where the words name none."""
        if self.is_self_governance and self.is_authority_path:
            return False
        by_authority, by_other = self.authority_decides, self.board_decides
        if not by_authority and not by_other and decider:
            by_authority, by_other = decider == AUTHORITY, decider != AUTHORITY
        of_authority, of_itself = self.is_authority_path, self.is_self_governance
        if not of_authority and not of_itself:
            of_authority, of_itself = path in AUTHORITY_PATHS, path in OWN_PATHS
        return (of_authority and by_other and not by_authority) or (of_itself and by_authority)


def may_say(text: str) -> bool:
    """Whether a text has a word that says a path or who decides; a cheap look before reading it."""
    return any(piece in text for piece in _PIECES)


def read_decisions(text: str, ref: str = "") -> Iterator[SaidOfPath]:
    """In sentences that name one modification, and those after them that name none. `ref`: whom the text is about."""
    about, words = ref, list[str]()
    for sentence in _SENTENCE_ENDS.split(text):
        named = set(_REFERENCE.findall(sentence))
        if named - {about}:
            yield from _said(about, " ".join(words))
            about, words = named.pop() if len(named) == 1 else "", []
        words.append(sentence.strip())
    yield from _said(about, " ".join(words))


def _said(ref: str, words: str) -> Iterator[SaidOfPath]:
    if not ref or not may_say(words) or _APPEAL.search(words):
        return
    authority, board = bool(_AUTHORITY_DECIDES.search(words)), bool(_BOARD_DECIDES.search(words))
    is_self, is_authority = bool(_SELF_GOVERNANCE.search(words)), bool(_AUTHORITY_PATH.search(words))
    if authority or board or ((is_self or is_authority) and _STATES_PATH.search(words)):
        yield SaidOfPath(ref, words, is_self, is_authority, authority, board)
