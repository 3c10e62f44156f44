"""The API’s resources that are older than its rows in tests/support/api."""

from tests.support.addresses.answers import ALL, GONE, C, P, R

ROWS = {
    "api-schema": (f"{R}/schema/", ALL),
    "api-release-list": (f"{R}/releases/", ALL),
    "api-release-detail": (f"{R}/releases/november-2021/", ALL),
    "api-release-changes": (f"{R}/releases/june-2021/changes/", ALL),
    "api-release-checks": (f"{R}/releases/november-2021/checks/", (401, 200, *(403,) * 5)),
    "api-version-checks": (
        f"{R}/releases/november-2021/versions/0.1/checks/",
        (401, 200, 404, 404, *(403,) * 3),
    ),
    "api-version-list": (f"{R}/releases/november-2021/versions/", ALL),
    "api-version-detail": (f"{R}/releases/november-2021/versions/0.1/", (404, 200, 404, 404, 404, 404, 404)),
    "api-document-list": (f"{R}/documents/", ALL),
    "api-document-detail": (f"{R}/documents/appendix-o/", ALL),
    "api-in-force": (f"{R}/documents/in-force/", ALL),
    "api-specifications-in-force": (f"{R}/documents/specifications-in-force/", ALL),
    "api-notice-list": (f"{R}/notices/", ALL),
    "api-notice-detail": (f"{R}/notices/2020-11-27-sec-27.0/", ALL),
    "api-notice-changes": (f"{R}/notices/2020-11-27-sec-27.0/changes/", ALL),
    "api-paper-list": (f"{R}/papers/", ALL),
    "api-paper-detail": (f"{R}{P}/", ALL),
    "api-paper-changes": (f"{R}{P}/changes/", ALL),
    "api-paper-version": (f"{R}{P}/1/", ALL),
    "api-consultation-list": (f"{R}/consultations/", ALL),
    "api-consultation-detail": (f"{R}{C}/", ALL),
    "api-consultation-changes": (f"{R}{C}/changes/", ALL),
    "api-change-request-list": (f"{R}/change-requests/", ALL),
    "api-change-request-detail": (f"{R}/change-requests/CR1/", GONE),  # test_api has one
    "api-wait-list": (f"{R}/waits/", (401, 200, *(403,) * 5)),
    "api-modification-list": (f"{R}/modifications/", ALL),
    "api-modification-detail": (f"{R}/modifications/MP153/", ALL),
}
