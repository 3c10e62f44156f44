"""Workflow of a Party user's registration: a confirmed work address, then a category that SECAS confirms."""

from secrel.core.changes.permissions import Permission
from secrel.core.changes.workflow import Move, State, machine

CONFIRM = Permission.CONFIRM_PARTIES

REGISTRATION = machine(
    "this registration",
    "state",
    [
        State("registered", "Address not confirmed", "grey", "ring"),
        State("verified", "Waits for SECAS", "amber", "dot"),
        State("confirmed", "Confirmed", "green", "check"),
        State("refused", "Refused", "red", "cross"),
    ],
    [
        Move("verify", "Confirm the address", frozenset({"registered"}), "verified", Permission.FOLLOW_UP),
        Move("confirm", "Confirm", frozenset({"verified", "refused"}), "confirmed", CONFIRM),
        Move("refuse", "Refuse", frozenset({"verified", "confirmed"}), "refused", CONFIRM),
    ],
)
