"""Changes of texts, terms and history after which a document is as right as before."""

from datetime import date, timedelta

from tests.governance.documents.slips.draft import Draft
from tests.governance.documents.slips.registry import neutral

CODES = (
    "Use Case GCS14",
    "Use Cases GCS14 and GCS60",
    "SR 12.1",
    "SR12.1",
    "SRs 6.14.1 and 7.9",
    "SRV 6.15.1",
    "SRVs 8.11 and 6.15.1",
    "Alert 8F3E",
    "CR1088",
    "Section H14.37",
    "Section J1.2(b)",
    "Appendix AD",
    "Schedule 8",
    "Table 28c",
    "ECS23b",
    "Use Case ECS17",
    "step 3a",
    "TS0042",
    "Version 3.1",
    "SECP_76_1701_23",
)
EXPLAINED = {"SR": "Service Request", "SRV": "Service Request Variant"}
TERMS = {
    "SM WAN": "Smart Metering Wide Area Network",
    "DNO": "Distribution Network Operator",
    "SMETS1": "Smart Metering Equipment Technical Specifications, first version",
    "CH": "Communications Hub",
    "GBCS": "GB Companion Specification",
    "DUIS": "DCC User Interface Specification",
    "SMETS2": "Smart Metering Equipment Technical Specifications, second version",
    "SMKI PMA": "Smart Metering Key Infrastructure Policy Management Authority",
    "CACoP": "Code Administration Code of Practice",
}
OTHER_WORDS = {
    "will ": ("will ", "is going to ", "will, from the go-live, ", "will – once live – "),
    "proposes to ": ("proposes to ", "aims to ", "seeks to ", "would "),
}
APPROVALS = (
    "Updated following the Change Board’s approval of {}.",
    "{} has been approved by the Authority.",
    "Updated: {} approved.",
    "The Change Board approved {} on 24 May 2023.",
    "Approval of {} recorded.",
)


@neutral
def summary_in_other_words(draft: Draft) -> None:
    """What a modification does is said in other words, that mean the same."""
    for entry in draft.entries:
        for start, others in OTHER_WORDS.items():
            if entry["summary"].startswith(start):
                entry["summary"] = draft.pick(others) + entry["summary"].removeprefix(start)
    entry = draft.pick(draft.entries)
    entry["summary"] += draft.pick(
        (
            " Nothing else changes for Users.",
            " The legal text is annexed to the Modification Report.",
            " The Proposer expects fewer calls.",
        )
    )


@neutral
def codes_and_designations(draft: Draft) -> None:
    """A text names use cases, Service Requests, Sections, tables and papers by their codes."""
    for _ in range(draft.draw.randint(1, 3)):
        code = draft.pick(CODES)
        draft.add_sentence(
            draft.pick(("This concerns {}.", "See {}.", "Users send {} as before.")).format(code)
        )
        for word, term in EXPLAINED.items():
            if code.startswith(word) and not code[len(word)].isupper():
                draft.data["glossary"].setdefault(word, term)


@neutral
def term_that_the_glossary_explains(draft: Draft) -> None:
    """A text uses a term, in the singular or the plural, that the glossary explains; some of several words."""
    word = draft.pick([word for word in TERMS if word not in draft.data["glossary"]])
    draft.data["glossary"][word] = TERMS[word]
    forms = {"DNO": ("DNOs", "DNO’s"), "CH": ("CHs",), "SMETS2": ("SMETS2 v3.1", "SMETS2 v2.0 and v3.1")}
    form = draft.pick((word, *forms.get(word, ()), *({"DUIS": ("DUIS v4.0", "DUIS versions")}.get(word, ()))))
    draft.add_sentence(
        draft.pick(("It is sent through the {}.", "The {} knows it.", "See the {}.")).format(form)
    )


@neutral
def plural_of_a_term(draft: Draft) -> None:
    """A text uses the plural of a term of the glossary, with or without its long form."""
    word = draft.pick([word for word in draft.data["glossary"] if word in ("GPF", "IHD", "SR", "TAD", "UIT")])
    term = draft.data["glossary"][word]
    plural = f"{term}s" if not term.endswith("g") else term
    short = f"{word}s" if plural != term else word
    text = draft.pick((short, f"{plural} ({short})", f"{term} ({word})", f"{term}", f"{word}-based"))
    draft.add_sentence(draft.pick(("Some sites have {} today.", "It works with {}.")).format(text))


@neutral
def typographic_variants(draft: Draft) -> None:
    """Straight for curly quotation marks, other dashes, no-break spaces and hyphens."""
    swaps = draft.pick(
        [{"’": "'"}, {" – ": " — "}, {"-": "\u2011"}, {"SEC Parties": "SEC\u00a0Parties"}, {"“": '"'}]
    )
    for container, key in draft.texts:
        for old, new in swaps.items():
            container[key] = container[key].replace(old, new)
    container, key = draft.pick(draft.texts)
    container[key] = f"{container[key].rstrip('.')}{draft.pick(('.', '', ';', ' .'))}"


@neutral
def criteria_with_terms_written_out(draft: Draft) -> None:
    """A criterion writes an acronym out, or has other quotation marks and spaces."""
    said = draft.data["acceptance"]
    category = draft.pick([name for name in ("operational", "testing", "security") if said[name]])
    place = draft.draw.randrange(len(said[category]))
    text, swapped = said[category][place], draft.draw.randrange(3)
    if swapped == 0 and " (TAD)" in text:
        text = text.replace(" (TAD)", "")
    elif swapped == 1:
        text = text.replace("’", "'")
    else:
        text = text.replace("Testing Approach Document (TAD)", "TAD").replace(
            "the TAD.", "the Testing Approach Document."
        )
    said[category][place] = text


@neutral
def approval_in_other_words(draft: Draft) -> None:
    """The history tells of an approval in other words."""
    for row in draft.history:
        start = "Updated following the approval of "
        ref = row["changes"].removeprefix(start).rstrip(".")
        if row["changes"].startswith(start) and ref in draft.refs:
            row["changes"] = draft.pick(APPROVALS).format(ref)


@neutral
def targeted_modification_is_approved(draft: Draft) -> None:
    """A targeted modification is approved: it changes its list, and the history says so."""
    scope = draft.data["scope"]
    entry = draft.pick(scope["targeted"])
    scope["targeted"].remove(entry)
    entry["summary"] = entry["summary"].replace("proposes to", "will", 1)
    entry.pop("cut_off", None)
    scope["approved"].append(entry)
    draft.new_version(draft.pick(APPROVALS).format(entry["ref"]))


@neutral
def part_brought_forward(draft: Draft) -> None:
    """A modification in scope comes in with a part only, brought forward from a later release."""
    ref = draft.pick(draft.refs)
    form = draft.pick(
        (
            "Part of {} brought forward from the February 2024 SEC Release.",
            "Updated following the first part of {} being brought forward to this release.",
            "{}: its second part moves to the February 2024 SEC Release.",
        )
    )
    draft.entry(ref)["part"] = "1"
    draft.new_version(form.format(ref))


@neutral
def converted_proposal(draft: Draft) -> None:
    """The history names a modification by the reference that it had as a Draft Proposal."""
    pairs = [
        (r, h) for r in draft.refs if r.startswith("MP") for h in draft.history if f"{r}" in h["changes"]
    ]
    ref, row = draft.pick([(r, h) for r, h in pairs if "approv" not in h["changes"]])
    row["changes"] = row["changes"].replace(ref, f"DP{ref[2:]}")


@neutral
def draft_and_date_of_a_further_version(draft: Draft) -> None:
    """A further version without news of the scope."""
    said = draft.pick(
        ("Updated costs.", "Dates of the tests updated.", "Test strategy updated after the TAG’s review.")
    )
    if "TAG" in said and "TAG" not in draft.data["glossary"]:
        said = "Updated costs."
    draft.new_version(said)


@neutral
def version_dated_after_its_meeting(draft: Draft) -> None:
    """A baselined version is dated one to five days after its meeting."""
    row = draft.pick([row for row in draft.history if row["version"] in ("1.0", "2.0")])
    day = date.fromisoformat(row["date"]) + timedelta(days=draft.draw.randint(1, 5))
    row["date"] = day.isoformat()


@neutral
def relation_to_another_modification(draft: Draft) -> None:
    """A modification's text says that it depends on, corrects or supports another one."""
    entry, other = draft.draw.sample(draft.entries, 2)
    form = draft.pick(
        (
            "It depends on {}.",
            "It corrects {}.",
            "It supports {}, which is in this release too.",
            "It was split from {}.",
        )
    )
    entry["summary"] += f" {form.format(other['ref'])}"
