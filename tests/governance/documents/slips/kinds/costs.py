"""Slips of the costs: DOMAIN.md 9, 7 to 9, and sums of other kinds."""

import copy

from tests.governance.documents.slips.draft import STAGES, Draft, NotHere
from tests.governance.documents.slips.registry import Places, slip

TOTAL = ("dcc_total", "total")


def _amounts(draft: Draft) -> list[dict]:
    return [line[stage] for line, stage in draft.cells if line[stage]["amount"]]


def _line(draft: Draft, ref: str) -> dict:
    return {"ref": ref} | {
        stage: {"status": "firm", "amount": str(draft.draw.randint(2, 400) * 500)} for stage in STAGES
    }


@slip("9.7", "cost-row-missing")
def cost_row_left_out(draft: Draft) -> Places:
    """A modification that impacts the DCC's systems has no row in the cost table."""
    costs = draft.data["costs"]
    impacting = [line for line in costs["dcc_lines"] if draft.entry(line["ref"]).get("system_impact")]
    ref = draft.pick(impacting)["ref"]
    costs["dcc_lines"] = [line for line in costs["dcc_lines"] if line["ref"] != ref]
    draft.sum_up()
    return ref


@slip("9.7", "cost-row-unexpected")
def cost_row_without_system_impact(draft: Draft) -> Places:
    """The cost table has a row of a modification that touches no system."""
    ref = draft.pick([entry["ref"] for entry in draft.entries if entry.get("system_impact") is False])
    draft.data["costs"]["dcc_lines"].append(_line(draft, ref))
    draft.sum_up()
    return ref


@slip("9.7", "cost-row-unexpected")
def cost_row_of_another(draft: Draft) -> Places:
    """The cost table has a row of a modification that is not in scope."""
    ref = draft.stranger()
    lines = draft.data["costs"]["dcc_lines"]
    lines.insert(draft.draw.randint(0, len(lines)), _line(draft, ref))
    draft.sum_up()
    return ref


@slip("9.8", "total-mismatch")
def total_other_than_sum(draft: Draft) -> Places:
    """The stated total is not the sum: a wrong digit, a missed cell, column or row, a wrong power of ten."""
    draft.sum_up()
    total, lines = draft.data["costs"]["dcc_total"], draft.data["costs"]["dcc_lines"]
    if not total["amount"]:
        raise NotHere
    right = int(total["amount"])
    stage, line = draft.draw.choice(STAGES), draft.draw.choice(lines)
    digits = list(str(right))
    place = draft.draw.randrange(1, len(digits))
    digits[place - 1], digits[place] = digits[place], digits[place - 1]
    wrong = draft.draw.choice(
        (
            int("".join(digits)),
            right + draft.draw.choice((-1, 1)) * 10 ** draft.draw.randint(0, 5),
            right - sum(int(one[stage]["amount"] or 0) for one in lines),
            right - sum(int(line[one]["amount"] or 0) for one in STAGES),
            right - int(line[stage]["amount"] or 0),
            right + int(line[stage]["amount"] or 0),
            right * 10,
        )
    )
    if wrong <= 0 or wrong == right:
        raise NotHere
    total["amount"] = f"{wrong}{draft.draw.choice(('', '', '.00'))}"
    return TOTAL


@slip("9.8", "total-mismatch")
def total_with_replaced_cells(draft: Draft) -> Places:
    """The total counts a combined assessment and the cells it stands for."""
    costs = draft.data["costs"]
    draft.sum_up()
    if not costs["dcc_lines"] or not costs["dcc_total"]["amount"]:
        raise NotHere
    stages = draft.draw.sample(STAGES[1:], draft.draw.randint(1, 3))
    amounts = {stage: draft.draw.randint(20, 90) * 1000 for stage in stages}
    costs["combined"] = {stage: {"status": "firm", "amount": str(of)} for stage, of in amounts.items()}
    costs["dcc_total"]["amount"] = str(int(costs["dcc_total"]["amount"]) + sum(amounts.values()))
    return TOTAL


@slip("9.9", "total-stated-while-unknown")
def total_while_cell_unknown(draft: Draft) -> Places:
    """A total is stated although a cell is still to be confirmed."""
    if not draft.data["costs"]["dcc_total"]["amount"]:
        raise NotHere
    cells = _amounts(draft)
    for cell in draft.draw.sample(cells, draft.draw.randint(1, 2)):
        if draft.draw.random() < 0.5:
            total = draft.data["costs"]["dcc_total"]
            total["amount"] = str(int(float(total["amount"])) - int(cell["amount"]))
        cell.clear()
        cell.update({"status": "tbc", "amount": None})
    return TOTAL


@slip("sums", "total-not-stated", "total-mismatch", edition=2)
def total_unknown_while_all_known(draft: Draft) -> Places:
    """The total is to be confirmed, or none, although every cell is known."""
    draft.sum_up()
    if not draft.data["costs"]["dcc_total"]["amount"]:
        raise NotHere
    kind = draft.pick(("tbc", "tbc", "none", "not_applicable"))
    draft.data["costs"]["dcc_total"] = {"status": kind, "amount": None}
    cell = draft.pick(_amounts(draft))
    cell["amount"] = str(int(float(cell["amount"])) + 500)  # each variant is another document
    return TOTAL


@slip("sums", "total-status-mismatch", "total-mismatch", edition=2)
def total_called_firm_with_estimates(draft: Draft) -> Places:
    """The total is called firm or quoted while a cell is an estimate, or an estimate while all are firm."""
    draft.sum_up()
    total = draft.data["costs"]["dcc_total"]
    if not total["amount"]:
        raise NotHere
    if draft.draw.random() < 0.3:
        for cell in _amounts(draft):
            cell["status"] = "firm"
        total["status"] = "estimate"
        return TOTAL
    for cell in draft.draw.sample(_amounts(draft), draft.draw.randint(1, 4)):
        cell["status"] = "estimate"
    total["status"] = draft.pick(("quoted", "firm"))
    return TOTAL


@slip("sums", "total-in-text", "total-mismatch", words=True, edition=2)
def total_in_text_other_than_sum(draft: Draft) -> Places:
    """A note states another total than the table."""
    draft.sum_up()
    total = draft.data["costs"]["dcc_total"]["amount"]
    if not total:
        raise NotHere
    wrong = f"£{int(float(total)) + draft.draw.choice((-60_000, 1_000, 9_000, 90_000)):,}"
    form = draft.pick(
        (
            "The DCC’s implementation costs come to {} in total.",
            "In total the DCC costs are {}.",
            "The total is {}.",
        )
    )
    draft.data["costs"]["notes"] = [*draft.data["costs"].get("notes", []), form.format(wrong)]
    return wrong


@slip("sums", "effort-against-rate", edition=2)
def effort_other_than_days_times_rate(draft: Draft) -> Places:
    """SECAS's effort is not its days at the day rate of £600."""
    name = draft.pick(("secas_implementation", "secas_project_management"))
    effort = draft.data["costs"][name]
    if effort is None:
        raise NotHere
    days, amount = effort["days"], int(effort["amount"])
    effort["days"], effort["amount"] = draft.pick(
        [
            (days, str(amount + 600 * draft.draw.choice((-1, 1, 2)) + 0)),
            (days + draft.draw.choice((1, 3, 10)), str(amount)),
            (days, str(amount * 10)),
            (days, str(amount + draft.draw.choice((100, 500, 1000)))),
            (days + 0.5, str(amount)),
        ]
    )
    return name, "SECAS"


@slip("sums", "amount-jump", edition=2)
def amount_ten_times_that_before(draft: Draft) -> Places:
    """An amount is ten times (or a tenth of) that of the version before, and the total follows."""
    draft.context["before"] = copy.deepcopy(draft.data)
    line, stage = draft.pick([(line, stage) for line, stage in draft.cells if line[stage]["amount"]])
    amount = int(line[stage]["amount"])
    line[stage]["amount"] = str(amount * 10 if amount % 10 or draft.draw.random() < 0.7 else amount // 10)
    draft.sum_up()
    return line["ref"], stage
