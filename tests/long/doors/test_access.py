"""Every address by every role, from two literal tables."""

import pytest
from django.conf import settings
from django.test import Client

from governance.criteria.models import Criterion
from tests.governance.acceptance.accepting import released
from tests.support.addresses import ROLES, TABLE
from tests.support.sweeps import undone
from tests.support.writes import written

# the public responses that anybody may cache, and for how many seconds; nothing else is cached
CACHED = {
    **dict.fromkeys(("home", "gallery", "releases", "release", "rid-versions", "news", "rules"), 60),
    **dict.fromkeys(("timeline", "over-time", "over-time-csv", "all-over-time", "all-over-time-csv"), 60),
    **dict.fromkeys(("for-anybody", "for-organisation", "explain", "explain-value"), 60),
    **dict.fromkeys(("for-organisation-csv", "for-organisation-release", "for-organisation-release-csv"), 60),
    **dict.fromkeys(
        ("calendar", "calendar-of", "calendar-for", "holidays", "standards", "standard", "papers"), 60
    ),
    **dict.fromkeys(("paper", "paper-changes", "notice-changes"), 60),
    **dict.fromkeys(
        ("compare-release", "compare-release-changes-csv", "compare-paper", "compare-notice"), 60
    ),
    **dict.fromkeys(("api-release-changes", "api-paper-changes", "api-notice-changes"), 60),
    **dict.fromkeys(("paper-html", "paper-word", "paper-json", "paper-tables"), 60),
    **dict.fromkeys(("consultations", "consultation", "consultation-result", "compare-result"), 60),
    **dict.fromkeys([f"consultation-result-{form}" for form in ("html", "word", "json", "tables")], 60),
    **dict.fromkeys(("compare-result-changes-csv", "api-consultation-changes"), 60),
    **dict.fromkeys(("register", "register-csv", "modification", "documents", "document"), 60),
    **dict.fromkeys(("change-requests", "change-request", "api-release-list", "api-release-detail"), 60),
    **dict.fromkeys(("api-version-list", "api-document-list", "api-document-detail"), 60),
    **dict.fromkeys(("api-change-request-list", "api-modification-list", "api-modification-detail"), 60),
    **dict.fromkeys(("all-ics", "body-ics", "category-ics", "release-ics", "news-atom", "topic-atom"), 300),
    **dict.fromkeys(("in-force", "in-force-csv", "specifications-in-force-csv", "notices", "notice"), 60),
    **dict.fromkeys(("notice-version", "notice-html", "api-in-force", "api-specifications-in-force"), 60),
    **dict.fromkeys(("api-notice-list", "api-notice-detail", "help", "help-role", "help-words"), 60),
    **dict.fromkeys(("api-paper-list", "api-paper-detail", "api-paper-version"), 60),
    **dict.fromkeys(("api-consultation-list", "api-consultation-detail"), 60),
    **dict.fromkeys(("api-calendar", "api-calendar-holidays", "api-calendar-working-days", "api-checks"), 60),
    **dict.fromkeys(("api-consultations-asked-result-versions", "api-documents-sec-document-log"), 60),
    **dict.fromkeys(("api-for", "api-for-who", "api-for-who-release", "api-news", "api-timeline"), 60),
    **dict.fromkeys(("api-modifications-modification-shown", "api-notices-published-notice-versions"), 60),
    **dict.fromkeys(("api-over-time", "api-releases-release-document", "api-releases-release-over-time"), 60),
    **dict.fromkeys(("schema", "api-schema", "api-page", "robots", "site-map"), 3600),
    **dict.fromkeys(("notice-word", "notice-json", "notice-tables"), 86400),
}


@pytest.fixture
def clients(examples, as_role):
    """One for each role, for all addresses of a table."""
    return {role: as_role(role) for role in ROLES}


@pytest.fixture
def receipt(examples, people, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    return released([criterion], people, day).receipt


def test_who_may_open(clients, receipt):
    found, cached, unconfirmed = {}, {}, {}
    other = _with_odd_cookies()
    for name, (path, _) in TABLE.items():
        with undone():
            answers = {role: client.get(path.format(receipt=receipt)) for role, client in clients.items()}
            if name in CACHED and answers["anonymous"].status_code == 200:
                unconfirmed[name] = _unconfirmed(other, path, answers["anonymous"])
        found[name] = tuple(answer.status_code for answer in answers.values())
        cached[name] = {
            (role, *_caching(answer)) for role, answer in answers.items() if _caching(answer) != PRIVATE
        }
    assert found == {name: expected for name, (_, expected) in TABLE.items()}
    public = {
        name: {("anonymous", f"public, max-age={seconds}, must-revalidate", True, False)}
        for name, seconds in CACHED.items()
        if TABLE[name][1][0] == 200
    }
    assert cached == {name: set() for name in TABLE} | public
    assert {name: why for name, why in unconfirmed.items() if why} == {}
    assert set(unconfirmed) == set(public)


PRIVATE = ("private, no-store", True)


def _caching(answer) -> tuple:
    """Cache-Control, whether it varies by cookie, and for a public answer whether it sets a cookie."""
    headers = (answer["Cache-Control"], "Cookie" in answer["Vary"])
    return headers if headers == PRIVATE else (*headers, bool(answer.cookies))


def _with_odd_cookies() -> Client:
    """Somebody else without an account, who has signed in before."""
    client = Client()
    client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    client.cookies["last-signed-in"] = "x"
    return client


def _unconfirmed(other: Client, path: str, answer) -> str:
    """Why a public answer is not the same for somebody else, or is not there without a script; empty if it is.

    The validator is a digest of the answer, so 304 says that the bytes are the same.
    """
    again = other.get(path, headers={"If-None-Match": answer["ETag"]})
    if (again.status_code, bool(again.cookies)) != (304, False):
        return f"answers {again.status_code} to its validator"
    if not answer["Content-Type"].startswith("text/html"):
        return ""
    page = answer.getvalue().decode()
    shown = page.partition("</main>")[0]
    return "needs a script" if "<h1" not in shown or 'hx-trigger="load' in shown else ""


def test_who_may_write(clients):
    found, expected = {}, {}
    for key, (path, entered, answers) in written().items():
        method, path = key[0].lower(), path.format(receipt="E-2021-AAAA-BBBB")
        is_api = path.startswith("/api/")
        sent = {"data": entered} | ({"content_type": "application/json"} if is_api else {})
        with undone():
            found[key] = {
                role: getattr(client, method)(path, **sent).status_code for role, client in clients.items()
            }
        refused = {"anonymous": 401 if is_api else 302} | dict.fromkeys(ROLES[1:], 403)
        expected[key] = refused | answers
    assert found == expected
