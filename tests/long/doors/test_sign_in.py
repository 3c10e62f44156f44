"""Sign-in: by registration for a Party, by invitation to a body, by passkey."""

import re

from playwright.sync_api import expect

from secrel.servers.process import wait_until
from tests.long.journeys import press

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
LINK = re.compile(r"http\S+/accounts/password/reset/key/\S+")
PASSWORD = "four-words-and-a-number-7"


def mails(stack) -> str:
    return "".join(path.read_text() for path in sorted((stack.home / "var" / "mail").glob("*")))


def test_somebody_registers_for_a_party_and_secas_confirms_it(person, visit, stack):
    page = visit().open("/accounts/signup/")
    page.get_by_label("Your name").fill("Pat Party")
    page.get_by_label("Organisation").fill("Example Networks")
    page.get_by_label("Party category").select_option("Gas Networks")
    page.get_by_label("Work email address").fill("pat@gmail.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_text("Anybody can get an address at gmail.com.").first).to_be_visible()
    page.get_by_label("Work email address").fill("pat@networks.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirm your address")
    link = re.search(r"http\S+/accounts/confirm-email/\S+", mails(stack))[0]
    page.goto(link)
    page.get_by_role("button", name="Confirm").click()
    other = person("analyst").open("/")
    waiting = other.get_by_label("Your tasks")
    group = waiting.locator("details", has_text="Pat Party")
    if group.get_attribute("open") is None:  # the first group of tasks is open
        group.locator("summary").click()
    expect(waiting.get_by_text("Pat Party, Example Networks registers").first).to_be_visible()
    waiting.get_by_role("link", name="Confirm or refuse").click()
    expect(other.get_by_text("pat@networks.example")).to_be_visible()
    press(other, "Confirm", "Pat Party, Example Networks: confirmed.")
    page.goto(f"{stack.address}/accounts/login/")
    page.get_by_label("Email").fill("pat@networks.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{stack.address}/accounts/")
    expect(page.get_by_text("Parties, Party user")).to_be_visible()
    wait_until(lambda: "Your registration was confirmed" in mails(stack), 20)
    assert "Your registration was confirmed" in mails(stack)


def test_an_administrator_invites_the_owner_sets_a_password_and_another_confirms_the_role(
    person, visit, stack
):
    page = person("administrator").open("/accounts/invite/")
    page.get_by_label("Name").fill("New Member")
    page.get_by_label("Email address").fill("new@panel.example")
    page.get_by_label("Role").select_option("Panel, Member")
    page.get_by_role("button", name="Invite").click()
    expect(
        page.get_by_role("status").filter(has_text="on its way to new@panel.example").first
    ).to_be_visible()
    assert wait_until(lambda: LINK.search(mails(stack)), 20, 0.2)
    owner = visit().page
    owner.goto(LINK.search(mails(stack))[0])
    owner.get_by_label("New Password", exact=True).fill(PASSWORD)
    owner.get_by_label("New Password (again)").fill(PASSWORD)
    owner.locator("main form button").first.click()
    owner.goto(f"{stack.address}/accounts/login/")
    owner.get_by_label("Email").fill("new@panel.example")
    owner.get_by_label("Password").fill(PASSWORD)
    owner.get_by_role("button", name="Sign in", exact=True).click()
    owner.goto(f"{stack.address}/accounts/")
    expect(owner.get_by_text("Panel, Member")).to_have_count(0)
    page = person("administrator2").open("/accounts/roles/")
    press(page, "Confirm this role", "Confirmed: New Member: Panel, Member.")
    owner.reload()
    expect(owner.get_by_text("Panel, Member").first).to_be_visible()


def test_a_passkey_is_added_and_signs_in(visit, stack):
    visitor = visit("member2")
    page = visitor.page
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.goto(f"{stack.address}/accounts/2fa/webauthn/add/")
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill("secrel-example")
        page.locator("main form button").first.click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{stack.address}/accounts/2fa/webauthn/")
    expect(page.get_by_text("My laptop")).to_be_visible()
    page.goto(f"{stack.address}/accounts/logout/")
    page.locator("main form button").first.click()
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    page.goto(f"{stack.address}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("link", name="Second Panel member")).to_be_visible()
