"""Meetings and their packs; consultations."""

from tests.support.addresses.answers import (
    ALL,
    COMPARED,
    GONE,
    HELD,
    IN,
    LOGIN,
    MADE,
    MEETINGS,
    POST,
    PROPOSED,
    SECAS,
    C,
    M,
)

ROWS = {
    "meetings": ("/meetings/", MEETINGS),
    "plan-series": ("/meetings/series/", SECAS),
    "plan-meeting": ("/meetings/plan/", SECAS),
    "ask-motion": ("/meetings/ask/", SECAS),
    "powers": ("/meetings/powers/", (LOGIN, 200, 200, 200, 403, 200, 403)),
    "meeting": (f"{M}/", MEETINGS),
    "meeting-attendance": (f"{M}/attendance/", POST),
    "meeting-alternate": (f"{M}/alternate/", POST),
    "meeting-facts": (f"{M}/facts/", POST),
    "meeting-minutes": (f"{M}/minutes/", POST),
    "meeting-cancel": (f"{M}/cancel/", POST),
    "record-action": (f"{M}/actions/new/", SECAS),
    "action": (f"{M}/actions/1/", (LOGIN, *(404,) * 6)),  # test_actions has one, as for the next
    "amend-action": (f"{M}/actions/1/amend/", (LOGIN, 404, *(403,) * 5)),
    "close-action": (f"{M}/actions/1/close/", (LOGIN, 404, *(403,) * 5)),
    "reopen-action": (f"{M}/actions/1/reopen/", (LOGIN, 404, *(403,) * 5)),
    "pack": (f"{M}/pack/", MEETINGS),
    "make-pack": (f"{M}/pack/make/", POST),
    "pack-retry": (f"{M}/pack/retry/", POST),
    "pack-pdf": (f"{M}/pack/1.pdf", (LOGIN, 404, 404, 404, 403, 403, 403)),  # test_packs has one
    "pack-zip": (f"{M}/pack/1.zip", (LOGIN, 404, 404, 404, 403, 403, 403)),
    "minutes-extract": (f"{HELD}/extract/", MEETINGS),
    "minutes-extract-pdf": (f"{HELD}/extract.pdf", (LOGIN, MADE, MADE, MADE, 403, 403, 403)),
    "minutes-extract-word": (f"{HELD}/extract.docx", (LOGIN, MADE, MADE, MADE, 403, 403, 403)),
    "minutes-extract-text": (f"{HELD}/extract.txt", MEETINGS),
    "item": (f"{M}/1/", MEETINGS),
    "item-position": (f"{M}/1/position/", POST),
    "item-interest": (f"{M}/1/interest/", POST),
    "item-outcome": (f"{M}/1/outcome/", POST),
    "item-confirm": (f"{M}/1/confirm/", POST),
    "item-off": (f"{M}/1/off/", POST),
    "answer-objection": (f"{M}/1/objections/1/answer/", POST),  # test_objections has one
    "withdraw-objection": (f"{M}/1/objections/1/withdraw/", POST),
    "item-changes": (f"{M}/1/changes/", POST),
    "item-confirm-changes": (f"{M}/1/changes/confirm/", POST),
    "consultations": ("/consultations/", ALL),
    "new-consultation": ("/consultations/new/", PROPOSED),
    "answer-link": ("/consultations/link/nobodys/", (410,) * 7),  # test_answering has one
    "consultation": (f"{C}/", ALL),
    "consultation-document": (f"{C}/document/", GONE),  # test_pages has one
    "consultation-answer": (f"{C}/answer/", (200, *(303,) * 6)),  # to the form of their account
    "answer-with-account": (f"{C}/answer/account/", IN),
    "consultation-edit": (f"{C}/edit/", SECAS),
    "consultation-open": (f"{C}/open/", POST),
    "consultation-deadline": (f"{C}/deadline/", SECAS),
    "consultation-close": (f"{C}/close/", POST),
    "consultation-withdraw": (f"{C}/withdraw/", SECAS),
    "consultation-answers": (f"{C}/answers/", SECAS),
    "record-answer": (f"{C}/answers/record/", SECAS),
    "consultation-summary": (f"{C}/summary/", SECAS),
    "consultation-decision": (f"{C}/decision/", SECAS),
    "consultation-dealt-with": (f"{C}/answers/dealt-with/", SECAS),
    "issue-result": (f"{C}/result/issue/", SECAS),
    "compare-result": (f"{C}/result/compare/", ALL),
    **{f"compare-result-{form}": (f"{C}/result/compare/{path}", GONE) for form, path, _ in COMPARED},
    "consultation-result": (f"{C}/result/1/", ALL),
    "consultation-result-retry": (f"{C}/result/1/retry/", POST),
    "consultation-result-pdf": (f"{C}/result/1.pdf", GONE),  # not made yet; test_results has the file
    **{
        f"consultation-result-{form}": (f"{C}/result/1.{ending}", ALL)
        for form, ending in (("html", "html"), ("word", "docx"), ("json", "json"), ("tables", "zip"))
    },
    "consultation-letter": (f"{C}/letter/", SECAS),
    "consultation-letter-answer": (f"{C}/letter/answer/", SECAS),
    "consultation-letter-file": (f"{C}/letter/file/", (LOGIN, 404, *(403,) * 5)),  # test_letters has one
}
