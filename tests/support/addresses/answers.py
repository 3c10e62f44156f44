"""Who opens the addresses, the answers that several rows share, and the paths of what the rows name.

An answer has the status for each role, in the order of ROLES."""

ROLES = ("anonymous", "analyst", "member", "chair", "delivery", "administrator", "nobody")
ALL, IN, LOGIN = (200,) * 7, (302, *(200,) * 6), 302
MADE = 202  # by a worker; tests/governance/composing/test_draft_files.py has the file
MEETINGS = (LOGIN, 200, 200, 200, 403, 403, 403)
SECAS = (LOGIN, 200, *(403,) * 5)
ADMIN = (LOGIN, 403, 403, 403, 403, 200, 403)
PROPOSED = (LOGIN, 200, 403, 403, 200, 403, 403)
EVIDENCE = (LOGIN, 200, 200, 200, 200, 403, 403)
RECORD = (LOGIN, 200, 403, 403, 403, 200, 403)
POST = (LOGIN, *(405,) * 6)
J, N, R = "/releases/june-2021", "/releases/november-2021", "/api/v1"
T = f"{N}/regression/T-2021-AAAA-BBBB"
M = "/meetings/panel/2020-01-17"
HELD = "/meetings/panel/2019-10-11"
P = "/papers/csc/2021-09-28/1"
GONE = (404,) * 7
COMPARED = (  # the files of a comparison: end of the name, of the path, and the answers
    ("redline-pdf", "redline.pdf", (MADE,) * 7),
    ("redline-docx", "redline.docx", (MADE,) * 7),
    ("changes-pdf", "changes.pdf", (MADE,) * 7),
    ("changes-csv", "changes.csv", ALL),
)
Z = "/accounts/services/S-2021-AAAA-BBBB"
B = "/notices/2020-11-27-sec-27.0"
W = "/scenarios/0123456789abcdef"
C = "/consultations/june-2020-go-live"  # decided
WEBHOOK_ACTS = ("secret", "off", "on", "remove", "test")
