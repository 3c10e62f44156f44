"""Who may do what: the permissions, the roles and the permissions of each role. This is the only such list.

A person has a role through a Membership of a body, for a term. Rules that depend on an object's state are guards of its
workflow (`workflow.py`), never permissions.
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
    READ_GREEN = "read_green"
    TAKE_POSITIONS = "take_positions"
    PLAN_MEETINGS = "plan_meetings"
    RECORD_MEETINGS = "record_meetings"
    CONFIRM_DECISIONS = "confirm_decisions"
    COMMENT = "comment"
    REVIEW_EVIDENCE = "review_evidence"
    SUBMIT_EVIDENCE = "submit_evidence"
    READ_EVIDENCE = "read_evidence"
    DECLARE_REGRESSION = "declare_regression"
    READ_REGRESSION = "read_regression"
    MANAGE_PARTICIPANTS = "manage_participants"
    READ_RECORD = "read_record"
    MANAGE_ACCOUNTS = "manage_accounts"
    CONFIRM_PARTIES = "confirm_parties"
    RUN_CONSULTATIONS = "run_consultations"
    MANAGE_CALENDAR = "manage_calendar"
    KEEP_BLACKOUTS = "keep_blackouts"
    MANAGE_STANDARD = "manage_standard"
    LOAD_REFERENCE_DATA = "load_reference_data"
    FOLLOW_UP = "follow_up"  # consequences of a person's action; only the application itself has it


NEEDS_SECOND_FACTOR = frozenset(
    {
        Permission.TAKE_POSITIONS,
        Permission.RECORD_MEETINGS,
        Permission.CONFIRM_DECISIONS,
        Permission.MANAGE_ACCOUNTS,
    }
)
"""Deciding, and giving the power to decide, need a second factor (SECOND_FACTOR)."""


class Role(TextChoices):
    ANALYST = "analyst", "Analyst"
    ADMINISTRATOR = "administrator", "Administrator"
    MEMBER = "member", "Member"
    CHAIR = "chair", "Chair"
    SECRETARY = "secretary", "Meeting secretary"
    DELIVERY = "delivery", "Delivery user"
    PARTY = "party", "Party user"

    @property
    def needs_two(self) -> bool:
        """Whether one person grants the role and another confirms it: the roles that decide or administer."""
        return self in (Role.CHAIR, Role.MEMBER, Role.SECRETARY, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class RoleOfBody:
    """The permissions of a role in a body, with a sentence that describes them."""

    body: str
    role: Role
    sentence: str
    permissions: frozenset[Permission]


MEMBER = frozenset(
    {
        Permission.READ_GREEN,
        Permission.READ_PRESENTED,
        Permission.READ_EVIDENCE,
        Permission.TAKE_POSITIONS,
        Permission.COMMENT,
    }
)

ROLES: tuple[RoleOfBody, ...] = (
    RoleOfBody(
        "secas",
        Role.ANALYST,
        "Edits drafts, issues and presents versions, and submits the evidence that SECAS is responsible for. Checks, "
        "as a second person, what SECAS confirms for a document-only release. Confirms registrations for a Party. "
        "Consults Parties, names Test Participants, and keeps blackout periods.",
        frozenset(
            {
                Permission.READ_GREEN,
                Permission.CONFIRM_PARTIES,
                Permission.RUN_CONSULTATIONS,
                Permission.MANAGE_STANDARD,
                Permission.EDIT_RELEASES,
                Permission.KEEP_BLACKOUTS,
                Permission.PLAN_MEETINGS,
                Permission.PRESENT_VERSIONS,
                Permission.PUBLISH_VERSIONS,
                Permission.COMMENT,
                Permission.READ_DRAFTS,
                Permission.READ_PRESENTED,
                Permission.SUBMIT_EVIDENCE,
                Permission.REVIEW_EVIDENCE,
                Permission.READ_EVIDENCE,
                Permission.READ_REGRESSION,
                Permission.MANAGE_PARTICIPANTS,
                Permission.READ_RECORD,
            }
        ),
    ),
    RoleOfBody(
        "secas",
        Role.ADMINISTRATOR,
        "Invites people, grants roles, manages bank holidays and blackout periods, drafts the standard criteria and "
        "reads the audit trail.",
        frozenset(
            {
                Permission.MANAGE_ACCOUNTS,
                Permission.MANAGE_CALENDAR,
                Permission.KEEP_BLACKOUTS,
                Permission.MANAGE_STANDARD,
                Permission.READ_RECORD,
                Permission.READ_GREEN,
            }
        ),
    ),
    RoleOfBody(
        "secas",
        Role.SECRETARY,
        "Plans meetings and their agendas. Records attendance, interests, outcomes, dissent and minutes.",
        frozenset(
            {
                Permission.PLAN_MEETINGS,
                Permission.RECORD_MEETINGS,
                Permission.READ_GREEN,
                Permission.READ_PRESENTED,
                Permission.READ_EVIDENCE,
            }
        ),
    ),
    RoleOfBody(
        "panel",
        Role.MEMBER,
        "Reads what is presented to the Panel and its evidence, comments on it and takes a position.",
        MEMBER,
    ),
    RoleOfBody(
        "panel",
        Role.CHAIR,
        "Reads and comments like a member, and confirms the Panel's decisions.",
        MEMBER | {Permission.CONFIRM_DECISIONS},
    ),
    RoleOfBody(
        "csc",
        Role.MEMBER,
        "Reads what is presented to the CSC, comments on it and takes a position.",
        MEMBER,
    ),
    RoleOfBody(
        "csc",
        Role.CHAIR,
        "Reads and comments like a member, and confirms what the CSC agreed.",
        MEMBER | {Permission.CONFIRM_DECISIONS},
    ),
    *(
        RoleOfBody(body, role, sentence.format(name=name), permissions | also)
        for body, name, also in (
            ("tag", "TAG", frozenset({Permission.READ_REGRESSION})),
            ("operations-group", "Operations Group", frozenset()),
            ("ssc", "SSC", frozenset()),
        )
        for role, sentence, permissions in (
            (
                Role.MEMBER,
                "Reviews the evidence for the criteria of the {name}, asks questions about it, comments on drafts, "
                "and takes a position on what the {name} recommends.",
                MEMBER | {Permission.REVIEW_EVIDENCE},
            ),
            (
                Role.CHAIR,
                "Reviews like a member, and confirms what the {name} recommends.",
                MEMBER | {Permission.REVIEW_EVIDENCE, Permission.CONFIRM_DECISIONS},
            ),
        )
    ),
    RoleOfBody(
        "tabasc",
        Role.MEMBER,
        "Comments on drafts that are issued to the TABASC.",
        frozenset({Permission.COMMENT, Permission.READ_GREEN}),
    ),
    RoleOfBody(
        "dcc",
        Role.DELIVERY,
        "Proposes costs, assessments, test dates and Change Requests, submits the evidence that the DCC is responsible "
        "for, comments on drafts, and consults on its draft TAD. Names Test Participants and reads their regression "
        "testing plans and results.",
        frozenset(
            {
                Permission.RUN_CONSULTATIONS,
                Permission.READ_REGRESSION,
                Permission.MANAGE_PARTICIPANTS,
                Permission.SUBMIT_EVIDENCE,
                Permission.PROPOSE_FACTS,
                Permission.COMMENT,
                Permission.READ_GREEN,
            }
        ),
    ),
    RoleOfBody(
        "parties",
        Role.PARTY,
        "Reads documents of the classes White and Green, and comments on drafts that are issued to Parties. Declares "
        "the regression testing plan and results of its organisation. SECAS confirms the category.",
        frozenset({Permission.READ_GREEN, Permission.COMMENT, Permission.DECLARE_REGRESSION}),
    ),
)


def permissions_of(body: str, role: str) -> frozenset[Permission]:
    """The permissions of a role in a body; none where the body has no such role."""
    return next((row.permissions for row in ROLES if (row.body, row.role) == (body, role)), frozenset())


def roles_of(body: str) -> list[Role]:
    return [row.role for row in ROLES if row.body == body]
