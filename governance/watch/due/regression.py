"""Regression testing plans and results that are due: of all Test Participants, and of one person's organisation."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from governance.regression.models import Kind, TestParticipant
from governance.regression.queries.declarations import Missing, missing_declarations
from governance.regression.queries.due_days import due_days
from governance.regression.queries.participants import registration_of
from governance.regression.workflow import TAKES_PART
from governance.watch.due.entry import Due
from releases.models.releases import Release, coming
from releases.workflow import COMING
from secrel.core.models.people import User
from secrel.core.values.organisations import organisation_key


def missing_by_release() -> Iterator[tuple[Release, Kind, date, list[Missing]]]:
    """What is missing, for each release and kind with a due day."""
    found: dict[tuple[int, Kind], list[Missing]] = defaultdict(list)
    for row in missing_declarations():
        if row.due.on:
            found[row.participant.release_id, row.kind].append(row)
    for (_, kind), rows in found.items():
        due = rows[0].due.on
        if due:
            yield rows[0].participant.release, kind, due, rows


def missing_from(user: User) -> list[Missing]:
    """What the person's own organisation has not declared."""
    registration = registration_of(user)
    if registration is None:
        return []
    key = organisation_key(registration.organisation)
    return [row for row in missing_declarations() if row.participant.organisation_key == key]


def own_days(user: User) -> Iterator[Due]:
    """The due days of the person's own organisation, where it takes part; done once it has declared."""
    registration = registration_of(user)
    if registration is None:
        return
    rows = TestParticipant.objects.filter(
        organisation_key=organisation_key(registration.organisation),
        state=TAKES_PART,
        release__life__in=COMING,
        release__profile=Release.Profile.SYSTEM,
    )
    participants = list(rows.select_related("release").prefetch_related("declarations"))
    days = due_days([row.release for row in participants]) if participants else {}
    for row in participants:
        declared = {made.kind for made in row.declarations.all()}
        for kind in Kind:
            if due := days[row.release_id].of(kind).on:
                place = f"releases/{row.release.slug}/regression"
                what, done = f"Due from {row}: {kind.phrase}", kind.value in declared
                key, path = f"{place}/{kind.value}", f"/{place}/own/"
                yield Due.of_day(key, due, what, "parties", row.release.name, path, is_done=done)


def unanswered(user: User) -> Iterator[tuple[Release, date]]:
    """Releases with a published due day for plans that affect the person's category, and about which their
    organisation has not said whether it takes part.
    """
    registration = registration_of(user)
    if registration is None:
        return
    key = organisation_key(registration.organisation)
    releases = Release.objects.filter(coming(), profile=Release.Profile.SYSTEM)
    asked = list(releases.exclude(test_participants__organisation_key=key).order_by("slug"))
    days = due_days(asked) if asked else {}
    for release in asked:
        of_release = days[release.pk]
        due = of_release.plan
        if due.on and due.is_published and registration.category in (of_release.categories or ()):
            yield release, due.on
