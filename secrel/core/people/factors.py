"""A second factor added, removed or replaced: its owner is notified and the audit trail gets an entry.

Whether it counts for deciding and administering is decided in `sign_in/confirming.py`.
"""

from datetime import date
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.targets import Target
from secrel.core.dates.clock import today
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify_owner
from secrel.core.people.sign_in.confirming import (
    ask_to_confirm,
    count_sign_out,
    counts_at_once,
    waits_for_another,
)
from secrel.core.people.sign_in.sessions import renew

KINDS = {
    Authenticator.Type.TOTP: "An authenticator app",
    Authenticator.Type.WEBAUTHN: "A passkey or security key",
    Authenticator.Type.RECOVERY_CODES: "A set of recovery codes",
}


@operation("core.note_factor", None)
def note_factor(
    *, by: Actor, kind: str, happened: str, on: date, authenticator: Authenticator | None = None
) -> bool:
    """Notify the owner that a way to sign in was added, removed or replaced; end their other sessions.

    Returns whether the added `authenticator` counts; if it does not, administrators are asked to confirm it where
    the owner's roles need one.
    """
    change = f"{KINDS[kind]} was {happened}"
    counts = authenticator is not None and counts_at_once(by, on)
    waits = authenticator is not None and not counts and waits_for_another(by, on)
    count_sign_out(by)
    if counts:
        ConfirmedFactor.objects.create(authenticator=authenticator, user_id=by.pk, confirmed_on=on)
    if waits and kind != Authenticator.Type.RECOVERY_CODES:  # codes are confirmed together with their factor
        ask_to_confirm(by, on)
    record(
        target=Target.SECOND_FACTOR(by.pk), label=by.name, changes={"second_factor": [None, change]}, on=on
    )
    waiting = (
        " You can decide and administer with it once another administrator has confirmed it." if waits else ""
    )
    notify_owner(
        by,
        subject="How you sign in has changed",
        body=f"{change} for your account.{waiting} All your other sessions have ended. If this was not you, set a new "
        "password now and tell SECAS, because somebody else knows your current one.",
        path="/accounts/2fa/",
        on=on,
    )
    return counts


def added(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Adding a factor also proves it: a code was entered, which cannot be used again, or a key was touched."""
    if authenticator.type == Authenticator.Type.TOTP:
        authenticator.wrap().validate_code(request.POST.get("code", ""))
    _note(request, user, authenticator, "added")


def removed(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note_factor(by=user, kind=authenticator.type, happened="removed", on=today())
    renew(request, user)


def replaced(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    _note(request, user, authenticator, "replaced")


def _note(request: HttpRequest, user: User, authenticator: Authenticator, happened: str) -> None:
    kind = authenticator.type
    counts = note_factor(by=user, kind=kind, happened=happened, on=today(), authenticator=authenticator)
    if counts or kind != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=kind)
        user.second_factor = user.second_factor or counts
    renew(request, user)
