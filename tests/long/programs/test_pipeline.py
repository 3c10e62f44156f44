"""A pipeline hands in evidence by the shell script that we ship, with curl, and a person releases it."""

import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.support.stack import ROOT

SCRIPT = ROOT / "static" / "api" / "hand-in-evidence.sh"
DRAFT = re.compile(r'^(E-\d{4}-\w{4}-\w{4})\t("[^"]+")$')
REPORT = "test,result\n1,passed\n"


class Pipeline:
    """Runs the script as a build server would: the token in the environment, facts as arguments."""

    def __init__(self, site: str, token: str, folder: Path) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "SECREL_SITE": site,
            "SECREL_TOKEN": token,
            "SECREL_TRIES": "3",
        }
        self.report = folder / 'Report "4711".csv'
        self.report.write_text(REPORT)

    def hand_in(self, *options: object, **environment: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["sh", str(SCRIPT), *map(str, options)],
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )


def drafted(done: subprocess.CompletedProcess) -> tuple[str, str]:
    assert done.returncode == 0, done.stderr
    return DRAFT.match(done.stdout.strip()).groups()


@pytest.fixture(scope="module")
def token(person) -> str:
    """Asked for by the DCC, confirmed by SECAS, made by the DCC: all on pages."""
    page = person("delivery").open("/accounts/services/")
    page.get_by_label("What the program does").fill("Evidence pipeline")
    page.get_by_label("Hand in drafts of evidence").check()
    page.get_by_role("button", name="Ask for it").click()
    page.wait_for_load_state()
    address = page.url.removeprefix(person.stack.address)
    admin = person("administrator").open(address)
    admin.get_by_role("button", name="Confirm this service account").click()
    admin.wait_for_load_state()
    page = person("delivery").open(address)
    page.get_by_label("What uses it").fill("Build server")
    page.get_by_role("button", name="Make a token").click()
    page.wait_for_load_state()
    return page.locator("code.whole-address").inner_text()


@pytest.fixture(scope="module")
def pipeline(token, stack, tmp_path_factory) -> Pipeline:
    return Pipeline(stack.address, token, tmp_path_factory.mktemp("pipeline"))


def test_a_draft_is_handed_in_once_changed_and_released_by_a_person(pipeline, person, stack):
    facts = (
        "--release",
        "november-2021",
        "--criterion",
        "testing-1",
        "--text",
        'Run "4711"\\n: 100 % – passed',
    )
    first = pipeline.hand_in(*facts, "--defects", "3=1", pipeline.report)
    receipt, tag = drafted(first)
    assert "A person of your organisation reads it and releases it" in first.stderr
    again = pipeline.hand_in(*facts, "--defects", "3=1", pipeline.report)
    assert drafted(again) == (receipt, tag)
    assert "handed in before" in again.stderr
    changed = pipeline.hand_in(*facts, "--defects", "3=0", "--change", receipt, "--if-match", tag)
    assert drafted(changed)[0] == receipt
    newer = drafted(changed)[1]
    assert newer != tag

    stale = pipeline.hand_in(*facts, "--change", receipt, "--if-match", tag, "--defects", "3=2")
    assert stale.returncode == 3
    assert "was changed by somebody else" in stale.stderr
    assert f"The stored version is {newer.split('.')[0]}" in stale.stderr
    without = pipeline.hand_in(*facts, "--change", receipt, "--if-match", "")
    assert (without.returncode, without.stderr[:44]) == (2, "428: Send the ETag that you got when you rea")

    page = person("delivery2").open(f"/releases/november-2021/evidence/{receipt}/")
    assert "Evidence pipeline of the DCC (service account, contact" in page.content()
    assert "4711" in page.locator("a.row-link").inner_text()
    page.get_by_role("button", name="Release the evidence").click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name=f"Receipt {receipt}").is_visible()
    late = pipeline.hand_in(*facts, "--change", receipt)
    assert late.returncode == 2
    assert late.stderr.startswith("409: ")


def test_what_is_refused_is_said_in_words(pipeline, stack):
    facts = ("--release", "november-2021", "--text", "x")
    wrong = pipeline.hand_in(*facts, "--criterion", "testing-999")
    assert wrong.returncode == 2
    assert "422: criteria: There is no criterion “testing-999”." in wrong.stderr
    unknown = pipeline.hand_in("--release", "no-such", "--text", "x", "--criterion", "testing-1")
    assert (unknown.returncode, unknown.stderr[:4]) == (2, "404:")
    nobody = pipeline.hand_in(*facts, "--criterion", "testing-1", SECREL_TOKEN="secrel_wrong")
    assert nobody.returncode == 4
    assert "401: This token is not known" in nobody.stderr
    other = stack.shell(
        "from releases.models.releases import Release\n"
        "release = Release.objects.get(slug='november-2021')\n"
        "print(next(row.key for row in release.criteria.all() if row.owner.key != 'dcc'))"
    )
    foreign = pipeline.hand_in(*facts, "--criterion", other)
    assert foreign.returncode == 4
    assert foreign.stderr.startswith("403: ")
    assert "provides the evidence" in foreign.stderr
    for options in ((), ("--release", "x"), (*facts, "--criterion", "a", "--defects", "many")):
        assert pipeline.hand_in(*options).returncode == 1
    assert pipeline.hand_in(*facts, "--criterion", "a", SECREL_TOKEN="").returncode == 1


def test_a_site_that_is_busy_or_away_is_tried_again_and_then_said(pipeline):
    seen: list[str] = []

    class Busy(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            seen.append(self.headers["Idempotency-Key"])
            is_last = len(seen) == 3
            self.send_response(201 if is_last else 429)
            self.send_header("Retry-After", "1")
            self.send_header("ETag", '"1.ab"')
            self.end_headers()
            self.wfile.write(b'{"receipt":"E-2021-AAAA-BBBB"}' if is_last else b'{"detail":"Too many."}')

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    facts = ("--release", "november-2021", "--criterion", "testing-1", "--text", "x")
    site = f"http://127.0.0.1:{server.server_port}"
    try:
        done = pipeline.hand_in(*facts, "--site", site)
        assert drafted(done) == ("E-2021-AAAA-BBBB", '"1.ab"')
        assert "The site answers 429: trying again in 1 seconds." in done.stderr
        assert len({*seen}) == 1  # the same key each time
        seen.clear()
        busy = pipeline.hand_in(*facts, "--site", site, SECREL_TRIES="2")
        assert (busy.returncode, busy.stderr.splitlines()[-1][:9]) == (5, "429: Too ")
    finally:
        server.shutdown()
        server.server_close()
    away = pipeline.hand_in(*facts, "--site", site, SECREL_TRIES="1")
    assert away.returncode == 5
    assert "does not answer" in away.stderr
