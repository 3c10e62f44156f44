"""The second edition of the standard sentences: each says only what the facts that print it say.

A sentence of the first edition that stays has its row here too, so that the table in docs/sentences.md is whole.
"""

from governance.documents.rid import wording
from governance.documents.rid.sentences.sentence import Sentence, Sentences

DEFINED = "A definition, whatever the facts are."
OWN = "It repeats the fact."
ITSELF = "It speaks of this document only."
_NOTHING = "The facts say nothing, so nothing is printed."


def _same(name: str, when: str, why: str = OWN) -> dict[str, Sentence]:
    """Sentences by state as in the first edition; {state} in `when` is the state."""
    return {
        key: Sentence(text, when.format(state=key), why)
        for key, text in getattr(wording, name).items()
        if text
    }


def _states(subject: str, *, unknown: str, none: str = "", not_applicable: str = "") -> dict[str, Sentence]:
    """The sentences of a list while it is empty. A state without a sentence prints nothing."""
    rows = (
        ("not_stated", "", "no statement", _NOTHING),
        ("items", "", "stated as listed", "Facts that disagree print no sentence."),
        ("unknown", unknown, "stated as to come", OWN),
        ("none", none, "stated as none", OWN),
        ("not_applicable", not_applicable, "stated as not applicable, with the reason", OWN),
    )
    return {key: Sentence(text, f"{subject}: empty, {when}", why) for key, text, when, why in rows}


_CASES = {
    "none": "stated as none",
    "tbc": "to be confirmed",
    "tbc_amount": "to be confirmed, with an amount",
    "estimate": "an estimated amount",
    "quoted": "a quoted amount",
    "firm": "a firm amount",
    "not_applicable": "not applicable",
    "without_amount": "a status that has an amount, without the amount",
    "contradicted": "none or not applicable, beside amounts of its own or of the table",
}


def _costs(subject: str, texts: dict[str, str]) -> dict[str, Sentence]:
    return {
        key: Sentence(
            text, f"{subject}: {_CASES[key]}", OWN if text else "Facts that disagree print no sentence."
        )
        for key, text in texts.items()
    }


SECOND: Sentences = {
    "CLASSIFICATION": _same("CLASSIFICATION", "the document’s classification is {state}"),
    "NOT_AUTHORITATIVE": Sentence("A copy for comment, not authoritative.", "the Word form", ITSELF),
    "DOCUMENT_NAME": Sentence(wording.DOCUMENT_NAME, "always", DEFINED),
    "ABOUT": (
        Sentence(
            "A Release Implementation Document (RID) sets out what is known of one release of the Smart Energy "
            "Code (SEC): its scope, impacts, timetable, testing, central costs and acceptance criteria. SECAS "
            "maintains it.",
            "always",
            DEFINED,
        ),
    ),
    "VERSIONS_LISTED": Sentence(
        "Appendix 1 lists the versions of this document.", "the document has history rows", ITSELF
    ),
    "ANNEXES": {
        "one": Sentence("This document names one annex:", "one annex", ITSELF),
        "many": Sentence("This document names these annexes:", "two or more annexes", ITSELF),
        "to_come": Sentence("{annex} (to come)", "an annex is marked as to come", OWN),
    },
    "ANNEX_STATES": _states(
        "annexes",
        unknown="The annexes of this document are still to come.",
        none="This document has no annex.",
        not_applicable="Annexes do not apply to this document.",
    ),
    "SCOPE": _states(
        "scope, approved and targeted",
        unknown="The scope of this release is still to be set.",
        none="No Modification Proposal is in the scope of this release.",
        not_applicable="A scope of Modification Proposals does not apply to this release.",
    ),
    "SCOPE_APPROVED": {
        "none": Sentence(
            "No Modification Proposal is listed as approved for this release.",
            "targeted modifications, none approved",
            ITSELF,
        ),
        "one": Sentence(
            "One Modification Proposal is listed as approved for this release:", "one approved", ITSELF
        ),
        "many": Sentence(
            "These Modification Proposals are listed as approved for this release:",
            "two or more approved",
            ITSELF,
        ),
    },
    "SCOPE_TARGETED": {
        "one": Sentence(
            "One Modification Proposal is targeted for this release. It is included only if it is approved in time:",
            "one targeted, without a cut-off date",
            DEFINED,
        ),
        "many": Sentence(
            "These Modification Proposals are targeted for this release. Each is included only if it is approved in "
            "time:",
            "two or more targeted, not all with a cut-off date",
            DEFINED,
        ),
    },
    "SCOPE_BY_CUT_OFF": {
        "one": Sentence(
            "One Modification Proposal is targeted for this release. It is included only if it is approved by its "
            "cut-off date:",
            "one targeted, with a cut-off date",
            OWN,
        ),
        "many": Sentence(
            "These Modification Proposals are targeted for this release. Each is included only if it is approved by "
            "its cut-off date:",
            "two or more targeted, each with a cut-off date",
            OWN,
        ),
    },
    "CUT_OFF": Sentence(wording.CUT_OFF, "the modification has a cut-off date", OWN),
    "SOLUTION": _same("SOLUTION", "a {state} solution"),
    "CHANGE_REQUESTS": {
        **_states(
            "DCC Change Requests",
            unknown="The DCC Change Requests to be delivered alongside this release are still to come.",
            none="No DCC Change Request is to be delivered alongside this release.",
            not_applicable="DCC Change Requests do not apply to this release.",
        ),
        "one": Sentence("One DCC Change Request is listed alongside this release:", "one listed", ITSELF),
        "many": Sentence(
            "These DCC Change Requests are listed alongside this release:", "two or more", ITSELF
        ),
    },
    "CHANGE_REQUESTS_OUTSIDE": Sentence(
        "DCC Change Requests do not form part of a SEC release.",
        "a sentence or list on them is printed",
        DEFINED,
    ),
    "IMPACTS": Sentence(
        "This section sets out what is known of the impacts of the release on Parties, SEC documents and other "
        "codes.",
        "anything is stated of impacts",
        ITSELF,
    ),
    "ASSUMES_TARGETED": Sentence(
        "Impacts of targeted modifications are included.",
        "a targeted modification has a tick, a SEC document or a summary point",
        OWN,
    ),
    "PARTICIPANTS": {
        **_states(
            "Party and DCC impacts, matrix and summaries",
            unknown="The impacts on Parties and on the DCC are still to come.",
            none="The release has no impact on Parties or on the DCC.",
            not_applicable="Impacts on Parties and on the DCC do not apply to this release.",
        ),
        "no_ticks": Sentence(
            "The matrix of impacts on Parties and on the DCC has no tick.",
            "rows without any tick, no summary point, no statement",
            ITSELF,
        ),
    },
    "SUMMARIES": Sentence(
        "The tables below summarise impacts on Parties and on the DCC.",
        "a table of summaries follows",
        ITSELF,
    ),
    "NO_FURTHER": Sentence("No further impacts stated", "a row of a summary without points", ITSELF),
    "DOCUMENTS": {
        **_states(
            "SEC documents",
            unknown="The SEC documents that change are still to come.",
            none="This release updates no SEC document.",
            not_applicable="Updates of SEC documents do not apply to this release.",
        ),
        "unlisted": Sentence("", "a matrix of documents, none of them listed", "Nothing is said of a list."),
        "one": Sentence("One SEC document is listed as updated by this release:", "one listed", ITSELF),
        "many": Sentence("These SEC documents are listed as updated by this release:", "two or more", ITSELF),
    },
    "DOCUMENTS_PROVISIONAL": Sentence(
        "The list of SEC documents may still change.", "the list is stated as provisional", OWN
    ),
    "DOCUMENTS_BY_MODIFICATION": Sentence(
        "A tick in the matrix marks a document that the modification changes.",
        "a matrix with a tick",
        DEFINED,
    ),
    "DOCUMENTS_TEXT": Sentence("", "never", "The facts do not say where the changed text is."),
    "OTHER_CODES": {
        **_states(
            "other codes",
            unknown="Whether other industry codes are affected is still to come.",
            none="No other industry code is affected by this release.",
            not_applicable="Impacts on other industry codes do not apply to this release.",
        ),
        "one": Sentence("One other industry code is listed as affected:", "one listed", ITSELF),
        "many": Sentence("These other industry codes are listed as affected:", "two or more listed", ITSELF),
    },
    "TIMELINE": {
        **_states(
            "timetable",
            unknown="The timetable of this release is still to be set.",
            none="This release has no timetable.",
            not_applicable="A timetable does not apply to this release.",
        ),
        "items": Sentence("This is the timetable of the release.", "rows of the timetable", ITSELF),
    },
    "TO_BE_SET": Sentence(
        wording.TO_BE_SET,
        "a step without a date, rule or actual date",
        "secrel.rid/1: an empty date is to be set.",
    ),
    "REPLANNED": Sentence(wording.REPLANNED, "a step with a date and another first planned", OWN),
    "TESTING": {
        "system_impacting": (
            Sentence(
                wording.TESTING["system_impacting"][0],
                "composed: no approach is entered, system-impacting, and an annex is the TAD",
                "The annex carries it.",
            ),
            Sentence(wording.TESTING["system_impacting"][1], "the same", "The annex carries it."),
        ),
        "without_annex": (
            Sentence(
                "The DCC’s approach to testing this release, including Systems Integration Testing (SIT), is a "
                "matter of the Testing Approach Document (TAD).",
                "composed: no approach is entered, system-impacting, and no annex is the TAD",
                DEFINED,
            ),
            Sentence("So is the approach to User Integration Testing (UIT).", "the same", DEFINED),
        ),
        "document_only": (
            Sentence(
                wording.TESTING["document_only"][0],
                "composed: no approach is entered, document-only, and no modification touches the DCC’s systems",
                "Profile and scope carry it.",
            ),
            Sentence(
                wording.TESTING["document_only"][1], "the same", "Without UIT, users have nothing to test."
            ),
        ),
    },
    "TESTING_STATES": _states(
        "test strategy",
        unknown="How this release is tested is still to come.",
        none="This release is not tested.",
        not_applicable="Testing does not apply to this release.",
    ),
    "COSTS": Sentence(
        "This section sets out what is known of the central costs of this release: those of the DCC and of the "
        "Smart Energy Code Administrator and Secretariat (SECAS).",
        "always",
        DEFINED,
    ),
    "DCC_COSTS": _states(
        "DCC costs, without lines and without an amount",
        unknown="The DCC’s costs of this release are still to come.",
        none="No implementation costs of the DCC have been identified for this release.",
        not_applicable="DCC costs do not apply to this release.",
    ),
    "DCC_TOTAL": _costs(
        "total of the DCC’s costs",
        {
            "none": "No implementation costs of the DCC have been identified for this release.",
            "tbc": "The total of the DCC’s implementation costs is not yet determined.",
            "tbc_amount": "The total of the DCC’s implementation costs is to be confirmed: {amount}.",
            "estimate": "The DCC’s implementation costs are estimated at {amount} in total.",
            "quoted": "The DCC’s implementation costs are currently quoted at {amount} in total.",
            "firm": "The DCC’s implementation costs come to {amount} in total.",
            "not_applicable": "DCC implementation costs do not apply to this release.",
            "without_amount": "The total of the DCC’s implementation costs is given without an amount.",
            "contradicted": "",
        },
    ),
    "DCC_BREAKDOWN": Sentence("The table breaks these costs down.", "lines of costs", ITSELF),
    "ESTIMATES": Sentence("Estimates are in italics.", "a printed cell is an estimate", ITSELF),
    "COMBINED": Sentence(
        "The combined assessment covers these modifications as one package{others}.",
        "a combined assessment",
        OWN,
    ),
    "COMBINED_REPLACES": Sentence(
        "Its amounts replace those in brackets.", "a printed amount is in brackets", ITSELF
    ),
    "CELL_REASON": Sentence(wording.CELL_REASON, "a cell has a reason", OWN),
    "CELL_SOURCE": Sentence(wording.CELL_SOURCE, "a cell has a source", OWN),
    "SOURCE_OF_ALL": Sentence(wording.SOURCE_OF_ALL, "all cells with an amount have one source", OWN),
    "REASON": Sentence("Reason: {text}", "a total or the operational costs have a reason", OWN),
    "SOURCE": Sentence("Source: {text}", "a total or the operational costs have a source", OWN),
    "CELLS": {
        "tbc": Sentence("TBC", "a cell to be confirmed", OWN),
        "not_applicable": Sentence("N/A", "a cell that is not applicable", OWN),
        "none": Sentence("No cost identified", "a cell stated as none", OWN),
        "without_amount": Sentence(
            "Not given", "a firm, quoted or estimated cell without its amount", ITSELF
        ),
    },
    "OPERATIONAL": _costs(
        "operational costs",
        {
            "none": "No impact on the DCC’s operational costs has been identified.",
            "tbc": "The DCC’s operational costs for this release are not yet determined.",
            "tbc_amount": "The DCC’s operational costs for this release are to be confirmed: {amount}.",
            "estimate": "The DCC’s operational costs for this release are estimated at {amount}.",
            "quoted": "The DCC’s operational costs for this release are currently quoted at {amount}.",
            "firm": "The DCC’s operational costs for this release come to {amount}.",
            "not_applicable": "Operational costs of the DCC do not apply to this release.",
            "without_amount": "The DCC’s operational costs for this release are given without an amount.",
            "contradicted": "",
        },
    ),
    "SECAS": {
        "implementation": Sentence(
            "SECAS’s effort to make the changes to the SEC: {days} ({amount}).", "the effort is stated", OWN
        ),
        "project_management": Sentence(
            "SECAS’s effort to manage the release as a project: {days} ({amount}).",
            "the effort is stated",
            OWN,
        ),
    },
    "SECAS_BUDGET": Sentence("", "never", "The facts do not say who pays."),
    "SECAS_STATES": _states(
        "SECAS effort",
        unknown="SECAS’s effort for this release is still to come.",
        none="SECAS states no effort for this release.",
        not_applicable="SECAS effort does not apply to this release.",
    ),
    "ACCEPTANCE": {
        **_states(
            "acceptance criteria",
            unknown="The acceptance criteria of this release are still to come.",
            none="This release has no acceptance criteria.",
            not_applicable="Acceptance criteria do not apply to this release.",
        ),
        "items": Sentence("These are the acceptance criteria of the release.", "criteria", ITSELF),
    },
    "REVIEW": Sentence("Reviewing body: {body}.", "the criteria have a reviewer; all of them are named", OWN),
    "DECISION": Sentence(
        wording.DECISION, "a decision on this version", "The decision holds the digest of the content."
    ),
    "GLOSSARY": Sentence("Acronyms and their full terms.", "the glossary has terms", ITSELF),
    "STATUS": _same(
        "STATUS", "the version is frozen by this step: {state}", "The operation that freezes it says so."
    ),
}
