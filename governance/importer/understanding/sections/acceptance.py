"""6 Acceptance criteria."""

import re
from typing import Any

from governance.importer.source.document import Line, Place
from governance.importer.understanding.outline import Outline
from governance.importer.understanding.understood import DOUBTFUL, Gathered
from governance.importer.words.references import modification_at
from secrel.core.values.texts import folded

Data = dict[str, Any]
CATEGORIES = ("general", "operational", "testing", "security")
_CRITERION = re.compile(r"(?:acceptance )?criteri(?:on|a)(?: description)?|what must be met|requirement")
_INTRO = re.compile(
    r"^(?:the following|these|this section|reviewed by|reviewing body|prior to|before|the "
    r"(?:acceptance )?criteria)\b.*",
    re.IGNORECASE,
)


def read_acceptance(parts: Outline, gathered: Gathered) -> Data:
    """Criteria by category: numbered lines or points. What else stands there is a note."""
    acceptance: Data = {category: [] for category in CATEGORIES}
    notes: list[str] = []
    for category in CATEGORIES:
        lines = parts.lines(f"acc_{category}", *(["acceptance"] if category == "general" else []))
        criteria, others = _criteria(lines)
        for line in criteria:
            path = f"/acceptance/{category}/{len(acceptance[category])}"
            acceptance[category].append(
                gathered.text(
                    path,
                    line.text,
                    line.place,
                    "criterion",
                    confidence=0.95 if line.level else 0.7,
                    doubt=line.doubt,
                )
            )
        numbers = [int(line.number) for line in criteria if line.number.isdecimal()]
        if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            order = ", ".join(map(str, numbers))
            gathered.add(
                f"/acceptance/{category}",
                DOUBTFUL,
                criteria[0].place,
                "numbers out of turn",
                changed=f"{order}.",
            )
        if f"acc_{category}" in parts.headings and not criteria:
            gathered.add(
                f"/acceptance/{category}",
                DOUBTFUL,
                parts.headings[f"acc_{category}"].place,
                "a heading without criteria",
            )
        notes += [
            line.text
            for line in others
            if not folded(line.text).startswith(("reviewed by", "reviewing body"))
        ]
    _from_tables(parts, acceptance, gathered)
    if not any(acceptance.values()):
        place = parts.headings["acceptance"].place if "acceptance" in parts.headings else Place()
        gathered.add("/acceptance", DOUBTFUL, place, "no criteria found")
    if notes and (said := [text for text in notes if not _INTRO.match(text)]):
        acceptance["notes"] = said
    return acceptance


def _criteria(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The criteria of a category and what else is said. A paragraph after a criterion that begins small goes on."""
    criteria: list[Line] = []
    others: list[Line] = []
    foreign = _out_of_turn(lines)
    for line in lines:
        if line in foreign:
            others.append(line)
        elif line.level == 1 or (line.number and not line.level):
            criteria.append(line)
        elif criteria and (line.level > 1 or line.text[:1].islower() or line.text[:1] == "("):
            last = criteria[-1]
            criteria[-1] = Line(f"{last.text} {line.text}", last.place, level=last.level, number=last.number)
        else:
            others.append(line)
    if not criteria and len(others) > 1 and not any(line.level for line in lines):
        named = [line for line in others if not _INTRO.match(line.text)]
        return [line for line in named if re.search(r"\b(?:has|have|will|is|are|must)\b", line.text)], []
    return criteria, others


def _out_of_turn(lines: list[Line]) -> list[Line]:
    """Numbered lines within a numbered list that goes on after them: footnotes, which an extract puts there."""
    found: list[Line] = []
    last = 0
    for at, line in enumerate(lines):
        if not line.number.isdecimal():
            continue
        number = int(line.number)
        if last and number != last + 1 and any(one.number == str(last + 1) for one in lines[at + 1 :]):
            found.append(line)
        else:
            last = number
    return found


def _from_tables(parts: Outline, acceptance: Data, gathered: Gathered) -> None:
    """Criteria that tables list, where the document has none as a list."""
    if any(acceptance.values()):
        return
    for table, section in zip(parts.unknown, parts.within, strict=True):
        heads = [folded(cell.text) for cell in table.rows[0]]
        at = next((n for n, head in enumerate(heads) if _CRITERION.fullmatch(head)), None)
        if at is None or modification_at(table.rows[-1][0].text):
            continue
        category = _category(table.title) or _category(section)
        for row in table.rows[1:]:
            beside = [cell for n, cell in enumerate(row) if n != at and not cell.text.strip().isdecimal()]
            category = next(filter(None, (_category(cell.text) for cell in beside)), category)
            if all(cell == row[0] for cell in row) or not row[at].text.strip():
                category = _category(row[0].text) or category
                continue
            rows = acceptance[category or "general"]
            for line in row[at].lines:
                rows.append(
                    gathered.text(
                        f"/acceptance/{category or 'general'}/{len(rows)}",
                        line.text,
                        line.place,
                        "criterion of a table",
                        confidence=0.85 if category else 0.7,
                        doubt=row[at].doubt,
                    )
                )


def _category(text: str) -> str:
    """The category that a title or a cell names."""
    plain = folded(text)
    return next((name for name in CATEGORIES if name in plain), "") if len(plain) < 60 else ""
