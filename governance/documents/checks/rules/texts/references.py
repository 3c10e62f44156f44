"""References in texts: written with digits, and of the modification that is meant."""

import re
from collections.abc import Iterable, Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule

_DIGITS = str.maketrans("OolI", "0011")
_REFERENCE = re.compile(r"\b(?:SECMP[0-9]{4}|(?:MP|DP)[0-9]{3})[A-Z]?\b")
_SHORT = re.compile(r"\b(?:SECMP[0-9]{1,3}|(?:MP|DP)[0-9]{1,2})\b(?![.-][0-9])")
_RELATION = re.compile(
    r"\b(?:depend|correct|split|supersed|replac|relat|consequen|linked|former|called)\w*+[^.]*\Z",
    re.IGNORECASE,
)
_OTHER_RELEASE = re.compile(
    r"\b(?:later|earlier|other|another|previous|next|last)\b[^.]{0,30}\brelease|[A-Z][a-z]++ 20[0-9]{2} SEC Release"
)
BEFORE, AROUND = 60, 120


@rule(
    "reference-misspelt",
    Against.ITSELF,
    "document",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} references look misspelt",
)
def references_have_digits(document: Document) -> Iterator[Problem]:
    """References are written with digits, three or (after SECMP) four: MP088, not MPO88 or MP88. A reference in the
    texts on testing, dates and costs that is one digit away from that of a modification in scope means it."""
    for reference in sorted(document.uses.mistyped):
        right = reference.translate(_DIGITS)
        message = f"{reference} has a letter in place of a digit."
        yield Problem(
            "/content/release", message, f"Write {right}, if that is what is meant.", about=reference
        )
    short = {found for text in _texts(document) for found in _SHORT.findall(text)}
    for reference in sorted(short):
        digits = 4 if reference.startswith("SECMP") else 3
        message = (
            f"{reference} is no reference: {reference.rstrip('0123456789')} has {digits} digits after it."
        )
        yield Problem(
            "/content/release",
            message,
            "Write it with all its digits.",
            certainty=Certainty.BY_WORDS,
            about=reference,
        )
    for reference, meant in _mistaken(document).items():
        message = f"A text names {reference}, which is not in scope. Is {meant} meant?"
        mend = "Correct the reference, or say how the two are related."
        yield Problem("/content/release", message, mend, certainty=Certainty.BY_WORDS, about=reference)


def _texts(document: Document) -> Iterator[str]:
    """The texts about the release as a whole, in which its modifications are named."""
    content = document.content
    yield from (*content.testing.dcc_approach, *content.testing.user_approach)
    yield from (
        *(content.costs.notes or ()),
        *(content.scope.additions or ()),
        *(content.timeline_notes or ()),
    )
    yield from content.acceptance.notes or ()
    for row in content.timeline:
        yield row.event
        yield row.notes
    for request in content.scope.change_requests:
        yield request.summary


def _mistaken(document: Document) -> dict[str, str]:
    """References that are one digit away from one in scope, with that one."""
    told = " ".join(row.changes for row in document.issue.history)
    named = (*document.entries, *_REFERENCE.findall(told), *document.context.elsewhere)
    known = {_converted(ref) for ref in named}
    found: dict[str, str] = {}
    near: dict[str, str] = {}
    for text in _texts(document):
        for match in _REFERENCE.finditer(text):
            ref = match.group()
            if _converted(ref) in known or ref in found:
                continue
            near = near or {form: entry for entry in reversed(document.entries) for form in _near(entry)}
            meant = next((near[form] for form in _near(ref) if form in near), None)
            before = text[max(0, match.start() - BEFORE) : match.start()]
            around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            if meant and not _RELATION.search(before) and not _OTHER_RELEASE.search(around):
                found[ref] = meant
    return found


def _converted(ref: str) -> str:
    """The reference after conversion: DP153 becomes MP153."""
    return f"MP{ref[2:]}" if ref.startswith("DP") else ref


def _near(ref: str) -> Iterable[str]:
    """Forms that a reference shares with each that has another digit in one place, or two digits swapped."""
    places = [place for place, sign in enumerate(ref) if sign.isdigit()]
    for place in places:
        yield f"{ref[:place]}?{ref[place + 1 :]}"
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            low, high = sorted((ref[one], ref[other]))
            yield f"{ref[:one]}<{ref[one + 1 : other]}>{ref[other + 1 :]}{low}{high}"
