"""Papers, notices, and the Document Log."""

from tests.support.addresses.answers import ALL, COMPARED, GONE, POST, SECAS, B, P

ROWS = {
    "papers": ("/papers/", ALL),
    "draft-paper": ("/papers/new/", SECAS),
    "paper": (f"{P}/", ALL),
    "paper-changes": (f"{P}/1/changes/", ALL),
    "compare-paper": (f"{P}/compare/", ALL),
    **{
        f"compare-paper-{form}": (f"{P}/compare/{path}", (404, done[1], *(404,) * 5))
        for form, path, done in COMPARED
    },
    "edit-paper": (f"{P}/edit/", SECAS),
    "paper-propose": (f"{P}/propose/", POST),
    "paper-drop": (f"{P}/drop/", POST),
    "paper-issue": (f"{P}/issue/", POST),
    "paper-withdraw": (f"{P}/withdraw/", POST),
    "paper-redraft": (f"{P}/redraft/", POST),
    "paper-note": (f"{P}/note/", POST),
    "paper-carry-out": (f"{P}/carry-out/", POST),
    "paper-retry": (f"{P}/retry/", POST),
    "paper-pdf": (f"{P}/1.pdf", GONE),  # not made yet; tests/governance/papers has the file
    "paper-html": (f"{P}/1.html", ALL),
    "paper-word": (f"{P}/1.docx", ALL),
    "paper-json": (f"{P}/1.json", ALL),
    "paper-tables": (f"{P}/1.zip", ALL),
    "documents": ("/documents/", ALL),
    "document": ("/documents/appendix-o/", ALL),
    "in-force": ("/documents/in-force/", ALL),
    "in-force-csv": ("/documents/in-force.csv", ALL),
    "specifications-in-force-csv": ("/documents/specifications-in-force.csv", ALL),
    "notices": ("/notices/", ALL),
    "notice": (f"{B}/", ALL),
    "notice-version": (f"{B}/1/", ALL),
    "notice-changes": (f"{B}/1/changes/", ALL),
    "compare-notice": (f"{B}/compare/", ALL),
    **{f"compare-notice-{form}": (f"{B}/compare/{path}", GONE) for form, path, _ in COMPARED},
    "notice-pdf": (f"{B}/1.pdf", GONE),  # not made yet; test_views has the file
    "notice-html": (f"{B}/1.html", ALL),
    "notice-word": (f"{B}/1.docx", ALL),
    "notice-json": (f"{B}/1.json", ALL),
    "notice-tables": (f"{B}/1.zip", ALL),
    "notice-retry": (f"{B}/1/retry/", POST),
    "draft-notice": ("/notices/draft/", SECAS),
    "edit-notice": (f"{B}/edit/", SECAS),
    "edit-notice-modifications": (f"{B}/edit/modifications/", SECAS),
    "edit-notice-documents": (f"{B}/edit/documents/", SECAS),
    "edit-notice-specifications": (f"{B}/edit/specifications/", SECAS),
    **{
        f"notice-{move}": (f"{B}/{move.replace('_', '-')}/", POST)
        for move in ("publish", "schedule", "unschedule", "correct", "drop_correction", "discard")
    },
}
