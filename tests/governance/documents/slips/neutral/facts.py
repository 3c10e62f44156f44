"""Changes of scope, impacts and costs after which a document is as right as before."""

from tests.governance.documents.slips.draft import COLUMNS, STAGES, Draft, NotHere
from tests.governance.documents.slips.registry import neutral
from tests.governance.documents.slips.rewording import reword_points


@neutral
def lists_in_another_order(draft: Draft) -> None:
    """Scope, points, glossary, ticks and costs stand in another order."""
    data = draft.data
    for texts in (
        data["scope"]["approved"],
        data["scope"]["targeted"],
        data["costs"]["dcc_lines"],
        data["impacts"]["other_codes"],
        *(part["points"] for _, part in draft.summaries),
        *(row["modifications"] for row in data["impacts"]["documents"]),
    ):
        draft.draw.shuffle(texts)
    for where, name in ((data, "glossary"), (data["impacts"], "participants")):
        pairs = list(where[name].items())
        draft.draw.shuffle(pairs)
        where[name] = dict(pairs)


@neutral
def points_merged_or_split(draft: Draft) -> None:
    """Two points of one participant are one, with a nested point for each; links stay."""
    if not draft.is_linked:
        raise NotHere
    _, part = draft.pick([(name, part) for name, part in draft.summaries if len(part["points"]) > 1])
    first, second, *rest = part["points"]
    modifications = list(dict.fromkeys([*first["modifications"], *second["modifications"]]))
    sub = [text for one in (first, second) for text in (one["sub"] or [one["text"]])]
    lead = draft.pick(("What changes:", "These changes take effect at the go-live:", "Two things change:"))
    part["points"] = [{"text": lead, "sub": sub, "modifications": modifications}, *rest]


@neutral
def point_for_all_parties(draft: Draft) -> None:
    """What is common to all Parties stands once, under All SEC Parties."""
    if not draft.is_linked:
        raise NotHere
    ticks = draft.data["impacts"]["participants"]
    ref = draft.pick(draft.refs)
    ticks[ref] = [name for name in COLUMNS if name != "dcc" or name in ticks[ref]]
    point = {"text": "All Parties see the new arrangements in the SEC.", "sub": [], "modifications": [ref]}
    first = next((part for name, part in draft.summaries if name == "all_sec_parties"), None)
    if first is None:
        first = {"participant": "all_sec_parties", "points": []}
        draft.data["impacts"]["party_summaries"].insert(0, first)
    first["points"].append(point)


@neutral
def points_without_links(draft: Draft) -> None:
    """The points do not say which modification they are about: nobody stored it, and nothing else is different."""
    if not draft.is_linked:
        raise NotHere
    for _, part in draft.summaries:
        draft.draw.shuffle(part["points"])
    if draft.draw.random() < 0.5:
        participants = draft.data["impacts"]["participants"]
        pairs = list(participants.items())
        draft.draw.shuffle(pairs)
        draft.data["impacts"]["participants"] = dict(pairs)
    draft.unlink()


@neutral
def points_in_other_words(draft: Draft) -> None:
    """The points are said in other words, with their links or without."""
    before = [point["text"] for *_, point in draft.points]
    reword_points(draft)
    if before == [point["text"] for *_, point in draft.points]:
        raise NotHere
    if draft.draw.random() < 0.5:
        draft.unlink()


@neutral
def further_modification(draft: Draft) -> None:
    """A further modification stands everywhere where it must."""
    if not draft.is_linked:
        raise NotHere
    ref = draft.stranger()
    status, verb = draft.pick([("approved", "will"), ("targeted", "proposes to")])
    part = draft.pick((None, None, "2", "Changes to the register only"))
    title = draft.pick(
        ("Clearer forms for Parties – Part 2", "Fewer forms for small Parties", "Forms, Batch 4")
    )
    entry = {
        "ref": ref,
        "title": title,
        "part": part,
        "summary": f"{verb} simplify the forms.",
        "options": [],
    }
    entry["system_impact"] = False
    if status == "targeted":
        entry["cut_off"] = {"label": "19 Oct 23", "precision": "day", "date": "2023-10-19"}
    draft.data["scope"][status].append(entry)
    draft.context["titles"][ref] = title
    impacts = draft.data["impacts"]
    participant, summary = draft.pick([(n, p) for n, p in draft.summaries if n in COLUMNS[:4]])
    impacts["participants"][ref] = [participant]
    summary["points"].append({"text": "The forms are shorter.", "sub": [], "modifications": [ref]})
    draft.pick(impacts["documents"])["modifications"].append(ref)
    said = "approved and added to the scope" if status == "approved" else "added to the scope"
    draft.new_version(draft.pick((f"Updated following {ref} being {said}.", f"{ref} {said}.")))


@neutral
def modification_that_left(draft: Draft) -> None:
    """A modification left, and everything about it with it; the history says so."""
    if not draft.is_linked:
        raise NotHere
    ref = draft.pick(draft.refs)
    draft.take_out(ref)
    row = draft.history[-1]
    row["changes"] = draft.pick(
        (
            row["changes"],
            f"{ref} rejected by the Change Board and out of scope.",
            f"Updated following the withdrawal of {ref}.",
            f"{ref} moved to the February 2024 SEC Release.",
        )
    )
    texts = str(draft.data)
    draft.data["glossary"] = {
        word: term for word, term in draft.data["glossary"].items() if texts.count(word) > 1 or word == "GB"
    }


@neutral
def further_change_request(draft: Draft) -> None:
    """A further Change Request, other code or annex."""
    data, kind = draft.data, draft.draw.randrange(3)
    if kind == 0:
        ref = f"CR{draft.draw.randint(1000, 4999)}"
        summary = draft.pick(
            ("proposes new tests.", "proposes that the DCC replaces two routers.", "renews keys.")
        )
        data["scope"]["change_requests"].append({"ref": ref, "title": "Renewal", "summary": summary})
        data["scope"]["change_requests_state"] = "items"
    elif kind == 1:
        codes = (
            "Uniform Network Code",
            "Connection and Use of System Code",
            "Distribution Code",
            "Grid Code",
        )
        data["impacts"]["other_codes"].append(draft.pick(codes))
    else:
        label = f"Annex {'ABCDEFG'[len(data['document']['annexes'])]}"
        title = draft.pick(("List of test environments", "Calendar of tests", "Contacts for tests"))
        data["document"]["annexes"].append({"label": label, "title": title})


@neutral
def criteria_in_one_unsorted_set(draft: Draft) -> None:
    """The document does not sort its criteria into categories; their texts are those of the standard."""
    said = draft.data["acceptance"]
    texts = [*said["operational"], *said["testing"], *said["security"]]
    if draft.draw.random() < 0.7:
        draft.draw.shuffle(texts)
    said |= {"general": texts, "operational": [], "testing": [], "security": []}


@neutral
def cells_of_other_kinds(draft: Draft) -> None:
    """A cell is not applicable with a reason, to be confirmed, an estimate or has pence; the total follows."""
    line, stage = draft.pick([(line, stage) for line, stage in draft.cells if line[stage]["amount"]])
    kind = draft.draw.randrange(4)
    if kind == 0:
        reason = draft.pick(
            ("Counted with the first part.", "The change needs no such tests.", "Counted elsewhere.")
        )
        line[stage] = {"status": "not_applicable", "amount": None, "reason": reason}
    elif kind == 1:
        line[stage] = {"status": "tbc", "amount": None}
    elif kind == 2:
        line[stage] = line[stage] | {"status": "estimate"}
    else:
        line[stage]["amount"] = f"{int(line[stage]['amount'])}.{draft.draw.randint(0, 99):02d}"
    draft.sum_up()


@neutral
def combined_assessment(draft: Draft) -> None:
    """A combined assessment stands for the cells of its stages, in the total too."""
    costs = draft.data["costs"]
    if not costs["dcc_lines"]:
        raise NotHere
    stages = draft.draw.sample(STAGES[1:], draft.draw.randint(1, 3))
    combined = {
        stage: {"status": "firm", "amount": str(draft.draw.randint(20, 90) * 1000)} for stage in stages
    }
    costs["combined"] = combined
    counted = [line[stage] for line, stage in draft.cells if stage not in stages] + list(combined.values())
    status = "estimate" if any(cell["status"] == "estimate" for cell in counted) else "quoted"
    total = sum(float(cell["amount"]) for cell in counted if cell["amount"])
    costs["dcc_total"] = {"status": status, "amount": f"{total:.2f}".removesuffix(".00")}


@neutral
def effort_of_other_days(draft: Draft) -> None:
    """SECAS needs more or fewer days, at its day rate."""
    for name in ("secas_implementation", "secas_project_management"):
        days = draft.pick((1, 2, 2.5, 3, 7.5, 12, 30))
        draft.data["costs"][name] = {"days": days, "amount": f"{days * 600:.0f}{draft.pick(('', '.00'))}"}


@neutral
def document_changed_by_designation(draft: Draft) -> None:
    """A document changes by a government designation alone: it has a row and no tick."""
    rows = draft.data["impacts"]["documents"]
    name = draft.pick([n for n in (9, 10, 11) if all(row["document"] != f"Schedule {n}" for row in rows)])
    title = {
        9: "Smart Metering Equipment Technical Specifications",
        10: "Communications Hub Technical Specifications",
    }
    rows.append(
        {
            "document": f"Schedule {name}",
            "title": title.get(name, "TS Applicability Tables"),
            "modifications": [],
        }
    )
    if name == 11:
        draft.data["glossary"]["TS"] = "Technical Specification"
    said = f"Schedule {name} changes by government designation."
    draft.data["scope"]["additions"] = [*draft.data["scope"].get("additions", []), said]
