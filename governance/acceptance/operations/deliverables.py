"""Testing deliverables: submitted by the DCC, with advice from the TAG and a decision of the body with the power."""

from datetime import date
from string import ascii_uppercase

from django.utils.text import capfirst

from governance.acceptance.models import Deliverable, DeliverableItem, Kind
from governance.acceptance.queries.deliverables import deliverable_data
from governance.acceptance.workflow import DELIVERABLE
from governance.documents.engine.text import long_date
from governance.documents.rid.types.rid import is_testing_approach
from governance.meetings.models import Item, Outcome, Result
from governance.meetings.operations.asking import meeting_of, record_item, withdraw_item
from governance.meetings.operations.items import add_item
from releases.models.releases import Release
from releases.operations.sections import locked_release, locked_to_date
from releases.operations.steps import record_step_date
from releases.operations.testing import AnnexFacts, set_annexes
from releases.steps import Step
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.people import Body, User
from secrel.core.models.powers import Power
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holder_of, holders_of

FIRST_ANNEX, TAD_TITLE = "Annex A", "The DCC’s Testing Approach Document (TAD)"
MOVES: dict[str, str] = {
    Result.VIEW_GIVEN: "advise",
    Result.RECOMMENDED: "advise",
    Result.REVIEWED: "accept",
    Result.APPROVED: "accept",
    Result.NOT_RECOMMENDED: "return",
    Result.RETURNED: "return",
}


@operation("governance.submit_deliverable", Permission.SUBMIT_EVIDENCE, edits=False)
def submit_deliverable(
    *,
    by: User,
    release: Release,
    kind: str,
    file: CheckedFile,
    note: str = "",
    limits: dict[str, int] | None = None,
    on: date,
) -> Deliverable:
    """Submit a version, as the DCC. An earlier version of its kind is superseded and taken off its agendas."""
    release = locked_to_date(release)
    if not by.may_in("dcc", Permission.SUBMIT_EVIDENCE):
        raise NotAllowed("Only the DCC submits testing deliverables. Ask it to submit the document.")
    if release.profile == Release.Profile.DOCUMENT:
        raise RuleBroken(f"The {release} does not affect any systems, so it has no testing deliverables.")
    if limits and kind not in (Kind.DRAFT_TAD, Kind.TAD):
        raise RuleBroken("Only a TAD limits the number of open defects. Leave the limits empty.")
    earlier = release.deliverables.filter(kind=kind).exclude(state="superseded").order_by("pk").last()
    if earlier and earlier.file_id == file.digest:
        raise RuleBroken(
            f"This file has already been submitted as {earlier}. Submit a changed file.", field="file"
        )
    if earlier:
        _refuse_minuted(earlier)
    deliverable = Deliverable.objects.create(
        release=release,
        kind=kind,
        number=release.deliverables.filter(kind=kind).count() + 1,
        file=store_file(file.file, digest=file.digest, media_type=file.media_type),
        file_name=file.name,
        note=note,
        limits=limits or {},
        submitted_by=by,
        submitted_at=moment_of_change(),
        on=on,
    )
    record(
        **_target(deliverable),
        changes={
            "state": [None, deliverable.state],
            "deliverable": [None, digest_of(deliverable_data(deliverable))],
        },
        on=on,
    )
    if earlier:
        _supersede(earlier, on)
    record_step_date(release, kind, on, on)
    notify(
        [
            *holders_of(Permission.EDIT_RELEASES, on=on),
            *holders_of(Permission.REVIEW_EVIDENCE, on=on, body="tag"),
        ],
        subject=f"{deliverable} was submitted",
        body=f"{by.name} submitted it for the DCC.",
        path=f"/releases/{release.slug}/testing/",
        on=on,
    )
    return deliverable


@operation("governance.consult_on_tad", Permission.SUBMIT_EVIDENCE, edits=False)
def consult_on_tad(*, by: User, release: Release, began_on: date, on: date) -> Release:
    """Record, as the DCC, when the consultation on the draft TAD began. The timetable gets that date."""
    release = locked_to_date(release)
    if not by.may_in("dcc", Permission.SUBMIT_EVIDENCE):
        raise NotAllowed("Only the DCC records the consultation on its draft. Ask it to enter the date.")
    draft = release.deliverables.filter(kind=Kind.DRAFT_TAD).order_by("pk").first()
    if draft is None:
        raise RuleBroken("There is no draft TAD to consult on. Submit it first.")
    if not draft.on <= began_on <= on:
        raise RuleBroken(
            f"The draft was submitted on {long_date(draft.on.isoformat())}: enter a date from that day on, and not "
            "after today.",
            field="began_on",
        )
    if release.timeline.filter(steps__contains=[Step.TAD_CONSULTATION]).exclude(actual="").exists():
        raise RuleBroken("The timetable already has the date of the consultation. Correct it there.")
    record_step_date(release, Step.TAD_CONSULTATION, began_on, on)
    record(
        target=Target.CONSULTATION(release.slug),
        label=f"Consultation on {draft}",
        changes={"began_on": [None, began_on]},
        on=on,
    )
    return release


@operation("governance.ask_on_deliverable", Permission.PRESENT_VERSIONS)
def ask_on_deliverable(
    *, by: Actor, deliverable: Deliverable, body: Body, meeting_on: date, closes_at=None, on: date
) -> Item:
    """Ask the TAG for advice, or the body that decides on testing for a decision, at its meeting on a day."""
    release = locked_release(deliverable.release)
    deliverable = Deliverable.objects.select_related("release", "file").get(pk=deliverable.pk)
    decides = body == holder_of(Power.TESTING, on=meeting_on)
    if not decides and body.key != "tag":
        raise RuleBroken(
            f"{capfirst(body.the)} neither advises nor decides on testing. Choose another body.", field="body"
        )
    if decides and deliverable.kind == Kind.DRAFT_TAD:
        raise RuleBroken(
            f"{capfirst(body.the)} reviews the updated TAD. Ask the TAG for its view on a draft.",
            field="body",
        )
    if deliverable.state not in ("submitted", "advised"):
        raise RuleBroken(
            f"{deliverable} is {deliverable.workflow_state.label.lower()}. Ask about the latest version."
        )
    waiting = deliverable.items.filter(state__in=["open", "minuted"], meeting__body=body)
    if other := waiting.select_related("meeting__body").first():
        raise RuleBroken(
            f"This is already on the agenda of the {other.meeting}. Take it off that agenda first."
        )
    item = add_item(
        meeting_of(by, body, meeting_on, closes_at, on),
        kind=DeliverableItem.TESTING if decides else DeliverableItem.ADVISE,
        release=release,
        content=deliverable_data(deliverable),
    )
    DeliverableItem.objects.create(item=item, deliverable=deliverable)
    return record_item(item, on)


@operation("governance.follow_testing", Permission.FOLLOW_UP)
def _move(*, by: Actor, deliverable: Deliverable, move: str, on: date) -> Deliverable:
    """Move a deliverable on after a decision, or after a later version."""
    before, after = DELIVERABLE.apply(deliverable, move, by)
    deliverable.save(update_fields=["state"])
    record(**_target(deliverable), changes={"state": [before, after]}, on=on)
    return deliverable


def follow_testing(by: Actor, item: Item, outcome: Outcome, on: date) -> None:
    """Move the deliverable on, date its row of the timetable, and make a reviewed TAD Annex A."""
    deliverable, move = item.deliverable_item.deliverable, MOVES.get(outcome.result)
    if move is None:
        return
    _move(by=SYSTEM, deliverable=deliverable, move=move, on=on)
    part = "decision" if item.kind == DeliverableItem.TESTING else "view"
    if move != "return":
        record_step_date(deliverable.release, f"{deliverable.kind}_{part}", item.meeting.on, on)
    if (deliverable.kind, move) == (Kind.TAD, "accept"):
        _annex(deliverable, on)


def _annex(deliverable: Deliverable, on: date) -> None:
    """Put the TAD in as Annex A, in place of an earlier one or of one to come. The field's rule: the TAD is the first
    annex. Another Annex A gets the next free letter."""
    release = deliverable.release
    others = [
        AnnexFacts(row.label, row.title, row.stored_file, row.is_to_come, row.expected, row.owner)
        for row in release.annexes.all()
        if not (is_testing_approach(row.title) and (row.is_to_come or row.label == FIRST_ANNEX))
    ]
    letters = (f"Annex {letter}" for letter in ascii_uppercase)
    free = (label for label in letters if label not in {FIRST_ANNEX, *(row.label for row in others)})
    others = [
        row._replace(label=next(free, row.label)) if row.label == FIRST_ANNEX else row for row in others
    ]
    tad = AnnexFacts(FIRST_ANNEX, TAD_TITLE, (deliverable.file, deliverable.file_name))
    set_annexes(
        by=SYSTEM,
        release=release,
        annexes=[tad, *others],
        token=AS_STORED,
        reason="The TAD is reviewed.",
        on=on,
    )


def _refuse_minuted(earlier: Deliverable) -> None:
    """Raise RuleBroken while an outcome on the earlier version waits for the Chair."""
    minuted = earlier.items.filter(state="minuted").select_related("meeting__body").first()
    if minuted:
        raise RuleBroken(
            f"The Chair has not confirmed the outcome of the {minuted.meeting} on {earlier} yet. Submit another "
            "version after that."
        )


def _supersede(earlier: Deliverable, on: date) -> None:
    for item in earlier.items.filter(state="open").order_by("pk"):
        withdraw_item(by=SYSTEM, item=item, on=on)
    _move(by=SYSTEM, deliverable=earlier, move="supersede", on=on)


def _target(deliverable: Deliverable) -> dict[str, str]:
    place = Target.DELIVERABLE(deliverable.release.slug, deliverable.kind, deliverable.number)
    return {"target": place, "label": str(deliverable)}
