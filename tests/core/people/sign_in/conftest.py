"""What tests of signing in share."""

from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal import flows as codes_flows
from allauth.mfa.totp.internal import flows as totp_flows


@pytest.fixture
def told_at_once(monkeypatch):
    """allauth says that a factor was set up when that is committed: in a test's transaction, at once."""
    at_once = SimpleNamespace(on_commit=lambda act: act())
    for flows in (totp_flows, codes_flows):
        monkeypatch.setattr(flows, "transaction", at_once)


@pytest.fixture
def quick_passwords(settings):
    """A hash that takes no time, where many passwords are checked and their hash is not what is tested."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
