"""Decisions and administration need a second factor where the installation requires it: operations check it."""

import inspect

import pytest
from allauth.mfa.models import Authenticator

from governance.meetings.models import Decision, Position
from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.operations import OPERATIONS, SYSTEM
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.record import AuditEntry
from secrel.core.people.factors import note_factor
from secrel.core.people.operations import give_role
from secrel.core.people.powers import set_power
from secrel.core.people.second_factor import loading_examples
from tests.core.people.sign_in.codes import factor_of, set_up, signed_in
from tests.governance.meetings.deciding import minuted
from tests.governance.meetings.test_decisions import put_forward
from tests.governance.versions.test_versions import edit

SENTENCE = "You need to sign in with a second factor"
DEMANDED = {
    "core.add_user",
    "core.change_user",
    "core.check_file_again",
    "core.confirm_factor",
    "core.confirm_role",
    "core.confirm_rule",
    "core.confirm_service_account",
    "core.end_role",
    "core.end_sessions",
    "core.give_role",
    "core.invite",
    "core.refuse_factor",
    "core.refuse_role",
    "core.refuse_rule",
    "core.refuse_service_account",
    "core.reset_factor",
    "core.send_again",
    "core.set_power",
    "core.set_voting_rule",
    "governance.baseline",
    "governance.cancel_meeting",
    "governance.change_meeting",
    "governance.confirm_changes",
    "governance.confirm_decision",
    "governance.declare_interest",
    "governance.name_alternate",
    "governance.note_paper",
    "governance.record_attendance",
    "governance.record_outcome",
    "governance.return",
    "governance.take_position",
    "governance.withdraw_objection",
    "governance.write_minutes",
}


@pytest.fixture
def item(examples, analyst, settings):
    edit(analyst)
    item = put_forward(analyst, examples.november).items.get()
    settings.SECOND_FACTOR = True
    return item


def digest(item):
    return {"content_digest": item.version_item.version.snapshot.content_id, "token": item.token}


def test_the_demand_is_in_each_operation_that_decides_or_administers():
    assert {action for action, run in OPERATIONS.items() if run.needs in NEEDS_SECOND_FACTOR} == DEMANDED
    system_may = {action for action, run in OPERATIONS.items() if run.system_may}
    assert system_may == {"core.add_user", "core.change_user", "core.give_role", "core.end_role"} < DEMANDED


@pytest.mark.parametrize("action", sorted(DEMANDED))
def test_no_operation_that_demands_it_runs_without(action, people, settings):
    """The operation refuses it, even without a view and with the right role."""
    settings.SECOND_FACTOR = True
    run = OPERATIONS[action]
    by = next(
        user
        for user in (people.administrator, people.secretary, people.chair, people.member)
        if run.needs in user.permissions()
    )
    names = [name for name in inspect.signature(inspect.unwrap(run)).parameters if name != "by"]
    with pytest.raises(NotAllowed, match=SENTENCE):
        run(by=by, **dict.fromkeys(names))


def test_the_application_does_without_the_listed_settings(people, settings, day):
    settings.SECOND_FACTOR = True
    panel = Body.objects.get(key="panel")
    give_role(by=SYSTEM, user=people.nobody, body=panel, role="member", from_on=day)
    with pytest.raises(NotAllowed, match=SENTENCE):
        set_power(by=SYSTEM, power="scope", body=panel, from_on=day, source="x", on=day)
    with loading_examples():
        set_power(by=SYSTEM, power="scope", body=panel, from_on=day, source="x", on=day)


@pytest.mark.parametrize(
    ("role", "move"),
    [("member", "position"), ("secretary", "outcome"), ("chair", "confirm"), ("chair", "changes/confirm")],
)
def test_without_a_second_factor_nothing_is_decided_and_the_refusal_says_how_to_get_one(
    item, as_role, role, move
):
    entered = digest(item) | {"stance": "agree", "result": "baselined"}
    response = as_role(role).post(f"{item.get_absolute_url()}{move}/", entered)
    assert response.status_code == 403
    page = response.content.decode()
    assert SENTENCE in page
    assert 'href="/accounts/2fa/">Second factor</a>' in page
    assert not Position.objects.exists()


def test_the_page_says_so_before_any_input(item, as_role, settings):
    page = as_role("member").get(item.get_absolute_url()).content.decode()
    assert f'{SENTENCE} to record anything here. <a href="/accounts/2fa/">Set one up</a>' in page
    settings.SECOND_FACTOR = False
    page = as_role("member").get(item.get_absolute_url()).content.decode()
    assert "This installation does not ask for a second factor" in page


def test_having_one_is_not_showing_one(item, as_role, people):
    """A session from before it was set up, or one opened with a stolen password."""
    factor_of(people.member)
    entered = digest(item) | {"stance": "agree"}
    assert as_role("member").post(f"{item.get_absolute_url()}position/", entered).status_code == 403


def test_who_shows_one_at_sign_in_decides(item, people, settings):
    settings.SECOND_FACTOR = False
    item = minuted(item.version_item.version, people)
    settings.SECOND_FACTOR = True
    secret = factor_of(people.chair)
    response = signed_in(people.chair, secret).post(f"{item.get_absolute_url()}confirm/", digest(item))
    assert response.status_code == 303
    assert Decision.objects.filter(item=item).exists()


@pytest.mark.parametrize("shown", [False, True])
def test_an_administrator_shows_one_before_touching_accounts_roles_or_powers(people, settings, shown):
    settings.SECOND_FACTOR = True
    client = signed_in(people.administrator, factor_of(people.administrator) if shown else "")
    dcc = Body.objects.get(key="dcc")
    role = {"user": people.nobody.pk, "body": dcc.pk, "role": "delivery", "from_on": "2021-01-01"}
    answers = [
        client.post("/admin/core/user/add/", {"email": "n@o.example", "name": "N"}).status_code,
        client.post("/admin/core/membership/add/", role).status_code,
        client.post(
            "/accounts/invite/", {"name": "A", "email": "a@b.example", "role": "dcc:delivery"}
        ).status_code,
    ]
    assert answers == ([302, 302, 303] if shown else [403, 403, 403])
    assert Membership.objects.filter(body=dcc, user__name__in=("A", "The nobody")).count() == (
        2 if shown else 0
    )


def test_setting_one_up_shows_it(committed_db, settings):
    """With real transactions, because allauth signals a new factor on commit."""
    settings.SECOND_FACTOR = True
    client = signed_in(User.objects.get(email="administrator@secas.example"))
    entered = {"name": "A", "email": "a@b.example", "role": "dcc:delivery"}
    assert client.post("/accounts/invite/", entered).status_code == 403
    set_up(client)
    assert Authenticator.objects.filter(user__email="administrator@secas.example", type="totp").exists()
    assert client.post("/accounts/invite/", entered).status_code == 303
    noted = AuditEntry.objects.get(action="core.note_factor", changes__second_factor__1__startswith="An auth")
    assert noted.changes == {"second_factor": [None, "An authenticator app was added"]}
    notification = Notification.objects.filter(user__email="administrator@secas.example")
    assert (
        notification.filter(body__startswith="An authenticator app was added for your account.").count() == 1
    )


@pytest.mark.parametrize("kind", Authenticator.Type)
def test_the_owner_is_notified_of_every_kind(people, day, kind):
    note_factor(by=people.member, kind=kind, happened="removed", on=day)
    assert "was removed for your account" in Notification.objects.get(user=people.member).body
    assert AuditEntry.objects.latest("position").target == f"users/{people.member.pk}/second-factor"
