"""The second edition of the sentences on costs."""

from governance.documents.rid import wording
from governance.documents.rid.sentences.rows import DEFINED, ITSELF, OWN, states
from governance.documents.rid.sentences.sentence import Sentence, Sentences

_CASES = {
    "none": "stated as none",
    "tbc": "to be confirmed",
    "tbc_amount": "to be confirmed, with an amount",
    "estimate": "an estimated amount",
    "quoted": "a quoted amount",
    "firm": "a firm amount",
    "currently_quoted": "an amount with “currently quoted”",
    "quoted_estimate": "an estimated amount with “currently quoted”",
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


SECOND_COSTS: Sentences = {
    "COSTS": Sentence(
        "This section sets out what is known of the central costs of this release: those of the DCC and of the "
        "Smart Energy Code Administrator and Secretariat (SECAS).",
        "always",
        DEFINED,
    ),
    "DCC_COSTS": states(
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
            "currently_quoted": "The DCC’s implementation costs are currently quoted at {amount} in total.",
            "quoted_estimate": "The DCC’s implementation costs are currently quoted at {amount} (an estimate) in "
            "total.",
            "firm": "The DCC’s implementation costs come to {amount} in total.",
            "not_applicable": "DCC implementation costs do not apply to this release.",
            "without_amount": "The total of the DCC’s implementation costs is given without an amount.",
            "contradicted": "",
        },
    ),
    "TOTAL_INCLUDES": Sentence(
        "The total includes amounts that are stated as {qualifiers}.",
        "counted amounts have qualifiers that the total does not have",
        OWN,
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
            "currently_quoted": "The DCC’s operational costs for this release are currently quoted at {amount}.",
            "quoted_estimate": "The DCC’s operational costs for this release are currently quoted at {amount} (an "
            "estimate).",
            "firm": "The DCC’s operational costs for this release come to {amount}.",
            "not_applicable": "Operational costs of the DCC do not apply to this release.",
            "without_amount": "The DCC’s operational costs for this release are given without an amount.",
            "contradicted": "",
        },
    ),
    "YEARLY": _costs(
        "operational costs a year",
        {
            "none": "No impact on the DCC’s operational costs a year{purpose} has been identified{period}.",
            "tbc": "The DCC’s operational costs a year{purpose}{period} are not yet determined.",
            "tbc_amount": "The DCC’s operational costs{purpose} are to be confirmed: {amount} a year{period}.",
            "estimate": "The DCC’s operational costs{purpose} are estimated at {amount} a year{period}.",
            "quoted": "The DCC’s operational costs{purpose} are currently quoted at {amount} a year{period}.",
            "firm": "The DCC’s operational costs{purpose} come to {amount} a year{period}.",
            "currently_quoted": "The DCC’s operational costs{purpose} are currently quoted at {amount} a year"
            "{period}.",
            "quoted_estimate": "The DCC’s operational costs{purpose} are currently quoted at {amount} (an estimate) "
            "a year{period}.",
            "not_applicable": "Operational costs a year of the DCC{purpose} do not apply{period}.",
            "without_amount": "The DCC’s operational costs a year{purpose}{period} are given without an amount.",
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
    "SECAS_STATES": states(
        "SECAS effort",
        unknown="SECAS’s effort for this release is still to come.",
        none="SECAS states no effort for this release.",
        not_applicable="SECAS effort does not apply to this release.",
    ),
}
