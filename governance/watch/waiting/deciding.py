"""Agenda items, proposals, registrations, roles, powers and programs that a person decides, records or confirms."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Count, Q

from governance.meetings.models import Item, Position
from governance.meetings.queries.meetings import READERS, waiting_items
from governance.meetings.queries.voting import seat_of
from governance.watch.waiting.task import Task, TaskKind, kind
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.editing.sheets.places import SheetPlace, addresses
from secrel.core.models.people import Membership, User
from secrel.core.models.powers import PowerHeld, VotingRule
from secrel.core.models.proposals import Proposal
from secrel.core.models.registrations import Registration
from secrel.core.people.services.models import ServiceAccount
from secrel.core.people.sign_in.confirming import factors_to_confirm

POSITION = kind(
    "position",
    "Take a position",
    Permission.TAKE_POSITIONS,
    "Your body is asked to decide, and you hold a voting seat. Read what is asked and what changed, then agree, object "
    "with a reason, or abstain. A later position replaces an earlier one.",
    is_own=True,
)
READ_FIRST = kind(
    "read-before-confirming",
    "Read it before you confirm",
    Permission.CONFIRM_DECISIONS,
    "Your body is asked to decide. You are its Chair: once the secretary has recorded the outcome, you confirm it.",
)
OUTCOME = kind(
    "outcome",
    "Record the outcome",
    Permission.RECORD_MEETINGS,
    "The meeting has taken place. Record the result, the votes and the objections. The positions that members took are "
    "filled in; correct them to what the meeting decided.",
)
CONFIRM = kind(
    "confirm",
    "Confirm the decision",
    Permission.CONFIRM_DECISIONS,
    "The secretary has recorded an outcome of your body. As Chair, compare it with what was decided, then confirm it, "
    "or ask the secretary to correct it.",
)
CONFIRM_CHANGES = kind(
    "confirm-changes",
    "Confirm the changes",
    Permission.CONFIRM_DECISIONS,
    "A baseline was subject to changes, and SECAS has made them. As Chair, confirm that they are the ones decided on.",
)
MAKE_CHANGES = kind(
    "make-changes",
    "Make the changes",
    Permission.PRESENT_VERSIONS,
    "A body baselined a RID subject to changes. Make them, issue a draft and submit it on the item’s page.",
)
PROPOSALS = kind(
    "proposals",
    "Accept or send back",
    Permission.EDIT_RELEASES,
    "Somebody proposed values in a sheet. Accept them, or send them back with a reason.",
)
REGISTRATION = kind(
    "registration",
    "Confirm or refuse",
    Permission.CONFIRM_PARTIES,
    "Somebody registered for a Party. Check the organisation and its category.",
)
ROLE = kind(
    "role",
    "Confirm or refuse",
    Permission.MANAGE_ACCOUNTS,
    "Another administrator gave somebody a role that decides or administers. It has no effect until you confirm it.",
)
POWER = kind(
    "power",
    "Confirm or refuse",
    Permission.MANAGE_ACCOUNTS,
    "Another administrator entered which body holds a power, or how a body decides. It has no effect until you confirm "
    "it.",
)
FACTOR = kind(
    "factor",
    "Confirm or remove",
    Permission.MANAGE_ACCOUNTS,
    "Somebody set up a second factor. They can decide and administer with it once you have confirmed it.",
)
SERVICE_ACCOUNT = kind(
    "service-account",
    "Confirm or refuse",
    Permission.MANAGE_ACCOUNTS,
    "An organisation asks for an account of a program. It opens nothing until you confirm it.",
)


def items(user: User, on: date) -> Iterator[Task]:
    if not READERS & user.permissions():
        return
    rows = list(waiting_items(user).exclude(release__sources_until__isnull=False))
    own = Position.objects.filter(item__in=rows, taken_by=user, replaced_by__isnull=True, fallen__isnull=True)
    answered = set(own.values_list("item_id", flat=True)) if rows else set()
    voting: dict[str, bool] = {}
    for item in rows:
        meeting = item.meeting
        body = meeting.body
        if body.key not in voting:
            may = user.may_in(body.key, Permission.TAKE_POSITIONS)
            voting[body.key] = may and seat_of(user, body, on) is not None
        if chosen := _kind(user, item, item.pk in answered, voting[body.key], on):
            thing, label = f"{body.key}/{meeting.on}/{item.order}", item.workflow_state.label
            facts = {"label": label, "release": item.release}
            if chosen.needs in (Permission.CONFIRM_DECISIONS, Permission.TAKE_POSITIONS):
                facts["body"] = body.key
            path = item.get_absolute_url()
            yield Task(chosen, thing, item.title, path, meeting.on, str(body), **facts)


def _kind(user: User, item: Item, is_answered: bool, votes: bool, on: date) -> TaskKind | None:
    """What this person has to do about the item now; None if others have to act.

    The Chair confirms. A Chair with a voting seat takes a position first, as the members do.
    """
    held, body = user.permissions(), item.meeting.body.key
    chairs = user.may_in(body, Permission.CONFIRM_DECISIONS)
    if chairs and item.state == "minuted":
        return CONFIRM
    if chairs and item.state == "subject" and item.changes_are_made:
        return CONFIRM_CHANGES
    if item.state == "subject" and not item.changes_are_made and Permission.PRESENT_VERSIONS in held:
        return MAKE_CHANGES
    if item.state == "open":
        if Permission.RECORD_MEETINGS in held and item.meeting.on <= on:
            return OUTCOME
        if votes and not is_answered:
            return POSITION
        if chairs and not votes:
            return READ_FIRST
    return None


def proposals(user: User, on: date) -> Iterator[Task]:
    """One task for each sheet with open proposals."""
    if Permission.EDIT_RELEASES not in user.permissions():
        return
    rows = Proposal.objects.filter(state="open").order_by().values_list("about", "sheet")
    counts = {SheetPlace(about, sheet): count for about, sheet, count in rows.annotate(cells=Count("pk"))}
    found = addresses(counts)
    slugs = [place.key for place in counts if place.kind == "release"]
    releases = Release.objects.in_bulk(slugs, field_name="slug") if slugs else {}
    for place in sorted(counts, key=lambda place: (place.kind, found[place][0], place.sheet)):
        title, address = found[place]
        cells = "1 cell" if counts[place] == 1 else f"{counts[place]} cells"
        title = title.replace("-", " ").title() if place.kind == "release" else title
        name = f"{title}: {place.sheet.replace('-', ' ')}" if place.sheet else title.replace("-", " ")
        what = f"{cells} proposed for {name}"
        release = releases.get(place.key)
        yield Task(
            PROPOSALS, f"{place.about}/{place.sheet}", what, address, label="Proposed", release=release
        )


def registrations(user: User, on: date) -> Iterator[Task]:
    if Permission.CONFIRM_PARTIES not in user.permissions():
        return
    for row in Registration.objects.filter(state="verified").select_related("user"):
        yield Task(REGISTRATION, row.receipt, f"{row} registers", row.get_absolute_url(), label="Registered")


def roles(user: User, on: date) -> Iterator[Task]:
    """Roles granted by another administrator."""
    if Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    rows = Membership.objects.to_confirm().exclude(Q(granted_by=user) | Q(user=user))
    for row in rows.select_related("user", "body"):
        yield Task(ROLE, str(row.pk), str(row), "/accounts/roles/", label="Role given")


def powers(user: User, on: date) -> Iterator[Task]:
    """Powers and voting rules that another administrator entered."""
    if Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    for model in (PowerHeld, VotingRule):
        for row in model.objects.to_confirm().exclude(granted_by=user).select_related("body"):
            yield Task(POWER, row.place, row.title, "/accounts/powers/", label="Power entered")


def factors(user: User, on: date) -> Iterator[Task]:
    """Second factors that another person set up, if the installation requires them."""
    if not settings.SECOND_FACTOR or Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    for person, _ in factors_to_confirm(on):
        if person.pk != user.pk:
            yield Task(
                FACTOR,
                str(person.pk),
                f"{person}: second factor",
                "/accounts/factors/",
                label="Second factor",
            )


def service_accounts(user: User, on: date) -> Iterator[Task]:
    """Service accounts that another person asked for."""
    if Permission.MANAGE_ACCOUNTS not in user.permissions():
        return
    rows = ServiceAccount.objects.live().to_confirm().exclude(granted_by=user).select_related("body")
    for row in rows:
        what = f"{row.name} of {row.of}"
        yield Task(SERVICE_ACCOUNT, row.receipt, what, row.get_absolute_url(), label="Service account")
