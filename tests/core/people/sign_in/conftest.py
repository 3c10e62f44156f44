"""What tests of signing in share."""

from types import SimpleNamespace

import pytest
from allauth.mfa.recovery_codes.internal import flows as codes_flows
from allauth.mfa.totp.internal import flows as totp_flows


@pytest.fixture
def signals_without_commit(monkeypatch):
    """Send allauth's signals of a new factor at once, as a test's transaction is never committed."""
    at_once = SimpleNamespace(on_commit=lambda act: act())
    for flows in (totp_flows, codes_flows):
        monkeypatch.setattr(flows, "transaction", at_once)
