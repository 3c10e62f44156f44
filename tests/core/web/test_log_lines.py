"""Log lines: JSON, in UTC, with who and from where, and without secrets."""

import json
import logging
import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import clear_url_caches, get_resolver, path

from secrel import urls
from secrel.core.web.log_lines import JsonLines, without_secrets

KEY = "abcdefghijklmnopqrstuvwxyz012345"


class Lines(logging.Handler):
    """What the formatter of the settings makes of each record, as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))

    def read(self) -> list[dict]:
        assert all("\n" not in text for text in self.texts)
        return [json.loads(text) for text in self.texts]


@pytest.fixture
def lines():
    handler = Lines()
    loggers = [logging.getLogger(name) for name in ("secrel", "django")]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    yield handler
    for logger in loggers:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


@pytest.fixture
def logging_page(monkeypatch):
    """A page that logs, with or without somebody being signed in."""

    def logs(request):
        request.user.is_authenticated  # noqa: B018 - as any page does
        logging.getLogger("secrel").warning("Typed: %s", "one\ntwo", extra={"event": "tried"})
        return HttpResponse("x")

    monkeypatch.setattr(
        urls, "urlpatterns", [*urls.urlpatterns, path("stop/of/logs/", login_not_required(logs))]
    )
    clear_url_caches()
    yield "/stop/of/logs/"
    clear_url_caches()


def test_settings_use_the_formatter():
    handler = settings.LOGGING["handlers"]["console"]
    assert settings.LOGGING["formatters"][handler["formatter"]]["()"] == "secrel.core.web.log_lines.JsonLines"


def test_line_says_when_who_from_where_and_what(lines, logging_page, as_role, people):
    as_role("chair").get(f"{logging_page}?q=secret", REMOTE_ADDR="192.0.2.7")
    (line,) = lines.read()
    moment = datetime.fromisoformat(line.pop("time"))
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60
    assert moment.tzname() == "UTC"
    assert line == {
        "level": "WARNING",
        "logger": "secrel",
        "message": "Typed: one\ntwo",
        "event": "tried",
        "person": people.chair.pk,
        "address": "192.0.2.7",
        "method": "GET",
        "path": "/stop/…",
    }


@pytest.mark.django_db
def test_line_outside_a_request_names_nobody(lines, logging_page):
    Client().get(logging_page)
    logging.getLogger("secrel").warning("Later")
    inside, outside = lines.read()
    assert inside["person"] is None
    assert outside.keys() == {"time", "level", "logger", "message"}


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_logged_without_its_secret(lines):
    Client().get(f"/news/private/{KEY}.atom?q={KEY}")
    (line,) = lines.read()
    assert (line["message"], line["path"]) == ("Not Found: /news/private/…", "/news/private/…")
    assert (line["address"], line["status_code"]) == ("127.0.0.1", 404)
    assert KEY not in lines.texts[0]


@pytest.mark.django_db
def test_a_fault_is_one_line_with_its_traceback(lines, monkeypatch):
    def fails(request):
        raise ZeroDivisionError(f"at /accounts/confirm-email/{KEY}/")

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fails/", login_not_required(fails))])
    clear_url_caches()
    client = Client(raise_request_exception=False)
    client.get("/fails/")
    clear_url_caches()
    line = lines.read()[-1]
    assert "ZeroDivisionError: at /accounts/confirm-email/…" in line["exc_info"]
    assert KEY not in "".join(lines.texts)


def secret_addresses() -> list[str]:
    """Every address of ours that opens something by itself: those with a token, and allauth's with a key."""
    found, waiting = [], [(get_resolver(), "/")]
    while waiting:
        inside, begin = waiting.pop()
        for pattern in inside.url_patterns:
            route = begin + str(pattern.pattern).replace("^", "").replace("$", "")
            if hasattr(pattern, "url_patterns"):
                waiting.append((pattern, route))
            elif "<token:" in route or (pattern.name or "").endswith(("_from_key", "confirm_email")):
                found.append(route)
    return found


def test_every_address_with_a_secret_is_masked_here_and_by_the_proxy():
    template = (settings.BASE_DIR / "deploy" / "nginx" / "secrel.conf.template").read_text()
    (logged,) = re.findall(r'"~(\^.+)" "\$\{door\}…";', template)
    (without_errors,) = re.findall(r"location ~ (\^\S+) \{\n +error_log /dev/null;", template)
    addresses = secret_addresses()
    assert len(addresses) == 10
    for route in addresses:
        begin = route.partition("<token:")[0].partition("(?P<")[0]
        assert without_secrets(begin + KEY) == f"{begin}…", route
        assert re.match(logged.replace("(?<", "(?P<"), begin + KEY)["door"] == begin
        assert re.match(without_errors, begin + KEY)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f'GET "/stop/{KEY}/all/" 404', 'GET "/stop/…" 404'),
        (f"https://example.org/accounts/password/reset/key/1-{KEY}/ and more", None),
        ("/stop/ /following/ /news/", "/stop/ /following/ /news/"),
        ("/modifications/MP153/", "/modifications/MP153/"),
    ],
)
def test_secrets_are_masked_everywhere_in_a_line(text, masked):
    expected = masked or "https://example.org/accounts/password/reset/key/… and more"
    assert without_secrets(text) == expected
