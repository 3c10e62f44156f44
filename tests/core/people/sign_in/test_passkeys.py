"""What comes instead of a passkey's answer is refused in a sentence, whatever it is."""

import json

import pytest
from django.test import Client

from tests.core.people.sign_in.codes import PASSWORD, factor_of, signed_in

pytestmark = pytest.mark.django_db
WRONG = [
    "[" * 5_000,
    "{}",
    "[]",
    "null",
    '"x"',
    "1e999",
    json.dumps({"id": 1}),
    json.dumps({"id": "x", "rawId": "x", "response": [], "type": "public-key"}),
    json.dumps({"id": "x", "rawId": "eA", "response": {"userHandle": 5}, "type": "public-key"}),
    json.dumps({"id": "eA", "rawId": "eA", "response": {"userHandle": "eA"}, "type": "other"}),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "eA",
                "authenticatorData": "eA",
                "signature": "eA",
                "userHandle": "eA",
            },
        }
    ),
    json.dumps(
        {
            "id": "eA",
            "rawId": "eA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "attestationObject": "oA"},
        }
    ),
]


@pytest.fixture
def half_signed_in(people):
    """Signed in by password, without the code."""
    factor_of(people.chair)
    people.chair.set_password(PASSWORD)
    people.chair.save()
    client = Client()
    client.post("/accounts/login/", {"login": people.chair.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("answer", WRONG, ids=range(len(WRONG)))
def test_a_malformed_passkey_response_is_refused(half_signed_in, people, answer):
    page = half_signed_in.post("/accounts/2fa/authenticate/", {"credential": answer})
    assert page.status_code in (200, 302), page.status_code
    assert half_signed_in.get("/accounts/").status_code == 302
    assert Client().post("/accounts/2fa/webauthn/login/", {"credential": answer}).status_code in (200, 302)
    owner = signed_in(people.member)
    owner.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert owner.post("/accounts/2fa/webauthn/add/", {"credential": answer}).status_code == 200
    again = owner.post("/accounts/2fa/reauthenticate/webauthn/", {"credential": answer})
    assert again.status_code in (200, 302, 403, 404)
    assert not people.member.authenticator_set.exists()
