"""Telling an example as dated operations: who did what to a release, on which day."""

from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.examples.accounts import ANALYST, DELIVERY, SECRETARY
from governance.models import Result, RidVersion
from governance.operations.acceptance import copy_standard_criteria, submit_evidence
from governance.operations.decisions import confirm_decision, record_outcome
from governance.operations.meetings import record_attendance
from governance.operations.versions import issue_draft, issue_version, present_version
from governance.tasks import render_snapshot
from modifications.models import Modification
from modifications.operations.impacts import set_impacts
from modifications.operations.register import (
    add_part,
    convert_modification,
    move_stage,
    record_decision,
    register_modification,
)
from modifications.queries import find
from releases.models import Release, ScopeItem
from releases.operations.releases import create_release, move_release
from releases.operations.scope import add_to_scope, move_in_scope
from releases.operations.timeline import note_actual
from releases.queries import printed_scope
from secrel.core import clock
from secrel.core.changes import Actor
from secrel.core.models import Body, Membership, User
from secrel.core.partial_dates import PartialDate
from secrel.core.uploads import check_file

EVERY_PARTY = ("suppliers", "electricity_networks", "gas_networks", "other_sec_parties")


def day(text: str) -> date:
    return date.fromisoformat(text)


class Story:
    """One release's past. `by` is the analyst, `chair` confirms the Panel's decisions."""

    def __init__(self, by: Actor, chair: Actor, on: str, **fields: object) -> None:
        self.by, self.chair = by, chair
        self.release: Release = create_release(by=by, on=day(on), **fields)

    def register(self, on: str, reference: str, title: str, stage: str, **fields: object) -> Modification:
        """The modification; registered where another release did not bring it yet."""
        known = find(reference)
        if known:
            return known
        return register_modification(
            by=self.by, reference=reference, title=title, stage=stage, on=day(on), **fields
        )

    def enter(
        self,
        on: str,
        modification: Modification,
        description: str,
        *,
        status: str = "targeted",
        part: str = "",
        body: str = "",
        ground: str = "",
        reason: str = "",
        cut_off: str = "",
    ) -> ScopeItem:
        """A part into the scope, agreed by a body; after the baseline on the ground of an exception."""
        held = modification.parts.filter(name=part).first()
        held = held or add_part(by=self.by, modification=modification, name=part, on=day(on))
        return add_to_scope(
            by=self.by,
            release=self.release,
            part=held,
            status=status,
            description=description,
            cut_off_on=day(cut_off) if cut_off else None,
            body=Body.objects.get(key=body) if body else None,
            ground=ground,
            reason=reason,
            on=day(on),
        )

    def impact(self, on: str, item: ScopeItem, participants: Iterable[str], documents: Iterable[str]) -> None:
        set_impacts(by=self.by, part=item.part, participants=participants, documents=documents, on=day(on))

    def convert(self, on: str, reference: str) -> Modification:
        return convert_modification(by=self.by, modification=find(reference), on=day(on))

    def approve(self, on: str, item: ScopeItem, body: str = "", decided: str = "") -> None:
        """The modification is approved, and so it is in."""
        modification = find(item.part.modification.reference)
        if modification.stage in ("development", "refinement"):
            modification = move_stage(by=self.by, modification=modification, move="report", on=day(on))
        record_decision(
            by=self.by,
            modification=modification,
            body=Body.objects.get(key=body) if body else None,
            outcome="approved",
            decided_on=day(decided) if decided else None,
        )
        move_in_scope(by=self.by, item=item, move="approve", on=day(on))

    def leave(self, on: str, item: ScopeItem, ground: str, reason: str = "", body: str = "") -> None:
        move_in_scope(
            by=self.by,
            item=item,
            move="take_out",
            body=Body.objects.get(key=body) if body else None,
            ground=ground,
            reason=reason,
            on=day(on),
        )

    def go_live(self, on: str) -> None:
        """The release is live, its modifications are implemented, and the timetable says so."""
        for item in printed_scope(self.release):
            move_stage(by=self.by, modification=item.modification, move="implement", on=day(on))
        for row in self.release.timeline.filter(is_go_live=True).select_related("release"):
            note_actual(by=self.by, row=row, actual=PartialDate.of(day(on)), on=day(on))
        move_release(by=self.by, release=self.release, move="go_live", on=day(on))

    def evidence(self, on: str) -> None:
        """A file for each criterion, by whoever owes it."""
        owners = {"dcc": DELIVERY, "secas": ANALYST}
        for criterion in self.release.criteria.select_related("owner"):
            text = (
                f"{self.release.name}, {criterion}: {criterion.text} An example of a report that shows it.\n"
            )
            file = check_file(SimpleUploadedFile(f"{criterion.key}.txt", text.encode()))
            by = User.objects.get(email=owners[criterion.owner.key])
            submit_evidence(by=by, criterion=criterion, file=file, note="", on=day(on))

    def criteria(self, on: str) -> None:
        copy_standard_criteria(by=self.by, release=self.release, on=day(on))

    def draft(self, on: str, changes: str, **fields: object) -> RidVersion:
        return issue_draft(by=self.by, release=self.release, changes=changes, on=day(on), **fields)

    def issue(self, on: str, changes: str) -> RidVersion:
        return issue_version(by=self.by, release=self.release, changes=changes, on=day(on))

    def present(self, on: str, version: RidVersion, meeting: str, reference: str = "") -> RidVersion:
        return present_version(
            by=self.by, version=version, meeting_on=day(meeting), token=None, reference=reference, on=day(on)
        )

    def baseline(self, on: str, version: RidVersion) -> RidVersion:
        """The Chair confirms, with the PDF there to read: it is made here, as a worker makes it."""
        render_snapshot(job=version.snapshot.job.pk, digest=version.snapshot_id)
        item = version.items.get()
        secretary = User.objects.get(email=SECRETARY)
        members = Membership.objects.in_force(day(on)).filter(body=item.meeting.body)
        known = {"by": secretary, "token": None, "on": day(on)}
        if item.meeting.state == "planned":
            record_attendance(meeting=item.meeting, present=members, **known)
        record_outcome(item=item, result=Result.BASELINED, at=clock.now(), **known)
        confirm_decision(
            by=self.chair, item=item, content_digest=version.snapshot.content_id, token=None, on=day(on)
        )
        return RidVersion.objects.get(came_from=version)
