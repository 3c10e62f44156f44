"""Addresses of the API’s resources and twins: the path, and by method the answers to each role, in the order of ROLES.

What is sent is an empty body without a version: 422 lacks a field, 428 the version, 404 what is not in the examples."""

from tests.support.api.reads import READ_ROWS

R, N, M = "/api/v1/releases/june-2021", "/api/v1/notices/2020-11-27-sec-27.0", "/api/v1/modifications/MP153"
C, P, S = (
    "/api/v1/consultations/june-2020-go-live",
    "/api/v1/papers/csc/2021-09-28/1",
    "/api/v1/scenarios/0123456789abcdef",
)
W = "/api/v1/webhooks/1"
PANEL = "/api/v1/meetings/panel/2020-01-17"

ALL = (200, 200, 200, 200, 200, 200, 200)
GONE = (404, 404, 404, 404, 404, 404, 404)
NOT_OWN = (401, 404, 404, 404, 404, 404, 404)
SECAS_200 = (401, 200, 403, 403, 403, 403, 403)
SECAS_403 = (401, 403, 403, 403, 403, 403, 403)
SECAS_404 = (401, 404, 403, 403, 403, 403, 403)
SECAS_409 = (401, 409, 403, 403, 403, 403, 403)
SECAS_422 = (401, 422, 403, 403, 403, 403, 403)
SECAS_428 = (401, 428, 403, 403, 403, 403, 403)

API_ROWS: dict[str, tuple[str, dict[str, tuple[int, ...]]]] = {
    "api-following": (
        "/api/v1/following/",
        {"GET": (401, 200, 200, 200, 200, 200, 200), "POST": (401, 422, 422, 422, 422, 422, 422)},
    ),
    "api-following-subscription": (
        "/api/v1/following/release:june-2021/",
        {
            "GET": GONE,
            "PATCH": (401, 404, 404, 404, 404, 404, 404),
            "DELETE": (401, 404, 404, 404, 404, 404, 404),
        },
    ),
    "api-webhooks": (
        "/api/v1/webhooks/",
        {"GET": (401, 200, 200, 200, 200, 200, 200), "POST": (401, 422, 422, 422, 422, 422, 422)},
    ),
    "api-webhooks-webhook": (
        f"{W}/",
        {"GET": NOT_OWN, "PATCH": NOT_OWN, "DELETE": NOT_OWN},
    ),
    **{
        f"api-webhooks-webhook-{act}": (f"{W}/{act}/", {"POST": NOT_OWN})
        for act in ("secret", "off", "on", "test")
    },
    "api-webhooks-webhook-deliveries": (f"{W}/deliveries/", {"GET": NOT_OWN}),
    "api-webhooks-webhook-deliveries-delivery": (f"{W}/deliveries/1/", {"GET": NOT_OWN}),
    "api-webhooks-webhook-deliveries-delivery-again": (f"{W}/deliveries/1/again/", {"POST": NOT_OWN}),
    "api-releases-release-scope": (f"{R}/scope/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-impacts": (f"{R}/impacts/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-timeline": (f"{R}/timeline/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-testing": (f"{R}/testing/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-costs": (f"{R}/costs/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-acceptance": (f"{R}/acceptance/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-impacts-ticks": (f"{R}/impacts/ticks/", {"GET": SECAS_200, "PUT": SECAS_428}),
    "api-releases-release-timeline-rows-row": (
        f"{R}/timeline/rows/release-go-live/",
        {"GET": SECAS_200, "PATCH": SECAS_428},
    ),
    "api-releases-release-facts": (f"{R}/facts/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-go-live": (f"{R}/go-live/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-releases-release-scope-items-scope-item": (
        f"{R}/scope/items/MP153/",
        {"GET": SECAS_200, "PATCH": SECAS_428},
    ),
    "api-modifications-modification-facts": (f"{M}/facts/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-change-requests-change-request-facts": (
        "/api/v1/change-requests/CR1088/facts/",
        {"GET": SECAS_200, "PATCH": SECAS_428},
    ),
    "api-releases-release-evidence-evidence": (
        f"{R}/evidence/E-2021-AAAA-BBBB/",
        {
            "GET": (401, 404, 404, 404, 404, 403, 403),
            "PUT": (401, 404, 403, 403, 404, 403, 403),
            "DELETE": (401, 404, 403, 403, 404, 403, 403),
        },
    ),
    "api-releases-release-evidence": (
        f"{R}/evidence/",
        {"GET": (401, 200, 200, 200, 200, 403, 403), "POST": (401, 422, 403, 403, 422, 403, 403)},
    ),
    "api-releases-release-criteria-criterion": (
        f"{R}/criteria/testing-1/",
        {"GET": (401, 404, 404, 404, 404, 403, 403)},
    ),
    "api-releases-release-criteria": (f"{R}/criteria/", {"GET": (401, 200, 200, 200, 200, 403, 403)}),
    "api-releases-release-deliverables-deliverable": (
        f"{R}/deliverables/tad-1/",
        {"GET": (401, 404, 404, 404, 404, 403, 403)},
    ),
    "api-releases-release-deliverables": (
        f"{R}/deliverables/",
        {"GET": (401, 200, 200, 200, 200, 403, 403), "POST": (401, 422, 403, 403, 422, 403, 403)},
    ),
    "api-releases-release-conditions-condition": (
        f"{R}/conditions/1/",
        {"GET": (401, 404, 404, 404, 404, 403, 403)},
    ),
    "api-releases-release-conditions": (f"{R}/conditions/", {"GET": (401, 200, 200, 200, 200, 403, 403)}),
    "api-releases-release-implementation": (f"{R}/implementation/", {"GET": SECAS_200, "PUT": SECAS_428}),
    "api-releases-release-acceptance-version": (f"{R}/acceptance/version/", {"GET": SECAS_200}),
    "api-standards": ("/api/v1/standards/", {"GET": ALL, "POST": (401, 201, 403, 403, 403, 409, 403)}),
    "api-standards-standard": (
        "/api/v1/standards/1/",
        {
            "GET": ALL,
            "PUT": (401, 428, 403, 403, 403, 428, 403),
            "DELETE": (401, 428, 403, 403, 403, 428, 403),
        },
    ),
    "api-releases-release-versions-version-state": (
        f"{R}/versions/8.0/state/",
        {"GET": (401, 200, 200, 200, 200, 403, 403)},
    ),
    "api-releases-release-versions-version-comments": (
        f"{R}/versions/8.0/comments/",
        {"GET": SECAS_200, "POST": (401, 422, 422, 422, 422, 403, 403)},
    ),
    "api-releases-release-earlier-versions": (f"{R}/earlier-versions/", {"GET": SECAS_200, "PUT": SECAS_422}),
    "api-notices-notice-facts": (f"{N}/facts/", {"GET": SECAS_200, "PUT": SECAS_428, "DELETE": SECAS_428}),
    "api-papers-body-day-paper-facts": (f"{P}/facts/", {"GET": SECAS_200, "PATCH": SECAS_428}),
    "api-consultations-consultation-facts": (f"{C}/facts/", {"GET": SECAS_200, "PUT": SECAS_428}),
    "api-scenarios": ("/api/v1/scenarios/", {"GET": SECAS_200, "POST": SECAS_422}),
    "api-scenarios-scenario": (f"{S}/", {"GET": SECAS_404, "PATCH": SECAS_404, "DELETE": SECAS_404}),
    "api-blackouts": (
        "/api/v1/blackouts/",
        {"GET": (401, 200, 403, 403, 403, 200, 403), "POST": (401, 422, 403, 403, 403, 422, 403)},
    ),
    "api-blackouts-blackout": (
        "/api/v1/blackouts/2021-12-20--2022-01-03/",
        {"GET": (401, 404, 403, 403, 403, 404, 403), "DELETE": (401, 404, 403, 403, 403, 404, 403)},
    ),
    "api-releases-release-regression": (
        f"{R}/regression/",
        {"GET": (401, 200, 403, 403, 200, 403, 403), "POST": (401, 422, 403, 403, 422, 403, 403)},
    ),
    "api-releases-release-regression-participant": (
        f"{R}/regression/T-2021-AAAA-BBBB/",
        {"GET": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-regression-declared-own": (
        f"{R}/regression/declared/own/",
        {"GET": SECAS_403, "PUT": SECAS_403},
    ),
    "api-meetings": ("/api/v1/meetings/", {"GET": (401, 200, 200, 200, 403, 403, 403), "POST": SECAS_422}),
    "api-meetings-of-body-meeting": (f"{PANEL}/", {"GET": (401, 200, 200, 200, 403, 403, 403)}),
    "api-meetings-of-body-meeting-items": (f"{PANEL}/items/", {"GET": (401, 200, 200, 200, 403, 403, 403)}),
    "api-meetings-of-body-meeting-items-item": (
        f"{PANEL}/items/1/",
        {"GET": (401, 200, 200, 200, 403, 403, 403), "DELETE": SECAS_428},
    ),
    "api-meetings-of-body-meeting-actions": (
        f"{PANEL}/actions/",
        {"GET": (401, 200, 200, 200, 403, 403, 403), "POST": SECAS_422},
    ),
    "api-meetings-of-body-meeting-actions-action": (
        f"{PANEL}/actions/1/",
        {"GET": (401, 404, 404, 404, 403, 403, 403), "PATCH": SECAS_404},
    ),
    "api-flags-flag": ("/api/v1/flags/0123456789abcdef/", {"GET": SECAS_404}),
    "api-flags": ("/api/v1/flags/", {"GET": SECAS_200}),
    "api-tasks-handover-handover": (
        "/api/v1/tasks/0123456789abcdef/handover/",
        {"GET": GONE, "DELETE": (401, 404, 404, 404, 404, 404, 404)},
    ),
    "api-private-address": (
        "/api/v1/private-address/",
        {"POST": (401, 204, 204, 204, 204, 204, 204), "DELETE": (401, 409, 409, 409, 409, 409, 409)},
    ),
    "api-releases-release-timeline-rows": (f"{R}/timeline/rows/", {"PUT": SECAS_428}),
    "api-releases-release-timeline-rows-row-actual": (
        f"{R}/timeline/rows/release-go-live/actual/",
        {"POST": SECAS_422},
    ),
    "api-releases-release-timeline-rows-row-steps": (
        f"{R}/timeline/rows/release-go-live/steps/",
        {"PUT": SECAS_428},
    ),
    "api-releases-release-timeline-programmes": (f"{R}/timeline/programmes/", {"PUT": SECAS_428}),
    "api-releases-release-impacts-documents": (f"{R}/impacts/documents/", {"PUT": SECAS_428}),
    "api-releases-release-impacts-summary": (f"{R}/impacts/summary/", {"PUT": SECAS_428}),
    "api-releases-release-testing-strategy": (f"{R}/testing/strategy/", {"PUT": SECAS_428}),
    "api-releases-release-testing-annexes": (f"{R}/testing/annexes/", {"PUT": SECAS_428}),
    "api-releases-release-testing-annexes-file": (f"{R}/testing/annexes/file/", {"POST": SECAS_422}),
    "api-releases-new": ("/api/v1/releases/new/", {"POST": SECAS_422}),
    "api-releases-new-from-table": ("/api/v1/releases/new-from-table/", {"POST": SECAS_422}),
    "api-releases-release-profile": (f"{R}/profile/", {"POST": SECAS_422}),
    "api-releases-release-life": (f"{R}/life/", {"POST": SECAS_422}),
    "api-releases-release-live": (f"{R}/live/", {"POST": SECAS_409}),
    "api-releases-release-closed": (f"{R}/closed/", {"POST": SECAS_409}),
    "api-releases-release-cancelled": (f"{R}/cancelled/", {"POST": SECAS_422}),
    "api-releases-release-sources": (f"{R}/sources/", {"PUT": SECAS_428, "DELETE": SECAS_428}),
    "api-releases-release-readers": (f"{R}/readers/", {"PUT": SECAS_428}),
    "api-releases-release-scope-items": (f"{R}/scope/items/", {"POST": SECAS_422}),
    "api-releases-release-scope-standings": (f"{R}/scope/standings/", {"POST": SECAS_428}),
    "api-releases-release-scope-list": (f"{R}/scope/list/", {"POST": SECAS_422}),
    "api-releases-release-scope-items-scope-item-move": (f"{R}/scope/items/MP153/move/", {"POST": SECAS_428}),
    "api-releases-release-scope-change-requests": (f"{R}/scope/change-requests/", {"PUT": SECAS_428}),
    "api-releases-release-costs-table": (f"{R}/costs/table/", {"PUT": SECAS_428}),
    "api-releases-release-costs-combined": (f"{R}/costs/combined/", {"PUT": SECAS_428}),
    "api-releases-release-costs-stages": (f"{R}/costs/stages/", {"PUT": SECAS_428}),
    "api-releases-release-costs-yearly": (f"{R}/costs/yearly/", {"PUT": SECAS_428}),
    "api-releases-release-costs-operational": (f"{R}/costs/operational/", {"PUT": SECAS_428}),
    "api-modifications-new": ("/api/v1/modifications/new/", {"POST": SECAS_422}),
    "api-modifications-modification-convert": (f"{M}/convert/", {"POST": SECAS_409}),
    "api-modifications-modification-stage": (f"{M}/stage/", {"POST": SECAS_422}),
    "api-modifications-modification-decisions": (f"{M}/decisions/", {"POST": SECAS_422}),
    "api-modifications-modification-recommendations": (f"{M}/recommendations/", {"POST": SECAS_422}),
    "api-modifications-modification-solutions": (f"{M}/solutions/", {"PUT": SECAS_428}),
    "api-modifications-modification-parts": (f"{M}/parts/", {"PUT": SECAS_428}),
    "api-modifications-modification-assessments": (f"{M}/assessments/", {"PUT": SECAS_428}),
    "api-modifications-modification-assessments-assessment-file": (
        f"{M}/assessments/1/file/",
        {"POST": SECAS_404},
    ),
    "api-modifications-modification-next-steps": (f"{M}/next-steps/", {"PUT": SECAS_428}),
    "api-modifications-modification-next-steps-confirm": (f"{M}/next-steps/confirm/", {"POST": SECAS_428}),
    "api-modifications-modification-links": (f"{M}/links/", {"PUT": SECAS_428}),
    "api-modifications-modification-target": (f"{M}/target/", {"PUT": SECAS_428}),
    "api-change-requests-new": ("/api/v1/change-requests/new/", {"POST": SECAS_422}),
    "api-releases-release-evidence-evidence-release": (
        f"{R}/evidence/E-2021-AAAA-BBBB/release/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-tad-consultation": (
        f"{R}/tad-consultation/",
        {"POST": (401, 422, 403, 403, 422, 403, 403)},
    ),
    "api-releases-release-deliverables-deliverable-ask": (
        f"{R}/deliverables/tad-1/ask/",
        {"POST": SECAS_404},
    ),
    "api-releases-release-go-ask": (f"{R}/go/ask/", {"POST": SECAS_422}),
    "api-releases-release-recommendation-ask": (f"{R}/recommendation/ask/", {"POST": SECAS_422}),
    "api-releases-release-criteria-criterion-review": (
        f"{R}/criteria/testing-1/review/",
        {"POST": SECAS_404},
    ),
    "api-releases-release-criteria-criterion-questions": (
        f"{R}/criteria/testing-1/questions/",
        {"GET": (401, 404, 404, 404, 404, 403, 403), "POST": SECAS_404},
    ),
    "api-releases-release-conditions-condition-report": (
        f"{R}/conditions/1/report/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-conditions-condition-close": (f"{R}/conditions/1/close/", {"POST": SECAS_404}),
    "api-releases-release-conditions-condition-reopen": (f"{R}/conditions/1/reopen/", {"POST": SECAS_404}),
    "api-releases-release-acceptance-criteria": (f"{R}/acceptance/criteria/", {"PUT": SECAS_428}),
    "api-standards-standard-ask": ("/api/v1/standards/1/ask/", {"POST": SECAS_422}),
    "api-releases-release-versions-drafts": (f"{R}/versions/drafts/", {"POST": SECAS_422}),
    "api-releases-release-versions-issues": (f"{R}/versions/issues/", {"POST": SECAS_422}),
    "api-releases-release-versions-version-comment-period": (
        f"{R}/versions/8.0/comment-period/",
        {"POST": SECAS_428},
    ),
    "api-releases-release-versions-version-present": (f"{R}/versions/8.0/present/", {"POST": SECAS_428}),
    "api-releases-release-versions-version-withdraw": (f"{R}/versions/8.0/withdraw/", {"POST": SECAS_428}),
    "api-releases-release-versions-version-publish": (f"{R}/versions/8.0/publish/", {"POST": SECAS_428}),
    "api-releases-release-versions-version-unpublish": (f"{R}/versions/8.0/unpublish/", {"POST": SECAS_428}),
    "api-releases-release-versions-version-comments-comment-answer": (
        f"{R}/versions/8.0/comments/1/answer/",
        {"POST": SECAS_404},
    ),
    "api-releases-release-findings-finding-waiver": (
        f"{R}/findings/0123456789abcdef/waiver/",
        {"POST": SECAS_404},
    ),
    "api-releases-release-waivers-waived": (f"{R}/waivers/0123456789abcdef/", {"DELETE": SECAS_404}),
    "api-notices-new": ("/api/v1/notices/new/", {"POST": SECAS_422}),
    "api-releases-release-notice": (f"{R}/notice/", {"POST": SECAS_422}),
    "api-notices-notice-modifications": (f"{N}/modifications/", {"PUT": SECAS_428}),
    "api-notices-notice-documents": (f"{N}/documents/", {"PUT": SECAS_428}),
    "api-notices-notice-specifications": (f"{N}/specifications/", {"PUT": SECAS_428}),
    "api-notices-notice-publish": (f"{N}/publish/", {"POST": SECAS_428}),
    "api-notices-notice-schedule": (f"{N}/schedule/", {"POST": SECAS_428, "DELETE": SECAS_428}),
    "api-notices-notice-correction": (f"{N}/correction/", {"POST": SECAS_428, "DELETE": SECAS_428}),
    "api-papers-new": ("/api/v1/papers/new/", {"POST": SECAS_422}),
    "api-papers-body-day-paper-changes-proposed": (f"{P}/changes-proposed/", {"POST": SECAS_428}),
    "api-papers-body-day-paper-changes-dropped": (f"{P}/changes-dropped/", {"POST": SECAS_428}),
    "api-papers-body-day-paper-issue": (f"{P}/issue/", {"POST": SECAS_428}),
    "api-papers-body-day-paper-redraft": (f"{P}/redraft/", {"POST": SECAS_428}),
    "api-papers-body-day-paper-withdraw": (f"{P}/withdraw/", {"POST": SECAS_428}),
    "api-papers-body-day-paper-carry-out": (f"{P}/carry-out/", {"POST": SECAS_428}),
    "api-consultations-new": ("/api/v1/consultations/new/", {"POST": (401, 422, 403, 403, 422, 403, 403)}),
    "api-consultations-consultation-open": (f"{C}/open/", {"POST": SECAS_428}),
    "api-consultations-consultation-deadline": (f"{C}/deadline/", {"POST": SECAS_428}),
    "api-consultations-consultation-close": (f"{C}/close/", {"POST": SECAS_428}),
    "api-consultations-consultation-withdraw": (f"{C}/withdraw/", {"POST": SECAS_428}),
    "api-consultations-consultation-answers": (f"{C}/answers/", {"POST": SECAS_422}),
    "api-consultations-consultation-summary": (f"{C}/summary/", {"PUT": SECAS_428}),
    "api-consultations-consultation-decision": (f"{C}/decision/", {"POST": SECAS_428}),
    "api-consultations-consultation-answers-dealt-with": (f"{C}/answers/dealt-with/", {"PUT": SECAS_428}),
    "api-consultations-consultation-results": (f"{C}/results/", {"POST": SECAS_428}),
    "api-imports": ("/api/v1/imports/", {"GET": SECAS_200, "POST": SECAS_422}),
    "api-imports-upload": ("/api/v1/imports/D-2021-AAAA-BBBB/", {"GET": SECAS_404, "DELETE": SECAS_404}),
    "api-consultations-consultation-letter": (f"{C}/letter/", {"PUT": SECAS_428}),
    "api-consultations-consultation-letter-answer": (f"{C}/letter/answer/", {"PUT": SECAS_428}),
    "api-consultations-asked-answer": (f"{C}/answer/", {"POST": (401, 422, 422, 422, 422, 422, 422)}),
    "api-scenarios-scenario-copy": (f"{S}/copy/", {"POST": SECAS_404}),
    "api-scenarios-scenario-steps": (f"{S}/steps/", {"POST": SECAS_404}),
    "api-scenarios-scenario-steps-drop": (f"{S}/steps/drop/", {"POST": SECAS_404}),
    "api-scenarios-scenario-steps-shift": (f"{S}/steps/shift/", {"POST": SECAS_404}),
    "api-scenarios-scenario-rebase": (f"{S}/rebase/", {"POST": SECAS_404}),
    "api-scenarios-scenario-apply": (f"{S}/apply/", {"POST": SECAS_404}),
    "api-releases-release-regression-participant-name": (
        f"{R}/regression/T-2021-AAAA-BBBB/name/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-regression-participant-withdraw": (
        f"{R}/regression/T-2021-AAAA-BBBB/withdraw/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-regression-participant-declarations": (
        f"{R}/regression/T-2021-AAAA-BBBB/declarations/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-regression-declared-own-declarations": (
        f"{R}/regression/declared/own/declarations/",
        {"POST": SECAS_403},
    ),
    "api-meetings-series": ("/api/v1/meetings/series/", {"POST": SECAS_422}),
    "api-meetings-motions": ("/api/v1/meetings/motions/", {"POST": SECAS_422}),
    "api-meetings-of-body-meeting-items-item-objections-objection-answer": (
        f"{PANEL}/items/1/objections/1/answer/",
        {"POST": SECAS_404},
    ),
    "api-meetings-of-body-meeting-actions-action-close": (f"{PANEL}/actions/1/close/", {"POST": SECAS_404}),
    "api-meetings-of-body-meeting-actions-action-reopen": (f"{PANEL}/actions/1/reopen/", {"POST": SECAS_404}),
    "api-flags-flag-acts": ("/api/v1/flags/0123456789abcdef/acts/", {"POST": SECAS_404}),
    "api-tasks-handovers": ("/api/v1/tasks/handovers/", {"POST": (401, 422, 422, 422, 422, 422, 422)}),
    "api-calendar-corrections": (
        "/api/v1/calendar/corrections/",
        {"GET": (401, 200, 403, 403, 403, 200, 403), "POST": (401, 403, 403, 403, 403, 422, 403)},
    ),
    "api-calendar-lead-times": (
        "/api/v1/calendar/lead-times/",
        {"GET": (401, 200, 403, 403, 403, 200, 403), "POST": (401, 403, 403, 403, 403, 422, 403)},
    ),
    "api-calendar-cut-offs": (
        "/api/v1/calendar/cut-offs/",
        {"GET": (401, 200, 403, 403, 403, 200, 403), "POST": (401, 403, 403, 403, 403, 422, 403)},
    ),
    "api-releases-release-glossary": (f"{R}/glossary/", {"GET": SECAS_200, "PUT": SECAS_428}),
    "api-meetings-of-body-meeting-packs": (
        f"{PANEL}/packs/",
        {"GET": (401, 200, 200, 200, 403, 403, 403), "POST": SECAS_409},
    ),
    "api-calendar-corrections-correction": (
        "/api/v1/calendar/corrections/england_and_wales--2021-12-28/",
        {"DELETE": (401, 403, 403, 403, 403, 404, 403)},
    ),
    "api-modifications-modification-decisions-decision": (f"{M}/decisions/1/", {"DELETE": SECAS_422}),
    "api-releases-new-from-earlier": ("/api/v1/releases/new-from-earlier/", {"POST": SECAS_422}),
    "api-modifications-changes": ("/api/v1/modifications/changes/", {"POST": SECAS_422}),
    "api-modifications-paper-round": ("/api/v1/modifications/paper-round/", {"POST": SECAS_422}),
    "api-releases-release-criteria-criterion-questions-question-reply": (
        f"{R}/criteria/testing-1/questions/1/reply/",
        {"POST": (401, 404, 403, 403, 404, 403, 403)},
    ),
    "api-releases-release-versions-version-pdf": (f"{R}/versions/8.0/pdf/", {"POST": SECAS_409}),
    "api-meetings-of-body-meeting-items-item-changes": (f"{PANEL}/items/1/changes/", {"POST": SECAS_428}),
}
for name, (path, answers) in READ_ROWS.items():
    API_ROWS[name] = (path, API_ROWS.get(name, (path, {}))[1] | answers)
