"""Addresses of the reads that pages had first, and of twins for what is proposed, restored and filled in."""

A = "/api/v1/"
ALL = (200, 200, 200, 200, 200, 200, 200)
WRONG = (400, 400, 400, 400, 400, 400, 400)
MEETINGS = (401, 200, 200, 200, 403, 403, 403)
NO_MEETING = (401, 404, 404, 404, 403, 403, 403)
SECAS = (401, 200, 403, 403, 403, 403, 403)
SECAS_404 = (401, 404, 403, 403, 403, 403, 403)
SECAS_422 = (401, 422, 403, 403, 403, 403, 403)
SECAS_400 = (401, 400, 403, 403, 403, 403, 403)
OWN = (401, 200, 200, 200, 200, 200, 200)
PROPOSED = (401, 200, 403, 403, 200, 403, 403)
PROPOSES = (401, 403, 403, 403, 422, 403, 403)

READ_ROWS: dict[str, tuple[str, dict[str, tuple[int, ...]]]] = {
    "api-consultations-consultation-answers": (
        f"{A}consultations/june-2020-go-live/answers/",
        {"GET": SECAS},
    ),
    "api-consultations-consultation-letter": (f"{A}consultations/june-2020-go-live/letter/", {"GET": SECAS}),
    "api-consultations-asked-result-versions": (
        f"{A}consultations/june-2020-go-live/result-versions/",
        {"GET": ALL},
    ),
    "api-scenarios-scenario-effects": (f"{A}scenarios/0123456789abcdef/effects/", {"GET": SECAS_404}),
    "api-scenarios-compare": (f"{A}scenarios/compare/", {"GET": SECAS_400}),
    "api-releases-release-readiness": (
        f"{A}releases/june-2021/readiness/",
        {"GET": (401, 200, 200, 200, 200, 403, 403)},
    ),
    "api-releases-release-criteria-criterion-reviews": (
        f"{A}releases/june-2021/criteria/testing-1/reviews/",
        {"GET": (401, 404, 404, 404, 404, 403, 403)},
    ),
    "api-releases-release-sheets-sheet": (f"{A}releases/june-2021/sheets/costs/", {"GET": PROPOSED}),
    "api-releases-release-sheets-sheet-proposals": (
        f"{A}releases/june-2021/sheets/costs/proposals/",
        {"GET": PROPOSED, "POST": PROPOSES},
    ),
    "api-modifications-modification-sheets-assessments": (
        f"{A}modifications/MP153/sheets/assessments/",
        {"GET": PROPOSED},
    ),
    "api-modifications-modification-sheets-assessments-proposals": (
        f"{A}modifications/MP153/sheets/assessments/proposals/",
        {"GET": PROPOSED, "POST": PROPOSES},
    ),
    "api-modifications-modification-history": (f"{A}modifications/MP153/history/", {"GET": SECAS}),
    "api-releases-release-document": (f"{A}releases/june-2021/document/", {"GET": ALL}),
    "api-releases-release-ledger": (f"{A}releases/june-2021/ledger/", {"GET": SECAS}),
    "api-modifications-modification-shown": (f"{A}modifications/MP153/shown/", {"GET": ALL}),
    "api-documents-sec-document-log": (f"{A}documents/appendix-o/log/", {"GET": ALL}),
    "api-calendar-holidays": (f"{A}calendar/holidays/", {"GET": ALL}),
    "api-calendar-working-days": (f"{A}calendar/working-days/", {"GET": WRONG}),
    "api-tasks": (f"{A}tasks/", {"GET": OWN}),
    "api-calendar": (f"{A}calendar/", {"GET": ALL}),
    "api-news": (f"{A}news/", {"GET": ALL}),
    "api-messages": (f"{A}messages/", {"GET": OWN}),
    "api-waits-holders": (f"{A}waits/holders/", {"GET": SECAS}),
    "api-meetings-of-body-meeting-record": (f"{A}meetings/panel/2020-01-17/record/", {"GET": MEETINGS}),
    "api-meetings-of-body-meeting-minutes": (f"{A}meetings/panel/2020-01-17/minutes/", {"GET": MEETINGS}),
    "api-meetings-of-body-meeting-items-item-decision": (
        f"{A}meetings/panel/2020-01-17/items/1/decision/",
        {"GET": MEETINGS},
    ),
    "api-meetings-powers": (f"{A}meetings/powers/", {"GET": (401, 200, 200, 200, 403, 200, 403)}),
    "api-meetings-of-body-meeting-extract": (f"{A}meetings/panel/2020-01-17/extract/", {"GET": MEETINGS}),
    "api-meetings-of-body-meeting-packs-pack": (
        f"{A}meetings/panel/2020-01-17/packs/1/",
        {"GET": NO_MEETING},
    ),
    "api-notices-published-notice-versions": (f"{A}notices/2020-11-27-sec-27.0/versions/", {"GET": ALL}),
    "api-checks": (f"{A}checks/", {"GET": ALL}),
    "api-timeline": (f"{A}timeline/", {"GET": ALL}),
    "api-releases-release-over-time": (f"{A}releases/june-2021/over-time/", {"GET": ALL}),
    "api-over-time": (f"{A}over-time/", {"GET": ALL}),
    "api-for": (f"{A}for/", {"GET": ALL}),
    "api-for-who": (f"{A}for/suppliers+gas_networks/", {"GET": ALL}),
    "api-for-who-release": (f"{A}for/suppliers+gas_networks/june-2021/", {"GET": ALL}),
    "api-releases-release-explain": (f"{A}releases/june-2021/explain/", {"GET": ALL}),
    "api-releases-release-explain-value": (f"{A}releases/june-2021/explain/value/", {"GET": WRONG}),
    "api-releases-release-versions-version-explain": (
        f"{A}releases/june-2021/versions/8.0/explain/",
        {"GET": ALL},
    ),
    "api-releases-release-versions-version-explain-value": (
        f"{A}releases/june-2021/versions/8.0/explain/value/",
        {"GET": WRONG},
    ),
    "api-search": (f"{A}search/", {"GET": ALL}),
    "api-record": (f"{A}record/", {"GET": (401, 200, 403, 403, 403, 200, 403)}),
    "api-releases-release-sheets-sheet-proposals-accept": (
        f"{A}releases/june-2021/sheets/costs/proposals/accept/",
        {"POST": SECAS_422},
    ),
    "api-releases-release-sheets-sheet-proposals-send-back": (
        f"{A}releases/june-2021/sheets/costs/proposals/send-back/",
        {"POST": SECAS_422},
    ),
    "api-modifications-modification-sheets-assessments-proposals-accept": (
        f"{A}modifications/MP153/sheets/assessments/proposals/accept/",
        {"POST": SECAS_422},
    ),
    "api-modifications-modification-sheets-assessments-proposals-send-back": (
        f"{A}modifications/MP153/sheets/assessments/proposals/send-back/",
        {"POST": SECAS_422},
    ),
    "api-modifications-modification-history-entry-put-back": (
        f"{A}modifications/MP153/history/1/put-back/",
        {"POST": SECAS_404},
    ),
    "api-releases-release-fill-preview": (f"{A}releases/june-2021/fill/preview/", {"POST": SECAS_422}),
    "api-releases-release-fill": (f"{A}releases/june-2021/fill/", {"POST": SECAS_422}),
}
