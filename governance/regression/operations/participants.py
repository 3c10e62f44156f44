"""Who takes part in UIT: the organisation says so, or the DCC or SECAS names it and says how it knows."""

from datetime import date
from typing import Any

from governance.regression.models import Source, TestParticipant
from governance.regression.operations.locking import (
    locked_for_testing,
    locked_participant,
    notify_dcc,
    notify_participant,
    target_of,
)
from governance.regression.queries.participants import registration_of
from governance.regression.workflow import PARTICIPANT, TAKES_PART
from releases.models.releases import Release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.models.registrations import PartyCategory, Registration
from secrel.core.values.organisations import organisation_key
from secrel.core.values.receipts import new_receipt

NOT_REGISTERED = (
    "Your account does not belong to an organisation: SECAS has not confirmed a registration for it. Ask SECAS to "
    "confirm one."
)


@operation("governance.declare_taking_part", Permission.DECLARE_REGRESSION)
def declare_taking_part(
    *, by: User, release: Release, takes_part: bool, token: Token, on: date
) -> TestParticipant:
    """Say for one's own organisation that it takes part in the UIT of a release, or that it does not.

    `token` is of no importance for the first answer; for a later one it is the participant's.
    """
    registration = own_registration(by)
    release = locked_for_testing(release)
    key = organisation_key(registration.organisation)
    participant = release.test_participants.filter(organisation_key=key).select_related("release").first()
    if participant is None:
        state = TAKES_PART if takes_part else "not_taking_part"
        facts = (registration.organisation, key, registration.category)
        participant = _create(by, release, facts, state, Source.ACCOUNT, on)
        changes = _of_new(participant)
    else:
        participant = locked_participant(participant, token)
        before, after = PARTICIPANT.apply(participant, "join" if takes_part else "decline", by)
        changes = {"state": [before, after]}
        _save(participant, by, Source.ACCOUNT, "", on)
        if not participant.category:
            participant.category = registration.category
            participant.save(update_fields=["category"])
    record(**target_of(participant), changes=changes, on=on)
    says = "takes part" if takes_part else "does not take part"
    notify_dcc(
        by,
        participant,
        f"{participant} {says} in UIT of the {release}",
        f"{by.name} declared this for {participant}.",
        on,
    )
    return participant


@operation("governance.name_participant", Permission.MANAGE_PARTICIPANTS)
def name_participant(
    *, by: User, release: Release, organisation: str, source: str, category: str = "", on: date
) -> TestParticipant:
    """Name an organisation that takes part, as the DCC or SECAS. Its own people are notified.

    Raises RuleBroken if the release already has this organisation: what it said is changed on its own page.
    """
    release = locked_for_testing(release)
    key = organisation_key(organisation)
    if not key:
        raise RuleBroken("Enter the name of the organisation, with letters or digits.", field="organisation")
    refuse_source(source)
    if category and category not in PartyCategory.values:
        raise RuleBroken("Choose one of the categories listed.", field="category")
    if found := release.test_participants.filter(organisation_key=key).select_related("release").first():
        raise RuleBroken(
            f"{found} is already listed with the status “{found.workflow_state.label}”.",
            field="organisation",
            link=(found.get_absolute_url(), "Open its page"),
        )
    participant = _create(by, release, (organisation, key, category), TAKES_PART, source, on)
    record(**target_of(participant), changes=_of_new(participant), on=on)
    _tell_named(by, participant, on)
    return participant


@operation("governance.name_participant_again", Permission.MANAGE_PARTICIPANTS)
def name_participant_again(
    *, by: User, participant: TestParticipant, source: str, token: Token, on: date
) -> TestParticipant:
    """Name an organisation that was withdrawn or said that it does not take part."""
    participant = locked_participant(participant, token)
    refuse_source(source)
    before, after = PARTICIPANT.apply(participant, "name", by)
    _save(participant, by, source, "", on)
    record(**target_of(participant), changes={"state": [before, after], "source": [None, source]}, on=on)
    _tell_named(by, participant, on)
    return participant


@operation(
    "governance.withdraw_participant",
    Permission.MANAGE_PARTICIPANTS,
    reason="Give a reason. The organisation reads it.",
)
def withdraw_participant(
    *, by: User, participant: TestParticipant, reason: str, token: Token, on: date
) -> TestParticipant:
    """Withdraw an organisation that does not take part after all. What it declared stays readable."""
    participant = locked_participant(participant, token)
    before, after = PARTICIPANT.apply(participant, "withdraw", by)
    _save(participant, by, participant.source, reason, on)
    record(**target_of(participant), changes={"state": [before, after]}, reason=reason, on=on)
    subject = f"{participant} was withdrawn from UIT of the {participant.release}"
    body = f"{by.name} withdrew {participant} as a Test Participant: {reason}"
    notify_participant(participant, subject, body, on)
    notify_dcc(by, participant, subject, body, on)
    return participant


def own_registration(by: User) -> Registration:
    """The registration that says for whom a user speaks. Raises NotAllowed without a confirmed one."""
    registration = registration_of(by)
    if registration is None:
        raise NotAllowed(NOT_REGISTERED)
    return registration


def _create(
    by: User, release: Release, facts: tuple[str, str, str], state: str, source: str, on: date
) -> TestParticipant:
    organisation, key, category = facts
    return TestParticipant.objects.create(
        release=release,
        receipt=new_receipt("T", on),
        organisation=organisation,
        organisation_key=key,
        category=category,
        state=state,
        source=source,
        stated_by=by,
        stated_on=on,
    )


def _of_new(participant: TestParticipant) -> dict[str, list[Any]]:
    """What the audit trail holds of a new participant: the name decides who its people are."""
    names = ("organisation", "category", "state", "source")
    return {name: [None, getattr(participant, name)] for name in names}


def _save(participant: TestParticipant, by: User, source: str, reason: str, on: date) -> None:
    """Save the state, and who stated it, when, how and why."""
    participant.source, participant.reason = source, reason
    participant.stated_by, participant.stated_on = by, on
    participant.save(update_fields=["state", "source", "reason", "stated_by", "stated_on"])


def refuse_source(source: str) -> None:
    """Raise RuleBroken unless it is one by which an organisation reaches the DCC or SECAS."""
    if source not in Source.values or source == Source.ACCOUNT:
        raise RuleBroken(
            "Choose how you know: by email, by telephone, at a meeting or by letter.", field="source"
        )


def _tell_named(by: User, participant: TestParticipant, on: date) -> None:
    notify_participant(
        participant,
        f"{participant} is a Test Participant of the {participant.release}",
        f"{by.name} named {participant} ({participant.get_source_display().lower()}). Declare your regression testing "
        "plan and results by their due days. If you do not take part, say so on this page.",
        on,
    )
