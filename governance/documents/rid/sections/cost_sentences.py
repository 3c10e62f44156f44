"""The sentences of costs: the total, operational costs, costs a year, notes below the table, SECAS's effort."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from costs.figures import Qualifier, in_words
from governance.documents.engine.blocks import Block, Paragraph, paragraph
from governance.documents.engine.facts import Cost, Unset, When
from governance.documents.engine.text import long_date, pounds
from governance.documents.rid import wording
from governance.documents.rid.sentences.saying import ended, reasons, say, state_said
from governance.documents.rid.types.costs import Costs, YearlyCost
from governance.documents.rid.types.rid import RidContent


def total_said(content: RidContent, cells: Iterable[Cost], words: Any) -> list[Paragraph]:
    """The sentence on the total; for a release without costs, what is stated of them. `cells`: of the table."""
    total, cells = content.costs.dcc_total, list(cells)
    if (content.states or {}).get("dcc_costs") and not cells and total.amount is None:
        return state_said(content, "dcc_costs", words.DCC_COSTS, words)
    known = any(cost.amount and Decimal(cost.amount) for cost in cells)
    return say(cost_said(total, words.DCC_TOTAL, words, beside=known))


def cost_said(cost: Cost, table: Mapping[str, str], words: Any, *, beside: bool = False) -> str:
    """The sentence on an amount with its reason and source. `beside`: whether amounts stand beside it."""
    text = sentence_of(cost, table, beside=beside)
    return text and text + reasons(words, reason=cost.reason or "", source=cost.source or "")


def sentence_of(cost: Cost, table: Mapping[str, str], *, beside: bool = False, **parts: str) -> str:
    """The sentence of a cost's status with its amount and `parts`."""
    key, said = cost.status, {Qualifier.ESTIMATED.value} if cost.status == "estimate" else set()
    if cost.status in ("none", "not_applicable"):
        key = "contradicted" if cost.amount is not None or beside else key
    elif cost.status == "tbc":
        key = "tbc_amount" if cost.amount is not None else key
    elif cost.amount is None:
        key = "without_amount"
    elif Qualifier.CURRENTLY_QUOTED in (cost.qualifiers or ()):
        key = "quoted_estimate" if cost.status == "estimate" else "currently_quoted"
        said |= {Qualifier.CURRENTLY_QUOTED.value} if key in table else set()
    amount = amount_of(cost, [name for name in cost.qualifiers or () if name not in said])
    return table[key if key in table else cost.status].format(amount=amount, **parts)


def amount_of(cost: Cost, qualifiers: Sequence[str] = ()) -> str:
    if not cost.amount:
        return "an amount not stated"
    return in_words(pounds(cost.amount), pounds(cost.amount_to) if cost.amount_to else None, qualifiers)


def yearly_said(yearly: YearlyCost, words: Any) -> list[Block]:
    """'The DCC’s operational costs for hosting come to £50,000 a year from April 2022 to March 2027.'"""
    return [*say(yearly_sentence(yearly, words)), *map(paragraph, _notes_of(yearly, words))]


def yearly_sentence(yearly: YearlyCost, words: Any) -> str:
    years = yearly.years if isinstance(yearly.years, int) else None
    return sentence_of(
        yearly.cost,
        words.YEARLY,
        purpose=f" for {yearly.text}" if yearly.text else "",
        period=wording.period(_long(yearly.starts), _long(yearly.ends), years),
    )


def _long(when: When | Unset) -> str:
    """'24 June 2021', 'late April 2022', 'April 2022', 'Q2 2022' or '2022'."""
    if not when or not when.date:
        return ""
    value = when.value
    if value.day:
        return long_date(when.date)
    if not value.month:
        return value.label
    return " ".join(filter(None, [value.part, f"{date(2000, value.month, 1):%B} {value.year}"]))


def _notes_of(yearly: YearlyCost, words: Any) -> Iterable[str]:
    """The reason and the source of a yearly cost."""
    purpose = f" for {yearly.text}" if yearly.text else ""
    if reason := yearly.cost.reason:
        yield ended(words.CELL_REASON.format(places=f"Operational costs a year{purpose}", text=reason))
    if source := yearly.cost.source:
        yield ended(words.CELL_SOURCE.format(places=f"operational costs a year{purpose}", text=source))


def below(facts: Costs, words: Any) -> list[Block]:
    """Notes below the table: estimates, the combined assessment, reasons and sources."""
    names, is_later = facts.stage_names, words.number > 1
    combined = facts.combined.stated(names) if facts.combined else {}
    lines = [
        *((line.ref, line.stated(names)) for line in facts.dcc_lines),
        *((f"the share of {line.ref}", line.stated(names)) for line in facts.change_request_lines or ()),
        ("the combined assessment", combined),
    ]
    costs = [(name, stage, cost) for name, cells in lines for stage, cost in cells.items()]
    blocks: list[Block] = []
    if any(cost.status == "estimate" and (cost.amount or not is_later) for _, _, cost in costs):
        blocks += say(words.ESTIMATES)
    blocks += _combined_said(facts, combined, words)
    for kind, sentence in (("reason", words.CELL_REASON), ("source", words.CELL_SOURCE)):
        places_by_text: dict[str, list[tuple[str, str]]] = {}
        for name, stage, cost in costs:
            if text := cost.reason if kind == "reason" else cost.source:
                places_by_text.setdefault(text, []).append((name, stage))
        amounts = {(name, stage) for name, stage, cost in costs if cost.amount is not None}
        for text, places in places_by_text.items():
            is_all = amounts == set(places) if is_later else len(places) == len(amounts)
            form = words.SOURCE_OF_ALL if kind == "source" and is_all else sentence
            blocks.append(paragraph(ended(form.format(places=_places(places, names), text=text))))
    return blocks


def _combined_said(facts: Costs, combined: Mapping[str, Cost], words: Any) -> list[Paragraph]:
    shared_with = (facts.combined.shared_with or ()) if facts.combined else ()
    if not (combined or shared_with):
        return []
    others = f" together with {', '.join(shared_with)}" if shared_with else ""
    in_brackets = any(
        cost.amount is not None and stage in combined
        for line in facts.dcc_lines
        for stage, cost in line.stated(facts.stage_names).items()
    )
    whole = [words.COMBINED.format(others=others)]
    whole += [words.COMBINED_REPLACES] if in_brackets or words.number == 1 else []
    return say(" ".join(whole))


def _places(cells: list[tuple[str, str]], stage_names: Mapping[str, str]) -> str:
    """'SIT and UIT of MP105; SIT of MP109': cells named by stage and line, lines with the same stages as one."""
    by_name: dict[str, list[str]] = {}
    for name, stage in cells:
        by_name.setdefault(name, []).append(stage_names[stage])
    by_stages: dict[str, list[str]] = {}
    for name, stages in by_name.items():
        by_stages.setdefault(wording.listed(stages), []).append(name)
    return "; ".join(f"{stages} of {wording.listed(names)}" for stages, names in by_stages.items())


def secas_said(content: RidContent, words: Any) -> list[Paragraph]:
    facts = content.costs
    efforts = {
        "implementation": facts.secas_implementation,
        "project_management": facts.secas_project_management,
    }
    sentences = [
        words.SECAS[kind].format(
            days=wording.days(str(effort.days)),
            amount=in_words(pounds(effort.amount), None, effort.qualifiers or ()),
        )
        for kind in words.SECAS
        if (effort := efforts[kind])
    ]
    if not sentences:
        return state_said(content, "secas", words.SECAS_STATES, words)
    return say(" ".join(filter(None, [*sentences, words.SECAS_BUDGET])))
