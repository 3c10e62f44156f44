"""Log lines of sign-ins and refusals."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secrel.core.changes.errors import RuleBroken
from secrel.core.files.uploads import check_file
from tests.core.people.sign_in.codes import PASSWORD, factor_of, signed_in

pytestmark = pytest.mark.django_db
HERE = "192.0.2.1"


@pytest.fixture
def log_lines(caplog):
    caplog.set_level("INFO", "secrel")
    return lambda: [
        line.getMessage() for line in caplog.records if line.name in ("secrel.sign_in", "secrel.refused")
    ]


def attempt(email: str, password: str) -> Client:
    client = Client(REMOTE_ADDR=HERE)
    client.post("/accounts/login/", {"login": email, "password": password})
    return client


def test_good_sign_ins_and_sign_outs_are_logged(people, log_lines):
    people.member.set_password(PASSWORD)
    people.member.save()
    attempt(people.member.email, PASSWORD).post("/accounts/logout/")
    by = f"user {people.member.pk} from {HERE}"
    assert log_lines() == [f"Shown (password): {by}", f"Signed in: {by}", f"Signed out: {by}"]


def test_wrong_passwords_are_logged_without_the_input(people, log_lines):
    attempt(people.member.email.upper(), "entered-by-mistake")
    attempt("who-is@this.example\n", "entered-by-mistake")
    assert log_lines() == [
        f"Wrong password: user {people.member.pk} from {HERE}",
        f"Wrong password: unknown user from {HERE}",
    ]


def test_throttled_attempts_are_logged(people, log_lines):
    for _ in range(6):
        attempt(people.member.email, "wrong")
    assert log_lines()[-1] == f"Throttled, password not checked: user {people.member.pk} from {HERE}"


def test_wrong_codes_are_logged(people, log_lines):
    factor_of(people.member)
    people.member.set_password(PASSWORD)
    people.member.save()
    attempt(people.member.email, PASSWORD).post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert log_lines()[-1] == f"Wrong code: user {people.member.pk} from {HERE}"


def test_new_passwords_are_logged(people, log_lines):
    client = signed_in(people.member)
    entered = {
        "oldpassword": PASSWORD,
        "password1": "quite-another-one-7",
        "password2": "quite-another-one-7",
    }
    client.post("/accounts/password/change/", entered)
    assert get_user_model().objects.get(pk=people.member.pk).check_password("quite-another-one-7")
    assert f"New password: user {people.member.pk} from 127.0.0.1" in log_lines()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/record/", 403),
        ("post", "/accounts/invite/", 403),
        ("get", "/api/v1/releases/x/checks/", 403),
    ],
)
def test_refused_pages_are_logged_with_the_person(people, as_role, log_lines, method, path, status):
    assert getattr(as_role("member"), method)(path).status_code == status
    line = f"Refused {method.upper()} '{path}' to user {people.member.pk} from 127.0.0.1: {status}"
    assert line in log_lines()


def test_a_refused_file_is_logged_with_the_person(people, as_role, log_lines, examples):
    with pytest.raises(RuleBroken):
        check_file(SimpleUploadedFile("evil\n.exe", b"x"))
    assert log_lines()[0].startswith("Refused a file of a command: ")
    assert "\n" not in log_lines()[0]
