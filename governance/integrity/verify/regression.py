"""Test Participants and their regression testing declarations against the audit trail."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.integrity.verify.files import check_file
from governance.regression.models import RegressionDeclaration, TestParticipant
from governance.regression.queries.declarations import declaration_data
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry
from secrel.core.values.organisations import organisation_key


@dataclass
class RecordedRegression:
    """Facts about regression testing in the audit trail, by address."""

    states: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    declarations: dict[str, str] = field(default_factory=dict)
    """Digests."""

    def read_entry(self, entry: AuditEntry, kind: Target | None) -> None:
        values = {name: pair[1] for name, pair in entry.changes.items()}
        if kind is Target.TEST_PARTICIPANT:
            self.states[entry.target] = values["state"]
            if "organisation" in values:
                self.organisations[entry.target] = values["organisation"]
        elif kind is Target.REGRESSION_DECLARATION:
            self.declarations[entry.target] = values["declaration"]

    def organisation_of(self, place: str) -> tuple[str, str]:
        """The name at an address, and as it is compared."""
        name = self.organisations.get(place, "")
        return name, organisation_key(name)


def check_regression(recorded: RecordedRegression) -> Iterator[str]:
    """Yield a sentence for each participant or declaration that differs from the audit trail, and for missing or
    damaged files. Names and texts are not in it: not everybody who verifies may read them.
    """
    stored = set()
    for row in TestParticipant.objects.select_related("release"):
        place = Target.TEST_PARTICIPANT(row.release.slug, row.receipt)
        stored.add(place)
        if recorded.states.get(place) != row.state:
            yield f"The Test Participant {row.receipt} has the status {row.state}, but the audit trail says otherwise."
        if (row.organisation, row.organisation_key) != recorded.organisation_of(place):
            yield f"The organisation of the Test Participant {row.receipt} is not the one in the audit trail."
    rows = RegressionDeclaration.objects.select_related("participant__release").prefetch_related(
        "files__file"
    )
    for made in rows.order_by("pk"):
        owner = made.participant
        name = f"{made.get_kind_display()} {made.number} of {owner.receipt}"
        place = Target.REGRESSION_DECLARATION(owner.release.slug, owner.receipt, made.kind, made.number)
        stored.add(place)
        if recorded.declarations.get(place) != digest_of(declaration_data(made)):
            yield f"{name} does not match the audit trail."
        for file in made.files.all():
            yield from check_file(name, file.file)
    for place in sorted((recorded.states.keys() | recorded.declarations.keys()) - stored):
        yield f"{place} is in the audit trail but no longer stored."
