"""Helpers for journeys of several people."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor


class People:
    """A signed-in page for each person, opened on first use: people("chair")."""

    def __init__(self, browser, stack) -> None:
        self.browser, self.stack, self.opened = browser, stack, {}

    def __call__(self, role: str) -> Visitor:
        if role not in self.opened:
            context = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
            context.set_default_timeout(10_000)
            self.opened[role] = Visitor(context.new_page(), self.stack).sign_in(role)
        return self.opened[role]

    def errors(self) -> list[str]:
        """Messages in the browser consoles of all people."""
        return [line for visitor in self.opened.values() for line in visitor.errors]


def press(page: Page, name: str, message: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=message).first).to_be_visible()


def attend(page: Page) -> None:
    """Record everybody as present."""
    for choice in page.locator("form[action$='attendance/'] select").all():
        choice.select_option("Present")
    press(page, "Record the attendance", "The attendance is recorded.")
