"""Changes to which body decides what, and by which rule.

They need two people: an entry has effect once a second administrator has confirmed it.
"""

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.models.powers import Power, PowerHeld, VotingRule
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

PAGE = "/accounts/powers/"
Rule = PowerHeld | VotingRule
Entered = TypeVar("Entered", PowerHeld, VotingRule)


@operation("core.set_power", Permission.MANAGE_ACCOUNTS)
def set_power(*, by: Actor, power: str, body: Body, from_on: date, source: str, on: date) -> PowerHeld:
    """Enter the body that holds a power from a day; it replaces another entry for the same day."""
    if power not in Power.values:
        raise RuleBroken("There is no such power. Choose one from the list.", field="power")
    return _enter(by, PowerHeld(power=power, body=body, from_on=from_on, source=source), on)


@operation("core.set_voting_rule", Permission.MANAGE_ACCOUNTS)
def set_voting_rule(
    *,
    by: Actor,
    body: Body,
    from_on: date,
    quorum_percent: int,
    chair_votes: bool = False,
    casting_vote: bool = False,
    source: str,
    on: date,
) -> VotingRule:
    """Enter how a body decides from a day; earlier decisions follow the rule of their own day."""
    if not 1 <= quorum_percent <= 100:
        raise RuleBroken("A quorum is a share of the seats: 1 to 100 percent.", field="quorum_percent")
    rule = VotingRule(body=body, from_on=from_on, quorum_percent=quorum_percent, source=source)
    rule.chair_votes, rule.casting_vote = chair_votes, casting_vote
    return _enter(by, rule, on)


@operation("core.confirm_rule", Permission.MANAGE_ACCOUNTS)
def confirm_rule(*, by: Actor, rule: Rule, on: date, reason: str = "") -> Rule:
    """Confirm a power or voting rule that another administrator entered; it replaces the one of the same day."""
    row = _waiting(rule)
    if by.pk == row.granted_by_id:
        raise NotAllowed("You entered this, so another administrator must confirm it.")
    before = _of_same_day(row).confirmed().first()
    _of_same_day(row).confirmed().delete()
    row.confirmed_by_id, row.confirmed_on = by.pk, on
    row.save(update_fields=["confirmed_by", "confirmed_on"])
    changes = {"rule": [before and before.sentence, row.sentence], "confirmed_on": [None, on]}
    record(target=row.place, label=row.title, changes=changes, reason=reason, on=on)
    notify(
        holders_of(Permission.CONFIRM_DECISIONS, on=on),
        subject=f"Now in force: {row.title}",
        body=f"{row.sentence} {row.granted_by or 'secrel'} entered it, and {by.name} confirmed it.",
        path="/meetings/powers/",
        on=on,
    )
    return row


@operation(
    "core.refuse_rule",
    Permission.MANAGE_ACCOUNTS,
    reason="Give a reason. The person who entered it will read it.",
)
def refuse_rule(*, by: Actor, rule: Rule, on: date, reason: str = "") -> Rule:
    """Remove an unconfirmed power or voting rule, and notify whoever entered it."""
    row = _waiting(rule)
    record(target=row.place, label=row.title, changes={"waiting": [row.sentence, None]}, reason=reason, on=on)
    if row.granted_by_id not in (None, by.pk):
        notify(
            [row.granted_by],
            subject=f"Not confirmed: {row.title}",
            body=f"{by.name} did not confirm this: {row.sentence} {reason}",
            path=PAGE,
            on=on,
        )
    type(row).objects.filter(pk=row.pk).delete()
    return row


def _enter(by: Actor, row: Entered, on: date) -> Entered:
    """Store a row to confirm in place of an earlier one; what the application enters has effect at once."""
    waits = by.pk is not None
    others = _of_same_day(row).select_for_update(no_key=True)
    before = others.confirmed().first()
    (others.to_confirm() if waits else others).delete()
    row.granted_by_id, row.confirmed_on = by.pk, None if waits else row.from_on
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RuleBroken(
            "Somebody else entered this at the same moment. Check what is waiting first."
        ) from error
    record(
        target=row.place,
        label=row.title,
        changes={
            "waiting" if waits else "rule": [before and before.sentence, row.sentence],
            "source": [before and before.source, row.source],
        },
    )
    if waits:
        notify(
            [person for person in holders_of(Permission.MANAGE_ACCOUNTS, on=on) if person.pk != by.pk],
            subject=f"Please confirm: {row.title}",
            body=f"{by.name} entered this: {row.sentence} It has no effect until another administrator confirms it.",
            path=PAGE,
            on=on,
        )
    return row


def _of_same_day(row: Rule) -> QuerySet:
    return type(row).objects.filter(**row.key)


def _waiting(rule: Rule) -> Rule:
    rows = type(rule).objects.to_confirm().select_for_update(of=("self",), no_key=True)
    row = rows.select_related("body", "granted_by").filter(pk=rule.pk).first()
    if row is None:
        raise RuleBroken(
            "This is no longer waiting: somebody has confirmed it, refused it or entered it again."
        )
    return row


POWERS = (
    ("baseline", "panel", date(2013, 9, 23)),
    ("scope", "panel", date(2013, 9, 23)),
    ("scope", "csc", date(2021, 1, 1)),
    ("criteria", "panel", date(2013, 9, 23)),
    ("testing", "panel", date(2013, 9, 23)),
    ("go_live", "panel", date(2013, 9, 23)),
)


@operation("core.load_powers", Permission.LOAD_REFERENCE_DATA)
def load_powers(*, by: Actor) -> None:
    """Load which body decides what, as public papers show it; existing rows are not changed."""
    rows = PowerHeld.objects.confirmed()
    before = rows.count()
    bodies = {body.key: body for body in Body.objects.all()}
    for power, body, from_on in POWERS:
        rows.get_or_create(
            power=power,
            from_on=from_on,
            defaults={
                "body": bodies[body],
                "source": "As its papers show; confirm the day",
                "confirmed_on": from_on,
            },
        )
    record(target=Target.POWERS(), label="Powers", changes={"powers": [before, rows.count()]})
