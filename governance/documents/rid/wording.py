"""The standard sentences of a RID, used by printing, the glossary and the checks.

Names in braces are filled in by the sections.
"""

from collections.abc import Sequence, Sized

CLASSIFICATION = {
    "white": "This document is classified as White: it is for everybody and may be passed on, subject to copyright.",
    "green": "This document is classified as Green: it is for SEC Parties and not for the public.",
    "amber": "This document is classified as Amber: it is for the named bodies only.",
    "red": "This document is classified as Red: it is for the named people only.",
}
MARKS = ("SEC releases",)  # used if the snapshot names none
NOT_AUTHORITATIVE = "A copy for comment, not authoritative: the published PDF is the document."
DOCUMENT_NAME = "Release Implementation Document"
ABOUT = (
    "This Release Implementation Document (RID) describes one release of the Smart Energy Code (SEC): what is "
    "in its scope, whom and what it affects, when its steps are due, how it is tested, what it costs centrally, "
    "and what must be true before it goes live.",
    "SECAS keeps it up to date as the release develops; Appendix 1 lists its versions.",
)
SCOPE_APPROVED = {
    "unknown": "The scope of this release is still to be set.",
    "none": "No Modification Proposal has been approved for this release so far.",
    "one": "One Modification Proposal has been approved for this release:",
    "many": "These Modification Proposals have been approved for this release:",
}
SCOPE_TARGETED = {
    "one": "One Modification Proposal will be included in this release if it is approved in time:",
    "many": "These Modification Proposals will be included in this release if they are approved in time:",
}
SCOPE_BY_CUT_OFF = {
    "one": "One Modification Proposal will be included in this release if it is approved by its cut-off date:",
    "many": "These Modification Proposals will be included in this release if they are approved by their "
    "cut-off dates:",
}
CUT_OFF = "Its cut-off date is {date}."
SOLUTION = {"proposed": "Proposed Solution", "alternative": "Alternative Solution"}
ANNEXES = {"one": "This document has one annex:", "many": "This document has these annexes:"}
ANNEXES_TO_COME = {
    "one": "This document will have one annex, which is still to come:",
    "many": "This document will have these annexes, which are still to come:",
}
ANNEXES_IN_PART = "This document has these annexes, except those still to come:"
ANNEX_TO_COME = "to come"
ANNEX_EXPECTED = "expected {date}"
ANNEX_FROM = "from {owner}"
CHANGE_REQUESTS = {
    "unknown": "The DCC has not yet named the Change Requests it will deliver alongside this release.",
    "none": "The DCC plans no Change Request alongside this release.",
    "one": "The DCC plans to deliver this Change Request alongside the release:",
    "many": "The DCC plans to deliver these Change Requests alongside the release:",
}
CHANGE_REQUESTS_OUTSIDE = (
    "DCC Change Requests do not form part of a SEC release, so this document does not describe their impacts."
)
IMPACTS = (
    "This section sets out how the release affects Parties and their systems, SEC documents and other codes."
)
ASSUMES_TARGETED = "It assumes that every targeted modification is approved."
PARTICIPANTS = {
    "unknown": "The impacts on Parties and on the DCC are still to be entered.",
    "none": "No impact on Parties or on the DCC has been entered.",
}
SUMMARIES = (
    "The tables below summarise these impacts. The business requirements are in each Modification Report, on "
    "the modification’s own page."
)
NO_FURTHER = "No further impacts"
DOCUMENTS = {
    "unknown": "The SEC documents that change are still to be entered.",
    "none": "This release updates no SEC document.",
    "one": "This release updates one SEC document:",
    "many": "This release updates these SEC documents:",
}
DOCUMENTS_PROVISIONAL = "This list may still change while the legal text is being written."
DOCUMENTS_BY_MODIFICATION = "The matrix shows which modification changes which document."
DOCUMENTS_TEXT = "The changes to the text itself are annexed to each Modification Report."
DOCUMENTS_BY_SOURCE = {
    "one": "One SEC document changes, wholly or in part, without a modification:",
    "many": "These SEC documents change, wholly or in part, without a modification:",
}
DOCUMENTS_TEXT_BY_MODIFICATION = (
    "Where a modification changes a document, the changes to the text itself are annexed to its Modification "
    "Report."
)
SOURCE = {"designation": "Government designation", "dcc_notification": "DCC notification"}
UNDER_CLAUSE = "{kind} under {clause}"
OTHER_CODES = {
    "unknown": "Whether other industry codes are affected is still to be stated.",
    "none": "No other industry code is affected by this release.",
    "one": "One other industry code is affected:",
    "many": "These other industry codes are affected:",
}
TIMELINE = {
    "unknown": "The timetable of this release is still to be set.",
    "items": "These are the planned steps of the release.",
}
WINDOW = "The release may go live {window}."
TO_BE_SET = "To be set"
REPLANNED = "{date} (first planned: {planned})"
TESTING = {
    "system_impacting": (
        "The DCC sets out its approach to testing this release, including Systems Integration Testing (SIT), in "
        "the Testing Approach Document (TAD), which becomes an annex of this document.",
        "The same document sets out the approach to User Integration Testing (UIT).",
    ),
    "document_only": (
        "This release does not affect the DCC’s systems. It needs no Pre-Integration Testing (PIT), Systems "
        "Integration Testing (SIT) or User Integration Testing (UIT).",
        "Users have nothing to test for this release.",
    ),
}
TESTING_TO_COME = "How this release is tested is still to be stated."
COSTS = (
    "This section states what the DCC and the Smart Energy Code Administrator and Secretariat (SECAS) spend to "
    "implement this release."
)
DCC_TOTAL = {
    "none": "Nothing in the scope of this release incurs implementation costs of the DCC.",
    "tbc": "The total of the DCC’s implementation costs is not yet determined.",
    "estimate": "The DCC’s implementation costs are estimated at {amount} in total.",
    "quoted": "The DCC’s implementation costs come to {amount} in total.",
    "firm": "The DCC’s implementation costs come to {amount} in total.",
    "not_applicable": "DCC implementation costs do not apply to this release.",
}
DCC_BREAKDOWN = "The table gives the costs of each modification that changes the DCC’s systems."
ESTIMATES = "Estimates from a Preliminary Assessment are in italics."
CELL_REASON = "{places}: {text}"
CELL_SOURCE = "Source of {places}: {text}"
SOURCE_OF_ALL = "Source of all amounts: {text}"
OPERATIONAL = {
    "none": "The DCC incurs no operational costs for this release.",
    "tbc": "The DCC’s operational costs for this release are not yet determined.",
    "estimate": "The DCC’s operational costs for this release are estimated at {amount}.",
    "quoted": "The DCC’s operational costs for this release come to {amount}.",
    "firm": "The DCC’s operational costs for this release come to {amount}.",
    "not_applicable": "Operational costs of the DCC do not apply to this release.",
}
SECAS = {
    "implementation": "SECAS estimates that it needs {days} ({amount}) to make the changes to the SEC.",
    "project_management": "SECAS expects to need no more than {days} ({amount}) to manage the release as a project.",
}
SECAS_BUDGET = "The SECAS budget covers this effort; it adds nothing to what Parties pay."
SECAS_TO_COME = "SECAS has not yet stated its effort for this release."
ACCEPTANCE = {
    "unknown": "The acceptance criteria of this release are still to be agreed.",
    "items": "These criteria must be met before the release goes live.",
}
REVIEW = "Reviewed by the {body}."
DECISION = "{status}. The decision stands for exactly the content of version {version}: its SHA-256 digest is {digest}."
GLOSSARY = "Every acronym used in this document, with its full term."
STATUS = {
    "draft": "Draft of {date}, not yet presented",
    "live": "As it stands now, not issued",
    "comment": "Draft for comment until {date}",
    "presented": "Presented to the {meeting}",
    "baselined": "Baselined by the {meeting}",
    "issued": "Issued by SECAS on {date}",
}


def count_key(items: Sized) -> str:
    """none, one or many."""
    return ("none", "one")[len(items)] if len(items) < 2 else "many"


def days(count: str) -> str:
    """'one day', 'two days', '20 days'."""
    words = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
    number = count.removesuffix(".0")
    return f"{words.get(number, number)} {'day' if number == '1' else 'days'}"


def part(name: str | None) -> str:
    """' part 1', or ' (DUIS and MMC changes only)' if the name of the part is more than a word."""
    if not name:
        return ""
    return f" part {name}" if name.isalnum() else f" ({name})"


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def source(kind: str, clause: str) -> str:
    """'Government designation', or 'DCC notification under H14.3'."""
    return UNDER_CLAUSE.format(kind=SOURCE[kind], clause=clause) if clause else SOURCE[kind]


def solution(kind: str, text: str) -> str:
    """'Proposed Solution: …', unless the text already contains that."""
    return text if SOLUTION[kind] in text else f"{SOLUTION[kind]}: {text}"


def rule(working_days: int, of: str) -> str:
    """'10 Working Days before UIT commences'."""
    if working_days == 0:
        return f"On the day of: {of}"
    unit = "Working Day" if abs(working_days) == 1 else "Working Days"
    return f"{abs(working_days)} {unit} {'before' if working_days < 0 else 'after'} {of}"


def combined(shared_with: Sequence[str]) -> str:
    """The note below the table on a combined assessment."""
    others = f" together with {', '.join(shared_with)}" if shared_with else ""
    return (
        f"The DCC assessed these modifications as one package{others}. The amounts of the combined assessment "
        "replace those in brackets, which are each modification’s on its own."
    )
