"""Service accounts: asked for, confirmed by another, named everywhere, bounded to drafts, handed over and ended."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from governance.acceptance.models import Evidence
from governance.acceptance.operations.evidence import change_evidence, release_evidence
from governance.watch.waiting import waiting_on
from secrel.api import TWINS
from secrel.core.api.models import ApiToken, Scope
from secrel.core.api.tokens.operations import PROGRAM_ALLOWS, allowed_by, make_api_token
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import OPERATIONS, SYSTEM
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, Permission
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, User
from secrel.core.models.record import AuditEntry
from secrel.core.people.access import RoleBackend
from secrel.core.people.operations import change_user, end_role, give_role
from secrel.core.people.queries import holders_of
from secrel.core.people.services.asking import (
    ask_for_service_account,
    confirm_service_account,
    refuse_service_account,
)
from secrel.core.people.services.keeping import end_service_account, hand_over_service_account
from secrel.core.people.services.models import ServiceAccount, full_name
from secrel.core.people.services.tokens import make_service_token, revoke_service_token
from tests.governance.regression.declaring import party

pytestmark = pytest.mark.django_db
NOVEMBER = "/api/v1/releases/november-2021"
NAME = "Evidence pipeline of the DCC (service account, contact The delivery)"


def body(key: str) -> Body:
    return Body.objects.get(key=key)


@pytest.fixture
def asked(people, day) -> ServiceAccount:
    return ask_for_service_account(
        by=people.delivery,
        body=body("dcc"),
        name="Evidence pipeline",
        contact=people.delivery,
        scopes=["evidence"],
        on=day,
    )


@pytest.fixture
def account(asked, people, day) -> ServiceAccount:
    return confirm_service_account(by=people.administrator, account=asked, token=1, on=day)


def program(account: ServiceAccount, people, day) -> Client:
    _, secret = make_service_token(
        by=people.delivery, account=account, name="Build server", expires_on=day, on=day
    )
    return Client(headers={"Authorization": f"Bearer {secret}"})


def user_of(account: ServiceAccount) -> User:
    user = User.objects.get(pk=account.user_id)
    user.allowed = allowed_by(account.scopes, is_service=True)
    return user


def tasks(person: User, on: date) -> list:
    return [task for _, rows in waiting_on(person, on).values() for task in rows]


def told(person: User) -> list[str]:
    return list(Notification.objects.filter(user=person).order_by("pk").values_list("subject", flat=True))


def test_a_program_may_only_draft_and_no_scope_of_its_decides():
    may = {action for action, operation in OPERATIONS.items() if operation.program_may}
    drafting = {f"governance.{verb}_evidence" for verb in ("draft", "change", "discard")}
    assert may == drafting
    assert {twin.does.action for twin in TWINS if twin.does.program_may} == drafting
    by = SimpleNamespace(
        pk=1, name=NAME, is_service=True, allowed=None, permissions=lambda: frozenset(Permission)
    )
    for action in sorted({*OPERATIONS} - may):  # refused before anything is read, whatever its token allows
        with pytest.raises(NotAllowed):
            OPERATIONS[action](by=by)
    writes = frozenset().union(*PROGRAM_ALLOWS.values()) - PROGRAM_ALLOWS[Scope.READ]
    assert writes == {Permission.SUBMIT_EVIDENCE}
    assert not allowed_by(Scope.values, is_service=True) & (NEEDS_SECOND_FACTOR | {Permission.READ_RECORD})


def test_a_name_says_that_it_is_a_program_and_fits():
    assert full_name("Evidence pipeline", "the DCC", "The delivery") == NAME
    assert len(full_name("p" * 40, "o" * 120, "c" * 120)) <= 120
    assert full_name("p" * 40, "o" * 120, "c" * 120).endswith("…)")


def test_an_administrator_who_did_not_ask_confirms_it_and_before_it_opens_nothing(asked, people, day):
    [task] = tasks(people.administrator, day)
    assert (task.what, task.kind.key) == ("Evidence pipeline of the DCC", "service-account")
    assert "Please confirm a service account: Evidence pipeline of the DCC" in told(people.administrator)
    assert user_of(asked).permissions() == frozenset()
    with pytest.raises(RuleBroken, match="waits for an administrator"):
        make_service_token(by=people.delivery, account=asked, name="A", expires_on=day, on=day)
    give_role(
        by=SYSTEM, user=people.administrator, body=body("dcc"), role="delivery", from_on=date(2019, 1, 1)
    )
    both = User.objects.get(pk=people.administrator.pk)
    own = ask_for_service_account(by=both, body=body("dcc"), name="Own", contact=both, scopes=[], on=day)
    with pytest.raises(NotAllowed, match="another administrator"):
        confirm_service_account(by=both, account=own, token=1, on=day)
    refuse_service_account(by=people.administrator2, account=own, token=1, on=day, reason="Nobody uses it.")
    assert own.state(day) == "Waits for an administrator"  # as it was read
    assert ServiceAccount.objects.get(pk=own.pk).state(day) == "Refused"
    confirmed = confirm_service_account(by=people.administrator, account=asked, token=1, on=day)
    assert confirmed.opens(day)
    assert told(people.delivery)[-1] == "Confirmed: the service account Evidence pipeline"
    with pytest.raises(RuleBroken, match="already been confirmed"):
        confirm_service_account(by=people.administrator, account=asked, token=2, on=day)


def test_who_asks_works_for_the_organisation_and_so_does_the_contact(people, asked, day):
    facts = {"body": body("dcc"), "name": "Other", "scopes": [], "on": day}
    with pytest.raises(NotAllowed, match="that you work for"):
        ask_for_service_account(by=people.analyst, contact=people.analyst, **facts)
    with pytest.raises(RuleBroken, match="does not work for DCC"):
        ask_for_service_account(by=people.delivery, contact=people.analyst, **facts)
    with pytest.raises(RuleBroken, match="never has the scope “documents”"):
        ask_for_service_account(
            by=people.delivery, contact=people.delivery, **facts | {"scopes": ["documents"]}
        )
    with pytest.raises(RuleBroken, match="of this name"):
        ask_for_service_account(
            by=people.delivery, contact=people.delivery, **facts | {"name": "evidence PIPELINE"}
        )


def test_what_it_hands_in_is_a_draft_that_a_person_is_told_of_and_releases(examples, account, people, day):
    colleague, client = people.delivery2, program(account, people, day)
    criterion = examples.november.criteria.filter(owner__key="dcc").exclude(reviewer__key="ssc").first()
    made = client.post(
        f"{NOVEMBER}/evidence/",
        {"criteria": [criterion.key], "text": "Tested.", "defects": {"3": 1}},
        content_type="application/json",
    )
    assert (made.status_code, made.json()["state"]) == (201, "draft")
    evidence = Evidence.objects.get(receipt=made.json()["receipt"])
    entry = AuditEntry.objects.order_by("-position").first()
    assert (entry.actor_name, entry.action) == (NAME, "governance.draft_evidence")
    for person in (people.delivery, colleague):
        assert told(person)[-1].endswith("waits for you to release it")
        assert NAME in Notification.objects.filter(user=person).order_by("pk").last().body
        [task] = [task for task in tasks(person, day) if task.thing == evidence.receipt]
        assert task.note.startswith(f"Drafted by {NAME}")
    by = user_of(account)
    with pytest.raises(NotAllowed, match="A person of its organisation does this"):
        release_evidence(by=by, evidence=evidence, token=1, on=day)
    address, tag = made["Location"], {"If-Match": made["ETag"]}
    refused = client.post(f"{address}release/", {}, content_type="application/json", headers=tag)
    assert (refused.status_code, refused.json()["detail"][:26]) == (403, "This is a service account:")
    assert client.post("/api/v1/private-address/").status_code == 403
    changed = change_evidence(
        by=colleague, evidence=evidence, criteria=[criterion], text="Tested twice.", token=1, on=day
    )
    with pytest.raises(NotAllowed, match="a program leaves it"):
        change_evidence(by=by, evidence=changed, criteria=[criterion], text="", token=2, on=day)
    assert release_evidence(by=people.delivery, evidence=changed, token=2, on=day).state == "released"


def test_it_never_signs_in_and_is_in_no_list_of_people(account, people, day):
    user = User.objects.get(pk=account.user_id)
    assert not RoleBackend().user_can_authenticate(user)
    assert RoleBackend().get_user(user.pk) is None
    assert authenticate(email=user.email, password="") is None
    assert user.pk not in [one.pk for one in holders_of(Permission.SUBMIT_EVIDENCE, on=day)]
    assert not user.memberships.exists()
    with pytest.raises(NotAllowed, match="This is a service account"):
        make_api_token(by=user, name="More", scopes=["read"], expires_on=day, on=day)
    with pytest.raises(RuleBroken, match="has no role"):
        give_role(by=SYSTEM, user=user, body=body("dcc"), role="delivery", from_on=day)
    with pytest.raises(RuleBroken, match="on its own page"):
        change_user(by=people.administrator, user=user, name="A person", is_active=True)


def test_it_opens_nothing_once_its_contact_left_until_a_colleague_takes_it_over(account, people, day):
    client, colleague = program(account, people, day), people.delivery2
    assert client.get("/api/v1/following/").status_code == 200
    change_user(by=people.administrator, user=people.delivery, name="The delivery", is_active=False)
    refused = client.get("/api/v1/following/")
    assert (refused.status_code, "take it over" in refused.json()["detail"]) == (401, True)
    assert told(colleague)[-1] == "The service account Evidence pipeline of the DCC loses its contact"
    handed = hand_over_service_account(by=colleague, account=account, contact=colleague, token=2, on=day)
    assert client.get("/api/v1/following/").status_code == 200
    assert handed.user.name.endswith("(service account, contact The delivery2)")
    end_role(by=SYSTEM, membership=colleague.memberships.get(), until_on=day - timedelta(days=1))
    assert client.get("/api/v1/following/").status_code == 401


def test_it_ends_with_its_tokens_and_strangers_change_nothing(account, people, day):
    client = program(account, people, day)
    row, _ = make_service_token(by=people.delivery, account=account, name="Old", expires_on=day, on=day)
    with pytest.raises(NotAllowed, match="only its people"):
        revoke_service_token(by=people.analyst, account=account, api_token=row, on=day)
    assert not revoke_service_token(by=people.delivery2, account=account, api_token=row, on=day).opens(day)
    with pytest.raises(NotAllowed, match="only its people"):
        end_service_account(by=people.analyst, account=account, token=2, on=day)
    end_service_account(by=people.delivery, account=account, token=2, on=day)
    assert client.get("/api/v1/following/").status_code == 401
    assert [row.revoked_on for row in ApiToken.objects.filter(user=account.user_id)] == [day, day]
    with pytest.raises(RuleBroken, match="has ended"):
        hand_over_service_account(
            by=people.delivery, account=account, contact=people.delivery2, token=3, on=day
        )


def test_its_pages_show_each_their_own_and_a_token_once(people, as_role, day, django_assert_num_queries):
    client = as_role("delivery")
    sent = {"body": "dcc", "name": "Test runs", "contact": people.delivery.pk, "scopes": ["evidence"]}
    address = client.post("/accounts/services/", sent)["Location"]
    assert as_role("analyst").get(address).status_code == 404
    assert as_role("administrator").get(address).status_code == 200
    assert as_role("analyst").post(f"{address}confirm/", {}).status_code == 403
    assert as_role("administrator").post(f"{address}confirm/", {"confirm-token": 1}).status_code == 303
    page = client.post(f"{address}tokens/", {"name": "Build server", "expires_on": "24 Dec 2021"})
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get(address).content.decode()
    row = ApiToken.objects.get(start=secret[:12])
    assert (row.scopes, client.post(f"{address}tokens/{row.digest}/revoke/").status_code) == (
        ["evidence", "read"],
        303,
    )
    assert client.post(f"{address}end/", {"end-token": 2}).status_code == 422  # without a reason
    with django_assert_num_queries(10):
        assert client.get("/accounts/services/").content.decode().count("row-link") == 1
    for name in ("A", "B"):
        client.post("/accounts/services/", sent | {"name": name})
    with django_assert_num_queries(10):
        assert client.get("/accounts/services/").content.decode().count("row-link") == 3
    assert client.post(f"{address}end/", {"end-token": 2, "end-reason": "Moved."}).status_code == 303


def test_parties_see_the_programs_of_their_own_party_alone(people, day):
    one, other = party("Alpha Energy Ltd"), party("Beta Energy Ltd")
    colleague = party("Alpha Energy, Ltd.")
    account = ask_for_service_account(
        by=one, body=body("parties"), name="Planner", contact=colleague, scopes=[], on=day
    )
    assert account.user.name == f"Planner of Alpha Energy Ltd (service account, contact {colleague.name})"
    assert account.is_of(colleague, day)
    assert not account.is_of(other, day)
