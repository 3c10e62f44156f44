"""Example accounts, one per kind of user, named by role. Production refuses to start with one."""

from datetime import date

from secrel.core.changes import Actor
from secrel.core.models import Body, User
from secrel.core.operations import add_user, give_role

PASSWORD = "secrel-example"  # noqa: S105 - printed on the terminal; for the demonstration only
ANALYST, CHAIR = "analyst@secas.example", "chair@panel.example"
DELIVERY = "delivery@dcc.example"
FROM = date(2019, 1, 1)
ACCOUNTS = [
    (
        ANALYST,
        "SECAS analyst",
        "secas",
        "analyst",
        "edits scope and timetable, issues and presents",
    ),
    (CHAIR, "Panel Chair", "panel", "chair", "reads what is presented, baselines it"),
    ("member@panel.example", "Panel member", "panel", "member", "reads what is presented"),
    (DELIVERY, "DCC delivery user", "dcc", "delivery", "submits acceptance evidence"),
    (
        "administrator@secas.example",
        "Administrator",
        "secas",
        "administrator",
        "accounts, roles, bank holidays",
    ),
]


def load(by: Actor) -> list[User]:
    bodies = {body.key: body for body in Body.objects.all()}
    users = []
    for email, name, body, role, _ in ACCOUNTS:
        user = add_user(by=by, email=email, name=name, password=PASSWORD, is_example=True)
        give_role(by=by, user=user, body=bodies[body], role=role, from_on=FROM)
        users.append(user)
    return users
