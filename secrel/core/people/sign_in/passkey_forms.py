"""Forms for a browser's passkey response; malformed ones are refused with a sentence."""

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature

MALFORMED = (
    AttributeError,
    InvalidSignature,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""Errors that the libraries raise for malformed responses, besides the one that allauth's forms expect."""


class _PasskeyResponse:
    """Wraps a form of allauth with a `credential` field."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except MALFORMED:
            self.data, self.cleaned_data = {}, {}  # else the page would read it once more
            self.add_error(None, "The response of the passkey could not be read. Try again.")


class AddPasskeyForm(_PasskeyResponse, AddWebAuthnForm):
    pass


class PasskeyForm(_PasskeyResponse, AuthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(_PasskeyResponse, LoginWebAuthnForm):
    pass


class PasskeyAgainForm(_PasskeyResponse, ReauthenticateWebAuthnForm):
    pass
