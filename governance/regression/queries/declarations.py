"""What Test Participants have declared and what is missing, and a declaration as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from governance.regression.models import Kind, RegressionDeclaration, TestParticipant
from governance.regression.queries.due_days import DueDay, DueDays, due_days
from governance.regression.workflow import TAKES_PART
from releases.models.releases import Release, coming
from releases.workflow import COMING


@dataclass(frozen=True)
class Declared:
    """What a participant has declared of one kind, newest first, and the due day."""

    kind: Kind
    rows: list[RegressionDeclaration]
    due: DueDay
    is_missing: bool
    is_overdue: bool

    @property
    def latest(self) -> RegressionDeclaration | None:
        return self.rows[0] if self.rows else None

    @property
    def is_late(self) -> bool:
        """Whether the first one came late; one that replaces it later does not count."""
        return bool(self.rows) and self.rows[-1].is_late


@dataclass(frozen=True)
class Missing:
    """A declaration that a participant has not made."""

    participant: TestParticipant
    kind: Kind
    due: DueDay


def takes_declarations(release: Release) -> bool:
    """Whether it has testing and is neither called off nor closed."""
    return release.profile == Release.Profile.SYSTEM and release.life in (*COMING, "live")


def declared_by(participant: TestParticipant, days: DueDays, on: date) -> list[Declared]:
    """One for each kind. Uses prefetched declarations."""
    rows, found = list(participant.declarations.all()), []
    is_expected = participant.takes_part and takes_declarations(participant.release)
    for kind in Kind:
        of_kind = sorted((row for row in rows if row.kind == kind), key=lambda row: -row.number)
        due, is_missing = days.of(kind), is_expected and not of_kind
        is_overdue = is_missing and due.on is not None and on > due.on
        found.append(Declared(kind, of_kind, due, is_missing, is_overdue))
    return found


def with_declarations() -> Prefetch:
    rows = RegressionDeclaration.objects.select_related("submitted_by").order_by("kind", "-number")
    return Prefetch("declarations", rows.prefetch_related("files__file"))


def missing_declarations(releases: Iterable[Release] | None = None) -> list[Missing]:
    """What participants of coming, tested releases have not declared, by release and organisation. Five queries."""
    rows = TestParticipant.objects.filter(
        coming("release__"), state=TAKES_PART, release__profile=Release.Profile.SYSTEM
    )
    rows = rows if releases is None else rows.filter(release__in=releases)
    participants = list(rows.select_related("release").order_by("release__slug", "organisation", "pk"))
    if not participants:
        return []
    days = due_days({row.release_id: row.release for row in participants}.values())
    made = RegressionDeclaration.objects.filter(participant__in=participants)
    declared = set(made.values_list("participant", "kind"))
    return [
        Missing(row, kind, days[row.release_id].of(kind))
        for row in participants
        for kind in Kind
        if (row.pk, kind.value) not in declared
    ]


def declaration_data(declaration: RegressionDeclaration) -> dict[str, Any]:
    """The whole declaration as data: the input of its digest."""
    return {
        "participant": declaration.participant.receipt,
        "kind": declaration.kind,
        "number": str(declaration.number),
        "text": declaration.text,
        "files": sorted([row.name, row.file_id] for row in declaration.files.all()),
        "source": declaration.source,
        "on": declaration.on.isoformat(),
        "due_on": declaration.due_on.isoformat() if declaration.due_on else None,
        "is_without_plan": declaration.is_without_plan,
    }
