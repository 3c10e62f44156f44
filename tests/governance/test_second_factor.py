"""Who decides has a second factor, where the installation demands it."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from governance.models import Decision, Position
from tests.governance.deciding import minuted
from tests.governance.test_decisions import put_forward
from tests.governance.test_versions import edit

pytestmark = pytest.mark.django_db
SENTENCE = "Who decides signs in with a second factor."


@pytest.fixture
def item(examples, analyst, settings):
    settings.SECOND_FACTOR = True
    edit(analyst)
    return put_forward(analyst, examples.november).items.get()


def digest(item):
    return {"content_digest": item.version.snapshot.content_id, "token": item.token}


@pytest.mark.parametrize(
    ("role", "move"),
    [("member", "position"), ("secretary", "outcome"), ("chair", "confirm"), ("chair", "changes/confirm")],
)
def test_without_one_nothing_is_decided_and_it_says_how_to_get_one(item, as_role, role, move):
    typed = digest(item) | {"stance": "agree", "result": "baselined"}
    response = as_role(role).post(f"{item.get_absolute_url()}{move}/", typed)
    assert response.status_code == 403
    assert SENTENCE in response.content.decode()
    assert not Position.objects.exists()


def test_the_page_says_so_before_anything_is_typed(item, as_role, settings):
    page = as_role("member").get(item.get_absolute_url()).content.decode()
    assert f'{SENTENCE} <a href="/accounts/2fa/">Set one up</a>' in page
    settings.SECOND_FACTOR = False
    page = as_role("member").get(item.get_absolute_url()).content.decode()
    assert "This installation asks for no second factor" in page


def test_with_one_the_chair_confirms(item, as_role, people):
    TOTP.activate(people.chair, generate_totp_secret())
    item = minuted(item.version, people)
    response = as_role("chair").post(f"{item.get_absolute_url()}confirm/", digest(item))
    assert response.status_code == 303
    assert Decision.objects.filter(item=item).exists()
