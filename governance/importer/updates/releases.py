"""Which release a part of a paper is about, and what a sentence before a list says of the modifications in it."""

import re

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.updates.statuses import APPROVED, CANDIDATE, DATE, TARGETED
from governance.importer.words.dates import read_date
from secrel.core.values.texts import one_line

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAME = re.compile(rf"\b(?:({_MONTHS}) )?(20\d\d) (?:SEC )?Releases?\b", re.IGNORECASE)
_GO_LIVE = re.compile(rf"^[^.]{{0,30}}?\bon ({DATE})")
_APPROVED = re.compile(r"\bapproved\b[^.]{0,80}\bfor inclusion\b", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:propos(?:e|es|ing|ed)|recommend\w*|request\w*|ask\w*|should be|to be)\b[^.:]{0,160}"
    r"\b(?:includ|add|in scope)",
    re.IGNORECASE,
)
_REMOVED = re.compile(
    r"\b(?:remov\w+|taken out|no longer|withdrawn|fall\w* out|de-?scop\w+|reject\w+)\b", re.IGNORECASE
)
_MOVED = re.compile(
    r"\b(?:mov(?:e|ed|ing)|deferred|postponed|now expected to be implemented in|re-?target\w*)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:candidates?|may be included|could potentially|not (?:yet )?determined|under consideration)\b",
    re.IGNORECASE,
)
_NO_IMPACT = re.compile(
    r"\bnon-DCC System|\b(?:do(?:es)? not|don['’]t|doesn['’]t|will not|no|not) (?:impact|affect)(?:s|ing)?(?: on)?"
    r"(?: the)? DCC|\bdocument[- ]only",
    re.IGNORECASE,
)
_IMPACT = re.compile(
    r"\bDCC System[s’']{0,2}[- ]impacting\b|\bimpact(?:s|ing)?(?: on)?(?: the)? DCC Systems?\b|\bon the DCC Systems\b",
    re.IGNORECASE,
)


class Section(Struct, frozen=True):
    """A release that a part of a paper is about. `go_live`: its day, where the paper says it."""

    name: str = ""
    go_live: str = ""
    is_several: bool = False
    """Whether it names the releases of a year only."""


class Lead(Struct, frozen=True):
    """What a sentence says of the list or table below it."""

    standing: str = TARGETED
    change: str = ""
    impacts_dcc: bool | None = None
    from_release: str = ""
    text: str = ""


def release_named(text: str) -> str:
    """The first release that a text names: June 2022 SEC Release; "" if it names none by month."""
    for found in _NAME.finditer(text):
        if found[1]:
            return f"{found[1].capitalize()} {found[2]} SEC Release"
    return ""


def releases_named(text: str) -> list[str]:
    return [f"{one[1].capitalize()} {one[2]} SEC Release" for one in _NAME.finditer(text) if one[1]]


def section_of_heading(text: str) -> Section | None:
    """The release that a heading names; None if it names none."""
    plain = one_line(re.sub(r"^(?:section\s+)?\d{1,2}(?:\.\d{1,2})*[.):]?\s+", "", text, flags=re.IGNORECASE))
    if len(plain) > 90 or plain.endswith((".", ";", ":")):
        return None
    found = _NAME.search(plain)
    if not found or len(plain) - (found.end() - found.start()) > 40:
        return None
    if found[1]:
        return with_go_live(Section(release_named(plain)), plain)
    return Section(f"{found[2]} SEC Releases", is_several=True)


def with_go_live(section: Section, text: str) -> Section:
    """The section with the go-live that a text states beside the release's name."""
    for found in _NAME.finditer(text):
        if not found[1] or f"{found[1].capitalize()} {found[2]} SEC Release" != section.name:
            continue
        stated = _GO_LIVE.match(text[found.end() :]) or re.match(rf"\s?\(({DATE})\)", text[found.end() :])
        day = read_date(stated[1]).day if stated else None
        if day:
            return replace(section, go_live=day.isoformat())
    return section


def lead_of(text: str, section: Section) -> Lead:
    """What a sentence before a list says of what it lists."""
    impacts = False if _NO_IMPACT.search(text) else True if _IMPACT.search(text) else None
    named = releases_named(text)
    if _REMOVED.search(text):
        return Lead("", "remove", impacts, text=text)
    if _PROPOSED.search(text):
        return Lead(TARGETED, "add", impacts, text=text)
    if _MOVED.search(text):
        came = next((name for name in named if name != section.name), "")
        return Lead(
            CANDIDATE if section.is_several else TARGETED, "move" if came else "", impacts, came, text
        )
    if _APPROVED.search(text):
        return Lead(APPROVED, "", impacts, text=text)
    if _MAYBE.search(text):
        return Lead(CANDIDATE, "", impacts, text=text)
    return Lead(TARGETED, "", impacts, text=text)
