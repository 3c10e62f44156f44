"""Example accounts, one for each kind of user, named by role. Production does not start with any of them."""

from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body, User
from secrel.core.models.registrations import PartyCategory
from secrel.core.people.operations import add_user, give_role
from secrel.core.people.registrations import confirm_registration, register_party, verify_registration

PASSWORD = "secrel-example"  # noqa: S105 - printed on the terminal; for the demonstration only
ANALYST, CHAIR = "analyst@secas.example", "chair@panel.example"
PARTY = "party@supplier.example"
DELIVERY, SECRETARY = "delivery@dcc.example", "secretary@secas.example"
SECOND = {"secas": "analyst2@secas.example", "dcc": "delivery2@dcc.example"}
"""The second account of a body, which releases what the first wrote."""
ADMINISTRATOR = "administrator@secas.example"
SECOND_ADMINISTRATOR = "administrator2@secas.example"
REVIEWERS = {"tag": "tag", "operations-group": "operations", "ssc": "ssc"}
"""Reviewing bodies, with the name in the addresses of their members: member@tag.example, chair@tag.example."""
FROM = date(2019, 1, 1)
ACCOUNTS = [
    (
        ANALYST,
        "SECAS analyst",
        "secas",
        "analyst",
        "edits scope and timetable, issues and presents",
    ),
    (SECOND["secas"], "Second SECAS analyst", "secas", "analyst", "releases and checks what the first wrote"),
    (
        SECRETARY,
        "Meeting secretary",
        "secas",
        "secretary",
        "plans meetings, records attendance, outcomes, minutes",
    ),
    (CHAIR, "Panel Chair", "panel", "chair", "reads what is presented, confirms what the Panel decided"),
    ("member@panel.example", "Panel member", "panel", "member", "reads what is presented, takes a position"),
    ("member2@panel.example", "Second Panel member", "panel", "member", "the same, for another seat"),
    ("member3@panel.example", "Third Panel member", "panel", "member", "the same, for another seat"),
    ("chair@csc.example", "CSC Chair", "csc", "chair", "confirms what the CSC agreed"),
    ("member@csc.example", "CSC member", "csc", "member", "reads the CSC's papers, takes a position"),
    ("member@tag.example", "TAG member", "tag", "member", "reviews the testing criteria"),
    (
        "member@operations.example",
        "Operations Group member",
        "operations-group",
        "member",
        "reviews the operational criteria",
    ),
    ("member@ssc.example", "SSC member", "ssc", "member", "reviews the security criteria"),
    ("chair@tag.example", "TAG Chair", "tag", "chair", "confirms what the TAG recommends"),
    (
        "chair@operations.example",
        "Operations Group Chair",
        "operations-group",
        "chair",
        "confirms what the Operations Group recommends",
    ),
    ("chair@ssc.example", "SSC Chair", "ssc", "chair", "confirms what the SSC recommends"),
    (DELIVERY, "DCC delivery user", "dcc", "delivery", "prepares acceptance evidence"),
    (SECOND["dcc"], "Second DCC delivery user", "dcc", "delivery", "releases what the first prepared"),
    (
        ADMINISTRATOR,
        "Administrator",
        "secas",
        "administrator",
        "accounts, roles, bank holidays",
    ),
    (
        SECOND_ADMINISTRATOR,
        "Second administrator",
        "secas",
        "administrator",
        "confirms the roles that the first gave",
    ),
    (PARTY, "Party user", "parties", "party", "reads documents marked Green, comments on drafts for Parties"),
]


def load(by: Actor) -> list[User]:
    """Create the example accounts that do not exist yet."""
    bodies = {body.key: body for body in Body.objects.all()}
    existing = set(User.objects.values_list("email", flat=True))
    users = []
    for email, name, body, role, _ in ACCOUNTS:
        if email in existing:
            continue
        if email == PARTY:
            users.append(_registered(by, email, name))
            continue
        user = add_user(by=by, email=email, name=name, password_hash=_password_hash(), is_example=True)
        give_role(by=by, user=user, body=bodies[body], role=role, from_on=FROM)
        users.append(user)
    return users


@cache
def _password_hash() -> str:
    """The hash of the shared password, computed once, as hashing it for each account would take seconds."""
    return make_password(PASSWORD)


def _registered(by: Actor, email: str, name: str) -> User:
    """A Party user who registered, with address and category confirmed."""
    category = PartyCategory.SUPPLIERS
    user = register_party(
        by=by,
        email=email,
        name=name,
        organisation="Example Supplier",
        category=category,
        password=PASSWORD,
        is_example=True,
        on=FROM,
    )
    user.emailaddress_set.update(verified=True)
    registration = verify_registration(by=by, registration=user.registration, on=FROM)
    confirm_registration(by=by, registration=registration, category=category, token=AS_STORED, on=FROM)
    return user
