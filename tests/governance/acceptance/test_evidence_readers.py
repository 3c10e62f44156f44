"""Who can read which evidence through pages, files, audit trail, API, feeds, messages and meetings."""

import re
from datetime import timedelta

import pytest

from governance.acceptance.operations.evidence import draft_evidence
from governance.acceptance.operations.reviews import ask_about_evidence
from governance.meetings.content_store import read_content
from governance.meetings.models import Item
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership
from secrel.core.models.record import AuditEntry
from tests.conftest import MORE_ROLES, ROLES
from tests.governance.acceptance.security_evidence import NOVEMBER, marks, world
from tests.governance.acceptance.test_evidence import criterion_of
from tests.support.factories import UserFactory
from tests.support.sweeps import swept

pytestmark = pytest.mark.django_db

TEAM = {"delivery", "delivery2"}
SSC = {"ssc", "ssc_chair", "tag_and_ssc"}
EVERYBODY = {*ROLES, *MORE_ROLES, "nobody", "anonymous", "tag_and_ssc", "formerly_ssc"}
ADMINISTRATORS = {name for name, (_, role) in (ROLES | MORE_ROLES).items() if role == "administrator"}
NO_READERS = {"nobody", "anonymous", "party", "tabasc", *ADMINISTRATORS}
# piece: who may read it, all of it; nobody else reads any of it anywhere
READERS = {
    "security": TEAM | SSC,
    "mixed": TEAM | SSC,
    "ordinary": EVERYBODY - NO_READERS,
    "draft": TEAM,
}
DOORS = (
    *("/", "/messages/", "/record/", "/record/record.csv"),
    *(NOVEMBER, f"{NOVEMBER}criteria/", f"{NOVEMBER}edit/criteria/", f"{NOVEMBER}evidence/new/"),
    *("/meetings/ssc/2021-10-27/1/", "/meetings/panel/2021-10-29/1/"),
)  # every other address: tests/long/doors/test_evidence_doors.py
TRIED = EVERYBODY - {"delivery2", "ssc_chair", "tag_chair", "operations_chair", "tabasc", "nobody"}
FEW = {"delivery", "ssc", "tag", "analyst", "formerly_ssc", "anonymous"}


@pytest.fixture
def made(examples, people, day):
    return made_for_everybody(examples, people, day)


def made_for_everybody(examples, people, day):
    """The pieces, and accounts of every role, with one on two bodies and one that left the SSC."""
    people.tag_and_ssc = UserFactory(name="Both", roles=[("tag", "member"), ("ssc", "member")])
    people.formerly_ssc = UserFactory(name="Former", roles=[("ssc", "member"), ("tag", "member")])
    Membership.objects.filter(user=people.formerly_ssc, body__key="ssc").update(
        until_on=day - timedelta(days=1)
    )
    for role in MORE_ROLES:
        getattr(people, role)
    return world(examples, people, day)


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


def says(page: str, word: str) -> bool:
    """Whether a page contains a word. A number inside a digest does not count."""
    return word in page and not (word.isdigit() and not re.search(rf"(?<![0-9a-f]){word}(?![0-9a-f])", page))


@pytest.mark.parametrize("roles", swept(("few", "others")))
def test_each_role_reads_of_each_piece_what_it_may_at_every_door(made, people, as_role, roles):
    at = {name: piece.get_absolute_url() for name, piece in made.pieces.items()}
    own = [f"{address}edit/" for address in at.values()]
    of_criteria = [row.get_absolute_url() for row in made.criteria.values()]
    expected = {name: marks(name, piece) for name, piece in made.pieces.items()}
    for role in sorted(FEW if roles == "few" else TRIED - FEW):
        client = as_role(role)
        for door in (*DOORS, *of_criteria, *own):
            page = text_of(client.get(door, follow=False))
            for name, words in expected.items():
                if role not in READERS[name]:
                    found = [word for word in words if says(page.replace(door, ""), word)]
                    assert not found, (role, door, name, found)
        for name, address in at.items():
            reads = role in READERS[name]
            page, sent = client.get(address), client.get(f"{address}files/1/")
            assert (page.status_code == 200) is (sent.status_code == 200) is reads, (role, name)
            for word in (f"Words of {name}", f"file-of-{name}"):
                assert (word in text_of(page)) is reads, (role, name, word)


@pytest.mark.parametrize("role", ["analyst", "administrator"])
def test_receipts_are_searched_and_verified_in_vain(made, as_role, role):
    client, expected = as_role(role), {name: marks(name, piece) for name, piece in made.pieces.items()}
    doors = [f"/record/?about=releases/november-2021/evidence/{row.receipt}" for row in made.pieces.values()]
    found = text_of(client.post("/record/verify/")) + "".join(_entries(client, door) for door in doors)
    for name in ("security", "mixed", "draft"):
        assert not [word for word in expected[name] if says(found, word)], name
    assert client.get("/search/", {"q": made.pieces["security"].receipt}).context["found"] == 0


def _entries(client, door) -> str:
    """The entries found, without the field that repeats the search."""
    response = client.get(door)
    return str([vars(entry) for entry in response.context["page"]]) if response.status_code == 200 else ""


def test_texts_are_shown_to_readers_of_the_evidence_only(made, as_role):
    for name, criterion in made.criteria.items():
        for role in ("delivery", "ssc", "tag", "chair", "analyst", "tag_and_ssc", "formerly_ssc"):
            page = as_role(role).get(criterion.get_absolute_url()).content.decode()
            for word in ("Question", "Answer", "Finding"):
                assert (f"{word} on {name}" in page) is (role in READERS[name]), (role, name, word)
            assert "Not met" in page, (role, name)


def test_an_address_that_is_closed_answers_as_one_that_is_not_there(made, as_role):
    piece, criterion = made.pieces["security"], made.criteria["security"]
    for role in sorted(EVERYBODY - READERS["security"]):
        client = as_role(role)
        for tail in ("", "files/1/", "edit/", "release/", "discard/"):
            post = tail in ("release/", "discard/")
            address, absent = (
                f"{NOVEMBER}evidence/{key}/{tail}" for key in (piece.receipt, "E-2021-AAAA-BBBB")
            )
            ask = client.post if post else client.get
            there, not_there = ask(address, {"token": 1}), ask(absent, {"token": 1})
            assert there.status_code == not_there.status_code, (role, tail)
            pages = text_of(there).replace(address, ""), text_of(not_there).replace(absent, "")
            assert ("There is no evidence" in pages[0]) is ("There is no evidence" in pages[1]), (role, tail)
        replies = [
            client.post(f"{criterion.get_absolute_url()}ask/{n}/", {"text": "x"}).status_code for n in (1, 9)
        ]
        assert replies[0] == replies[1], role


def test_messages_name_no_receipt_and_no_words_to_who_may_not_read_them(made, people):
    for name in ("security", "draft"):
        for word in marks(name, made.pieces[name]):
            rows = Notification.objects.filter(subject__contains=word) | Notification.objects.filter(
                body__contains=word
            )
            told = {row.user for row in rows.select_related("user")}
            bodies = {"dcc", "ssc"} if name == "security" else {"dcc"}
            assert all(bodies & person.bodies() for person in told), (name, word)
    for role in ("analyst", "ssc"):
        row = Notification.objects.filter(
            user=getattr(people, role), subject__startswith="Evidence for Security 1"
        )
        assert (made.pieces["security"].receipt in row.get().body) is (role == "ssc")


def test_the_audit_trail_contains_digests_only(made):
    written = str(list(AuditEntry.objects.values_list("label", "changes", "reason")))
    for name in ("security", "draft"):
        for word in (
            f"Words of {name}",
            f"file-of-{name}",
            f"Question on {name}",
            f"Answer on {name}",
            "51001",
        ):
            assert not says(written, word), word
    reasons = AuditEntry.objects.filter(action="governance.renew_item").values_list("reason", flat=True)
    assert "Evidence for Security 1 was released." in set(reasons)


def test_a_reason_given_with_security_evidence_is_hidden_with_it(examples, people, day, as_role):
    security = criterion_of(examples, "security", 1)
    expected = {"release": security.release, "criteria": [security], "text": "x", "on": day}
    draft_evidence(by=people.delivery, reason="The gateway leaks.", **expected)
    ask_about_evidence(by=people.ssc, criterion=security, text="?", reason="The gateway leaks.", on=day)
    for address in ("/record/", "/record/record.csv"):
        assert "The gateway leaks." not in text_of(as_role("analyst").get(address))


def test_the_chair_decides_on_state_and_recommendation(made, as_role):
    page = as_role("chair").get("/meetings/panel/2021-10-29/1/").content.decode()
    assert "Security 1" in page
    assert "Not met, says the SSC" in page
    assert "For the DCC and the SSC only" in page
    item = Item.objects.get(meeting__body__key="panel", release=made.release, kind="go")
    for name in ("security", "mixed"):
        content = str(read_content(item.content_digest))
        assert not [word for word in marks(name, made.pieces[name]) if says(content, word)]
