"""Forms that take what a browser's passkey answered: what is no such answer is refused in a sentence."""

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature

NO_ANSWER = (
    AttributeError,
    InvalidSignature,
    LookupError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the libraries raise over an answer of another shape, besides the one error that the forms of allauth expect."""


class _Answer:
    """Before a form of allauth with a `credential`."""

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except NO_ANSWER:
            self.data, self.cleaned_data = {}, {}  # else the page would read it once more
            self.add_error(None, "The answer of the passkey could not be read. Try again.")


class AddPasskeyForm(_Answer, AddWebAuthnForm):
    pass


class PasskeyForm(_Answer, AuthenticateWebAuthnForm):
    pass


class PasskeyLoginForm(_Answer, LoginWebAuthnForm):
    pass


class PasskeyAgainForm(_Answer, ReauthenticateWebAuthnForm):
    pass
