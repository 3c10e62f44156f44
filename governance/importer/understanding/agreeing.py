"""What sections of a RID say of each other. Where they disagree, a reader may have misread one: it becomes unsure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from governance.importer.source.document import Place
from governance.importer.understanding.understood import DOUBTFUL, UnderstoodField
from governance.importer.words.columns import STAGES

Data = dict[str, Any]
AT_ODDS = 0.75


def lowered(facts: Data, fields: list[UnderstoodField]) -> list[UnderstoodField]:
    """The fields, with those that other sections contradict below what is sure."""
    odd = dict(_at_odds(facts))
    found = []
    for field in fields:
        path = next((path for path in odd if field.path == path or field.path.startswith(f"{path}/")), None)
        if path is None or field.confidence < AT_ODDS:
            found.append(field)
        else:
            found.append(replace(field, confidence=AT_ODDS, changed=f"{field.changed} {odd[path]}".strip()))
    known = {field.path for field in fields}
    for path, why in odd.items():
        if not any(one == path or one.startswith(f"{path}/") for one in known):
            found.append(UnderstoodField(path, DOUBTFUL, Place(), "sections that disagree", changed=why))
    return found


def _at_odds(facts: Data) -> Iterator[tuple[str, str]]:
    """JSON pointers of what is contradicted, each with a sentence."""
    scope = [item["ref"] for status in ("approved", "targeted") for item in facts["scope"][status]]
    impacts, costs = facts["impacts"], facts["costs"]
    if impacts["participants"]:
        for ref in scope:
            if ref not in impacts["participants"]:
                yield (
                    f"/impacts/participants/{ref}",
                    "It is in scope and has no row in the participant matrix.",
                )
    for ref in impacts["participants"]:
        if ref not in scope:
            yield f"/impacts/participants/{ref}", "It has a row and is not in scope."
    for at, row in enumerate(impacts["documents"]):
        if not set(row["modifications"]) <= set(scope):
            yield f"/impacts/documents/{at}/modifications", "A modification that is not in scope changes it."
    for at, line in enumerate(costs["dcc_lines"]):
        if line["ref"] not in scope:
            yield f"/costs/dcc_lines/{at}/ref", "It has costs and is not in scope."
    yield from _total(costs)
    yield from _order(facts)
    for acronym, term in facts["glossary"].items():
        if acronym[:1].casefold() != term.lstrip("‘'“\"(")[:1].casefold():
            yield (
                f"/glossary/{acronym.replace('~', '~0').replace('/', '~1')}",
                "Acronym and term begin differently.",
            )


def _total(costs: Data) -> Iterator[tuple[str, str]]:
    cells = [line[stage] for line in costs["dcc_lines"] for stage in STAGES]
    amount = costs["dcc_total"]["amount"]
    if cells and amount and not any(cell["status"] == "tbc" for cell in cells):
        total = sum((Decimal(cell["amount"]) for cell in cells if cell["amount"]), Decimal(0))
        if total != Decimal(amount):
            yield "/costs/dcc_total", f"The cells of the table add up to £{total:,}."


def _order(facts: Data) -> Iterator[tuple[str, str]]:
    latest = ""
    undated = [row["event"] for row in facts["timeline"] if not row["when"]["date"] and "rule" not in row]
    if any(event.endswith(".") for event in undated):
        yield "/timeline", "A row without a date reads like a note, so columns may have slipped."
    for at, row in enumerate(facts["timeline"]):
        day = row["when"]["date"] if row["when"]["precision"] == "day" else None
        if day and day < latest:
            yield f"/timeline/{at}/when", "It is earlier than the row above."
        latest = max(latest, day or "")
    versions = [row["version"] for row in facts["history"]]
    if versions and facts["document"]["version"] not in versions:
        yield "/history", f"It does not have version {facts['document']['version']}, which this document is."
    last: tuple[tuple[int, ...], str] = ((), "")
    for at, row in enumerate(facts["history"]):
        number = tuple(int(part) for part in row["version"].split("."))
        if number <= last[0]:
            yield f"/history/{at}/version", "It is not higher than the version above."
        if row["date"] < last[1]:
            yield f"/history/{at}/date", "It is earlier than the version above."
        last = (max(number, last[0]), max(row["date"], last[1]))
