"""Responses of an installation with production's settings, fetched once in a separate process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.signing import Signer

ROOT = Path(__file__).resolve().parent.parent.parent
OLD_KEY = "the-one-before-" + "y" * 50
SIGNED = Signer(key=OLD_KEY, salt="a", fallback_keys=[]).sign("x")
ASKS = """
import sys
import django, json
django.setup()
from django.contrib.messages import success
from django.contrib.messages.storage import default_storage
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client, RequestFactory
from django.conf import settings
from django.core.signing import Signer
from django.http import HttpResponse
from secrel.core.editing.drafts.page_owner import remember_owner

client = Client(HTTP_X_FORWARDED_PROTO="https", HTTP_HOST="example.org", raise_request_exception=False)
answers = {
    path: client.get(path)
    for path in (
        "/accounts/login/", "/modifications/?density=compact", "/nowhere/", "/gallery/", "/waiting/",
        staticfiles_storage.url("js/theme.js"), "/api/v1/releases/", "/health/",
    )
}
answers["plain http"] = Client(HTTP_HOST="example.org").get("/")
answers["another host"] = client.get("/", HTTP_HOST="evil.example")
request, noted = RequestFactory().get("/"), HttpResponse()
request.user = type("User", (), {"is_authenticated": True, "pk": 1})()
remember_owner(request, noted)
request.session = {}
request._messages = default_storage(request)
success(request, "Saved")
request._messages.update(noted)
answers["noted"] = noted
print(json.dumps({
    "session": settings.SESSION_COOKIE_NAME,
    "read": Signer(salt="a").unsign(sys.argv[1]),
    "signed": Signer(salt="a").sign("x"),
    "answers": {
        name: {
            "status": answer.status_code,
            "headers": {key.lower(): value for key, value in answer.items()},
            "cookies": {cookie: dict(morsel) for cookie, morsel in answer.cookies.items()},
            "names_gallery": not answer.streaming and b"/gallery/" in answer.content,
            "theme": answer.content.decode().partition("data-theme-cookie=\\"")[2].partition("\\"")[0]
            if not answer.streaming else "",
        }
        for name, answer in answers.items()
    },
}))
"""


@pytest.fixture(scope="module")
def responses():
    done = subprocess.run(
        [sys.executable, "-c", ASKS, SIGNED],
        cwd=ROOT,
        env=os.environ
        | {
            "SECREL_PRODUCTION": "1",
            "OLD_SECRET_KEY": OLD_KEY,
            "SECRET_KEY": "only-for-this-test-" + "x" * 50,
            "ALLOWED_HOSTS": "example.org",
            "SITE_URL": "https://example.org",
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_cookie_is_of_this_host_alone_and_secure(responses):
    cookies = {
        name: cookie for answer in responses["answers"].values() for name, cookie in answer["cookies"].items()
    }
    assert set(cookies) == {
        f"__Host-{name}" for name in ("csrftoken", "density", "last-signed-in", "messages")
    }
    for name, cookie in cookies.items():
        assert (cookie["secure"], cookie["path"], cookie["domain"], cookie["samesite"]) == (
            True,
            "/",
            "",
            "Lax",
        ), name
    assert responses["session"] == "__Host-sessionid"
    assert responses["answers"]["/accounts/login/"]["theme"] == "__Host-theme"


def test_every_answer_carries_the_policy_of_browsers(responses):
    for name, answer in responses["answers"].items():
        if name == "noted":
            continue
        headers = answer["headers"]
        assert "frame-ancestors 'none'" in headers.get("content-security-policy", ""), name
        assert headers.get("x-content-type-options") == "nosniff", name
        assert headers.get("referrer-policy") == "same-origin", name
        if name != "plain http":
            assert headers.get("strict-transport-security", "").startswith("max-age=31536000"), name
    assert responses["answers"]["plain http"]["status"] == 301
    assert responses["answers"]["another host"]["status"] == 400


def test_what_the_key_before_signed_is_read_and_nothing_is_signed_with_it(responses):
    assert responses["read"] == "x"
    assert responses["signed"] != SIGNED


def test_page_for_development_is_not_there(responses):
    assert responses["answers"]["/gallery/"]["status"] == 404
    assert not responses["answers"]["/accounts/login/"]["names_gallery"]
