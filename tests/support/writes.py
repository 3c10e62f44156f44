"""Every address that accepts POST, PUT, PATCH or DELETE, who may send it, and the response: one literal table."""

from tests.support.addresses import PROPOSED, ROLES, TABLE, WEBHOOK_ACTS
from tests.support.api.rows import API_ROWS

SIGN_IN = {
    *("account_confirm_email", "account_login", "account_logout", "account_signup", "account_reauthenticate"),
    *("account_change_password", "account_set_password", "account_reset_password"),
    *("account_reset_password_from_key", "usersessions_list"),
}
"""Of allauth, which decides for itself who may: tests/core/people/sign_in."""

# Address's name: (who may POST, what is sent, the answer, or one for each of them). Everybody else gets 403; the public
# is sent to sign in. The API is sent JSON, and answers the public 401. Another method stands before the name:
# "PATCH api-release-detail". Where the API takes no GET, a fourth value is the path: addresses.py needs no row then.
WRITES = {
    "rid-issue": ("analyst", {"changes": "x", "as": "draft"}, 422),  # nothing has changed
    "rid-present": ("analyst", {"meeting_on": "2021-10-15", "token": 1}, 303),
    "rid-comment": ("analyst", {"until": "22 Oct 2021", "token": 1}, 303),
    "api-tokens": (ROLES[1:], {}, 422),
    "api-token-revoke": (ROLES[1:], {}, 404),
    "webhooks": (ROLES[1:], {}, 422),
    "webhook": (ROLES[1:], {}, 404),
    **{f"webhook-{act}": (ROLES[1:], {}, 404) for act in (*WEBHOOK_ACTS, "again")},
    "service-accounts": (ROLES[1:], {}, (422, 404, 404, 422, 404, 404)),
    "service-account-confirm": ("administrator", {}, 404),
    "service-account-refuse": ("administrator", {}, 404),
    "service-account-contact": (ROLES[1:], {}, 404),
    "service-account-end": (ROLES[1:], {}, 404),
    "service-account-token": (ROLES[1:], {}, 404),
    "service-token-revoke": (ROLES[1:], {}, 404),
    "following": (ROLES[1:], {}, 422),
    "private-address": (ROLES[1:], {}, 303),
    "follow-how": (ROLES[1:], {}, 404),
    "follow-end": (ROLES[1:], {}, 404),
    "get-emails": (ROLES, {}, (422, *(303,) * 6)),
    "confirm-emails": (ROLES, {}, 410),
    "stop": (ROLES, {}, 410),
    "stop-all": (ROLES, {}, 410),
    "unsaved-discard": (ROLES[1:], {}, 404),
    "read-tables": (ROLES[1:], {}, 422),  # no file
    "outbox": ("administrator", {}, 404),
    "damaged-files": ("administrator", {}, 404),
    "correct-holidays": ("administrator", {}, 422),
    "drop-holiday": ("administrator", {}, 404),
    "plan-series": ("analyst", {}, 422),
    "flag": ("analyst", {}, 404),
    "sweep": ("analyst", {}, 303),
    "hand-over-task": (ROLES[1:], {}, 404),
    "take-back-task": (ROLES[1:], {}, 404),
    "waive": ("analyst", {}, 404),
    "version-waive": ("analyst", {}, 404),
    "mend": ("analyst", {}, 303),  # nothing to correct
    "plan-meeting": ("analyst", {}, 422),
    "ask-motion": ("analyst", {}, 422),
    "draft-standard": (("analyst", "administrator"), {}, (303, 422)),  # the second finds a draft
    "standard-edit": (("analyst", "administrator"), {}, 422),
    "standard-ask": ("analyst", {}, 422),
    "standard-discard": (("analyst", "administrator"), {}, 422),
    "meeting-attendance": ((), {}, 0),  # the secretary's: tests/governance/meetings/test_meetings.py
    "meeting-alternate": ((), {}, 0),
    "meeting-facts": ((), {}, 0),
    "meeting-minutes": ((), {}, 0),
    "meeting-cancel": ((), {}, 0),
    "record-action": ("analyst", {}, 422),
    "amend-action": ("analyst", {}, 404),
    "close-action": ("analyst", {}, 404),
    "reopen-action": ("analyst", {}, 404),
    "make-pack": ("analyst", {}, 303),  # what refuses it is a message
    "pack-retry": ("analyst", {}, 404),
    "item-position": (("member", "chair"), {}, 422),
    "item-interest": ((), {}, 0),
    "item-outcome": ((), {}, 0),
    "item-confirm": ("chair", {}, 422),
    "item-changes": ("analyst", {}, 422),
    "item-confirm-changes": ("chair", {}, 422),
    "item-off": ("analyst", {}, 422),
    "answer-objection": ("analyst", {}, 404),
    "withdraw-objection": (("member", "chair"), {}, 404),
    "draft-paper": ("analyst", {}, 422),
    "edit-paper": ("analyst", {}, 422),
    "paper-propose": ("analyst", {}, 422),
    "paper-drop": ("analyst", {}, 422),
    "paper-issue": ("analyst", {}, 409),
    "paper-withdraw": ("analyst", {}, 422),
    "paper-redraft": ("analyst", {}, 409),
    "paper-note": ((), {}, 0),  # the secretary's: tests/governance/papers/test_papers.py
    "paper-carry-out": ("analyst", {}, 422),
    "paper-retry": ("analyst", {}, 422),
    "timeline-steps": ("analyst", {}, 409),
    "tad-consulted": (("analyst", "delivery"), {}, 422),
    "submit-deliverable": (("analyst", "delivery"), {}, 422),
    "ask-on-deliverable": ("analyst", {}, 404),
    "name-participant": (("analyst", "delivery"), {}, 422),
    "regression-take-part": ((), {}, 0),  # Parties’: tests/governance/regression
    "declare-regression": ((), {}, 0),
    "record-regression": (("analyst", "delivery"), {}, 404),
    "withdraw-participant": (("analyst", "delivery"), {}, 404),
    "name-participant-again": (("analyst", "delivery"), {}, 404),
    "ask-on-acceptance": ("analyst", {}, 422),
    "criterion-review": ("analyst", {}, 422),
    "criterion-ask": ("analyst", {}, 422),
    "criterion-reply": (("analyst", "delivery"), {}, 404),
    "condition-report": (("analyst", "delivery"), {}, 404),
    "condition-close": ("analyst", {}, 404),
    "condition-reopen": ("analyst", {}, 404),
    "going-live": ("analyst", {}, 422),
    "close-release": ("analyst", {}, 422),
    "evidence-new": (("analyst", "delivery"), {}, 422),
    "evidence-edit": (("analyst", "delivery"), {}, 404),
    "evidence-release": (("analyst", "delivery"), {}, 404),
    "evidence-discard": (("analyst", "delivery"), {}, 404),
    "new-consultation": (("analyst", "delivery"), {}, 422),
    "answer-link": (ROLES, {}, 410),
    "consultation-answer": (ROLES, {}, (422, *(303,) * 6)),
    "answer-with-account": (ROLES[1:], {}, 422),
    "consultation-edit": ("analyst", {}, 422),
    "consultation-open": ("analyst", {"token": 1}, 409),
    "consultation-deadline": ("analyst", {}, 422),
    "consultation-close": ("analyst", {"token": 1}, 409),
    "consultation-withdraw": ("analyst", {}, 422),
    "record-answer": ("analyst", {}, 422),
    "consultation-summary": ("analyst", {}, 422),
    "consultation-decision": ("analyst", {}, 422),
    "consultation-dealt-with": ("analyst", {}, 409),
    "issue-result": ("analyst", {}, 422),  # nothing is new
    "consultation-result-retry": ("analyst", {}, 422),  # not failed
    "consultation-letter": ("analyst", {}, 422),
    "consultation-letter-answer": ("analyst", {}, 422),
    "rid-comments": (
        ("analyst", "member", "chair", "delivery"),
        {},
        (422, 404, 404, 404),
    ),  # not put to them yet
    "rid-answer": ("analyst", {}, 404),
    "start-scenario": ("analyst", {}, 422),
    "uploaded-rids": ("analyst", {}, 422),  # no file
    "uploaded-rid": ("analyst", {}, 404),  # tests/governance/intake has one
    "preview-upload": ("analyst", {}, 404),
    "discard-upload": ("analyst", {}, 404),
    "scenario-add-step": ("analyst", {}, 404),  # tests/governance/scenarios has one
    "scenario-drop-step": ("analyst", {}, 404),
    "scenario-shift-step": ("analyst", {}, 404),
    "scenario-rebase": ("analyst", {}, 404),
    "scenario-share": ("analyst", {}, 404),
    "scenario-copy": ("analyst", {}, 404),
    "scenario-apply": ("analyst", {}, 404),
    "scenario-discard": ("analyst", {}, 404),
    "add-blackout": (("analyst", "administrator"), {}, 422),
    "drop-blackout": (("analyst", "administrator"), {}, 404),
    "rid-withdraw": ("analyst", {"reason": "x", "token": 1}, 303),
    "rid-retry": ("analyst", {}, 422),
    "rid-publish": ("analyst", {}, 409),
    "rid-unpublish": ("analyst", {}, 422),
    "invite": ("administrator", {}, 422),
    "verify-record": (("analyst", "administrator"), {}, 200),
    "role-confirm": ("administrator", {}, 404),
    "role-refuse": ("administrator", {}, 404),
    "power-confirm": ("administrator", {}, 404),
    "power-refuse": ("administrator", {}, 404),
    "factor-confirm": ("administrator", {}, 404),
    "factor-refuse": ("administrator", {}, 404),
    "help-with-sign-in": ("administrator", {}, 422),
    "registration-confirm": ("analyst", {}, 404),
    "registration-refuse": ("analyst", {}, 404),
    "edit-scope-item": ("analyst", {}, 422),
    "edit-timeline-row": ("analyst", {}, 409),
    "open-release": ("analyst", {}, 422),
    "open-from-table": ("analyst", {}, 422),
    "add-scope-list": ("analyst", {}, 422),
    "new-change-request": ("analyst", {}, 422),
    "attach-annex": ("analyst", {}, 422),
    "attach-assessment": ("analyst", {}, 422),
    **{
        # nothing entered, or nothing changed
        name: (("analyst", "delivery") if TABLE[name][1] == PROPOSED else "analyst", {}, 422)
        for name in TABLE
        if name.startswith("edit-") and name not in ("edit-scope-item", "edit-timeline-row", "edit-paper")
    },
    "draft-notice": ("analyst", {}, 422),
    "draft-notice-of-release": ("analyst", {}, 422),  # not live
    "notice-retry": ("analyst", {}, 422),  # not failed
    "notice-publish": ("analyst", {}, 422),  # what it corrects
    "notice-schedule": ("analyst", {}, 422),
    "notice-unschedule": ("analyst", {}, 409),
    "notice-correct": ("analyst", {}, 409),
    "notice-drop_correction": ("analyst", {}, 409),
    "notice-discard": ("analyst", {}, 409),
    "total-of-costs": (("analyst", "delivery"), {}, 200),
    "propose-glossary": ("analyst", {"token": "0"}, 303),
    "change-several": ("analyst", {}, 422),
    "paper-round": ("analyst", {}, 422),
    "put-back": ("analyst", {}, 404),
    "withdraw-decision": ("analyst", {}, 404),
    "raise-modification": ("analyst", {}, 422),
    "convert-modification": ("analyst", {}, 422),  # it is no Draft Proposal
}


def written() -> dict[tuple[str, str], tuple]:
    """The rows of WRITES and of API_ROWS by method and address's name, each with path, what is sent, answers."""
    rows = {}
    for key, (may, entered, answer, *path) in WRITES.items():
        method, _, name = key.rpartition(" ")
        may = (may,) if isinstance(may, str) else may
        answers = answer if isinstance(answer, tuple) else (answer,) * len(may)
        path = path[0] if path else TABLE[name][0]
        rows[method or "POST", name] = path, entered, dict(zip(may, answers, strict=True))
    for name, (path, answered) in API_ROWS.items():
        for method in answered.keys() - {"GET"}:
            rows[method, name] = path, {}, dict(zip(ROLES, answered[method], strict=True))
    return rows


def only_written() -> dict[str, str]:
    """Name and path of each address of the API that is not in addresses.py, as it takes no GET."""
    return {name: path for (_, name), (path, _, _) in written().items() if name not in TABLE}
