"""1 Scope: approved and targeted modifications, Change Requests, whether more may be added."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.source.document import Line
from governance.importer.understanding.outline import Outline
from governance.importer.understanding.sections.titles import QUOTES, sentences_apart, split_title
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, MENDED, Gathered
from governance.importer.words.dates import read_date
from governance.importer.words.references import (
    Found,
    change_request_at,
    change_requests_in,
    modification_at,
    modifications_in,
)
from secrel.core.values.texts import folded

Data = dict[str, Any]
_INTRODUCED = (
    ("approved", re.compile(r"\b(?:have|has) been approved\b|\bare approved\b", re.IGNORECASE)),
    ("targeted", re.compile(r"\b(?:if|when|once|subject to)\b.{0,60}\bapprov|\btargeted\b", re.IGNORECASE)),
)
_PART = re.compile(
    r"^[,;:]?\s*(?:\(?part (\w{1,3})(?: of \w+)?\)?(?=[\s,.)]|$)|\(([^()]{3,60}\bonly)\))[,:]?\s*",
    re.IGNORECASE,
)
_PART_OF_TEXT = re.compile(
    r"\b(?:the )?(first|second|third|fourth|1st|2nd|3rd) (?:part|stage|phase)\b[^.]{0,160}?\b(?:in|"
    r"by|with|as part of|under) this (?:SEC )?release\b|"
    r"\bpart (\d|one|two|three)\b[^.]{0,80}?\b(?:in|by|with|as part of) this (?:SEC )?release\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "first": "1",
    "1st": "1",
    "one": "1",
    "second": "2",
    "2nd": "2",
    "two": "2",
    "third": "3",
    "3rd": "3",
    "three": "3",
    "fourth": "4",
}
_CUT_OFF = re.compile(r"\s?\(?(?:Its|The) cut-off (?:date )?is ([^.()]{4,40})\)?\.\s?$", re.IGNORECASE)
_NOT_DESCRIBED = "Its description is still to come."
_AFTER = re.compile(
    r"(?<=[.:]) ((?:No |Any )?(?:further|additional|other|more) modifications?\b[^:]*|DCC Change "
    r"Requests? do(?:es)? not form.*)$",
    re.IGNORECASE,
)
"""What stands below the last point of a list, where the file does not say that the point ended."""
_VERBS = re.compile(r"^(?:will|proposes?|seeks?|aims?|intends?|would|amends?|is|are|has|to)\b", re.IGNORECASE)
_OPTION = re.compile(r"\b(proposed|alternative|alternate)\s+solution\b", re.IGNORECASE)
_LABEL = re.compile(r"^(?:the )?(?:proposed|alternative) solution(?: \w{1,2})?\s*[:–—-]\s+", re.IGNORECASE)
_INTRO = re.compile(
    r"^(?:the following|these|one|two|three|this section|the table|no\b.*modification proposal|"
    r"modification proposals?)\b.*(?::|\.)$",
    re.IGNORECASE,
)
_NO_REQUEST = re.compile(
    r"^no\b|\bno (?:dcc )?change requests?\b|\bplans no\b|\bnot (?:planned|aware)|do not apply", re.IGNORECASE
)
_OUTSIDE = re.compile(r"\bdo not form part\b|\bdoes not (?:cover|describe)\b", re.IGNORECASE)


class Entry(Struct):
    found: Found
    line: Line
    text: str
    title: str
    title_sure: bool
    rest: str
    subs: list[Line]


def read_scope(parts: Outline, gathered: Gathered) -> Data:
    """The scope. A modification that stands outside both lists is sorted by its verb, unsure."""
    scope: Data = {"approved": [], "targeted": [], "change_requests": []}
    more: list[str] = []
    for section, lines in _lists(parts):
        entries, others = _entries(lines)
        for entry in entries:
            status = section if section != "scope" else _by_verb(entry.rest)
            rows = scope[status]
            is_sorted = section != "scope" and not (_proposes(entry.rest) and status == "approved")
            rows.append(_item(entry, f"/scope/{status}/{len(rows)}", gathered, is_sorted=is_sorted))
        more += _others(others, gathered)
    _table_items(parts, scope, gathered)
    _requests(parts, scope, gathered)
    if more:
        scope["additions"] = more
    for section in ("approved", "targeted"):
        if not scope[section]:
            _empty(parts, section, scope, gathered)
    return scope


def _lists(parts: Outline) -> Iterator[tuple[str, list[Line]]]:
    """The lines of each status, by headings, and by the sentences that introduce a list under another heading."""
    for section in ("approved", "targeted", "scope"):
        status, lines = section, list[Line]()
        for line in parts.lines(section):
            if not line.level and line.text.rstrip().endswith(":"):
                told = next((name for name, says in _INTRODUCED if says.search(line.text)), status)
                if told != status:
                    yield status, lines
                    status, lines = told, []
            lines.append(line)
        yield status, lines


def _proposes(rest: str) -> bool:
    return bool(re.match(r"\W*(?:proposes|seeks|aims)\b", rest))


def _empty(parts: Outline, section: str, scope: Data, gathered: Gathered) -> None:
    """Note an empty list: sure where the document has the heading, or says nothing of targeted ones but of approved."""
    line = parts.headings.get(section) or parts.headings.get("scope")
    other = scope["targeted" if section == "approved" else "approved"]
    announced = any(one.text.rstrip().endswith(":") for one in parts.lines(section))
    sure = (section in parts.headings or (section == "targeted" and bool(other))) and not announced
    if line is None:
        return
    gathered.add(f"/scope/{section}", 0.9 if sure else DOUBTFUL, line.place, "scope: nothing listed")


def _entries(lines: list[Line]) -> tuple[list[Entry], list[Line]]:
    """The points that begin with a modification, each with what stands below it, and the other lines."""
    entries: list[Entry] = []
    others: list[Line] = []
    for line in sentences_apart(_ended(lines), modifications_in):
        text = line.text.lstrip("•o▪–- ") if not line.level else line.text
        found = modification_at(text.removeprefix("[").lstrip("*"))
        if found and (line.level or entry_like(text)):
            entries.append(_entry(found, line, text.removeprefix("[").lstrip("*")))
        elif entries and (0 < entries[-1].line.level < line.level or _belongs(line)):
            entries[-1].subs.append(line)
        else:
            others.append(line)
    return entries, others


def _belongs(line: Line) -> bool:
    """Whether a line goes on with the modification above it: a solution, or a point that begins with a verb."""
    is_option = _OPTION.search(line.text[:60]) and line.text[:4] in ("The ", "Prop", "Alte", "An a", "o Th")
    return bool(is_option or (line.level and _VERBS.match(line.text)))


def entry_like(text: str) -> bool:
    """Whether a line that is no point still reads as an entry: a reference and a quoted title."""
    found = modification_at(text)
    return found is not None and text[found.end :].lstrip(" :–-")[:1] in QUOTES


def _ended(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with what follows the last point of a list as a line of its own."""
    for line in lines:
        below = _AFTER.search(line.text) if line.level else None
        yield replace(line, text=line.text[: below.start()]) if below else line
        if below:
            yield Line(below[1], line.place)


def _entry(found: Found, line: Line, text: str) -> Entry:
    rest = text[found.end :].lstrip(" ]:–—-")
    title, sure, rest = split_title(rest)
    return Entry(found, line, text, title, sure, rest, [])


def _by_verb(rest: str) -> str:
    return "approved" if re.match(r"\s*(?:part \w+ )?will\b", rest) else "targeted"


def _item(entry: Entry, path: str, gathered: Gathered, *, is_sorted: bool) -> Data:
    place, found = entry.line.place, entry.found
    base = 0.95 if is_sorted else GUESSED
    gathered.add(
        f"{path}/ref",
        min(base, MENDED if found.changed else 1),
        place,
        "reference of a modification",
        changed=found.changed,
        source=entry.text,
    )
    title = gathered.text(
        f"{path}/title",
        entry.title,
        place,
        "title in quotation marks",
        confidence=0.95 if entry.title_sure else DOUBTFUL,
    )
    rest, part = _part(entry.rest, path, entry.line, gathered)
    cut_off = _CUT_OFF.search(rest)
    if cut_off:
        rest = rest[: cut_off.start()]
    if rest.lstrip(". ").strip() == _NOT_DESCRIBED:
        rest = ""
    subs = list(entry.subs)
    options: list[Data] = []
    for line in subs:
        if kind := _OPTION.search(line.text[:80]):
            text = _without_label(line.text)
            at = f"{path}/options/{len(options)}"
            named = "proposed" if kind[1].casefold() == "proposed" else "alternative"
            options.append(
                {
                    "kind": named,
                    "text": gathered.text(f"{at}/text", text, line.place, "solution below a modification"),
                }
            )
        else:
            rest = f"{rest} {line.text}".strip()
    summary = gathered.text(
        f"{path}/summary",
        rest.lstrip(",;: "),
        place,
        "text after the title",
        confidence=(0.95 if _VERBS.match(rest.lstrip(",;: ")) else 0.6) if rest else 0.7,
        doubt=entry.line.doubt,
    )
    item: Data = {"ref": found.ref, "title": title, "part": part, "summary": summary, "options": options}
    if cut_off:
        item["cut_off"] = read_date(cut_off[1]).data
    return item


def _without_label(text: str) -> str:
    """A solution without the label that only says which it is."""
    found = _LABEL.match(text)
    rest = text[found.end() :] if found else text
    return rest if found and not _OPTION.search(rest[:60]) else text if not found else rest


def _part(rest: str, path: str, line: Line, gathered: Gathered) -> tuple[str, str | None]:
    """What follows the part's name, and the part: named after the title, or only in the text."""
    if found := _PART.match(rest):
        name = found[1] or found[2]
        part = _ORDINALS.get(name.casefold(), name)
        gathered.add(f"{path}/part", 0.95, line.place, "part after the title", source=found[0])
        return rest[found.end() :], part
    if said := _PART_OF_TEXT.search(rest):
        part = _ORDINALS.get((said[1] or said[2]).casefold(), said[2] or "")
        gathered.add(
            f"{path}/part",
            0.75,
            line.place,
            "part in the text",
            source=said[0],
            changed="Only the text says which part it is.",
        )
        return rest, part
    gathered.add(
        f"{path}/part",
        0.6 if re.search(r"\b(?:in|two|three) parts\b", rest) else 0.9,
        line.place,
        "no part named",
    )
    return rest, None


def _others(lines: list[Line], gathered: Gathered) -> list[str]:
    """Sentences on whether more may be added; introductions are left out."""
    more: list[str] = []
    for line in lines:
        text = line.text
        if re.search(
            r"\b(?:further|additional|more|other)\b.{0,60}\bmodifications?\b|\bmodifications?\b.{0,80}\badded\b",
            text,
            re.IGNORECASE,
        ) and not text.endswith(":"):
            more.append(
                gathered.text(f"/scope/additions/{len(more)}", text, line.place, "whether more may be added")
            )
        elif not _INTRO.match(text) and not text.endswith(":"):
            gathered.leave(text, line.place)
    return more


def _table_items(parts: Outline, scope: Data, gathered: Gathered) -> None:
    """Modifications that a table lists with a title or a status, where the lists name none."""
    known = {item["ref"] for status in ("approved", "targeted") for item in scope[status]}
    for table in parts.unknown:
        heads = [folded(cell.text) for cell in table.rows[0]]
        if not any(
            "status" in head or "title" in head or "summary" in head or "description" in head
            for head in heads
        ):
            continue
        for row in table.rows[1:]:
            found = modification_at(row[0].text.strip())
            if not found or found.ref in known:
                continue
            title, _, rest = split_title(row[0].text[found.end :].strip())
            cells = {head: cell.text for head, cell in zip(heads, row, strict=False)}
            title = title or next((text for head, text in cells.items() if "title" in head), "")
            rest = rest or next(
                (text for head, text in cells.items() if "summary" in head or "description" in head), ""
            )
            status = (
                "approved"
                if any("approved" in text.casefold() for head, text in cells.items() if "status" in head)
                else "targeted"
            )
            line = Line(row[0].text, table.place)
            entry = Entry(
                found, line, row[0].text, " ".join(title.split()), False, " ".join(rest.split()), []
            )
            scope[status].append(
                _item(entry, f"/scope/{status}/{len(scope[status])}", gathered, is_sorted=False)
            )
            known.add(found.ref)


def _requests(parts: Outline, scope: Data, gathered: Gathered) -> None:
    rows: list[Data] = scope["change_requests"]
    lines = sentences_apart(_ended(parts.lines("change_requests")), change_requests_in)
    said = ""
    for line in lines:
        found = change_request_at(line.text.lstrip("[*"))
        if found:
            title, sure, rest = split_title(line.text.lstrip("[*")[found.end :].lstrip(" :–—-"))
            path = f"/scope/change_requests/{len(rows)}"
            gathered.add(
                f"{path}/ref",
                MENDED if found.changed else 0.95,
                line.place,
                "reference of a Change Request",
                changed=found.changed,
                source=line.text,
            )
            rows.append(
                {
                    "ref": found.ref,
                    "title": gathered.text(
                        f"{path}/title",
                        title,
                        line.place,
                        "title in quotation marks",
                        confidence=0.95 if sure else DOUBTFUL,
                    ),
                    "summary": gathered.text(
                        f"{path}/summary",
                        rest.lstrip(",;: "),
                        line.place,
                        "text after the title",
                        confidence=0.95 if rest else 0.7,
                    ),
                }
            )
        elif rows and line.level > 1:
            rows[-1]["summary"] = f"{rows[-1]['summary']} {line.text}".strip()
        elif not _OUTSIDE.search(line.text):
            said = said or line.text
    place = parts.headings["change_requests"].place if "change_requests" in parts.headings else Line("").place
    if rows:
        scope["change_requests_state"] = "items"
        return
    is_none = bool(_NO_REQUEST.search(said))
    if said:
        scope["change_requests_state"] = "none" if is_none else "unknown"
    sure = is_none or bool(re.search(r"to come|to be confirmed|not yet|tbc", said, re.IGNORECASE))
    gathered.add(
        "/scope/change_requests", 0.95 if sure else 0.6, place, "no Change Request listed", source=said
    )
