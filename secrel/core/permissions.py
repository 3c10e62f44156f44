"""Who may do what: permissions, roles and what each role holds. This is the only such list.

A role is held through a Membership of a body, for a term. Rules that depend on an object's state
are guards of its workflow (`core/workflow.py`), never permissions. Source: DOMAIN 2.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices


class Permission(StrEnum):
    EDIT_RELEASES = "edit_releases"
    PROPOSE_FACTS = "propose_facts"
    PRESENT_VERSIONS = "present_versions"
    PUBLISH_VERSIONS = "publish_versions"
    READ_DRAFTS = "read_drafts"
    READ_PRESENTED = "read_presented"
    CONFIRM_DECISIONS = "confirm_decisions"
    SUBMIT_EVIDENCE = "submit_evidence"
    READ_EVIDENCE = "read_evidence"
    READ_RECORD = "read_record"
    MANAGE_ACCOUNTS = "manage_accounts"
    MANAGE_CALENDAR = "manage_calendar"
    LOAD_REFERENCE_DATA = "load_reference_data"
    FOLLOW_UP = "follow_up"  # what follows from a person's act; only the application itself holds it


class Role(TextChoices):
    ANALYST = "analyst", "Analyst"
    ADMINISTRATOR = "administrator", "Administrator"
    MEMBER = "member", "Member"
    CHAIR = "chair", "Chair"
    DELIVERY = "delivery", "Delivery user"


@dataclass(frozen=True)
class RoleOfBody:
    """What a role in a body may do, with the sentence that tells a person so."""

    body: str
    role: Role
    sentence: str
    permissions: frozenset[Permission]


ROLES: tuple[RoleOfBody, ...] = (
    RoleOfBody(
        "secas",
        Role.ANALYST,
        "Edits everything that is draft, issues and presents versions, submits SECAS evidence.",
        frozenset(
            {
                Permission.EDIT_RELEASES,
                Permission.PRESENT_VERSIONS,
                Permission.PUBLISH_VERSIONS,
                Permission.READ_DRAFTS,
                Permission.READ_PRESENTED,
                Permission.SUBMIT_EVIDENCE,
                Permission.READ_EVIDENCE,
                Permission.READ_RECORD,
            }
        ),
    ),
    RoleOfBody(
        "secas",
        Role.ADMINISTRATOR,
        "Invites people, gives roles, keeps bank holidays, reads the record.",
        frozenset({Permission.MANAGE_ACCOUNTS, Permission.MANAGE_CALENDAR, Permission.READ_RECORD}),
    ),
    RoleOfBody(
        "panel",
        Role.MEMBER,
        "Reads what is presented to the Panel, with its evidence.",
        frozenset({Permission.READ_PRESENTED, Permission.READ_EVIDENCE}),
    ),
    RoleOfBody(
        "panel",
        Role.CHAIR,
        "Reads what is presented and confirms the Panel's decisions.",
        frozenset({Permission.READ_PRESENTED, Permission.READ_EVIDENCE, Permission.CONFIRM_DECISIONS}),
    ),
    RoleOfBody(
        "dcc",
        Role.DELIVERY,
        "Proposes costs, assessments, test dates and Change Requests; submits the evidence that the DCC owes.",
        frozenset({Permission.SUBMIT_EVIDENCE, Permission.PROPOSE_FACTS}),
    ),
)


def permissions_of(body: str, role: str) -> frozenset[Permission]:
    """The permissions of a role in a body; none where the body has no such role."""
    return next(
        (known.permissions for known in ROLES if (known.body, known.role) == (body, role)), frozenset()
    )


def roles_of(body: str) -> list[Role]:
    return [known.role for known in ROLES if known.body == body]
