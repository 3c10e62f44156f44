"""Agenda items, proposals, registrations, roles and powers that a person decides, records or confirms."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from governance.meetings.models import Item, Position
from governance.meetings.queries.meetings import READERS, waiting_items
from governance.watch.waiting.task import Task
from secrel.core.changes.permissions import Permission
from secrel.core.editing.sheets.places import SheetPlace, addresses
from secrel.core.models.people import Membership, User
from secrel.core.models.powers import PowerHeld, VotingRule
from secrel.core.models.proposals import Proposal
from secrel.core.models.registrations import Registration
from secrel.core.people.sign_in.confirming import factors_to_confirm


def items(user: User, on: date) -> Iterator[Task]:
    if not READERS & user.permissions():
        return
    rows = list(waiting_items(user).exclude(release__sources_until__isnull=False))
    own = Position.objects.filter(item__in=rows, taken_by=user, replaced_by__isnull=True, fallen__isnull=True)
    answered = set(own.values_list("item_id", flat=True)) if rows else set()
    for item in rows:
        if act := _act(user, item, item.pk in answered, on):
            note = str(item.meeting.body)
            yield Task(
                item.title,
                act,
                item.get_absolute_url(),
                item.meeting.on,
                note,
                label=item.workflow_state.label,
            )


def _act(user: User, item: Item, is_answered: bool, on: date) -> str:
    """What this person has to do about the item now; empty if others have to act."""
    held, body = user.permissions(), item.meeting.body.key
    if user.may_in(body, Permission.CONFIRM_DECISIONS):
        if item.state == "minuted":
            return "Confirm the decision"
        if item.state == "subject" and item.changes_are_made:
            return "Confirm the changes"
    if item.state == "subject" and not item.changes_are_made and Permission.PRESENT_VERSIONS in held:
        return "Make the changes"
    if item.state == "open":
        if Permission.RECORD_MEETINGS in held and item.meeting.on <= on:
            return "Record the outcome"
        if not is_answered and user.may_in(body, Permission.TAKE_POSITIONS):
            return "Take a position"
    return ""


def proposals(user: User, on: date) -> Iterator[Task]:
    """One task for each sheet with open proposals."""
    if Permission.EDIT_RELEASES not in user.permissions():
        return
    rows = Proposal.objects.filter(state="open").order_by().values_list("about", "sheet")
    counts = {SheetPlace(about, sheet): count for about, sheet, count in rows.annotate(cells=Count("pk"))}
    found = addresses(counts)
    for place in sorted(counts, key=lambda place: (place.kind, found[place][0], place.sheet)):
        title, address = found[place]
        cells = "1 cell" if counts[place] == 1 else f"{counts[place]} cells"
        name = f"{title}: {place.sheet}" if place.sheet else title
        yield Task(
            f"{cells} proposed for {name.replace('-', ' ')}", "Accept or send back", address, label="Proposed"
        )


def registrations(user: User, on: date) -> Iterator[Task]:
    if Permission.CONFIRM_PARTIES not in user.permissions():
        return
    for row in Registration.objects.filter(state="verified").select_related("user"):
        yield Task(f"{row} registers", "Confirm or refuse", row.get_absolute_url(), label="Registered")


def roles(user: User, on: date) -> Iterator[Task]:
    """Roles granted by another administrator."""
    if Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    rows = Membership.objects.to_confirm().exclude(Q(granted_by=user) | Q(user=user))
    for row in rows.select_related("user", "body"):
        yield Task(str(row), "Confirm or refuse", "/accounts/roles/", label="Role given")


def powers(user: User, on: date) -> Iterator[Task]:
    """Powers and voting rules that another administrator entered."""
    if Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    for model in (PowerHeld, VotingRule):
        for row in model.objects.to_confirm().exclude(granted_by=user).select_related("body"):
            yield Task(row.title, "Confirm or refuse", "/accounts/powers/", label="Power entered")


def factors(user: User, on: date) -> Iterator[Task]:
    """Second factors that another person set up, if the installation requires them."""
    if not settings.SECOND_FACTOR or Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    for person, _ in factors_to_confirm(on):
        if person.pk != user.pk:
            yield Task(
                f"{person}: second factor", "Confirm or remove", "/accounts/factors/", label="Second factor"
            )
