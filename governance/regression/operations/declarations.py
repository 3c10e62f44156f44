"""Plans and results of regression testing: declared by the organisation, or recorded by the DCC or SECAS."""

from collections.abc import Collection, Iterable
from datetime import date

from governance.documents.engine.text import long_date
from governance.regression.models import Kind, RegressionDeclaration, RegressionFile, Source, TestParticipant
from governance.regression.operations.locking import locked_participant, notify_dcc, notify_participant
from governance.regression.operations.participants import own_registration, refuse_source
from governance.regression.queries.declarations import declaration_data
from governance.regression.queries.due_days import due_days
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.people import User
from secrel.core.values.organisations import organisation_key
from secrel.core.values.present import present

MOST_VERSIONS = 50
"""Of one kind and participant, so that no account fills the storage."""
EARLIEST = date(2013, 9, 23)
"""The SEC came into force."""


@operation("governance.declare_regression", Permission.DECLARE_REGRESSION)
def declare_regression(
    *,
    by: User,
    participant: TestParticipant,
    kind: str,
    text: str = "",
    files: Collection[CheckedFile] = (),
    token: Token,
    on: date,
) -> RegressionDeclaration:
    """Declare a plan or results for one's own organisation. A later declaration replaces the earlier one; one after
    its due day is taken and marked late.
    """
    if organisation_key(own_registration(by).organisation) != participant.organisation_key:
        raise NotAllowed("You can only declare for your own organisation.")
    participant = locked_participant(participant, token)
    made = _declare(by, participant, kind, text, files, Source.ACCOUNT, on, on)
    notify_dcc(by, participant, _subject(made), f"{by.name} declared it for {participant}.{_marks(made)}", on)
    return made


@operation("governance.record_regression", Permission.MANAGE_PARTICIPANTS)
def record_regression(
    *,
    by: User,
    participant: TestParticipant,
    kind: str,
    source: str,
    given_on: date,
    text: str = "",
    files: Collection[CheckedFile] = (),
    token: Token,
    on: date,
) -> RegressionDeclaration:
    """Record, as the DCC or SECAS, what an organisation gave in another way, with the day on which it did."""
    participant = locked_participant(participant, token)
    refuse_source(source)
    if not EARLIEST <= given_on <= on:
        raise RuleBroken(
            f"Enter the day on which {participant} gave it: from {long_date(EARLIEST.isoformat())} to today, "
            f"{long_date(on.isoformat())}.",
            field="given_on",
        )
    made = _declare(by, participant, kind, text, files, source, given_on, on)
    body = f"{by.name} recorded what {participant} gave ({made.get_source_display().lower()}).{_marks(made)}"
    notify_participant(participant, _subject(made), body, on)
    notify_dcc(by, participant, _subject(made), body, on)
    return made


def _declare(
    by: User,
    participant: TestParticipant,
    kind: str,
    text: str,
    files: Collection[CheckedFile],
    source: str,
    given_on: date,
    on: date,
) -> RegressionDeclaration:
    release = participant.release
    if kind not in Kind.values:
        raise RuleBroken("Choose the plan or the results.", field="kind")
    if not participant.takes_part:
        raise RuleBroken(
            f"{participant} has the status “{participant.workflow_state.label}” for the {release}. A Test Participant "
            "must take part to declare something."
        )
    _refuse_nothing_new(participant, Kind(kind), text, files)
    earlier = participant.declarations.filter(kind=kind).count()
    if earlier >= MOST_VERSIONS:
        raise RuleBroken(
            f"The {Kind(kind).phrase} has {earlier} versions already. Send the DCC what has changed."
        )
    made = RegressionDeclaration.objects.create(
        participant=participant,
        kind=kind,
        number=earlier + 1,
        text=text,
        source=source,
        on=given_on,
        due_on=due_days([release])[release.pk].of(kind).on,
        is_without_plan=kind == Kind.RESULTS and not participant.declarations.filter(kind=Kind.PLAN).exists(),
        submitted_by=by,
        submitted_at=moment_of_change(),
    )
    _add_files(made, files)
    record(
        target=Target.REGRESSION_DECLARATION(release.slug, participant.receipt, kind, made.number),
        label=f"{made}, {release}",
        changes={
            "declaration": [None, digest_of(declaration_data(made))],
            "text": [None, digest_of(text)],
            "files": [None, [file.digest for file in files]],
            "on": [None, given_on],
            "due_on": [None, made.due_on],
            "source": [None, source],
        },
        on=on,
    )
    return made


def _refuse_nothing_new(
    participant: TestParticipant, kind: Kind, text: str, files: Collection[CheckedFile]
) -> None:
    """Raise RuleBroken for an empty declaration, a file sent twice, or the same content as the one before."""
    if not text.strip() and not files:
        raise RuleBroken(
            f"There is no text and no file for your {kind.phrase}. Write something, or add a file.",
            field="text",
        )
    digests = [file.digest for file in files]
    for place, file in enumerate(files):
        if file.digest in digests[:place]:
            raise RuleBroken(
                f"{file.name} has the same content as another file that you added.", field="files"
            )
    last = participant.declarations.filter(kind=kind).order_by("number").last()
    if last and last.text == text and sorted(row.file_id for row in last.files.all()) == sorted(digests):
        raise RuleBroken(
            f"This has already been declared on {long_date(last.on.isoformat())}. Change the text or the files.",
            field="text",
        )


def _add_files(declaration: RegressionDeclaration, files: Iterable[CheckedFile]) -> None:
    for file in files:
        stored = store_file(file.file, digest=file.digest, media_type=file.media_type)
        RegressionFile.objects.create(declaration=declaration, file=stored, name=file.name)


def _subject(made: RegressionDeclaration) -> str:
    participant = made.participant
    again = f" (version {made.number})" if made.number > 1 else ""
    return f"{made.get_kind_display()} of {participant} for the {participant.release}{again}"


def _marks(made: RegressionDeclaration) -> str:
    """Sentences on what is unusual, with a space before each."""
    late = (
        f" It is late: it was due on {long_date(present(made.due_on).isoformat())}." if made.is_late else ""
    )
    return late + (" No plan was declared before." if made.is_without_plan else "")
