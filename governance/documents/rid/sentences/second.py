"""The second edition of the standard sentences: each says only what the facts that print it say.

A sentence of the first edition that stays has its row here too, so that the table in docs/sentences.md is whole.
"""

from governance.documents.rid import wording
from governance.documents.rid.sentences.rows import DEFINED, ITSELF, OWN, same, states
from governance.documents.rid.sentences.second_costs import SECOND_COSTS
from governance.documents.rid.sentences.sentence import Sentence, Sentences

SECOND: Sentences = {
    "CLASSIFICATION": same("CLASSIFICATION", "the document’s classification is {state}"),
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
        "The versions of this document are listed in Appendix 1.", "the document has history rows", ITSELF
    ),
    "ANNEXES": {
        "one": Sentence("This document names one annex:", "one annex", ITSELF),
        "many": Sentence("This document names these annexes:", "two or more annexes", ITSELF),
    },
    "ANNEXES_TO_COME": {
        "one": Sentence(
            "This document names one annex, which is still to come:", "one annex, marked as to come", OWN
        ),
        "many": Sentence(
            "This document names these annexes, which are still to come:",
            "two or more annexes, all marked as to come",
            OWN,
        ),
    },
    "ANNEXES_IN_PART": Sentence(
        "This document names these annexes, some of which are still to come:",
        "some annexes are marked as to come, and others not",
        OWN,
    ),
    "ANNEX_TO_COME": Sentence("to come", "an annex is marked as to come", OWN),
    "ANNEX_EXPECTED": Sentence("expected {date}", "an annex to come has an expected date", OWN),
    "ANNEX_FROM": Sentence("from {owner}", "an annex to come has an owner", OWN),
    "ANNEX_STATES": states(
        "annexes",
        unknown="The annexes of this document are still to come.",
        none="This document has no annex.",
        not_applicable="Annexes do not apply to this document.",
    ),
    "SCOPE": states(
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
    "SOLUTION": same("SOLUTION", "a {state} solution"),
    "CHANGE_REQUESTS": {
        **states(
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
        **states(
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
        **states(
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
    "DOCUMENTS_BY_SOURCE": {
        "one": Sentence(
            "One SEC document changes, wholly or in part, without a modification:",
            "one document has a source other than a modification",
            OWN,
        ),
        "many": Sentence(
            "These SEC documents change, wholly or in part, without a modification:",
            "two or more documents have a source other than a modification",
            OWN,
        ),
    },
    "SOURCE_KIND": same("SOURCE_KIND", "the source of a document is a {state}"),
    "UNDER_CLAUSE": Sentence(wording.UNDER_CLAUSE, "a DCC notification has a clause", OWN),
    "DOCUMENTS_TEXT": Sentence("", "never", "The facts do not say where the changed text is."),
    "OTHER_CODES": {
        **states(
            "other codes",
            unknown="Whether other industry codes are affected is still to come.",
            none="No other industry code is affected by this release.",
            not_applicable="Impacts on other industry codes do not apply to this release.",
        ),
        "one": Sentence("One other industry code is listed as affected:", "one listed", ITSELF),
        "many": Sentence("These other industry codes are listed as affected:", "two or more listed", ITSELF),
    },
    "TIMELINE": {
        **states(
            "timetable",
            unknown="The timetable of this release is still to be set.",
            none="This release has no timetable.",
            not_applicable="A timetable does not apply to this release.",
        ),
        "items": Sentence("This is the timetable of the release.", "rows of the timetable", ITSELF),
    },
    "WINDOW": Sentence(wording.WINDOW, "a window for the go-live is stated", OWN),
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
    "TESTING_STATES": states(
        "test strategy",
        unknown="How this release is tested is still to come.",
        none="This release is not tested.",
        not_applicable="Testing does not apply to this release.",
    ),
    **SECOND_COSTS,
    "ACCEPTANCE": {
        **states(
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
    "STATUS": same(
        "STATUS", "the version is frozen by this step: {state}", "The operation that freezes it says so."
    ),
}
