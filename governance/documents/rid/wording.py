"""The standard sentences of a RID in their first edition, and wording that all editions share.

Documents that were frozen before editions had numbers are printed with these sentences: they never change. Later
editions are in `governance/documents/rid/sentences/`; sections read them through `wording_of`. Names in braces are
filled in by the sections; an empty sentence prints nothing.
"""

from collections.abc import Sequence, Sized
from typing import Any

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
VERSIONS_LISTED = ""
SCOPE = {"not_stated": "The scope of this release is still to be set."}
SCOPE_APPROVED = {
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
NOT_DESCRIBED = ""
"""The first three editions print what stands in place of the description, a verb perhaps."""
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
ANNEX_STATES = {"not_stated": ""}
_NO_CHANGE_REQUEST = "The DCC plans no Change Request alongside this release."
_CHANGE_REQUESTS_TO_COME = (
    "The DCC has not yet named the Change Requests it will deliver alongside this release."
)
CHANGE_REQUESTS = {
    "not_stated": _NO_CHANGE_REQUEST,
    "items": _CHANGE_REQUESTS_TO_COME,
    "unknown": _CHANGE_REQUESTS_TO_COME,
    "none": _NO_CHANGE_REQUEST,
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
    "no_ticks": "The impacts on Parties and on the DCC are still to be entered.",
    "not_stated": "No impact on Parties or on the DCC has been entered.",
}
SUMMARIES = (
    "The tables below summarise these impacts. The business requirements are in each Modification Report, on "
    "the modification’s own page."
)
NO_FURTHER = "No further impacts"
DOCUMENTS = {
    "not_stated": "The SEC documents that change are still to be entered.",
    "none": "This release updates no SEC document.",
    "unlisted": "This release updates no SEC document.",
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
SOURCE_KIND = {"designation": "Government designation", "dcc_notification": "DCC notification"}
UNDER_CLAUSE = "{kind} under {clause}"
_CODES_TO_COME = "Whether other industry codes are affected is still to be stated."
OTHER_CODES = {
    "items": _CODES_TO_COME,
    "unknown": _CODES_TO_COME,
    "none": "No other industry code is affected by this release.",
    "one": "One other industry code is affected:",
    "many": "These other industry codes are affected:",
}
TIMELINE = {
    "not_stated": "The timetable of this release is still to be set.",
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
TESTING_STATES = {"not_stated": "How this release is tested is still to be stated."}
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
TOTAL_INCLUDES = "The total includes amounts that are stated as {qualifiers}."
DCC_BREAKDOWN = "The table gives the costs of each modification that changes the DCC’s systems."
ESTIMATES = "Estimates from a Preliminary Assessment are in italics."
COMBINED = "The DCC assessed these modifications as one package{others}."
COMBINED_REPLACES = (
    "The amounts of the combined assessment replace those in brackets, which are each modification’s on its "
    "own."
)
CELL_REASON = "{places}: {text}"
CELL_SOURCE = "Source of {places}: {text}"
SOURCE_OF_ALL = "Source of all amounts: {text}"
REASON = SOURCE = ""
CELLS = {"tbc": "TBC", "not_applicable": "N/A", "none": "None"}
DCC_COSTS: dict[str, str] = {}
OPERATIONAL = {
    "none": "The DCC incurs no operational costs for this release.",
    "tbc": "The DCC’s operational costs for this release are not yet determined.",
    "estimate": "The DCC’s operational costs for this release are estimated at {amount}.",
    "quoted": "The DCC’s operational costs for this release come to {amount}.",
    "firm": "The DCC’s operational costs for this release come to {amount}.",
    "not_applicable": "Operational costs of the DCC do not apply to this release.",
}
YEARLY = {
    "none": "The DCC incurs no operational costs a year{purpose}{period}.",
    "tbc": "The DCC’s operational costs a year{purpose}{period} are not yet determined.",
    "estimate": "The DCC’s operational costs{purpose} are estimated at {amount} a year{period}.",
    "quoted": "The DCC’s operational costs{purpose} come to {amount} a year{period}.",
    "firm": "The DCC’s operational costs{purpose} come to {amount} a year{period}.",
    "not_applicable": "Operational costs a year of the DCC{purpose}{period} do not apply to this release.",
}
SECAS = {
    "implementation": "SECAS estimates that it needs {days} ({amount}) to make the changes to the SEC.",
    "project_management": "SECAS expects to need no more than {days} ({amount}) to manage the release as a project.",
}
SECAS_BUDGET = "The SECAS budget covers this effort; it adds nothing to what Parties pay."
SECAS_STATES = {"not_stated": "SECAS has not yet stated its effort for this release."}
ACCEPTANCE = {
    "not_stated": "The acceptance criteria of this release are still to be agreed.",
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
    number = count.removesuffix(".0")
    return f"{_words(number)} {'day' if number == '1' else 'days'}"


def _words(number: str) -> str:
    """The number in words up to six."""
    words = {"1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
    return words.get(number, number)


def period(starts: str, ends: str, years: int | None) -> str:
    """' from April 2022 to March 2027', ' for five years from April 2022', or ''."""
    length = f" for {_words(str(years))} {'year' if years == 1 else 'years'}" if years else ""
    since = f" from {starts}" if starts else ""
    until = f" {'to' if starts else 'until'} {ends}" if ends else ""
    return f"{length}{since}{until}"


def part(name: str | None) -> str:
    """' part 1', or ' (DUIS and MMC changes only)' if the name of the part is more than a word."""
    if not name:
        return ""
    return f" part {name}" if name.isalnum() else f" ({name})"


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B and C'."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def source(kind: str, clause: str, words: Any) -> str:
    """'Government designation', or 'DCC notification under H14.3'. `words`: an edition."""
    name: str = words.SOURCE_KIND[kind]
    return words.UNDER_CLAUSE.format(kind=name, clause=clause) if clause else name


def solution(kind: str, text: str) -> str:
    """'Proposed Solution: …', unless the text already contains that."""
    return text if kind in text else f"{kind}: {text}"


def rule(working_days: int, of: str) -> str:
    """'10 Working Days before UIT commences'."""
    if working_days == 0:
        return f"On the day of: {of}"
    unit = "Working Day" if abs(working_days) == 1 else "Working Days"
    return f"{abs(working_days)} {unit} {'before' if working_days < 0 else 'after'} {of}"
