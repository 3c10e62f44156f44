"""A broker that hangs: nobody waits for it, and no job is lost."""

import http.cookiejar
import os
import re
import signal
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.conf import settings

from secrel.servers.process import wait_until
from tests.browser.conftest import ROLES
from tests.support.stack import PASSWORD, Stack

SCOPE = "/releases/november-2021/scope/MP164/"
PREVIEW = "/releases/november-2021/preview/scope/"
LIMIT = 3.0  # seconds for any answer


class Reader:
    """One person's requests, without a browser."""

    def __init__(self, stack: Stack) -> None:
        self.address = stack.address
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.address + path, headers=headers))

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        token = next(cookie.value for cookie in self.cookies if cookie.name == settings.CSRF_COOKIE_NAME)
        data = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        return self._open(urllib.request.Request(self.address + path, data=data))

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=30) as response:
                return response.status, response.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")

    def sign_in(self, role: str) -> str:
        self.get("/accounts/login/")
        return self.post("/accounts/login/", login=ROLES[role], password=PASSWORD)[1]


def timed(call, *arguments, **fields):
    began = time.monotonic()
    answer = call(*arguments, **fields)
    return answer, time.monotonic() - began


@pytest.fixture
def broker(stack):
    """The broker's process id. The broker continues when the test ends, in any case."""
    [pid] = stack.pids("valkey-server")
    yield pid
    os.kill(pid, signal.SIGCONT)


def test_sign_in_and_publishing_answer_and_the_job_is_done_afterwards(stack, broker):
    analyst, chair = Reader(stack), Reader(stack)
    assert "Sign out" not in analyst.get("/accounts/")[1]
    analyst.sign_in("analyst")
    token = re.search(r'name="token" value="(\d+)"', analyst.get(SCOPE)[1])[1]
    assert analyst.post(SCOPE, description="be said otherwise.", token=token)[0] == 200
    os.kill(broker, signal.SIGSTOP)
    took = {}
    page, took["sign-in"] = timed(chair.sign_in, "chair")
    assert "Panel Chair" in page
    for name in ("publishing", "publishing again"):
        changes = {"changes": f"MP164 reworded, {name}."}
        (status, page), took[name] = timed(analyst.post, "/releases/november-2021/rid/issue/", **changes)
        assert status in (200, 409, 422), page
    (status, page), took["the version"] = timed(analyst.get, "/releases/november-2021/rid/0.2/")
    assert status == 200
    (status, page), took["presence"] = timed(analyst.get, PREVIEW, **{"HX-Request": "true"})
    assert status == 200
    (status, page), took["health"] = timed(analyst.get, "/health/")
    assert status == 503
    assert '"broker": "is not responding' in page
    assert max(took.values()) < LIMIT, took
    assert analyst.get("/releases/november-2021/rid/0.2.pdf")[0] != 200
    os.kill(broker, signal.SIGCONT)
    assert wait_until(lambda: analyst.get("/releases/november-2021/rid/0.2.pdf")[0] == 200, 90, 1)
    assert wait_until(lambda: analyst.get("/health/")[0] == 200, 10, 1)
    stack.manage("verify_record")
    print(took)


def test_a_wrong_password_is_still_counted_while_the_broker_hangs(stack, broker):
    os.kill(broker, signal.SIGSTOP)
    reader = Reader(stack)
    pages = []
    for _ in range(7):
        reader.get("/accounts/login/")
        answer, took = timed(
            reader.post, "/accounts/login/", login=ROLES["member3"], password="not-the-right-one"
        )
        pages.append(answer[1])
        assert took < LIMIT
    assert "password do not match" in pages[0]
    assert "There have been too many failed sign-ins from your network address." in pages[-1]
