"""Every address by every role, from one literal table. A new address fails here until it is in it."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from governance.models import Criterion
from tests.governance.accepting import released

ROLES = ("anonymous", "analyst", "member", "chair", "delivery", "administrator", "nobody")
ALL, IN, LOGIN = (200,) * 7, (302, *(200,) * 6), 302
MEETINGS = (LOGIN, 200, 200, 200, 403, 403, 403)
SECAS = (LOGIN, 200, *(403,) * 5)
ADMIN = (LOGIN, 403, 403, 403, 403, 200, 403)
PROPOSED = (LOGIN, 200, 403, 403, 200, 403, 403)
EVIDENCE = (LOGIN, 200, 200, 200, 200, 403, 403)
RECORD = (LOGIN, 200, 403, 403, 403, 200, 403)
POST = (LOGIN, *(405,) * 6)
J, N, R = "/releases/june-2021", "/releases/november-2021", "/api/v1"
M = "/meetings/panel/2020-01-17"
GONE = (404,) * 7

# address's name: (path, status of GET by role)
TABLE = {
    "home": ("/", ALL),
    "waiting-count": ("/waiting/", IN),
    "search": ("/search/", ALL),
    "gallery": ("/gallery/", ALL),
    "health": ("/health/", ALL),
    "record": ("/record/", RECORD),
    "record-csv": ("/record/record.csv", RECORD),
    "verify-record": ("/record/verify/", RECORD),
    "releases": ("/releases/", ALL),
    "release": (f"{N}/", ALL),
    "checks": (f"{N}/checks/", SECAS),
    "waive": (f"{N}/checks/0123456789abcdef/", (LOGIN, 404, *(403,) * 5)),  # test_waivers has one
    "version-checks": (f"{N}/rid/0.1/checks/", (LOGIN, 200, 404, 404, 403, 403, 403)),
    "version-waive": (f"{N}/rid/0.1/checks/0123456789abcdef/", (LOGIN, 404, *(403,) * 5)),
    "rules": ("/checks/", ALL),
    "rid-versions": (f"{N}/rid/", ALL),
    "rid-version": (f"{N}/rid/0.1/", (404, 200, 404, 404, 404, 404, 404)),
    "rid-progress": (f"{N}/rid/0.1/progress/", (404, 200, 404, 404, 404, 404, 404)),
    "rid-json": (f"{N}/rid/0.1.json", (404, 200, 404, 404, 404, 404, 404)),
    "rid-html": (f"{N}/rid/0.1.html", (404, 200, 404, 404, 404, 404, 404)),
    "rid-word": (f"{N}/rid/0.1.docx", (404, 200, 404, 404, 404, 404, 404)),
    "rid-tables": (f"{N}/rid/0.1.zip", (404, 200, 404, 404, 404, 404, 404)),
    "schema": ("/schemas/rid-1.json", ALL),
    "rid-pdf": (f"{N}/rid/0.1.pdf", GONE),  # not made yet; test_versions has the file
    "rid-latest": (f"{N}/rid/latest.pdf", GONE),
    "rid-issue": (f"{N}/rid/issue/", POST),
    "rid-present": (f"{N}/rid/0.1/present/", POST),
    "rid-comment": (f"{N}/rid/0.1/comment/", POST),
    "rid-comments": (f"{N}/rid/0.1/comments/", POST),
    "rid-answer": (f"{N}/rid/0.1/comments/1/", POST),
    "rid-withdraw": (f"{N}/rid/0.1/withdraw/", POST),
    "rid-retry": (f"{N}/rid/0.1/retry/", POST),
    "rid-publish": (f"{N}/rid/0.1/publish/", POST),
    "rid-unpublish": (f"{N}/rid/0.1/unpublish/", POST),
    "meetings": ("/meetings/", MEETINGS),
    "calendar": ("/calendar/", ALL),
    "calendar-of": ("/calendar/panel/", ALL),
    "calendar-for": ("/calendar/for/suppliers/", ALL),
    "holidays": ("/calendar/holidays/", ALL),
    "correct-holidays": ("/calendar/holidays/correct/", ADMIN),
    "drop-holiday": (
        "/calendar/holidays/scotland/2021-01-04/",
        (LOGIN, *(403,) * 4, 404, 403),
    ),  # test_calendar has one
    "plan-series": ("/meetings/series/", SECAS),
    "all-ics": ("/calendar/all.ics", ALL),
    "body-ics": ("/calendar/panel.ics", ALL),
    "category-ics": ("/calendar/for/suppliers.ics", ALL),
    "release-ics": (f"{J}/calendar.ics", ALL),
    "private-ics": ("/calendar/private/nobodys.ics", GONE),  # test_feeds has one
    "news": ("/news/", ALL),
    "news-atom": ("/news/all.atom", ALL),
    "topic-atom": ("/news/release/june-2021.atom", ALL),
    "private-atom": ("/news/private/nobodys.atom", GONE),
    "following": ("/following/", IN),
    "private-address": ("/following/address/", POST),
    "follow-how": ("/following/nobodys/", POST),
    "follow-end": ("/following/nobodys/end/", POST),
    "stop": ("/stop/nobodys/", (410,) * 7),  # test_following has one
    "stop-all": ("/stop/nobodys/all/", (410,) * 7),
    "messages": ("/messages/", IN),
    "outbox": ("/outbox/", ADMIN),
    "damaged-files": ("/damaged-files/", ADMIN),
    "flags": ("/flags/", SECAS),
    "flag": ("/flags/0123456789abcdef/", (LOGIN, 404, *(403,) * 5)),  # test_flags has one
    "sweep": ("/flags/look/", POST),
    "standards": ("/criteria/", ALL),
    "standard": ("/criteria/1/", ALL),
    "draft-standard": ("/criteria/draft/", POST),
    "standard-edit": ("/criteria/1/edit/", (LOGIN, 200, 403, 403, 403, 200, 403)),
    "standard-ask": ("/criteria/1/ask/", POST),
    "standard-discard": ("/criteria/1/discard/", POST),
    "plan-meeting": ("/meetings/plan/", SECAS),
    "ask-motion": ("/meetings/ask/", SECAS),
    "powers": ("/meetings/powers/", (LOGIN, 200, 200, 200, 403, 200, 403)),
    "meeting": (f"{M}/", MEETINGS),
    "meeting-attendance": (f"{M}/attendance/", POST),
    "meeting-alternate": (f"{M}/alternate/", POST),
    "meeting-facts": (f"{M}/facts/", POST),
    "meeting-minutes": (f"{M}/minutes/", POST),
    "meeting-cancel": (f"{M}/cancel/", POST),
    "item": (f"{M}/1/", MEETINGS),
    "item-position": (f"{M}/1/position/", POST),
    "item-interest": (f"{M}/1/interest/", POST),
    "item-outcome": (f"{M}/1/outcome/", POST),
    "item-confirm": (f"{M}/1/confirm/", POST),
    "item-off": (f"{M}/1/off/", POST),
    "item-changes": (f"{M}/1/changes/", POST),
    "item-confirm-changes": (f"{M}/1/changes/confirm/", POST),
    "edit-scope-item": (f"{N}/scope/MP149/", SECAS),
    "edit-timeline-row": (f"{N}/timeline/panel-gono-go-decision/", SECAS),
    "timeline-steps": (f"{N}/timeline/panel-gono-go-decision/steps/", POST),
    "deliverables": (f"{N}/testing/", EVIDENCE),
    "tad-consulted": (f"{N}/testing/consulted/", POST),
    "submit-deliverable": (f"{N}/testing/submit/", POST),
    "deliverable-file": (
        f"{N}/testing/tad/1/",
        (LOGIN, 404, 404, 404, 404, 403, 403),
    ),  # test_deliverables has one
    "ask-on-deliverable": (f"{N}/testing/tad/1/ask/", POST),
    "open-release": ("/releases/new/", SECAS),
    "edit-release": (f"{N}/edit/", SECAS),
    "edit-go-live": (f"{N}/edit/go-live/", SECAS),
    "edit-life": (f"{N}/edit/life/", SECAS),
    "edit-readers": (f"{N}/edit/readers/", SECAS),
    "edit-profile": (f"{N}/edit/kind/", SECAS),
    "edit-scope": (f"{N}/edit/scope/", SECAS),
    "edit-change-requests": (f"{N}/edit/change-requests/", PROPOSED),
    "edit-participants": (f"{N}/edit/participants/", SECAS),
    "edit-documents": (f"{N}/edit/documents/", SECAS),
    "edit-summary": (f"{N}/edit/summary/", SECAS),
    "edit-timeline": (f"{N}/edit/timeline/", PROPOSED),
    "edit-neighbours": (f"{N}/edit/neighbours/", SECAS),
    "edit-testing": (f"{N}/edit/testing/", SECAS),
    "edit-annexes": (f"{N}/edit/annexes/", SECAS),
    "attach-annex": (f"{N}/edit/annexes/file/", SECAS),
    "annex-file": (f"{N}/annexes/1/", (LOGIN, 404, *(403,) * 5)),  # tests/releases has one
    "attach-assessment": ("/modifications/MP149/edit/assessments/file/", SECAS),
    "assessment-file": ("/modifications/MP149/assessments/1/", (LOGIN, 404, *(403,) * 5)),
    "edit-statements": (f"{N}/edit/statements/scope/", SECAS),
    "edit-costs": (f"{N}/edit/costs/", PROPOSED),
    "total-of-costs": (f"{N}/edit/costs/total/", POST),
    "edit-other-costs": (f"{N}/edit/other-costs/", SECAS),
    "edit-criteria": (f"{N}/edit/criteria/", SECAS),
    "edit-glossary": (f"{N}/edit/glossary/", SECAS),
    "propose-glossary": (f"{N}/edit/glossary/propose/", POST),
    "edit-history": (f"{N}/edit/history/", SECAS),
    "preview": (f"{N}/preview/scope/", SECAS),
    "live-pdf": (f"{N}/as-it-stands.pdf", SECAS),
    "live-word": (f"{N}/as-it-stands.docx", SECAS),
    "register-csv": ("/modifications/register.csv", ALL),
    "change-several": ("/modifications/change/", POST),
    "paper-round": ("/modifications/paper-round/", SECAS),
    "history": ("/modifications/MP149/history/", SECAS),
    "put-back": ("/modifications/MP149/history/put-back/", POST),
    "raise-modification": ("/modifications/new/", SECAS),
    "edit-modification": ("/modifications/MP149/edit/", SECAS),
    "edit-stage": ("/modifications/MP149/edit/stage/", SECAS),
    "withdraw-decision": ("/modifications/MP149/edit/stage/back/", POST),
    "convert-modification": ("/modifications/MP149/edit/convert/", POST),
    "edit-target": ("/modifications/MP149/edit/target/", SECAS),
    "edit-modification-parts": ("/modifications/MP149/edit/parts/", SECAS),
    "edit-modification-solutions": ("/modifications/MP149/edit/solutions/", SECAS),
    "edit-modification-steps": ("/modifications/MP149/edit/steps/", SECAS),
    "edit-modification-assessments": ("/modifications/MP149/edit/assessments/", PROPOSED),
    "edit-modification-links": ("/modifications/MP149/edit/links/", SECAS),
    "criteria": (f"{N}/criteria/", EVIDENCE),
    "criterion": (f"{N}/criteria/testing-1/", EVIDENCE),
    "ask-on-acceptance": (f"{N}/criteria/ask/", POST),
    "criterion-review": (f"{N}/criteria/testing-1/review/", POST),
    "criterion-ask": (f"{N}/criteria/testing-1/ask/", POST),
    "criterion-reply": (f"{N}/criteria/testing-1/ask/1/", POST),
    "condition-report": (f"{N}/conditions/1/report/", POST),
    "condition-close": (f"{N}/conditions/1/close/", POST),
    "condition-reopen": (f"{N}/conditions/1/reopen/", POST),
    "going-live": (f"{N}/going-live/", SECAS),
    "close-release": (f"{N}/going-live/close/", POST),
    "evidence-new": (f"{N}/evidence/new/", PROPOSED),
    "evidence": (f"{N}/evidence/{{receipt}}/", EVIDENCE),
    "evidence-edit": (f"{N}/evidence/{{receipt}}/edit/", PROPOSED),
    "evidence-release": (f"{N}/evidence/{{receipt}}/release/", POST),
    "evidence-discard": (f"{N}/evidence/{{receipt}}/discard/", POST),
    "evidence-file": (f"{N}/evidence/{{receipt}}/files/1/", EVIDENCE),
    "register": ("/modifications/", ALL),
    "modification": ("/modifications/MP153/", ALL),
    "documents": ("/documents/", ALL),
    "document": ("/documents/appendix-o/", ALL),
    "change-requests": ("/change-requests/", ALL),
    "change-request": ("/change-requests/CR1/", GONE),  # test_register has one
    "new-change-request": ("/change-requests/new/", SECAS),
    "edit-change-request": ("/change-requests/CR1088/edit/", SECAS),
    "account": ("/accounts/", IN),
    "invite": ("/accounts/invite/", ADMIN),
    "sign-in-state": ("/accounts/signed-in/", ALL),
    "signed-in-again": ("/accounts/signed-in-again/", IN),
    "unsaved-list": ("/accounts/unsaved/", IN),
    "unsaved-input": ("/accounts/unsaved/nobodys/", (LOGIN, *(404,) * 6)),  # tests/core/drafts has one
    "unsaved-discard": ("/accounts/unsaved/nobodys/discard/", POST),
    "roles": ("/accounts/roles/", ADMIN),
    "role-confirm": ("/accounts/roles/1/confirm/", POST),
    "role-refuse": ("/accounts/roles/1/refuse/", POST),
    "powers-to-confirm": ("/accounts/powers/", ADMIN),
    "power-confirm": ("/accounts/powers/power/1/confirm/", POST),
    "power-refuse": ("/accounts/powers/voting-rule/1/refuse/", POST),
    "factors": ("/accounts/factors/", ADMIN),
    "factor-confirm": ("/accounts/factors/1/confirm/", POST),
    "factor-refuse": ("/accounts/factors/1/refuse/", POST),
    "help-with-sign-in": ("/accounts/help/", ADMIN),
    "registrations": ("/accounts/registrations/", SECAS),
    "registration": (
        "/accounts/registrations/R-2021-AAAA-BBBB/",
        (LOGIN, 404, *(403,) * 5),
    ),  # test_registrations has one
    "registration-confirm": ("/accounts/registrations/R-2021-AAAA-BBBB/confirm/", POST),
    "registration-refuse": ("/accounts/registrations/R-2021-AAAA-BBBB/refuse/", POST),
    "account_email_verification_sent": ("/accounts/confirm-email/", ALL),
    "account_confirm_email": ("/accounts/confirm-email/x/", ALL),
    "account_login": ("/accounts/login/", (200, *(302,) * 6)),
    "account_logout": ("/accounts/logout/", (302, *(200,) * 6)),
    "usersessions_list": ("/accounts/sessions/", IN),
    "account_inactive": ("/accounts/inactive/", ALL),
    "account_signup": ("/accounts/signup/", (200, *(302,) * 6)),
    "account_reauthenticate": ("/accounts/reauthenticate/", (302, *(403,) * 6)),  # nothing to ask them for
    "account_change_password": (
        "/accounts/password/change/",
        (302,) * 7,
    ),  # the test's users have none to change
    "account_set_password": ("/accounts/password/set/", IN),
    "account_reset_password": ("/accounts/password/reset/", ALL),
    "account_reset_password_done": ("/accounts/password/reset/done/", ALL),
    "account_reset_password_from_key": ("/accounts/password/reset/key/1-x/", ALL),
    "account_reset_password_from_key_done": ("/accounts/password/reset/key/done/", ALL),
    "api-schema": (f"{R}/schema/", ALL),
    "api-release-list": (f"{R}/releases/", ALL),
    "api-release-detail": (f"{R}/releases/november-2021/", ALL),
    "api-release-checks": (f"{R}/releases/november-2021/checks/", (401, 200, *(403,) * 5)),
    "api-version-checks": (
        f"{R}/releases/november-2021/versions/0.1/checks/",
        (401, 200, 404, 404, *(403,) * 3),
    ),
    "api-version-list": (f"{R}/releases/november-2021/versions/", ALL),
    "api-version-detail": (f"{R}/releases/november-2021/versions/0.1/", (404, 200, 404, 404, 404, 404, 404)),
    "api-document-list": (f"{R}/documents/", ALL),
    "api-document-detail": (f"{R}/documents/appendix-o/", ALL),
    "api-change-request-list": (f"{R}/change-requests/", ALL),
    "api-change-request-detail": (f"{R}/change-requests/CR1/", GONE),  # test_api has one
    "api-modification-list": (f"{R}/modifications/", ALL),
    "api-modification-detail": (f"{R}/modifications/MP153/", ALL),
}
# what anybody may keep of what the public gets, and for how many seconds; nothing else is kept by anybody
KEPT = {
    **dict.fromkeys(("home", "gallery", "releases", "release", "rid-versions", "news", "rules"), 60),
    **dict.fromkeys(("calendar", "calendar-of", "calendar-for", "holidays", "standards", "standard"), 60),
    **dict.fromkeys(("register", "register-csv", "modification", "documents", "document"), 60),
    **dict.fromkeys(("change-requests", "change-request", "api-release-list", "api-release-detail"), 60),
    **dict.fromkeys(("api-version-list", "api-document-list", "api-document-detail"), 60),
    **dict.fromkeys(("api-change-request-list", "api-modification-list", "api-modification-detail"), 60),
    **dict.fromkeys(("all-ics", "body-ics", "category-ics", "release-ics", "news-atom", "topic-atom"), 300),
    **dict.fromkeys(("schema", "api-schema"), 3600),
}
# who may POST, with what answers: everybody else gets 403, the public is sent to sign in
WRITES = {
    "rid-issue": ("analyst", {"changes": "x", "as": "draft"}, 422),  # nothing has changed
    "rid-present": ("analyst", {"meeting_on": "2021-10-15", "token": 1}, 303),
    "rid-comment": ("analyst", {"until": "22 Oct 2021", "token": 1}, 303),
    "following": (ROLES[1:], {}, 422),
    "private-address": (ROLES[1:], {}, 303),
    "follow-how": (ROLES[1:], {}, 404),
    "follow-end": (ROLES[1:], {}, 404),
    "outbox": ("administrator", {}, 404),
    "damaged-files": ("administrator", {}, 404),
    "correct-holidays": ("administrator", {}, 422),
    "drop-holiday": ("administrator", {}, 404),
    "plan-series": ("analyst", {}, 422),
    "flag": ("analyst", {}, 404),
    "sweep": ("analyst", {}, 303),
    "waive": ("analyst", {}, 404),
    "version-waive": ("analyst", {}, 404),
    "plan-meeting": ("analyst", {}, 422),
    "ask-motion": ("analyst", {}, 422),
    "standard-edit": (("analyst", "administrator"), {}, 422),
    "standard-ask": ("analyst", {}, 422),
    "standard-discard": (("analyst", "administrator"), {}, 422),
    "meeting-attendance": ((), {}, 0),  # the secretary's: tests/governance/test_meetings.py
    "meeting-alternate": ((), {}, 0),
    "meeting-facts": ((), {}, 0),
    "meeting-minutes": ((), {}, 0),
    "meeting-cancel": ((), {}, 0),
    "item-position": (("member", "chair"), {}, 422),
    "item-interest": ((), {}, 0),
    "item-outcome": ((), {}, 0),
    "item-confirm": ("chair", {}, 422),
    "item-changes": ("analyst", {}, 422),
    "item-confirm-changes": ("chair", {}, 422),
    "item-off": ("analyst", {}, 422),
    "timeline-steps": ("analyst", {}, 422),
    "tad-consulted": (("analyst", "delivery"), {}, 422),
    "submit-deliverable": (("analyst", "delivery"), {}, 422),
    "ask-on-deliverable": ("analyst", {}, 404),
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
    "rid-answer": ("analyst", {}, 404),
    "rid-withdraw": ("analyst", {"reason": "x", "token": 1}, 303),
    "rid-retry": ("analyst", {}, 422),
    "rid-publish": ("analyst", {}, 422),
    "rid-unpublish": ("analyst", {}, 422),
    "invite": ("administrator", {}, 422),
    "verify-record": (("analyst", "administrator"), {}, 200),
    "role-confirm": ("administrator", {}, 404),
    "role-refuse": ("administrator", {}, 404),
    "factor-confirm": ("administrator", {}, 404),
    "factor-refuse": ("administrator", {}, 404),
    "help-with-sign-in": ("administrator", {}, 422),
    "registration-confirm": ("analyst", {}, 404),
    "registration-refuse": ("analyst", {}, 404),
    "edit-scope-item": ("analyst", {}, 422),
    "edit-timeline-row": ("analyst", {}, 422),
    "open-release": ("analyst", {}, 422),
    "new-change-request": ("analyst", {}, 422),
    "attach-annex": ("analyst", {}, 422),
    "attach-assessment": ("analyst", {}, 422),
    **{
        # nothing is typed, or nothing was changed
        name: (("analyst", "delivery") if TABLE[name][1] == PROPOSED else "analyst", {}, 422)
        for name in TABLE
        if name.startswith("edit-") and name not in ("edit-scope-item", "edit-timeline-row")
    },
    "total-of-costs": (("analyst", "delivery"), {}, 200),
    "propose-glossary": ("analyst", {}, 303),
    "change-several": ("analyst", {}, 422),
    "paper-round": ("analyst", {}, 422),
    "put-back": ("analyst", {}, 404),
    "withdraw-decision": ("analyst", {}, 404),
    "raise-modification": ("analyst", {}, 422),
    "convert-modification": ("analyst", {}, 422),  # it is no Draft Proposal
}
THIRD_PARTY = ("admin:", "mfa_")


def names(resolver=None, prefix="") -> set[str]:
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= names(pattern, prefix + space)
        elif isinstance(pattern, URLPattern):
            found.add(prefix + (pattern.name or str(pattern.pattern)))
    return found


def test_every_address_is_in_the_table():
    ours = {name for name in names() if not name.startswith(THIRD_PARTY)}
    assert ours == set(TABLE)


@pytest.fixture
def receipt(examples, people, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    return released([criterion], people, day).receipt


@pytest.mark.parametrize("name", TABLE)
def test_who_may_open(name, receipt, as_role):
    path, expected = TABLE[name]
    answers = {role: as_role(role).get(path.format(receipt=receipt)) for role in ROLES}
    assert {role: answer.status_code for role, answer in answers.items()} == dict(
        zip(ROLES, expected, strict=True)
    )
    for role, answer in answers.items():
        seconds = KEPT.get(name) if (role, answer.status_code) == ("anonymous", 200) else None
        said = f"public, max-age={seconds}, must-revalidate" if seconds else "private, no-store"
        assert (answer["Cache-Control"], "Cookie" in answer["Vary"]) == (said, True), role
        assert not (seconds and answer.cookies), role


@pytest.mark.parametrize("name", WRITES)
def test_who_may_write(name, examples, as_role):
    may, typed, answer = WRITES[name]
    path = TABLE[name][0].format(receipt="E-2021-AAAA-BBBB")
    may = (may,) if isinstance(may, str) else may
    for role in ROLES:
        refused = 302 if role == "anonymous" else 403
        assert as_role(role).post(path, typed).status_code == (answer if role in may else refused), role


def test_admin_is_for_administrators_through_our_sign_in(people, as_role):
    response = as_role("anonymous").get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    assert as_role("administrator").get("/admin/").status_code == 200
    for role in ("analyst", "chair", "member", "delivery", "nobody"):
        assert as_role(role).get("/admin/").status_code == 302


def test_every_page_that_only_posts_rejects_get(examples, as_role):
    for name in WRITES:
        if name.startswith("rid-"):
            assert as_role("analyst").get(TABLE[name][0]).status_code == 405
