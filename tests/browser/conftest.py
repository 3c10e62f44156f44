"""A real browser on the real processes."""

import os
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.support.stack import PASSWORD, Stack

CHROMIUM = (
    os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
)  # the shell is the same browser without a window
OPTIONS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
ROLES = {
    "analyst": "analyst@secas.example",
    "chair": "chair@panel.example",
    "member": "member@panel.example",
    "delivery": "delivery@dcc.example",
    "administrator": "administrator@secas.example",
    "administrator2": "administrator2@secas.example",
    "secretary": "secretary@secas.example",
    "member2": "member2@panel.example",
    "member3": "member3@panel.example",
    "analyst2": "analyst2@secas.example",
    "delivery2": "delivery2@dcc.example",
    "tag": "member@tag.example",
    "operations": "member@operations.example",
    "ssc": "member@ssc.example",
    "tag_chair": "chair@tag.example",
    "operations_chair": "chair@operations.example",
    "ssc_chair": "chair@ssc.example",
    "party": "party@supplier.example",
}


@pytest.fixture(scope="session")
def running_stack() -> Iterator[Stack]:
    """One for all modules that begin with the examples."""
    running = Stack("examples", data="examples").start()
    yield running
    running.end()


@pytest.fixture(scope="module")
def stack(running_stack) -> Stack:
    running_stack.begin_again()
    return running_stack


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    connections.close_all()  # its loop has connections of its own, and nobody would close those from before
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield chromium
        chromium.close()


EXPECTED = ("the server responded with a status of 4", "Cleared data types:")


class Visitor:
    """A page of one person; console messages fail the test at the end."""

    def __init__(self, page: Page, stack: Stack) -> None:
        self.page, self.stack, self.errors = page, stack, []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        """Collect console messages, except the browser's own on refused requests and on signing out."""
        if not any(text in message.text for text in EXPECTED):
            self.errors.append(f"{self.page.url}: {message.text}")

    def sign_in(self, role: str) -> "Visitor":
        self.open("/accounts/login/")
        self.page.get_by_label("Email").fill(ROLES[role])
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.wait_for_load_state()
        return self

    def open(self, path: str) -> Page:
        self.page.goto(self.stack.address + path)
        return self.page

    def findings(self) -> list[str]:
        """axe, WCAG 2.0 to 2.2, A and AA. Details of what passes are left out: they take long."""
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        options = {"runOnly": {"type": "tag", "values": tags}, "resultTypes": ["violations"]}
        result = Axe().run(self.page, options=options)
        return [
            f"{self.page.url}: {violation['id']}: {violation['nodes'][0]['html'][:160]}"
            for violation in result.response["violations"]
        ]

    def overflow(self) -> int:
        """Pixels that the page is wider than the window."""
        return self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )


@pytest.fixture(scope="module")
def sign_ins(stack) -> dict | None:
    """Cookies by role of earlier sign-ins, for later tests of the module; None: each test uses the form."""
    return {}


@pytest.fixture
def visit(browser, stack, sign_ins):
    """A new visitor: visit() for the public, visit("chair") signed in; visit(width=320, dark=True).

    The first of a role in a module, and the second of the same in a test, sign in by the form.
    """
    opened: list[tuple] = []
    present: set[str] = set()

    def signed_in(visitor: Visitor, role: str) -> Visitor:
        context = visitor.page.context
        if sign_ins and role in sign_ins and role not in present:
            context.add_cookies(sign_ins[role])
        else:
            visitor.sign_in(role)
            if sign_ins is not None:
                sign_ins.setdefault(role, context.cookies())
        present.add(role)
        return visitor

    def make(role: str = "", width: int = 1280, dark: bool = False, script: bool = True) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="en-GB",
        )
        context.set_default_timeout(10_000)
        visitor = Visitor(context.new_page(), stack)
        opened.append((context, visitor))
        return signed_in(visitor, role) if role else visitor

    yield make
    errors = [line for _, visitor in opened for line in visitor.errors]
    for context, _ in opened:
        context.close()
    assert not errors
