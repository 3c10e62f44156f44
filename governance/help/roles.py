"""What a role may do, which tasks it gets, and which of its fields are hard."""

from dataclasses import dataclass

from governance.help.steps import ANALYST_STEPS, Step
from governance.watch.waiting.task import KINDS, TaskKind
from secrel.core.changes.permissions import ROLES, Permission, Role
from secrel.core.editing.field_help import FieldHelp, all_field_help

READER = "reader"
"""The key of the page for people without an account."""
PAGES: tuple[tuple[str, str, Permission | None], ...] = (
    ("help-words", "Words of the field: acronyms and terms explained", None),
    ("for-anybody", "For my organisation: what affects your category of Parties", None),
    ("releases", "Releases: scope, dates, costs, criteria and RIDs", None),
    ("all-over-time", "How releases changed: dates, costs and scope over time", None),
    ("register", "Modifications", None),
    ("in-force", "Which text of each SEC document is in force", None),
    ("notices", "Publication notices", None),
    ("papers", "Papers", None),
    ("consultations", "Consultations", None),
    ("calendar", "Calendar: due dates, cut-offs, meetings", None),
    ("standards", "Standard acceptance criteria", None),
    ("rules", "Document checks", None),
    ("meetings", "Meetings, agendas and decisions", Permission.READ_PRESENTED),
    ("flags", "Flags: things that are late or due soon", Permission.EDIT_RELEASES),
    ("waits", "Waiting times: how long next steps wait, and where", Permission.READ_DRAFTS),
    ("scenarios", "What-if scenarios: try changes before you make them", Permission.READ_DRAFTS),
    ("blackouts", "Blackout periods: days on which nothing should go live", Permission.KEEP_BLACKOUTS),
    ("record", "Audit trail", Permission.READ_RECORD),
    ("invite", "Invite a person", Permission.MANAGE_ACCOUNTS),
)
"""URL name, label, and the permission that it takes (None: anybody may read it)."""


@dataclass(frozen=True)
class Guide:
    """The Help page of a role."""

    key: str
    name: str
    sentences: tuple[tuple[str, str], ...]
    """Body and what the role may do there."""
    tasks: tuple[TaskKind, ...]
    fields: tuple[FieldHelp, ...]
    pages: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...] = ()
    """How its usual work is done, in order."""

    @property
    def title(self) -> str:
        return "Help: readers without an account" if self.key == READER else f"Help: {self.name}"


def guides(bodies: dict[str, str]) -> list[Guide]:
    """One for each role, and one for readers without an account; `bodies` are the names of bodies by key."""
    return [*(_guide(role, bodies) for role in Role), _reader()]


def _guide(role: Role, bodies: dict[str, str]) -> Guide:
    rows = [row for row in ROLES if row.role == role]
    held = frozenset[Permission]().union(*(row.permissions for row in rows))
    tasks = tuple(kind for kind in KINDS.values() if kind.needs is None or kind.needs in held)
    fields = tuple(row for row in all_field_help() if row.needs is None or row.needs in held)
    sentences = tuple((bodies.get(row.body, row.body), row.sentence) for row in rows)
    steps = ANALYST_STEPS if role == Role.ANALYST else ()
    return Guide(role.value, role.label, sentences, tasks, fields, _pages(held), steps)


def _reader() -> Guide:
    sentence = (
        "Everything marked White is public: releases with their RIDs, modifications, notices, papers, consultations "
        "and the calendar. With a confirmed email address you can answer a consultation and get emails about a "
        "release, a modification or a category. Register for an account of a Party to read Green documents and to "
        "comment."
    )
    return Guide(READER, "No account", (("Everybody", sentence),), (), (), _pages(frozenset()))


def _pages(held: frozenset[Permission]) -> tuple[tuple[str, str], ...]:
    return tuple((name, label) for name, label, needs in PAGES if needs is None or needs in held)
