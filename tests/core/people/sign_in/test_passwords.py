"""Passwords that somebody would guess first are refused."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client

from secrel.core.models.people import User

ANN = User(email="ann.archer@networks.example", name="Ann Archer")


@pytest.mark.parametrize(
    "password",
    [
        "SECAS-release-2026",
        "smartenergycode1",
        "Smart Energy 2026!",
        "SecPanel!SecPanel!",
        "P4nel-Ch4nge-B0ard",
        "TestingAdvisoryGroup",
        "OperationsGroup99",
        "secrel-secrel-secrel",
        "release-november-2021",
        "PasswordPassword1!",
        "correct horse battery staple",
        "qwertyuiop123456",
        "1q2w3e4r5t6y7u8i",
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "123456789012345",
        "letmeinletmein2026",
        "welcome-to-secas",
        "Archer-Ann-2026!",
    ],
)
def test_what_is_guessed_first_is_refused(db, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, ANN)
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in refused.value.messages)


@pytest.mark.parametrize(
    "password",
    [
        "four-words-and-a-number-7",
        "a-long-enough-one",
        "quiet otters mend bridges",
        "tH7)kk2-pLw9_zq",
        "the SEC panel sings of quiet otters",
        "Übergröße öffnet Türen",
        "x" * 6 + "kestrel-" * 2000,
    ],
)
def test_good_passwords_are_accepted(db, password):
    validate_password(password, ANN)


def test_the_page_names_the_word_to_leave_out(db):
    entered = {"name": "Ann", "organisation": "Net", "category": "x", "email": "a@net.example"}
    page = Client().post("/accounts/signup/", entered | {"password1": "SECAS-SECAS-2026"}).content.decode()
    assert "is mostly common words (secas)" in page


def test_old_keys_go_on_counting(settings, as_role):
    used, unused = as_role("analyst"), as_role("member")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another key of this installation",
    )
    assert used.get("/accounts/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert [client.get("/accounts/").status_code for client in (used, unused)] == [200, 302]
