"""In the demonstration nothing that people see shows the machine's day: pages by each role, mails, feeds, files."""

import io
import re
import zipfile
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client

from governance.examples import accounts, sources
from governance.examples.invented import december_2021
from governance.management.commands.load_examples import load_releases
from governance.watch.operations.flags import sweep
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.models.people import User
from secrel.core.notifications.tasks import deliver_mail
from secrel.core.people.second_factor import loading_examples
from tests.conftest import DAY
from tests.core.dates.machines_day import shows_machines_day
from tests.support.sign_in import signed_in

R, PANEL = "/releases/december-2021", "/meetings/panel/2021-10-15"
BEGIN = (
    *("/", f"{R}/", "/flags/", "/messages/", "/following/", "/meetings/", f"{PANEL}/", "/papers/", "/news/"),
    *("/record/", "/calendar/", "/consultations/", "/notices/", "/timeline/", "/releases/", "/accounts/"),
    *(
        f"{R}/criteria/",
        f"{R}/rid/",
        f"{R}/edit/costs/",
        f"{R}/testing/",
        f"{R}/regression/",
        f"{R}/over-time/",
    ),
    *("/modifications/MP904/", "/for/suppliers/", f"{R}/checks/", "/modifications/MP904/history/"),
)
FILES = (
    *("/news/all.atom", "/calendar/all.ics", f"{R}/calendar.ics", f"{R}/rid/1.3.json", f"{R}/rid/1.3.html"),
    *("/api/v1/releases/december-2021/", "/api/v1/consultations/", "/api/v1/notices/"),
)
EMAILS = (
    *(accounts.ANALYST, accounts.SECRETARY, accounts.CHAIR, "member@panel.example", "member@tag.example"),
    *(accounts.DELIVERY, accounts.PARTY, "administrator@secas.example", ""),
)
MOST = 120
"""Pages that each role walks through."""
REAL = re.compile(r"^/(accounts/(sessions|2fa|logout)|admin|gallery|record/verify)|\.(pdf|docx|zip|csv)$")
"""Sessions and passkeys, whose times really pass; files made elsewhere are looked at on their own."""


@pytest.fixture
def story(examples) -> Release:
    """As the demonstration loads them: also the messages that people got in the last month."""
    with loading_examples(), clock.replayed(DAY):
        load_releases(stories=[sources, december_2021])
    sweep(on=DAY)
    return Release.objects.get(slug="december-2021")


def walked(client: Client) -> Iterator[tuple[str, str]]:
    """Each page that a person reaches from BEGIN by links, with its text."""
    waiting, seen = list(BEGIN), set(BEGIN)
    while waiting and len(seen) - len(waiting) < MOST:
        path = waiting.pop(0)
        answer = client.get(path)
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.getvalue().decode()
        yield path, page
        for link in re.findall(r'href="([^"#?]+)', page):
            found = urlsplit(urljoin(path, link))
            if not found.netloc and found.path not in seen and not REAL.search(found.path):
                seen.add(found.path)
                waiting.append(found.path)


@pytest.mark.parametrize("email", EMAILS)
def test_no_page_shows_the_machines_day(story, email):
    client = signed_in(Client(), User.objects.get(email=email)) if email else Client()
    pages = dict(walked(client))
    assert len(pages) > 50
    assert {path: found for path, page in pages.items() if (found := shows_machines_day(page))} == {}


def test_what_people_do_on_that_day_carries_it(story, people):
    """Through the pages: a position, a comment, a question, and the input of somebody whose sign-in had ended."""
    member, reviewer, party = (
        signed_in(Client(), User.objects.get(email=email))
        for email in ("member@panel.example", "member@tag.example", accounts.PARTY)
    )
    page = member.get(f"{PANEL}/1/")
    taken = {"stance": "agree", "text": "Yes.", "content_digest": page.context["item"].content_digest}
    assert member.post(f"{PANEL}/1/position/", taken).status_code == 303
    said = {"comment-section": "scope", "comment-text": "Clear."}
    assert party.post(f"{R}/rid/1.3/comments/", said).status_code == 303
    analyst = signed_in(Client(), User.objects.get(email=accounts.ANALYST))
    for client, path in ((member, f"{PANEL}/1/"), (analyst, f"{R}/rid/1.3/"), (analyst, "/messages/")):
        text = client.get(path).getvalue().decode()
        assert shows_machines_day(text) == []
    assert "15 Oct 2021, " in analyst.get("/messages/").getvalue().decode()
    assert reviewer.get(f"{R}/criteria/testing-4/").status_code == 200


def test_files_feeds_and_mails_carry_the_day(story):
    analyst = signed_in(Client(), User.objects.get(email=accounts.ANALYST))
    answers = {path: analyst.get(path) for path in FILES}
    assert {path: answer.status_code for path, answer in answers.items()} == dict.fromkeys(FILES, 200)
    texts = {path: answer.getvalue().decode() for path, answer in answers.items()}
    assert {path: found for path, text in texts.items() if (found := shows_machines_day(text))} == {}
    word = zipfile.ZipFile(io.BytesIO(analyst.get(f"{R}/rid/1.3.docx").getvalue()))
    assert (
        shows_machines_day("".join(word.read(name).decode(errors="ignore") for name in word.namelist())) == []
    )
    row = User.objects.get(email=accounts.ANALYST).notifications.filter(mailed_at=None).first()
    deliver_mail(notification=row.pk)
    [message] = mail.outbox
    assert parsedate_to_datetime(message.message()["Date"]).date() == DAY
    assert shows_machines_day(message.message().as_string().partition("MIME-Version")[2]) == []
