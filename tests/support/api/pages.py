"""Every page that answers GET, with the read of the API that says the same; or why it has none. A test holds it."""

FORM = "It is a form: its facts are read at the address of its twin, and what it does is a twin or has its reason."
ACCOUNT = "Accounts, roles, sign-in, mails that failed and damaged files stay on pages."
FILE = "It is a file, or data already: a program fetches it at its own address."
FEED = "It is a calendar file or a news feed for programs of people."
HELP = "It explains pages to people."
WORDS = "It is for robots, for development or for monitoring."
CONFIRMS = "A person compares what was read with its source, and confirms it, on this page."
PART = "It is a part of a page, or a step to one."
BY_MAIL = "Somebody without an account gets here by a link in an email."
COSTLY = "It verifies everything while a person waits; manage.py verify_record does the same."

NO_READ: dict[str, str] = {
    **dict.fromkeys(("help", "help-role", "help-words", "api-page"), HELP),
    **dict.fromkeys(("robots", "site-map", "gallery", "health"), WORDS),
    "verify-record": COSTLY,
    **dict.fromkeys(("answer-link", "confirm-emails", "get-emails", "stop", "stop-all"), BY_MAIL),
    **dict.fromkeys(("consultation-answer", "upload-progress", "rid-progress"), PART),
    "uploaded-rid": CONFIRMS,
    **dict.fromkeys(("all-ics", "body-ics", "category-ics", "release-ics", "private-ics"), FEED),
    **dict.fromkeys(("news-atom", "topic-atom", "private-atom"), FEED),
}
"""Pages without a read, beside forms, files and those of accounts, which the test knows by their names."""
FORMS = (
    *(
        "edit-",
        "draft-",
        "new-",
        "add-",
        "attach-",
        "plan-",
        "start-",
        "open-",
        "hand-over-",
        "record-answer",
    ),
    *(
        "correct-",
        "drop-",
        "ask-",
        "waive",
        "version-waive",
        "mend",
        "submit-",
        "issue-result",
        "record-action",
    ),
    *("amend-", "close-action", "reopen-", "standard-edit", "evidence-new", "evidence-edit", "raise-"),
    *("convert-", "withdraw-decision", "paper-round", "consultation-edit", "consultation-deadline"),
    *("consultation-withdraw", "consultation-summary", "consultation-decision", "consultation-dealt-with"),
    *(
        "scenario-add-step",
        "scenario-apply",
        "scenario-discard",
        "answer-with-account",
        "consultation-letter-answer",
    ),
)
"""How the names of forms begin."""
FILES = ("-csv", "-pdf", "-html", "-word", "-json", "-tables", "-table", "-zip", "-docx", "-text", "-file")
"""How the names of files end. Those of comparisons and the latest PDF have names of their own."""
OTHER_FILES = ("rid-latest", "schema", "preview", "consultation-document", "deliverable-file", "live-")
ACCOUNTS = (
    *(
        "account",
        "usersessions",
        "sign-in-state",
        "signed-in-again",
        "unsaved",
        "roles",
        "role-",
        "powers-to",
    ),
    *(
        "factors",
        "factor-",
        "help-with",
        "registration",
        "invite",
        "api-tokens",
        "service-",
        "outbox",
        "damaged-files",
    ),
)

READ_BY: dict[str, str] = {
    "home": "api-tasks",
    "waiting-count": "api-tasks",
    "search": "api-search",
    "record": "api-record",
    "releases": "api-release-list",
    "release": "api-releases-release-document",
    "timeline": "api-timeline",
    "over-time": "api-releases-release-over-time",
    "all-over-time": "api-over-time",
    "explain": "api-releases-release-explain",
    "explain-value": "api-releases-release-explain-value",
    "explain-version": "api-releases-release-versions-version-explain",
    "explain-version-value": "api-releases-release-versions-version-explain-value",
    "checks": "api-release-checks",
    "version-checks": "api-version-checks",
    "rules": "api-checks",
    "compare-release": "api-release-changes",
    "rid-versions": "api-version-list",
    "rid-version": "api-version-detail",
    "meetings": "api-meetings",
    "calendar": "api-calendar",
    "calendar-of": "api-calendar",
    "calendar-for": "api-calendar",
    "holidays": "api-calendar-holidays",
    "news": "api-news",
    "following": "api-following",
    "for-anybody": "api-for",
    "for-organisation": "api-for-who",
    "for-organisation-release": "api-for-who-release",
    "messages": "api-messages",
    "flags": "api-flags",
    "flag": "api-flags-flag",
    "waits": "api-wait-list",
    "consultations": "api-consultation-list",
    "consultation": "api-consultation-detail",
    "consultation-answers": "api-consultations-consultation-answers",
    "compare-result": "api-consultation-changes",
    "consultation-result": "api-consultations-asked-result-versions",
    "consultation-letter": "api-consultations-consultation-letter",
    "standards": "api-standards",
    "standard": "api-standards-standard",
    "powers": "api-meetings-powers",
    "meeting": "api-meetings-of-body-meeting-record",
    "action": "api-meetings-of-body-meeting-actions-action",
    "pack": "api-meetings-of-body-meeting-packs-pack",
    "minutes-extract": "api-meetings-of-body-meeting-extract",
    "item": "api-meetings-of-body-meeting-items-item-decision",
    "papers": "api-paper-list",
    "paper": "api-paper-detail",
    "paper-changes": "api-paper-changes",
    "compare-paper": "api-paper-changes",
    "deliverables": "api-releases-release-deliverables",
    "regression": "api-releases-release-regression",
    "own-regression": "api-releases-release-regression-declared-own",
    "test-participant": "api-releases-release-regression-participant",
    "history": "api-modifications-modification-history",
    "criteria": "api-releases-release-readiness",
    "criterion": "api-releases-release-criteria-criterion-reviews",
    "going-live": "api-releases-release-implementation",
    "evidence": "api-releases-release-evidence-evidence",
    "register": "api-modification-list",
    "modification": "api-modifications-modification-shown",
    "documents": "api-document-list",
    "document": "api-documents-sec-document-log",
    "in-force": "api-in-force",
    "notices": "api-notice-list",
    "notice": "api-notice-detail",
    "notice-version": "api-notices-published-notice-versions",
    "notice-changes": "api-notice-changes",
    "compare-notice": "api-notice-changes",
    "change-requests": "api-change-request-list",
    "change-request": "api-change-request-detail",
    "uploaded-rids": "api-imports",
    "webhooks": "api-webhooks",
    "webhook": "api-webhooks-webhook-deliveries",
    "scenarios": "api-scenarios",
    "scenario": "api-scenarios-scenario-effects",
    "compare-scenarios": "api-scenarios-compare",
    "blackouts": "api-blackouts",
}


def reason_of(name: str) -> str:
    """Why a page has no read; empty: it has to have one."""
    if name in NO_READ:
        return NO_READ[name]
    if name.startswith(ACCOUNTS):
        return ACCOUNT
    if name.startswith(FORMS):
        return FORM
    return FILE if name.endswith(FILES) or name.startswith(OTHER_FILES) else ""
