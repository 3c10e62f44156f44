"""The standing sentences of a paper. A paper names the edition of its sentences, and is always printed with it.

Edition 2 gives no reason that its sentence says already, and no longer calls the Word copy of an issued paper one for
comment.
"""

LATEST = 2

CLASSIFICATION = {
    "white": "This document is classified as White: it is for everybody and may be passed on, subject to copyright.",
    "green": "This document is classified as Green: it is for SEC Parties and not for the public.",
    "amber": "This document is classified as Amber: it is for the named bodies only.",
    "red": "This document is classified as Red: it is for the named people only.",
}
TITLE = "SEC Releases update"
NOT_AUTHORITATIVE = {
    1: "A copy for comment, not authoritative: the published PDF is the document.",
    2: "This Word copy is for convenience. The issued paper is the PDF, with the data attached to it.",
}
SCOPE = (
    "The table shows each modification in the scope of the {release}, its status and whether it impacts the DCC’s "
    "systems."
)
NO_SCOPE = "No modification is in the scope of the {release} yet."
GO_LIVE = "This release goes live on {day}."
GO_LIVE_OPEN = "The go-live date of this release is still to be set."
UNCHANGED = "Nothing was added to this scope or removed from it since {since}."
FIRST_REPORT = "The scope of this release is reported to the {body} for the first time."
UNSETTLED = "Unsettled releases"
UNSETTLED_ABOUT = "It is not settled yet which release these modifications go into."
PROPOSED = "as proposed in this paper"
DEPENDS = "These modifications depend on something else:"
RECOMMENDATIONS = "Recommendations"
REQUESTED = "The {body} is requested to:"
ATTACHMENTS = "Attachments"
APPENDIX_OF = "{label} of paper {reference}"
LATE = "This paper is late. Papers for this meeting were due on {due}. {reason}"
STATUS = "Issued by SECAS on {date} for the {body} of {meeting}"
BASELINES = {"system": "the scope that impacts the DCC’s systems", "full": "the full scope"}
BASELINE_HELD = "The {body} baselined {scope} on {day}."
BASELINE_DUE = "{body} is due to baseline {scope} {when}."
CONSULTATION = "Consultation: {title}"
CONSULTED = "{owner} consulted Parties. The deadline was {deadline}."
CONSULTED_OPEN = "{owner} consults Parties. Answers can come until {deadline}."
NO_ANSWER = "No answer came."
NO_ANSWER_YET = "No answer has come yet."
RESULT_TO_COME = "The result is not published yet."
ANSWERS = "Answers to the consultation “{title}”"
ANSWERED = "Parties answered:"
EXCEPTION = "This is an exception to the baselined scope."
RELATIONS = {
    "aligned": "This release is aligned with the {name}",
    "moved_for": "The {name} moved because of this release",
    "depends_on": "The {name} depends on this release",
    "shares_environments": "This release shares test environments with the {name}",
}
GROUNDS = {
    "rejected": "it was rejected",
    "authority_rejected": "the Authority rejected it",
    "withdrawn": "it was withdrawn",
    "moved": "it moves to another release",
    "missed_cut_off": "it missed its cut-off date",
    "lead_time": "its lead time is too short",
    "dependency": "it waits for something else",
    "necessary": "it is necessary",
    "more_efficient": "it is more efficient",
}
