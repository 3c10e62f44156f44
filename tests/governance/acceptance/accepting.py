"""Helpers that create evidence, reviews and decisions on acceptance."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from governance.acceptance.models import Condition, Evidence
from governance.acceptance.operations.evidence import draft_evidence, release_evidence
from governance.acceptance.operations.reviews import review_criterion
from governance.acceptance.queries.acceptance import reviewing_body
from governance.acceptance.queries.evidence import basis_of
from governance.criteria.models import Criterion
from governance.meetings.models import Decision, Item, Result
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.meetings import record_attendance
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft, issue_for_comment
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.people import Body, Membership
from tests.core.files.test_uploads import PDF
from tests.governance.meetings.deciding import AT

WRITERS = {"dcc": ("delivery", "delivery2"), "secas": ("analyst", "analyst2")}
REVIEWERS = {"tag": "tag", "operations-group": "operations", "ssc": "ssc", "secas": "analyst2"}


def file(name="report.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def drafted(criteria: list[Criterion], people, on: date, files: Iterable = (), **facts) -> Evidence:
    """A draft by the first person of the owner, with a file unless others are passed."""
    by = getattr(people, WRITERS[criteria[0].owner.key][0])
    add = [check_file(one) for one in (files or [file()])]
    arguments = {"text": "All built."} | facts
    return draft_evidence(by=by, release=criteria[0].release, criteria=criteria, add=add, on=on, **arguments)


def released(criteria: list[Criterion], people, on: date, files: Iterable = (), **facts) -> Evidence:
    """The same, released by the second person."""
    draft = drafted(criteria, people, on, files, **facts)
    by = getattr(people, WRITERS[criteria[0].owner.key][1])
    return release_evidence(by=by, evidence=draft, token=AS_STORED, on=on)


def reviewed(criterion: Criterion, people, on: date, verdict: str = "met", text: str = "", by=None):
    """A review by a member of the reviewing body, on the evidence in force."""
    by = by or getattr(people, REVIEWERS[reviewing_body(criterion).key])
    criterion = Criterion.objects.select_related("release", "owner", "reviewer").get(pk=criterion.pk)
    basis = basis_of(criterion)
    return review_criterion(
        by=by, criterion=criterion, verdict=verdict, text=text, evidence_digest=basis, on=on
    )


def accepted(release, people, on: date) -> None:
    """Every criterion has evidence and is met: one piece for all of an owner and a reviewing body."""
    together = defaultdict(list)
    for criterion in release.criteria.select_related("release", "owner", "reviewer"):
        together[criterion.owner.key, reviewing_body(criterion).key].append(criterion)
    for names, criteria in together.items():
        released(criteria, people, on, [file(content=PDF + repr(names).encode())])
        for criterion in criteria:
            reviewed(criterion, people, on)


def condition_of(release, *, due_on: date, state: str = "open") -> Condition:
    """A condition of a decision, to be met by the DCC."""
    return Condition.objects.create(
        release=release,
        decision=Decision.objects.first(),
        number=1,
        text="Prove it.",
        owner=Body.objects.get(key="dcc"),
        due_on=due_on,
        state=state,
    )


def asked_to_comment(release, people, until: date = date(2021, 10, 29), body: str = "tabasc") -> RidVersion:
    """Its first draft, issued for comment to a body."""
    arguments = {"by": people.analyst, "on": date(2021, 10, 15)}
    draft = issue_draft(release=release, changes="x", **arguments)
    bodies = Body.objects.filter(key=body)
    return issue_for_comment(version=draft, until=until, bodies=bodies, token=AS_STORED, **arguments)


def outcome(item: Item, people, result: str, on: date, **facts) -> Item:
    """Record all members as present, and the outcome."""
    body = item.meeting.body
    if body.key != "panel":
        _ = getattr(people, REVIEWERS[body.key])
    item = Item.objects.get(pk=item.pk)
    if item.meeting.state == "planned" and not item.meeting.is_correspondence:
        present = Membership.objects.in_force(on).filter(body=body, role="member")
        record_attendance(by=people.secretary, meeting=item.meeting, present=present, token=AS_STORED, on=on)
    arguments = {"at": AT} | facts
    record_outcome(by=people.secretary, item=item, result=result, token=AS_STORED, on=on, **arguments)
    return Item.objects.get(pk=item.pk)


def confirmed(item: Item, people, on: date, by=None):
    body = item.meeting.body.key
    by = by or (people.chair if body == "panel" else getattr(people, f"{REVIEWERS[body]}_chair"))
    item = Item.objects.get(pk=item.pk)
    return confirm_decision(by=by, item=item, content_digest=item.content_digest, token=AS_STORED, on=on)


def decided(item: Item, people, on: date, result: str = Result.GO, **facts):
    return confirmed(outcome(item, people, result, on, **facts), people, on)
