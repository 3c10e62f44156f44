"""Second factors of test accounts: set up as their owner does, and shown at sign-in."""

from datetime import date

from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.people import User

PASSWORD = "a-long-enough-one"


def code_of(secret: str) -> str:
    """The code of now; one that was used in this half minute counts again, so that tests need not wait."""
    cache.clear()
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def factor_of(user: User, *, confirmed: bool = True) -> str:
    """Give a person an authenticator app; returns its secret."""
    secret = generate_totp_secret()
    made = TOTP.activate(user, secret).instance
    if confirmed:
        ConfirmedFactor.objects.create(authenticator=made, user=user, confirmed_on=date(2021, 1, 1))
    return secret


def signed_in(user: User, secret: str = "") -> Client:
    """As the owner signs in: with the password, and with a code where there is one."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    if secret:
        client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/accounts/").status_code == 200
    return client


def set_up(client: Client, shows: str = "") -> str:
    """Set up an authenticator app on the pages, after the password or the code of `shows`; returns its secret."""
    if shows:
        client.post("/accounts/2fa/reauthenticate/", {"code": code_of(shows)})
    else:
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.status_code == 302
    return secret
