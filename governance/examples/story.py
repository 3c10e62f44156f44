"""Building an example release from dated operations."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.acceptance.operations.asking_acceptance import ask_go, ask_recommendation
from governance.acceptance.operations.evidence import draft_evidence, release_evidence
from governance.acceptance.operations.going_live import record_go_live
from governance.acceptance.operations.reviews import review_criterion
from governance.acceptance.queries.acceptance import reviewing_body
from governance.acceptance.queries.evidence import basis_of
from governance.acceptance.queries.readiness import reviewers_of
from governance.composing.tasks import render_snapshot
from governance.criteria.operations.criteria import copy_standard_criteria
from governance.documents.rid import wording
from governance.examples.accounts import ANALYST, DELIVERY, REVIEWERS, SECOND, SECRETARY
from governance.meetings.models import Item, Result
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.meetings import record_attendance
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft, issue_version, present_version
from governance.versions.operations.waivers import waive_finding
from governance.versions.queries.current import check_release
from modifications.models.modifications import Modification
from modifications.operations.impacts import set_impacts
from modifications.operations.links import set_links
from modifications.operations.register import (
    add_part,
    convert_modification,
    move_stage,
    record_decision,
    register_modification,
)
from modifications.queries import find
from modifications.workflow import OPEN
from releases.models.releases import Release, UnsettledTarget
from releases.models.scope import ScopeItem
from releases.operations.releases import change_release, create_release, set_unsettled_target
from releases.operations.scope import add_to_scope, move_in_scope
from releases.operations.testing import set_test_strategy
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.changes.reasons import requires_reason
from secrel.core.dates import clock
from secrel.core.files.uploads import check_file
from secrel.core.models.people import Body, Membership, User

REASON = "Example data."
EVERY_PARTY = ("suppliers", "electricity_networks", "gas_networks", "other_sec_parties")


def day(text: str) -> date:
    return date.fromisoformat(text)


def person(email: str) -> User:
    return User.objects.get(email=email)


def rendered(version: RidVersion) -> RidVersion:
    """The version with its PDF, made as a worker would make it."""
    render_snapshot(job=version.snapshot.job.pk, digest=version.snapshot_id)
    return version


def decide(
    on: str,
    item: Item,
    result: str,
    chair: Actor,
    reason: str = "",
    conditions: Sequence[dict[str, str]] = (),
    example_note: str = "",
) -> None:
    """Record attendance of all members and the outcome, then the Chair's confirmation.

    `example_note`: what of the decision no source holds.
    """
    item = Item.objects.with_subjects(kind=item.kind, whole=True).get(pk=item.pk)
    members = Membership.objects.in_force(day(on)).filter(body=item.meeting.body)
    common = {"by": person(SECRETARY), "token": AS_STORED, "on": day(on)}
    if item.meeting.state == "planned":
        record_attendance(meeting=item.meeting, present=members, **common)
    record_outcome(
        item=item,
        result=result,
        reason=reason,
        conditions=list(conditions),
        example_note=example_note,
        at=clock.moment(day(on)),
        **common,
    )
    item.refresh_from_db()
    confirm_decision(by=chair, item=item, content_digest=item.content_digest, token=AS_STORED, on=day(on))


class Story:
    """The history of one release. `by`: the analyst; `chair`: confirms the decisions of the Panel."""

    def __init__(self, by: Actor, chair: Actor, on: str, **fields: object) -> None:
        self.by, self.chair = by, chair
        existing = Release.objects.filter(slug=fields["slug"]).first()
        if existing:  # since another story considered it
            new = {name: value for name, value in fields.items() if getattr(existing, name) != value}
            common = {"by": by, "on": day(on), "token": AS_STORED, "reason": REASON}
            self.release: Release = (
                change_release(release=existing, fields=new, **common) if new else existing
            )
            return
        nothing_stated = {"list_states": {}, "sec_documents": "not_stated"}
        self.release = create_release(by=by, on=day(on), **nothing_stated | fields)
        if self.release.profile == Release.Profile.SYSTEM:
            dcc, users = wording.TESTING["system_impacting"]
            set_test_strategy(
                by=by,
                release=self.release,
                dcc_approach=[dcc],
                user_approach=[users],
                on=day(on),
                token=AS_STORED,
                reason=REASON,
            )

    def register(self, on: str, reference: str, title: str, stage: str, **fields: object) -> Modification:
        """The modification, registered if it does not exist yet."""
        modification = find(reference)
        if modification:
            if stage == "implementation" and modification.stage in OPEN:  # it came from an earlier release
                return move_stage(by=self.by, modification=modification, move="state_approved", on=day(on))
            return modification
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
        """Add a part to the scope, agreed by a body; after the baseline with the ground of an exception."""
        self._settle(on, modification)
        existing = modification.parts.filter(name=part).first()
        existing = existing or add_part(by=self.by, modification=modification, name=part, on=day(on))
        return add_to_scope(
            by=self.by,
            release=self.release,
            part=existing,
            status=status,
            description=description,
            cut_off_on=day(cut_off) if cut_off else None,
            body=Body.objects.get(key=body) if body else None,
            ground=ground,
            reason=self._why(reason),
            on=day(on),
        )

    def _settle(self, on: str, modification: Modification) -> None:
        """If it was open which release it goes into, it no longer is, and what it waited for has come."""
        if UnsettledTarget.objects.filter(modification=modification).exists():
            common = {"by": self.by, "modification": modification, "token": AS_STORED, "on": day(on)}
            set_unsettled_target(**common)
            set_links(links=[], **common)

    def _why(self, reason: str = "") -> str:
        """The reason given, or a standard one if a reason is required."""
        return reason or (REASON if requires_reason(self.release) else "")

    def impact(self, on: str, item: ScopeItem, participants: Iterable[str], documents: Iterable[str]) -> None:
        set_impacts(
            by=self.by,
            part=item.part,
            participants=participants,
            documents=documents,
            on=day(on),
            reason=REASON,
        )

    def convert(self, on: str, reference: str) -> Modification:
        return convert_modification(by=self.by, modification=find(reference), on=day(on), reason=REASON)

    def approve(
        self, on: str, item: ScopeItem, body: str = "", decided: str = "", recorded: bool = True
    ) -> None:
        """Record the approval of a modification and mark it as approved in the scope. `recorded`: whether the source
        states the day."""
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
        move_in_scope(
            by=self.by, item=item, move="approve", reason=self._why(), on=day(on), day_recorded=recorded
        )

    def leave(self, on: str, item: ScopeItem, ground: str, reason: str = "", body: str = "") -> None:
        move_in_scope(
            by=self.by,
            item=item,
            move="take_out",
            body=Body.objects.get(key=body) if body else None,
            ground=ground,
            reason=self._why(reason),
            on=day(on),
        )

    def go_live(self, on: str) -> None:
        """Record the go-live: modifications become implemented, and the timetable shows the date."""
        record_go_live(by=self.by, release=self.release, on=day(on))

    def evidence(self, on: str) -> None:
        """Evidence for each criterion: drafted by one user of its owner and released by another."""
        first = {"dcc": DELIVERY, "secas": ANALYST}
        for criterion in self.release.criteria.select_related("owner"):
            text = (
                f"{self.release.name}, {criterion}: {criterion.text} An example of a report that shows it.\n"
            )
            file = check_file(SimpleUploadedFile(f"{criterion.key}.txt", text.encode()))
            owner = criterion.owner.key
            common = {"release": self.release, "criteria": [criterion], "add": [file]}
            draft = draft_evidence(by=person(first[owner]), on=day(on), **common)
            release_evidence(by=person(SECOND[owner]), evidence=draft, token=AS_STORED, on=day(on))

    def review(self, on: str) -> None:
        """Each criterion is reviewed as met by its reviewing body."""
        for criterion in self.release.criteria.select_related("release", "owner", "reviewer"):
            body = reviewing_body(criterion).key
            by = person(f"member@{REVIEWERS[body]}.example" if body in REVIEWERS else SECOND[body])
            basis = basis_of(criterion)
            review_criterion(by=by, criterion=criterion, verdict="met", evidence_digest=basis, on=day(on))

    def recommend(self, on: str) -> None:
        """Each reviewing body recommends the release on a day."""
        for body in reviewers_of(self.release):
            item = ask_recommendation(
                by=self.by, release=self.release, body=body, meeting_on=day(on), on=day(on)
            )
            decide(on, item, Result.RECOMMENDED, person(f"chair@{REVIEWERS[body.key]}.example"))

    def go(self, on: str) -> None:
        """The Panel decides go."""
        item = ask_go(by=self.by, release=self.release, meeting_on=day(on), on=day(on))
        decide(on, item, Result.GO, self.chair)

    def criteria(self, on: str) -> None:
        copy_standard_criteria(by=self.by, release=self.release, on=day(on))

    def draft(self, on: str, changes: str, **fields: object) -> RidVersion:
        return issue_draft(by=self.by, release=self.release, changes=changes, on=day(on), **fields)

    def issue(self, on: str, changes: str, waiving: str = "") -> RidVersion:
        """Issue a version. `waiving`: the reason for waiving its errors."""
        for row in check_release(self.release) if waiving else ():
            if row.blocks:
                waive_finding(
                    by=self.by, release=self.release, finding=row.finding, reason=waiving, on=day(on)
                )
        return issue_version(by=self.by, release=self.release, changes=changes, on=day(on))

    def present(self, on: str, version: RidVersion, meeting: str, reference: str = "") -> RidVersion:
        return present_version(
            by=self.by,
            version=version,
            meeting_on=day(meeting),
            token=AS_STORED,
            reference=reference,
            on=day(on),
        )

    def baseline(self, on: str, version: RidVersion) -> RidVersion:
        """Render the PDF, as a worker would, then decide to baseline and confirm."""
        rendered(version)
        decide(on, version.items.get(), Result.BASELINED, self.chair)
        return RidVersion.objects.get(came_from=version)
