"""Who reads which evidence, at every door: pages, files, audit trail, API, feeds, messages, meetings. DOMAIN 6."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command

from governance.content_store import read_content
from governance.documents.verify import verify
from governance.models import ClosedEvidence, Criterion, Evidence, Item
from governance.operations.criteria import set_criteria
from governance.operations.evidence import change_evidence, draft_evidence, release_evidence
from governance.operations.reviews import ask_about_evidence
from governance.operations.security import close_security_evidence
from governance.queries.evidence import evidence_seen_by, in_force
from governance.tasks import sweep_flags
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.models import AuditEntry, Body, Membership, Notification, User
from tests.conftest import MORE_ROLES, ROLES
from tests.core.test_uploads import PDF
from tests.factories import UserFactory
from tests.governance.accepting import drafted, file, released, reviewed
from tests.governance.security_evidence import NOVEMBER, marks, mixed_as_before, world
from tests.governance.test_evidence import NEW, criterion_of

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
)  # every other address: tests/long/test_evidence_doors.py
TRIED = EVERYBODY - {"delivery2", "ssc_chair", "tag_chair", "operations_chair", "tabasc", "nobody"}


@pytest.fixture
def made(examples, people, day):
    return made_for_everybody(examples, people, day)


def made_for_everybody(examples, people, day):
    """The pieces, and accounts of every role, also of who sits on two bodies and who left the SSC."""
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
    """Whether a page says a word; a digest that happens to hold the figures of a number does not say it."""
    return word in page and not (word.isdigit() and not re.search(rf"(?<![0-9a-f]){word}(?![0-9a-f])", page))


def test_each_role_reads_of_each_piece_what_it_may_at_every_door(made, people, as_role):
    at = {name: piece.get_absolute_url() for name, piece in made.pieces.items()}
    own = [f"{address}edit/" for address in at.values()]
    of_criteria = [row.get_absolute_url() for row in made.criteria.values()]
    known = {name: marks(name, piece) for name, piece in made.pieces.items()}
    for role in sorted(TRIED):
        client = as_role(role)
        for door in (*DOORS, *of_criteria, *own):
            page = text_of(client.get(door, follow=False))
            for name, words in known.items():
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
    client, known = as_role(role), {name: marks(name, piece) for name, piece in made.pieces.items()}
    doors = [f"/record/?about=releases/november-2021/evidence/{row.receipt}" for row in made.pieces.values()]
    found = text_of(client.post("/record/verify/")) + "".join(_entries(client, door) for door in doors)
    for name in ("security", "mixed", "draft"):
        assert not [word for word in known[name] if says(found, word)], name
    assert client.get("/search/", {"q": made.pieces["security"].receipt}).context["found"] == 0


def _entries(client, door) -> str:
    """What was found, without the field that repeats what was searched."""
    response = client.get(door)
    return str([vars(entry) for entry in response.context["page"]]) if response.status_code == 200 else ""


def test_words_are_read_by_who_may_read_what_they_are_about(made, as_role):
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
            said = text_of(there).replace(address, ""), text_of(not_there).replace(absent, "")
            assert ("There is no evidence" in said[0]) is ("There is no evidence" in said[1]), (role, tail)
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


def test_the_audit_trail_keeps_digests_only(made):
    written = str(list(AuditEntry.objects.values_list("label", "changes", "reason")))
    for name in ("security", "draft"):
        for word in (
            f"Words of {name}",
            f"file-of-{name}",
            f"Question on {name}",
            f"Answer on {name}",
            "51001",
        ):
            assert word not in written, word
    reasons = AuditEntry.objects.filter(action="governance.renew_item").values_list("reason", flat=True)
    assert "Evidence for Security 1 was released." in set(reasons)


def test_a_reason_given_with_security_evidence_is_hidden_with_it(examples, people, day, as_role):
    security = criterion_of(examples, "security", 1)
    known = {"release": security.release, "criteria": [security], "text": "x", "on": day}
    draft_evidence(by=people.delivery, reason="The gateway leaks.", **known)
    ask_about_evidence(by=people.ssc, criterion=security, text="?", reason="The gateway leaks.", on=day)
    for address in ("/record/", "/record/record.csv"):
        assert "The gateway leaks." not in text_of(as_role("analyst").get(address))


def test_what_the_chair_decides_on_is_state_and_recommendation(made, as_role):
    page = as_role("chair").get("/meetings/panel/2021-10-29/1/").content.decode()
    assert "Security 1" in page
    assert "Not met, says the SSC" in page
    assert "For the DCC and the SSC only" in page
    item = Item.objects.get(meeting__body__key="panel", release=made.release, kind="go")
    for name in ("security", "mixed"):
        assert not [
            word for word in marks(name, made.pieces[name]) if word in str(read_content(item.content_digest))
        ]


# --- one piece for security criteria and others -------------------------------------------------


def typed(criteria, **said):
    return {"criteria": [row.pk for row in criteria], "text": "x", "classification": "reviewers"} | said


@pytest.mark.parametrize("chosen", ["reviewers", "security"])
def test_a_piece_for_security_and_testing_is_refused_at_upload(examples, people, as_role, chosen):
    both = [criterion_of(examples), criterion_of(examples, "security", 1)]
    response = as_role("delivery").post(
        NEW, typed(both, classification=chosen, text="My words.", files=file())
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Submit two pieces: one for Security 1 and one for Testing 1." in page
    assert "My words." in page
    assert not examples.november.evidence.exists()


def test_a_testing_criterion_that_the_ssc_reviews_counts_as_security(examples, people, day):
    ssc = Body.objects.get(key="ssc")
    Criterion.objects.filter(pk=criterion_of(examples).pk).update(reviewer=ssc)
    with pytest.raises(RuleBroken, match="Submit two pieces: one for Testing 1 and one for Testing 2"):
        drafted([criterion_of(examples), criterion_of(examples, number=2)], people, day)
    both = released([criterion_of(examples), criterion_of(examples, "security", 1)], people, day)
    assert both.classification == "security"
    assert (
        not evidence_seen_by(people.tag, Evidence.objects.all())
        .exclude(release__slug="june-2021")
        .filter(pk=both.pk)
    )


def test_a_change_of_criteria_or_a_better_piece_cannot_mix_either(examples, people, day):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    draft = drafted([testing], people, day)
    for chosen in ("reviewers", "security"):
        with pytest.raises(RuleBroken, match="Submit two pieces"):
            change_evidence(
                by=people.delivery,
                evidence=draft,
                criteria=[testing, security],
                classification=chosen,
                token=None,
                on=day,
            )
    assert [row.key for row in Evidence.objects.get(pk=draft.pk).criteria.all()] == ["testing-1"]
    first = released([security], people, day, [file(content=PDF + b"1")])
    with pytest.raises(RuleBroken, match="Submit two pieces"):
        drafted([security, testing], people, day, [file(content=PDF + b"2")], replaces=first)


def test_a_mixed_draft_of_the_version_before_is_not_released(examples, people, day):
    draft = drafted([criterion_of(examples)], people, day)
    draft.criteria.add(criterion_of(examples, "security", 1))
    with pytest.raises(RuleBroken, match="Submit two pieces"):
        release_evidence(by=people.delivery2, evidence=draft, token=None, on=day)
    assert Evidence.objects.get(pk=draft.pk).state == "draft"


def moved(release, people, day, **reviewers):
    """Other bodies review criteria, named like testing_1="ssc"."""
    bodies = {body.key: body for body in Body.objects.all()}
    rows = [
        (
            row.category,
            row.text,
            row.owner,
            bodies[reviewers.get(row.key.replace("-", "_"), row.reviewer.key)],
            "Moved.",
        )
        for row in release.criteria.select_related("owner", "reviewer").order_by("category", "number")
    ]
    return set_criteria(by=people.analyst, release=release, criteria=rows, on=day)


def test_a_criterion_goes_to_the_ssc_only_without_mixing_evidence(examples, people, day):
    one, two = criterion_of(examples), criterion_of(examples, number=2)
    both = released([one, two], people, day)
    with pytest.raises(
        RuleBroken, match="Ask the DCC to replace it with two pieces, then change who reviews Testing 1"
    ):
        moved(examples.november, people, day, testing_1="ssc")
    assert criterion_of(examples).reviewer.key == "tag"
    released([one], people, day, [file(content=PDF + b"1")], replaces=both)
    released([two], people, day, [file(content=PDF + b"2")], replaces=both)
    moved(examples.november, people, day, testing_1="ssc")
    assert criterion_of(examples).reviewer.key == "ssc"
    seen = evidence_seen_by(people.tag, examples.november.evidence.all())
    assert [[row.key for row in piece.criteria.all()] for piece in seen] == [["testing-2"]]


def test_a_piece_stays_closed_when_its_criterion_leaves_the_ssc(examples, people, day, as_role):
    Criterion.objects.filter(pk=criterion_of(examples).pk).update(reviewer=Body.objects.get(key="ssc"))
    criterion = criterion_of(examples)
    piece = released([criterion], people, day, text="Closed words.")
    ask_about_evidence(by=people.ssc, criterion=criterion, text="Closed question?", on=day)
    moved(examples.november, people, day, testing_1="tag")
    for role, status in (("tag", 404), ("chair", 404), ("analyst", 404), ("ssc", 200), ("delivery", 200)):
        assert as_role(role).get(piece.get_absolute_url()).status_code == status, role
        page = as_role(role).get(criterion.get_absolute_url()).content.decode()
        assert ("Closed question?" in page) is (status == 200), role
    with pytest.raises(
        RuleBroken, match=r"so you cannot read or review it\. Ask the DCC to submit a separate piece"
    ):
        reviewed(criterion_of(examples), people, day)


def test_a_draft_takes_the_class_of_its_criteria_when_it_is_released(examples, people, day):
    draft = drafted([criterion_of(examples)], people, day)
    moved(examples.november, people, day, testing_1="ssc")
    release_evidence(by=people.delivery2, evidence=draft, token=None, on=day)
    assert Evidence.objects.get(pk=draft.pk).classification == "security"


def test_another_owner_never_comes_to_read_what_was_said_on_security(examples, people, day):
    security = criterion_of(examples, "security", 1)
    ask_about_evidence(by=people.ssc, criterion=security, text="?", on=day)
    rows = examples.november.criteria.select_related("owner", "reviewer").order_by("category", "number")
    secas = Body.objects.get(key="secas")
    given = [(r.category, r.text, secas if r.pk == security.pk else r.owner, r.reviewer, "x") for r in rows]
    with pytest.raises(RuleBroken, match="submitted for Security 1, so its owner must stay the DCC"):
        set_criteria(by=people.analyst, release=examples.november, criteria=given, on=day)


def test_secas_reads_closed_evidence_of_its_own_only(examples, people, day):
    ssc = Body.objects.get(key="ssc")
    own = criterion_of(examples, "operational", 8)
    Criterion.objects.filter(pk=own.pk).update(reviewer=ssc)
    piece = released([criterion_of(examples, "operational", 8)], people, day)
    rows = Evidence.objects.filter(pk=piece.pk)
    for role in ("analyst", "analyst2", "ssc"):
        assert evidence_seen_by(getattr(people, role), rows).exists(), role
    for role in ("administrator", "secretary", "chair", "tag", "operations", "delivery"):
        assert not evidence_seen_by(getattr(people, role), rows).exists(), role


def test_of_class_security_whatever_it_serves_the_ssc_alone_reads_it(examples, people, day):
    piece = released([criterion_of(examples)], people, day, classification="security")
    rows = Evidence.objects.filter(pk=piece.pk)
    for role in ("ssc", "delivery", "delivery2"):
        assert evidence_seen_by(getattr(people, role), rows).exists(), role
    for role in ("tag", "chair", "analyst", "operations"):
        assert not evidence_seen_by(getattr(people, role), rows).exists(), role


# --- what the version before left -----------------------------------------------------------------


def test_old_mixed_pieces_are_closed_and_their_team_is_told_once(examples, people, day, as_role):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    mixed = mixed_as_before([testing, security], people, day)
    only = released([criterion_of(examples, "security", 1)], people, day, [file(content=PDF + b"s")])
    sweep_flags(on=day.isoformat())
    call_command("bootstrap")
    assert close_security_evidence(on=day) == 0
    told = Notification.objects.filter(subject=f"Replace evidence {mixed.receipt} with two pieces")
    assert {row.user for row in told} == set(User.objects.filter(memberships__body__key="dcc"))
    assert told.count() == len({row.user_id for row in told})
    body = told.first().body
    assert "replace it with two pieces: one for Security 1 and one for Testing 1" in body
    assert not Notification.objects.filter(subject__contains=only.receipt).exists()
    assert set(
        ClosedEvidence.objects.filter(evidence__in=[mixed, only]).values_list("evidence", flat=True)
    ) == {
        mixed.pk,
        only.pk,
    }
    assert (
        AuditEntry.objects.filter(action="governance.close_evidence", target__endswith=mixed.receipt).count()
        == 1
    )
    assert as_role("tag").get(mixed.get_absolute_url()).status_code == 404


def test_an_old_piece_is_split_by_two_that_replace_it(examples, people, day, as_role):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    mixed = mixed_as_before([testing, security], people, day)
    close_security_evidence(on=day)
    page = as_role("delivery").get(mixed.get_absolute_url()).content.decode()
    assert "Submit what they need as a separate piece." in page
    closed = released([security], people, day, replaces=mixed)
    opened = released([testing], people, day, replaces=mixed)
    assert (in_force(criterion_of(examples)), in_force(criterion_of(examples, "security", 1))) == (
        [opened],
        [closed],
    )
    with pytest.raises(RuleBroken, match="has already been replaced for Testing 1"):
        drafted([testing], people, day, [file(content=PDF + b"3")], replaces=mixed)
    page = as_role("tag").get(opened.get_absolute_url()).content.decode()
    assert mixed.receipt not in page
    assert closed.receipt not in page
    assert mixed.receipt in as_role("delivery").get(opened.get_absolute_url()).content.decode()
    reviewed(criterion_of(examples), people, day)
    ask_about_evidence(by=people.tag, criterion=criterion_of(examples), text="Which build?", on=day)
    assert "Which build?" in as_role("chair").get(testing.get_absolute_url()).content.decode()


def test_nobody_finds_a_criterion_met_on_evidence_they_may_not_read(examples, people, day):
    mixed_as_before([criterion_of(examples), criterion_of(examples, "security", 1)], people, day)
    for verdict in ("met", "conditions"):
        with pytest.raises(RuleBroken, match="Ask the DCC to submit a separate piece"):
            reviewed(criterion_of(examples), people, day, verdict, "x")
    assert reviewed(criterion_of(examples), people, day, "not_met", "It cannot be read.").verdict == "not_met"
    assert reviewed(criterion_of(examples, "security", 1), people, day).verdict == "met"


def test_a_closure_that_is_lost_is_named(examples, people, day):
    piece = released([criterion_of(examples, "security", 1)], people, day)
    assert not dict(verify())["Evidence"]
    AuditEntry.objects.count()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM governance_closedevidence WHERE evidence_id = %s", [piece.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert dict(verify())["Evidence"] == [
        f"Who may read the evidence with the receipt {piece.receipt} is not as the record says it."
    ]


def test_a_submission_of_the_first_version_is_hidden_too(examples, people, day, as_role):
    """It was an entry about the criterion, with digests and the receipt."""
    from secrel.core.changes import SYSTEM, operation, record

    piece = released([criterion_of(examples, "security", 1)], people, day)

    @operation("governance.submit_evidence", None)
    def submit(*, by):
        record(
            target="releases/november-2021/criteria/security-1",
            label="Security 1 of the November 2021 SEC Release",
            changes={"receipt": [None, piece.receipt], "file": [None, "f" * 64]},
        )

    submit(by=SYSTEM)
    assert piece.receipt not in text_of(as_role("analyst").get("/record/record.csv"))


def test_nobody_of_another_body_changes_closed_evidence(examples, people, day):
    draft = drafted([criterion_of(examples, "security", 1)], people, day)
    for role in ("analyst", "ssc", "administrator"):
        with pytest.raises(NotAllowed):
            change_evidence(
                by=getattr(people, role),
                evidence=draft,
                criteria=[criterion_of(examples)],
                token=None,
                on=day,
            )
