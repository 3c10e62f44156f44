"""5 Costs: the DCC's total and lines, operational costs, the effort of SECAS."""

import re
from typing import Any

from governance.importer.source.document import Cell, Line, Place
from governance.importer.understanding.outline import Outline, Sheet
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, MENDED, Gathered
from governance.importer.words.columns import STAGES
from governance.importer.words.money import ReadCost, days_in_words, pounds_in, read_cost, scaled
from governance.importer.words.references import modification_at
from secrel.core.values.texts import one_line

Data = dict[str, Any]
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z‘“])")
_NONE = re.compile(
    r"\b(?:will not|does not|do not|not)\b[^.£]{0,40}\b(?:incur|expected to incur)\b|"
    r"\bno\b[^.£]{0,40}\b(?:implementation )?costs?\b|\bnothing\b[^.£]{0,60}\bcosts?\b|"
    r"\bno (?:DCC )?(?:implementation )?costs?\b",
    re.IGNORECASE,
)
_TBC = re.compile(
    r"\b(?:not yet (?:been )?(?:determined|known|confirmed|available|provided)|to be (?:confirmed|"
    r"determined|provided)|TBC|tbd|to come|will be provided|unknown|yet to be)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\bquote[ds]?\b", re.IGNORECASE)
_ESTIMATED = re.compile(
    r"\bestimate[ds]?\b|\bapproximately\b|\baround\b|\bcirca\b|\bexpected to be\b|\bindicative\b",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(r"\b(?:do|does) not apply\b|\bnot applicable\b", re.IGNORECASE)
_TOTAL = re.compile(
    r"\btotal\b|\bimplementation costs?\b|\bcosts? (?:of|for) (?:this|the) release\b|\bdcc(?:’s|'s)? "
    r"costs?\b|\bthe dcc\b",
    re.IGNORECASE,
)
_ITALICS = re.compile(r"\bitalic", re.IGNORECASE)
_OPERATIONAL = re.compile(r"\b(?:operational|ongoing|operating) (?:and \w+ )?costs?\b", re.IGNORECASE)
_MANAGEMENT = re.compile(r"\bproject[- ]manage|\bmanage(?:ment)?\b|\bproject\b", re.IGNORECASE)
_EFFORT = re.compile(r"\bdays?\b", re.IGNORECASE)
_INTRO = re.compile(r"^this section\b", re.IGNORECASE)


def read_costs(parts: Outline, gathered: Gathered, *, is_tested: bool) -> Data:
    lines = [
        line
        for line in parts.lines("dcc_costs", "costs", "operational_costs", "secas_costs")
        if not _INTRO.match(line.text)
    ]
    secas = [line for line in lines if _is_secas(line, parts)]
    dcc = [line for line in lines if line not in secas]
    in_italics = any(_ITALICS.search(line.text) for line in dcc)
    rows, footed = _lines(parts, gathered, in_italics=in_italics)
    costs: Data = {
        "dcc_total": _total(dcc, rows, footed, parts, gathered, is_tested=is_tested),
        "dcc_lines": rows,
        **_efforts(secas or lines, parts, gathered),
    }
    if operational := _operational(dcc):
        costs["operational"] = operational
    return costs


def _is_secas(line: Line, parts: Outline) -> bool:
    return line in parts.lines("secas_costs") or (
        line.text.startswith("SECAS") and bool(_EFFORT.search(line.text))
    )


def _lines(parts: Outline, gathered: Gathered, *, in_italics: bool) -> tuple[list[Data], ReadCost | None]:
    rows: list[Data] = []
    footed: ReadCost | None = None
    known = any(cell.is_italic for sheet in parts.of("costs") for row in sheet.rows for cell in row)
    for sheet in parts.of("costs"):
        for row in sheet.rows:
            label = one_line(
                (sheet.cell(row, "modification") if "modification" in sheet.columns else row[0]).text
            )
            found = modification_at(label)
            if not found:
                if re.match(r"(?:grand )?totals?\b", label, re.IGNORECASE) and "total" in sheet.columns:
                    footed = read_cost(sheet.cell(row, "total").text)
                elif label and not re.match(r"(?:grand )?totals?\b", label, re.IGNORECASE):
                    gathered.leave(" | ".join(cell.text for cell in row), sheet.place)
                continue
            again = next((one for one in rows if one["ref"] == found.ref), None)
            path = f"/costs/dcc_lines/{rows.index(again) if again else len(rows)}"
            if not again:
                gathered.add(
                    f"{path}/ref",
                    MENDED if found.changed else 0.95,
                    sheet.place,
                    "row of the cost table",
                    changed=found.changed,
                    source=label,
                )
            line: Data = again or {"ref": found.ref}
            for stage in STAGES:
                if stage in sheet.columns:
                    line[stage] = _cell(
                        sheet, row, stage, path, gathered, in_italics=in_italics and not known
                    )
            if not again:
                rows.append(line)
    for n, line in enumerate(rows):
        for stage in STAGES:
            if stage not in line:
                gathered.add(
                    f"/costs/dcc_lines/{n}/{stage}", GUESSED, Place(), "the table has no such column"
                )
                line[stage] = {"status": "tbc", "amount": None}
    return rows, footed


def _cell(
    sheet: Sheet, row: tuple[Cell, ...], stage: str, path: str, gathered: Gathered, *, in_italics: bool
) -> Data:
    cell = sheet.cell(row, stage)
    cost = read_cost(one_line(cell.text), is_italic=cell.is_italic)
    cost = scaled(cost, one_line(cell.text), sheet.scale)
    confidence, changed = 0.95 if cost.sure else MENDED if cost.changed else DOUBTFUL, cost.changed
    if cell.doubt:
        confidence, changed = GUESSED, cell.doubt
    data = cost.data
    if in_italics and cost.status == "firm":
        data["status"] = "estimate"
        confidence, changed = (
            min(confidence, DOUBTFUL),
            "Estimates are in italics, which this file does not show.",
        )
    gathered.add(
        f"{path}/{stage}",
        confidence,
        cell.lines[0].place if cell.lines else sheet.place,
        "amount of the cost table",
        changed=changed,
        source=cell.text,
    )
    return data


def _total(
    lines: list[Line],
    rows: list[Data],
    footed: ReadCost | None,
    parts: Outline,
    gathered: Gathered,
    *,
    is_tested: bool,
) -> Data:
    path = "/costs/dcc_total"
    for line in lines:
        for sentence in _SENTENCES.split(line.text):
            if (cost := total_of(sentence)) and (not (rows and cost["status"] == "none")):
                amounts = pounds_in(sentence)
                changed = amounts[0][1] if amounts else ""
                sure = len(amounts) <= 1 and not changed and bool(_TOTAL.search(sentence))
                gathered.add(
                    path,
                    0.95 if sure else MENDED,
                    line.place,
                    "sentence on the total",
                    changed=changed,
                    source=sentence,
                )
                return cost
    if footed and footed.amount:
        gathered.add(path, MENDED, Place(), "total of the cost table")
        return footed.data
    if not rows and not parts.has("costs", "dcc_costs"):
        gathered.add(path, GUESSED, Place(), "no section on costs found")
        return {"status": "tbc" if is_tested else "none", "amount": None}
    if rows:
        gathered.add(path, GUESSED, Place(), "no total stated")
        return {"status": "tbc", "amount": None}
    gathered.add(path, GUESSED, Place(), "nothing said on the total")
    return {"status": "tbc", "amount": None}


def total_of(sentence: str) -> Data | None:
    """The total that a sentence states; None if it speaks of something else."""
    if (
        _OPERATIONAL.search(sentence)
        or not re.search(r"\bcosts?\b", sentence, re.IGNORECASE)
        or not _TOTAL.search(sentence)
    ):
        return None
    amounts = pounds_in(sentence)
    if amounts and re.search(r"\btotal\b|\bcosts\b", sentence, re.IGNORECASE):
        status = (
            "quoted" if _QUOTED.search(sentence) else "estimate" if _ESTIMATED.search(sentence) else "firm"
        )
        if _TBC.search(sentence) and not _QUOTED.search(sentence):
            status = "tbc"
        return {"status": status, "amount": amounts[0][0]}
    if amounts:
        return None
    if _TBC.search(sentence) and re.search(
        r"\btotal\b|\bcosts? (?:of|for|is|are|have|will)\b|\bimplementation costs\b", sentence, re.IGNORECASE
    ):
        return {"status": "tbc", "amount": None}
    if _NOT_APPLICABLE.search(sentence):
        return {"status": "not_applicable", "amount": None}
    if _NONE.search(sentence):
        return {"status": "none", "amount": None}
    return None


def _operational(lines: list[Line]) -> Data | None:
    for line in lines:
        for sentence in _SENTENCES.split(line.text):
            if _OPERATIONAL.search(sentence):
                amounts = pounds_in(sentence)
                if amounts:
                    return {
                        "status": "estimate" if _ESTIMATED.search(sentence) else "firm",
                        "amount": amounts[0][0],
                    }
                if _TBC.search(sentence):
                    return {"status": "tbc", "amount": None}
                if re.search(r"\bno\b|\bnot\b|\bnone\b", sentence, re.IGNORECASE):
                    return {"status": "none", "amount": None}
    return None


def _efforts(lines: list[Line], parts: Outline, gathered: Gathered) -> Data:
    """The days and pounds of SECAS: the sentence that speaks of management is the project's."""
    found: dict[str, Data | None] = {"secas_implementation": None, "secas_project_management": None}
    for line in lines:
        for sentence in _SENTENCES.split(line.text):
            days, amounts = days_in_words(sentence), pounds_in(sentence)
            if not (days and amounts) or not _EFFORT.search(sentence):
                continue
            key = "secas_project_management" if _MANAGEMENT.search(sentence) else "secas_implementation"
            if found[key] is not None:
                gathered.leave(sentence, line.place)
                continue
            sure = len(days) == 1 and len(amounts) == 1 and not amounts[0][1]
            gathered.add(
                f"/costs/{key}",
                0.95 if sure else DOUBTFUL,
                line.place,
                "days and pounds of SECAS",
                changed=amounts[0][1],
                source=sentence,
            )
            found[key] = {"days": days[0], "amount": amounts[0][0]}
    for key, effort in found.items():
        if effort is None:
            has_section = parts.has("secas_costs")
            gathered.add(f"/costs/{key}", 0.6 if has_section else 0.7, Place(), "no effort of SECAS stated")
    return dict(found)
