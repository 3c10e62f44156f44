"""Tokens: made once, limited by their scopes, revoked, and ended with the sessions of their owner."""

from datetime import timedelta

import pytest
from django.test import Client

from secrel.core.api.models import LIVES, ApiToken, Scope
from secrel.core.api.tokens.operations import ALLOWS, allowed_by, make_api_token, revoke_api_token
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import NEEDS_SECOND_FACTOR, Permission
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from secrel.core.people.operations import invite

pytestmark = pytest.mark.django_db
CHECKS = "/api/v1/releases/june-2021/checks/"


def bearer(secret: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {secret}"})


def test_no_scope_decides_or_administers():
    together = allowed_by(Scope.values)
    assert not together & NEEDS_SECOND_FACTOR
    assert Permission.FOLLOW_UP not in together
    assert allowed_by([Scope.FACTS]) == ALLOWS[Scope.READ] | ALLOWS[Scope.FACTS]


def test_a_token_is_shown_once_stored_as_a_digest_and_its_use_by_the_day(people, as_role, day):
    client = as_role("analyst")
    sent = {"name": "Calendar", "scopes": ["facts"], "expires_on": "24 Dec 2021"}
    page = client.post("/accounts/tokens/", sent)
    secret = page.context["secret"]
    assert secret in page.content.decode()
    assert secret not in client.get("/accounts/tokens/").content.decode()
    row = ApiToken.objects.get(user=people.analyst)
    assert (row.scopes, row.last_used_on, row.start) == (["facts", "read"], None, secret[:12])
    assert secret not in str(AuditEntry.objects.order_by("-position").first().changes)
    assert bearer(secret).get("/api/v1/following/").json() == {"next": None, "results": []}
    row.refresh_from_db()
    assert row.last_used_on == day
    assert client.post(f"/accounts/tokens/{row.digest}/revoke/").status_code == 303
    refused = bearer(secret).get("/api/v1/following/")
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, 'Bearer realm="secrel"')


def test_a_token_reads_what_its_owner_reads_and_its_answer_is_nobody_elses(examples, people, day):
    _, secret = make_api_token(by=people.analyst, name="Reads", scopes=[Scope.READ], expires_on=day, on=day)
    answer = bearer(secret).get(CHECKS)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert "Authorization" in answer["Vary"]
    assert Client().get(CHECKS).status_code == 401


def test_a_token_without_the_scope_and_one_that_would_decide_are_refused(people, as_role, day):
    row, secret = make_api_token(
        by=people.administrator, name="All", scopes=Scope.values, expires_on=day, on=day
    )
    by = User.objects.get(pk=row.user_id)
    by.allowed = allowed_by(row.scopes)
    with pytest.raises(NotAllowed, match="manage accounts"):
        invite(by=by, email="x@y.example", name="X", body=None, role="chair", from_on=day)
    _, secret = make_api_token(by=people.administrator, name="Reads", scopes=["read"], expires_on=day, on=day)
    answer = bearer(secret).post("/api/v1/private-address/")
    assert answer.status_code == 403
    assert "scope “own”" in answer.json()["detail"]


def test_a_token_ends_with_its_day_its_owner_and_their_sessions(people, day):
    row, secret = make_api_token(by=people.analyst, name="A", scopes=["read"], expires_on=day, on=day)
    client = bearer(secret)
    assert client.get("/api/v1/following/").status_code == 200
    User.objects.filter(pk=row.user_id).update(times_signed_out=1)
    assert client.get("/api/v1/following/").status_code == 401
    User.objects.filter(pk=row.user_id).update(times_signed_out=0, is_active=False)
    assert client.get("/api/v1/following/").status_code == 401
    assert not row.opens(day + timedelta(days=1))


def test_a_token_lives_a_year_at_most_and_is_revoked_by_its_owner_alone(people, day):
    with pytest.raises(RuleBroken, match="ends within a year"):
        make_api_token(
            by=people.analyst, name="A", scopes=["read"], expires_on=day + LIVES + timedelta(days=1), on=day
        )
    row, _ = make_api_token(by=people.analyst, name="A", scopes=["read"], expires_on=day, on=day)
    with pytest.raises(NotAllowed, match="somebody else’s"):
        revoke_api_token(by=people.chair, api_token=row, on=day)
