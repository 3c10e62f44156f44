"""Helpers: Party users of an organisation, a release with due days, participants and their declarations."""

from datetime import date

from governance.regression.models import RegressionDeclaration, TestParticipant
from governance.regression.operations.declarations import declare_regression
from governance.regression.operations.participants import declare_taking_part
from governance.versions.operations.publishing import publish_version
from governance.versions.operations.versions import issue_draft
from releases.models.releases import Release
from releases.operations.timeline import PlannedRow, set_timeline
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.files.uploads import check_file
from secrel.core.models.people import User
from secrel.core.models.registrations import Registration
from tests.governance.acceptance.accepting import file
from tests.governance.meetings.deciding import rendered
from tests.support.factories import LONG_AGO, ReleaseFactory, UserFactory

ON = date(2021, 10, 15)
PLANS_DUE, RESULTS_DUE = date(2021, 10, 18), date(2021, 11, 19)
PLANS, RESULTS = (
    "Test Participants inform DCC of their plans of regression",
    "Regression testing results are due",
)


def party(organisation: str = "North Energy", state: str = "confirmed", category: str = "suppliers") -> User:
    """A user of a Party, whose registration has that state."""
    user = UserFactory(roles=[("parties", "party")])
    Registration.objects.create(
        receipt=f"R-2021-{user.pk:08}",
        user=user,
        organisation=organisation,
        category=category,
        state=state,
        registered_on=LONG_AGO,
    )
    return user


def release_with_days(**facts) -> Release:
    """A release whose plans are due on 18 October 2021, and whose results are due on 19 November."""
    facts = {"slug": "a-release", "name": "A SEC Release", "go_live_on": date(2022, 2, 24)} | facts
    release = ReleaseFactory(**facts)
    with_days(release, plans=PLANS_DUE, results=RESULTS_DUE)
    return release


def with_days(release: Release, *, plans: date, results: date) -> None:
    rows = [
        PlannedRow(PLANS, planned=PartialDate.of(plans)),
        PlannedRow(RESULTS, planned=PartialDate.of(results)),
        PlannedRow("Release go-live", is_go_live=True),
    ]
    set_timeline(by=SYSTEM, release=release, rows=rows, token=AS_STORED)


def published_as_it_is(release: Release, people) -> None:
    """A draft of its RID, published: its days count for Parties."""
    release.refresh_from_db()
    version = rendered(issue_draft(by=people.analyst, release=release, changes="Days.", on=ON))
    publish_version(by=people.analyst, version=version, token=AS_STORED, on=ON)


def taking_part(release: Release, by: User, takes_part: bool = True) -> TestParticipant:
    return declare_taking_part(by=by, release=release, takes_part=takes_part, token=AS_STORED, on=ON)


def declared(
    participant: TestParticipant, by: User, kind: str = "plan", on: date = ON, files=(), **facts
) -> RegressionDeclaration:
    facts = {"text": "We test the whole pack.", "token": AS_STORED} | facts
    files = [check_file(file(name, content)) for name, content in files]
    return declare_regression(by=by, participant=participant, kind=kind, files=files, on=on, **facts)
