"""Secrets that must be read again, such as those that sign: encrypted with a key that is not in the database.

The key is derived from SECRET_KEY. Texts written with the one before (OLD_SECRET_KEY) are still read, and `renewed`
writes them with the present one.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class Unreadable(Exception):
    """It was encrypted with another key."""


def encrypted(secret: str) -> str:
    return _keys().encrypt(secret.encode()).decode()


def decrypted(text: str) -> str:
    """The secret. Raises Unreadable."""
    try:
        return _keys().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def renewed(text: str) -> str:
    """The same secret, encrypted with the present key. Raises Unreadable."""
    try:
        return _keys().rotate(text.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = salted_hmac("secrel.core.values.encrypted", "key", secret=secret, algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(derived.digest()))
