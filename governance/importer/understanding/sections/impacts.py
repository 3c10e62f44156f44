"""2 Impacts: participants, summaries, SEC documents, other codes."""

import re
from collections.abc import Iterable
from typing import Any

from governance.importer.source.document import Cell, Line, Place
from governance.importer.understanding.outline import Outline, Sheet
from governance.importer.understanding.sections.titles import sentences_apart, split_title
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, MENDED, Gathered
from governance.importer.words.areas import is_area
from governance.importer.words.codes import codes_in
from governance.importer.words.columns import is_reference, participant_of
from governance.importer.words.references import document_at, documents_in, modification_at, modifications_in
from modifications.participants import Participant
from secrel.core.editing.sheets.columns import NOT_TICKED, TICKED
from secrel.core.values.texts import folded, one_line

Data = dict[str, Any]
_NOTHING = re.compile(
    r"^(?:no (?:further |additional |other |direct )?impacts?(?: (?:stated|identified|have been "
    r"identified|expected))?|none|n/a|not applicable|no impact)\.?$",
    re.IGNORECASE,
)
_NO_CODE = re.compile(
    r"\bno (?:other )?(?:industry |energy )?codes?\b|\bnot (?:impact|affect)|\bdo not apply|^none\b|"
    r"\bno (?:other )?(?:cross-)?code impacts?\b",
    re.IGNORECASE,
)


def read_impacts(parts: Outline, gathered: Gathered) -> Data:
    impacts: Data = {
        "participants": _participants(parts, gathered),
        "party_summaries": _parties(parts, gathered),
        "dcc_summaries": _areas(parts, gathered),
        "documents": _documents(parts, gathered),
        "other_codes": _codes(parts, gathered),
    }
    if any(
        "provisional" in line.text or "may still change" in line.text for line in parts.lines("documents")
    ):
        impacts["documents_provisional"] = True
    return impacts


def tick_of(cell: Cell) -> tuple[bool, bool]:
    """Whether a cell is ticked, and whether that is sure."""
    word = folded(cell.text).strip(" .")
    if word in NOT_TICKED or word in ("n/a", "none", "×", "✗", "✘", "no impact"):
        return False, not cell.doubt and word not in ("0", "n/a", "×", "✗", "✘")
    if word in TICKED or word in ("✓✓", "yes", "impacted", "direct", "v’", "¥", "/"):
        return True, not cell.doubt and word not in ("¥", "/", "1", "v’")
    return True, False


def _participants(parts: Outline, gathered: Gathered) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    sure: dict[str, tuple[float, str, str]] = {}
    places: dict[str, Place] = {}
    for sheet in parts.of("matrix"):
        for row in sheet.rows:
            label = sheet.cell(row, "modification") if "modification" in sheet.columns else row[0]
            ref = modification_at(one_line(label.text))
            if ref is None:
                if label.text.strip():
                    gathered.leave(" ".join(cell.text for cell in row), sheet.place)
                continue
            ticks, confidence, doubt = _ticks(sheet, row, Participant.values)
            before = found.setdefault(ref.ref, [])
            before += [name for name in ticks if name not in before]
            conf = min(confidence, MENDED if ref.changed else 1, sure.get(ref.ref, (1.0, "", ""))[0])
            sure[ref.ref] = (
                conf,
                " ".join(filter(None, [ref.changed, doubt])),
                " | ".join(cell.text for cell in row),
            )
            places[ref.ref] = label.lines[0].place if label.lines else sheet.place
    for name, (confidence, changed, source) in sure.items():
        found[name] = [key for key in Participant.values if key in found[name]]
        if not found[name]:
            confidence, changed = min(confidence, DOUBTFUL), changed or "Its row has no tick."
        gathered.add(
            f"/impacts/participants/{name}",
            confidence,
            places[name],
            "ticks of the participant matrix",
            changed=changed,
            source=source,
        )
    if not found:
        gathered.add("/impacts/participants", DOUBTFUL, Place(), "no participant matrix found")
    return found


def _ticks(sheet: Sheet, row: tuple[Cell, ...], keys: Iterable[str]) -> tuple[list[str], float, str]:
    ticks, confidence, doubt = [], 0.95, ""
    for key, cell in zip(sheet.columns, row, strict=False):
        if key in keys:
            is_ticked, is_sure = tick_of(cell)
            if not is_sure:
                confidence, doubt = (
                    min(confidence, GUESSED),
                    cell.doubt or f"“{cell.text[:20]}” may or may not be a tick.",
                )
            if is_ticked:
                ticks.append(key)
    return ticks, confidence, doubt


def points_of(cell: Cell) -> list[Line]:
    """The points of a cell; one that is plain text in one line is one point."""
    return [line for line in cell.lines if line.text.strip()]


def _more(points: list[Data], path: str, cell: Cell, gathered: Gathered, doubt: str = "") -> None:
    """Add the points of a further cell of the same row."""
    points += _points(points_of(cell), path, gathered, doubt or cell.doubt, known=len(points))


def _points(lines: list[Line], path: str, gathered: Gathered, doubt: str, known: int = 0) -> list[Data]:
    """The points of a cell. `known`: how many the row has already."""
    points: list[Data] = []
    top = min((line.level for line in lines), default=0)
    is_marked = any(line.level for line in lines)
    for line in lines:
        if _NOTHING.match(line.text.strip()) and len(lines) == 1:
            gathered.add(path, 0.95, line.place, "no further impacts", source=line.text)
            return []
        at = f"{path}/{known + len(points)}"
        if points and line.level > max(top, 1 if is_marked else 0):
            sub = points[-1]["sub"]
            sub.append(
                gathered.text(
                    f"{path}/{known + len(points) - 1}/sub/{len(sub)}",
                    line.text,
                    line.place,
                    "point below a point",
                    doubt=doubt or line.doubt,
                )
            )
        elif points and is_marked and not line.level:
            points[-1]["text"] = f"{points[-1]['text']} {one_line(line.text)}"
        else:
            text = gathered.text(
                f"{at}/text", line.text, line.place, "point of a summary", doubt=doubt or line.doubt
            )
            points.append({"text": text, "sub": []})
    return points


def _parties(parts: Outline, gathered: Gathered) -> list[Data]:
    rows: list[Data] = []
    before = Cell()
    for sheet in parts.of("parties"):
        for row in sheet.rows:
            label, cell = sheet.cell(row, "participant"), sheet.cell(row, "summary", "description")
            name = participant_of(label.text)
            path = f"/impacts/party_summaries/{len(rows)}"
            if name == Participant.DCC:
                gathered.leave(f"{label.text}: {cell.text}", sheet.place)
                continue
            if not name:
                if rows and not label.text.strip():
                    at = f"/impacts/party_summaries/{len(rows) - 1}/points"
                    _more(rows[-1]["points"], at, cell, gathered)
                elif label.text.strip():
                    gathered.leave(f"{label.text}: {cell.text}", sheet.place)
                continue
            again = next((one for one in rows if one["participant"] == name), None)
            if again:
                doubt = "" if label == before else "The participant stands twice."
                _more(
                    again["points"],
                    f"/impacts/party_summaries/{rows.index(again)}/points",
                    cell,
                    gathered,
                    doubt,
                )
                continue
            before = label
            exact = folded(label.text) in _EXACT
            gathered.add(
                f"{path}/participant",
                0.95 if exact else MENDED,
                sheet.place,
                "participant of a summary",
                source=label.text,
            )
            rows.append(
                {
                    "participant": name,
                    "points": _points(points_of(cell), f"{path}/points", gathered, cell.doubt),
                }
            )
    if not rows:
        gathered.add("/impacts/party_summaries", 0.6, Place(), "no summaries for Parties found")
    return rows


_EXACT = {
    "all sec parties",
    "all parties",
    "suppliers",
    "supplier parties",
    "supplier party",
    "electricity networks",
    "electricity network parties",
    "gas networks",
    "gas network parties",
    "other sec parties",
    "electricity network party",
    "gas network party",
    "other sec party",
}


def _areas(parts: Outline, gathered: Gathered) -> list[Data]:
    rows: list[Data] = []
    before = Cell()
    for sheet in parts.of("areas"):
        for row in sheet.rows:
            label, cell = sheet.cell(row, "area"), sheet.cell(row, "summary", "description")
            if rows and (not label.text.strip() or label == before):
                _more(rows[-1]["points"], f"/impacts/dcc_summaries/{len(rows) - 1}/points", cell, gathered)
                continue
            if rows and is_area(joined := f"{rows[-1]['area']} {one_line(label.text)}"):
                _goes_on(rows[-1], joined, len(rows) - 1, cell, sheet.place, gathered)
                before = label
                continue
            before = label
            if not label.text.strip() and not cell.text.strip():
                continue
            path = f"/impacts/dcc_summaries/{len(rows)}"
            area = gathered.text(
                f"{path}/area", one_line(label.text), sheet.place, "area of the DCC", doubt=label.doubt
            )
            rows.append(
                {"area": area, "points": _points(points_of(cell), f"{path}/points", gathered, cell.doubt)}
            )
    if not rows:
        gathered.add("/impacts/dcc_summaries", 0.6, Place(), "no summaries for the DCC found")
    return rows


def _goes_on(area: Data, name: str, at: int, cell: Cell, place: Place, gathered: Gathered) -> None:
    """Join a row to the one above, as only both together are the name of an area: a line or page broke it."""
    path = f"/impacts/dcc_summaries/{at}"
    area["area"] = name
    gathered.add(
        f"{path}/area", MENDED, place, "area of the DCC", changed="Joined from two rows.", source=name
    )
    if cell.lines:
        _more(area["points"], f"{path}/points", cell, gathered)


def _documents(parts: Outline, gathered: Gathered) -> list[Data]:
    """SEC documents in the order of the list; those that only the matrix has follow."""
    rows: dict[str, Data] = {}
    for line in sentences_apart(parts.lines("documents", "impacts"), documents_in):
        found = document_at(line.text)
        if not found or not (line.level or line.text[found.end :].lstrip(" :–-")[:1] in "‘'“\""):
            continue
        rest = line.text[found.end :].lstrip(" :–—-")
        title, sure, _ = split_title(rest) if rest else ("", True, "")
        path = f"/impacts/documents/{len(rows)}"
        if found.ref in rows:
            continue
        gathered.add(
            f"{path}/document",
            MENDED if found.changed else 0.95,
            line.place,
            "SEC document of the list",
            changed=found.changed,
            source=line.text,
        )
        shown = (
            gathered.text(
                f"{path}/title",
                title,
                line.place,
                "title in quotation marks",
                confidence=0.95 if sure else DOUBTFUL,
            )
            if title
            else None
        )
        rows[found.ref] = {"document": found.ref, "title": shown, "modifications": [], "listed": True}
    _matrix(parts, rows, gathered)
    return list(rows.values())


def _matrix(parts: Outline, rows: dict[str, Data], gathered: Gathered) -> None:
    sure: dict[str, tuple[float, str, str, Place]] = {}
    for sheet in parts.of("documents"):
        columns = [key for key in sheet.columns if is_reference(key)]
        for row in sheet.rows:
            label = sheet.cell(row, "document")
            text = one_line(label.text)
            found = document_at(text)
            if not found:
                gathered.leave(" | ".join(cell.text for cell in row), sheet.place)
                continue
            if found.ref not in rows:
                title = (
                    split_title(text[found.end :].lstrip(" :–-"))[0] or None
                    if text[found.end :].strip()
                    else None
                )
                rows[found.ref] = {
                    "document": found.ref,
                    "title": title,
                    "modifications": [],
                    "listed": not _has_list(rows),
                }
                path = f"/impacts/documents/{len(rows) - 1}"
                gathered.add(
                    f"{path}/document",
                    MENDED if found.changed or _has_list(rows) else 0.9,
                    sheet.place,
                    "SEC document of the matrix",
                    changed=found.changed,
                    source=text,
                )
                gathered.add(
                    f"{path}/title",
                    0.85 if title else 0.75,
                    sheet.place,
                    "no title in the list",
                )
            if columns:
                names, confidence, doubt = _ticks(sheet, row, columns)
            else:
                names = [one.ref for one in modifications_in(sheet.cell(row, "modification").text)]
                confidence, doubt = 0.9, ""
            listed = rows[found.ref]["modifications"]
            listed += [name for name in names if name not in listed]
            before = sure.get(found.ref, (1.0, "", "", sheet.place))
            sure[found.ref] = (
                min(confidence, before[0]),
                doubt or before[1],
                " | ".join(cell.text for cell in row),
                sheet.place,
            )
    for at, (ref, row_of) in enumerate(rows.items()):
        confidence, doubt, source, place = sure.get(
            ref, (DOUBTFUL, "It is in the list and not in the matrix.", "", Place())
        )
        if not row_of["modifications"]:
            confidence, doubt = min(confidence, DOUBTFUL), doubt or "Its row names no modification."
        gathered.add(
            f"/impacts/documents/{at}/modifications",
            confidence,
            place,
            "ticks of the document matrix",
            changed=doubt,
            source=source,
        )


def _has_list(rows: dict[str, Data]) -> bool:
    return any(row["title"] for row in rows.values())


def _codes(parts: Outline, gathered: Gathered) -> list[str]:
    lines = parts.lines("other_codes")
    place = parts.headings["other_codes"].place if "other_codes" in parts.headings else Place()
    points = [line for line in lines if line.level]
    if points:
        return [
            gathered.text(f"/impacts/other_codes/{n}", line.text, line.place, "point of other codes")
            for n, line in enumerate(points)
        ]
    text = " ".join(line.text for line in lines)
    if not lines or _NO_CODE.search(text):
        gathered.add("/impacts/other_codes", 0.95 if lines else 0.6, place, "no other code", source=text)
        return []
    named = codes_in(text)
    gathered.add("/impacts/other_codes", DOUBTFUL, place, "codes named in a sentence", source=text)
    return named
