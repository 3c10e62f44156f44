"""Understands publication notices: what comes into effect when, which modifications and documents change.

A file may hold several, as an extract of a news page does. Other news in it is left out, and named.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from governance.documents.checks.reading.deadlines import NUMBERS
from governance.importer.refused import Refused
from governance.importer.source.document import Place, SourceDocument
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, Gathered, Understood
from governance.importer.updates.listed_documents import read_documents
from governance.importer.updates.listed_modifications import read_modifications
from governance.importer.updates.pieces import Piece, pieces_of
from governance.importer.updates.releases import release_named
from governance.importer.updates.statuses import DATE
from governance.importer.words.dates import days_in, read_date
from secrel.core.values.texts import one_line

Data = dict[str, Any]
SCHEMA = "secrel.notices-read/1"
NO_NOTICE = (
    "{name} does not look like a publication notice: it does not say what comes into effect on which day. Choose the "
    "notice, or say what else the file is."
)
_EFFECT = re.compile(
    r"\b(?:(?:comes?|came|coming|takes?|took|is|was|be)(?: in(?:to)?)? (?:effect|force)|effect from|effective|"
    rf"implemented|designated)\b[^.]{{0,40}}?\b(?:on |from |of )?({DATE})",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\bSEC (?:v(?:ersion)? ?)(\d{1,3}\.\d{1,3})\b", re.IGNORECASE)
_COUNT = re.compile(
    r"\b(\d{1,3}|[a-z]{3,9}) (?:(?:SEC )?Modification Proposals?|(?:SEC )?modifications?)\b", re.IGNORECASE
)
_ACTS = re.compile(r"\b(?:implement\w*|includ\w*|as part of|effect)\b", re.IGNORECASE)
_AD_HOC = re.compile(r"\bad[- ]hoc\b", re.IGNORECASE)
_TITLE = re.compile(r"^(?=.{12,200}$)(?!.*[.:;]$)(?!.*»).*[a-z]")
BEFORE_DATE = 2
"""Pieces between a title and the day below it."""


def understand_notices(source: SourceDocument) -> Understood:
    """What the notices of a file say. Raises Refused if there is none."""
    gathered, notices = Gathered(), list[Data]()
    for pieces, title, day in _divided(pieces_of(source)):
        if found := _notice(pieces, title, day, len(notices), gathered):
            notices.append(found)
        else:
            gathered.leave(title.text if title else pieces[0].text, pieces[0].place)
    if not notices:
        raise Refused([NO_NOTICE.format(name=source.name)])
    facts = {"schema": SCHEMA, "notices": notices}
    notes = (*source.notes, *gathered.notes)
    return Understood(facts, tuple(gathered.fields), tuple(gathered.left), notes)


def _divided(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], Piece | None, Piece | None]]:
    """The pieces of each notice, with its title and the day below it: a new one begins with a title above a day."""
    begins: list[tuple[int, int]] = []
    for at, piece in enumerate(pieces):
        if piece.level or len(piece.text) > 40 or not days_in(piece.text):
            continue
        above = range(at - 1, max(-1, at - 1 - BEFORE_DATE), -1)
        title = next((n for n in above if _TITLE.match(pieces[n].text) and not pieces[n].level), None)
        if title is not None and (not begins or title > begins[-1][1]):
            begins.append((title, at))
    if not begins:
        first = next((piece for piece in pieces if _TITLE.match(piece.text)), None)
        yield list(pieces), first, None
        return
    for (start, day), end in zip(begins, [*(start for start, _ in begins[1:]), len(pieces)], strict=True):
        yield list(pieces[start:end]), pieces[start], pieces[day]


def _notice(
    pieces: Sequence[Piece], title: Piece | None, day: Piece | None, at: int, gathered: Gathered
) -> Data | None:
    """The facts of a notice; None for other news: nothing comes into effect, or nothing says what changes."""
    path, texts = f"/notices/{at}", [one_line(piece.text) for piece in pieces]
    told = next(
        (
            (text, found, piece)
            for text, piece in zip(texts, pieces, strict=True)
            if (found := _EFFECT.search(text))
        ),
        None,
    )
    held = Gathered()
    name = one_line(title.text) if title else ""
    modifications = read_modifications(pieces, name, path, held)
    count = _count(told[0] if told else "", texts)
    documents = read_documents(pieces, modifications, path, held, counted=bool(count))
    if not told or not (modifications or documents) or _is_proposal(texts):
        return None
    gathered.fields += held.fields
    gathered.left += held.left
    whole = "\n".join(texts)
    effective = read_date(told[1][1])
    published = days_in(day.text)[0] if day else None
    release = release_named(name) or release_named(told[0])
    version = _VERSION.search(whole)
    place = title.place if title else Place()
    _fields(path, gathered, told[2], effective.day is not None, day, place, bool(name), bool(release))
    return {
        "title": name or f"SEC {version[1] if version else ''} published".replace("  ", " "),
        "published": published.isoformat() if published else None,
        "effective": effective.data,
        "sec_version": version[1] if version else None,
        "release": release or None,
        "form": _form(name, whole, release, is_of_modifications=bool(modifications or count)),
        "stated_count": count,
        "modifications": modifications,
        "documents": documents,
    }


def _fields(
    path: str,
    gathered: Gathered,
    told: Piece,
    has_day: bool,
    day: Piece | None,
    place: Place,
    named: bool,
    of: bool,
) -> None:
    gathered.add(
        f"{path}/title", 0.95 if named else GUESSED, place, "title above the day", source=told.text[:0]
    )
    sure = 0.95 if day else DOUBTFUL
    gathered.add(f"{path}/published", sure, day.place if day else Place(), "day below the title")
    sure = 0.95 if has_day else DOUBTFUL
    gathered.add(
        f"{path}/effective", sure, told.place, "sentence on what comes into effect", source=told.text
    )
    gathered.add(
        f"{path}/release", 0.9 if of else 0.85, told.place, "release that the notice names", source=told.text
    )


def _is_proposal(texts: Sequence[str]) -> bool:
    """Whether the piece only asks about a change of a date, or reports meetings."""
    return any(re.match(r"^Proposal to\b|.*\bare you affected\?$", text) for text in texts[:2])


def _form(title: str, whole: str, release: str, *, is_of_modifications: bool) -> str:
    if not is_of_modifications:
        return "documents"
    return "ad_hoc" if _AD_HOC.search(f"{title} {whole}") or not release else "release"


def _count(told: str, texts: Sequence[str]) -> int | None:
    """The number of modifications that the notice states."""
    for text in (told, *texts):
        for found in _COUNT.finditer(text):
            word = found[1].casefold()
            number = int(word) if word.isdecimal() else NUMBERS.get(word)
            if number and _ACTS.search(text):
                return int(number)
    return None
