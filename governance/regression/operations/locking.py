"""What the operations on regression testing share: locks, refusals, targets and messages."""

from datetime import date

from governance.regression.models import TestParticipant
from governance.regression.queries.declarations import takes_declarations
from governance.regression.queries.participants import people_of
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Token, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

NO_TESTING = "The {} does not affect any systems, so it has no regression testing."


def locked_for_testing(release: Release) -> Release:
    """Lock the release. Raises RuleBroken if it has no testing, or if it is over or called off."""
    release = locked_release(release)
    if release.profile != Release.Profile.SYSTEM:
        raise RuleBroken(NO_TESTING.format(release))
    if not takes_declarations(release):
        state = release.workflow_state.label.lower()
        raise RuleBroken(f"The {release} is {state}, so its regression testing can no longer be changed.")
    return release


def locked_participant(participant: TestParticipant, token: Token) -> TestParticipant:
    """Lock the release, then the participant, and take its token."""
    release = locked_for_testing(participant.release)
    rows = TestParticipant.objects.select_for_update(of=("self",), no_key=True)
    participant = rows.get(pk=participant.pk)
    participant.release = release
    theirs = {"state": participant.workflow_state.label}
    take_token(participant, token, lambda: theirs, "This Test Participant")
    return participant


def target_of(participant: TestParticipant) -> dict[str, str]:
    return {
        "target": Target.TEST_PARTICIPANT(participant.release.slug, participant.receipt),
        "label": f"{participant}, Test Participant of the {participant.release}",
    }


def notify_dcc(by: User, participant: TestParticipant, subject: str, body: str, on: date) -> None:
    """Notify the DCC's people, except the one who did it."""
    people = holders_of(Permission.MANAGE_PARTICIPANTS, on=on, body="dcc")
    others = [person for person in people if person.pk != by.pk]
    notify(others, subject=subject, body=body, path=participant.get_absolute_url(), on=on)


def notify_participant(participant: TestParticipant, subject: str, body: str, on: date) -> None:
    """Notify the organisation's own people, if any has an account."""
    people = people_of([participant], on=on)[participant.pk]
    path = f"/releases/{participant.release.slug}/regression/own/"
    notify(people, subject=subject, body=body, path=path, on=on)
