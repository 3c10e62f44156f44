"""nginx with the template that we ship, in front of the real processes."""

import http.client
import json
import os
import re
import shutil
import signal
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from secrel.servers.process import wait_until
from tests.support.stack import Stack, free_port

TEMPLATE = Path(__file__).resolve().parents[3] / "deploy" / "nginx" / "secrel.conf.template"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
pytestmark = pytest.mark.skipif(not NGINX, reason="nginx is not on this machine: install nginx to run this")
SECRET = "/news/private/abcdefghijklmnopqrstuvwxyz012345.atom"


class Proxy:
    def __init__(self, home: Path, upstream: int) -> None:
        self.home, self.plain, self.secure = home, free_port(), free_port()
        self.access = home / "access.log"
        configuration = TEMPLATE.read_text().replace("${SITE_HOST}", "localhost")
        for ours, here in (
            (r"^ *listen \[::\].*$", ""),
            ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
            ("listen 443 ssl;", f"listen 127.0.0.1:{self.secure} ssl;"),
            ("/etc/nginx/certificates", str(home)),
            ("/var/log/nginx", str(home)),
            ("http://web:8000", f"http://127.0.0.1:{upstream}"),
        ):
            configuration = re.sub(ours, here, configuration, flags=re.MULTILINE)
        folders = "".join(
            f"{name}_temp_path {home}/{name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        begin = f"daemon off; pid {home}/pid; error_log {home}/error.log; events {{}}"
        (home / "nginx.conf").write_text(f"{begin} http {{ {folders}\n{configuration}\n}}")
        certificate = (
            "-keyout",
            home / "privkey.pem",
            "-out",
            home / "fullchain.pem",
            "-subj",
            "/CN=localhost",
        )
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *certificate],
            check=True,
            capture_output=True,
        )
        self.process: subprocess.Popen | None = None

    def command(self, *options: str) -> list[str]:
        return [NGINX, "-e", str(self.home / "error.log"), "-c", str(self.home / "nginx.conf"), *options]

    def start(self) -> None:
        self.process = subprocess.Popen(self.command(), stderr=subprocess.DEVNULL)
        assert wait_until(lambda: self.answers(), 10, 0.1), (self.home / "error.log").read_text()

    def answers(self) -> bool:
        try:
            return self.get("/health/").status == 200
        except OSError:
            return False

    def get(self, path: str, *, plain: bool = False, **headers: str) -> http.client.HTTPResponse:
        untrusted = ssl._create_unverified_context()
        connection = (
            http.client.HTTPConnection("localhost", self.plain, timeout=20)
            if plain
            else http.client.HTTPSConnection("localhost", self.secure, timeout=20, context=untrusted)
        )
        connection.request("GET", path, headers=headers)
        return connection.getresponse()

    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.access.read_text().splitlines()]


@pytest.fixture(scope="module")
def proxy(stack: Stack, tmp_path_factory) -> Iterator[Proxy]:
    home = tmp_path_factory.mktemp("nginx")
    home.chmod(0o755)
    made = Proxy(home, stack.port)
    made.start()
    yield made
    made.process.send_signal(signal.SIGTERM)
    made.process.wait(10)


def test_nginx_takes_the_template(proxy):
    checked = subprocess.run(proxy.command("-t"), capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_pages_come_through_with_each_rule_once(proxy):
    for path in ("/", "/releases/june-2021/", "/nowhere/", staticfiles_storage.url("js/theme.js"), SECRET):
        names = [name.lower() for name, _ in proxy.get(path).getheaders()]
        for rule in ("content-security-policy", "x-content-type-options", "referrer-policy"):
            assert names.count(rule) == 1, (path, rule)
        assert names.count("strict-transport-security") == 1, path


def test_answers_of_nginx_itself_carry_the_rules_and_a_sentence(proxy):
    large = proxy.get("/", **{"Content-Length": str(40 * 1024 * 1024)})
    assert (large.status, "30 MB of files" in large.read().decode()) == (413, True)
    answers = [large, proxy.get("/", **{"X-Long": "x" * 60_000})]
    assert answers[1].status == 400
    for answer in answers:
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_port_80_leads_pages_to_https_and_refuses_the_api(proxy):
    page = proxy.get("/releases/?a=b", plain=True)
    assert (page.status, page.headers["Location"]) == (301, "https://localhost/releases/?a=b")
    api = proxy.get("/api/v1/releases/", plain=True)
    assert (api.status, json.loads(api.read())) == (
        403,
        {"detail": "Use https: the API is not offered without it."},
    )


@pytest.mark.parametrize(
    ("cipher", "accepted"),
    [("ECDHE-RSA-AES128-GCM-SHA256", True), ("AES256-GCM-SHA384", False), ("ECDHE-RSA-AES256-SHA384", False)],
)
def test_only_ciphers_with_forward_secrecy_are_taken(proxy, cipher, accepted):
    offer = ["openssl", "s_client", "-connect", f"127.0.0.1:{proxy.secure}", "-tls1_2", "-cipher", cipher]
    done = subprocess.run(offer, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert (f"Cipher is {cipher}" in done.stdout) == accepted


def test_logs_name_no_secret(proxy):
    proxy.get(SECRET)
    proxy.get("/modifications/?q=a-secret-search")
    for path in ("/accounts/password/reset/key/1-c5x-abc/", "/stop/abcdefghijklmnopqrstuvwxyz012345/"):
        proxy.get(path)
    masked = {"/news/private/…", "/modifications/", "/accounts/password/reset/key/…", "/stop/…"}
    assert wait_until(lambda: masked <= {line["path"] for line in proxy.lines()}, 5)
    assert {"time", "address", "method", "status", "seconds", "agent"} <= proxy.lines()[-1].keys()
    assert proxy.lines()[-1]["address"] == "127.0.0.1"


def test_what_costs_much_has_a_limit_of_its_own(proxy):
    """On other pages the burst of 120 is not used up by then."""
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("localhost", proxy.secure, timeout=20, context=context)
    statuses = {}
    for path in ("/static/nothing.js", "/releases/none/rid/1.0.docx"):
        statuses[path] = []
        for _ in range(80):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            statuses[path].append(answer.status)
    costly = statuses["/releases/none/rid/1.0.docx"]
    assert set(statuses["/static/nothing.js"]) == {404}
    assert 40 <= costly.count(404) < 80
    assert set(costly) == {404, 429}


def test_too_many_requests_and_a_server_that_is_away_get_a_sentence(proxy, stack):
    context = ssl._create_unverified_context()
    connection = http.client.HTTPSConnection("localhost", proxy.secure, timeout=20, context=context)
    for _ in range(400):
        connection.request("GET", SECRET)
        answer = connection.getresponse()
        content = answer.read().decode()
        if answer.status == 429:
            break
    assert (answer.status, "There were too many requests from your network address" in content) == (429, True)
    assert answer.headers.get_all("Content-Security-Policy") == ["default-src 'none'; frame-ancestors 'none'"]
    assert answer.headers["Retry-After"] == "10"
    assert "abcdefghijklmnopqrstuvwxyz" not in (proxy.home / "error.log").read_text()
