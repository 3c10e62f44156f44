"""The appendices: version control and glossary."""

from typing import Any

from governance.importer.source.document import Cell, Place
from governance.importer.understanding.outline import Outline
from governance.importer.understanding.sections.versions import version_of
from governance.importer.understanding.understood import DOUBTFUL, MENDED, Gathered
from governance.importer.words.dates import read_date
from secrel.core.values.texts import one_line

Data = dict[str, Any]


def read_history(parts: Outline, gathered: Gathered) -> list[Data]:
    rows: list[Data] = []
    for sheet in parts.of("history"):
        for row in sheet.rows:
            version_cell, date_cell = sheet.cell(row, "version"), sheet.cell(row, "date")
            changes = sheet.cell(row, "changes", "description", "notes")
            version, changed = version_of(version_cell.text)
            day = read_date(date_cell.text)
            if not version and not date_cell.text.strip() and rows and changes.text.strip():
                rows[-1]["changes"] = one_line(f"{rows[-1]['changes']} {changes.text}")
                gathered.add(
                    f"/history/{len(rows) - 1}/changes", MENDED, sheet.place, "text joined from two rows"
                )
                continue
            if not version or day.day is None:
                gathered.leave(" | ".join(cell.text for cell in row), sheet.place)
                continue
            path, place = f"/history/{len(rows)}", _place(version_cell) or sheet.place
            gathered.add(
                f"{path}/version",
                MENDED if changed else 0.95,
                place,
                "version of the history",
                changed=changed,
                source=version_cell.text,
            )
            gathered.add(
                f"{path}/date",
                0.95 if day.sure else MENDED,
                place,
                "date of the history",
                changed=day.changed,
                source=date_cell.text,
            )
            text = gathered.text(
                f"{path}/changes",
                one_line(changes.text),
                place,
                "changes of the history",
                doubt=changes.doubt,
            )
            rows.append({"version": version, "date": day.day.isoformat(), "changes": text})
    if not rows:
        gathered.add("/history", DOUBTFUL, Place(), "no document history found")
    return rows


def read_glossary(parts: Outline, gathered: Gathered) -> dict[str, str]:
    terms: dict[str, str] = {}
    for sheet in parts.of("glossary"):
        for row in sheet.rows:
            acronym, term = (
                one_line(sheet.cell(row, "acronym", "term").text),
                sheet.cell(row, "meaning", "description", "term", "changes"),
            )
            if not acronym:
                last = next(reversed(terms), "")
                if last and term.text.strip():
                    terms[last] = one_line(f"{terms[last]} {term.text}")
                continue
            path = f"/glossary/{acronym.replace('~', '~0').replace('/', '~1')}"
            terms[acronym] = gathered.text(
                path,
                one_line(term.text),
                _place(term) or sheet.place,
                "row of the glossary",
                confidence=0.95 if term.text.strip() else DOUBTFUL,
                doubt=term.doubt,
            )
    if not terms:
        gathered.add("/glossary", DOUBTFUL, Place(), "no glossary found")
    return terms


def _place(cell: Cell) -> Place | None:
    return cell.lines[0].place if cell.lines else None
