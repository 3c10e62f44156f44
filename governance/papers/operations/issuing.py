"""Issuing a paper: it is frozen, and what it asks is put on the agenda. Withdrawing it takes that off again."""

from collections.abc import Iterable
from datetime import date

from governance.composing.operations.rendering import queue_rendering
from governance.composing.operations.snapshots import store_frozen
from governance.criteria.models import StandardSet
from governance.criteria.operations.standard import ask_standard
from governance.documents.checks.findings import Severity
from governance.documents.engine.text import long_date
from governance.documents.paper.kind import PAPER_KIND
from governance.documents.paper.types import Paper as PaperDocument
from governance.documents.paper.types import Recommendation
from governance.meetings.models import Item
from governance.meetings.operations.asking import record_item, withdraw_item
from governance.meetings.operations.items import add_item
from governance.papers.models import Classification, Paper, PaperItem, PaperLink, PaperVersion
from governance.papers.operations.news import announce_issued, announce_withdrawn
from governance.papers.operations.powers import refuse_powerless
from governance.papers.operations.rows import locked_paper, target_of
from governance.papers.queries import draft_of, due_of, findings_of, presented_by
from governance.papers.workflow import PAPER
from governance.versions.models import RidVersion
from governance.versions.operations.versions import present_version, withdraw_version
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    SYSTEM,
    Actor,
    Token,
    moment_of_change,
    operation,
    record,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import is_reason
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

SHOWN = 3
"""Findings that a refusal names."""


@operation("governance.issue_paper", Permission.PRESENT_VERSIONS)
def issue_paper(
    *, by: Actor, paper: Paper, late_reason: str = "", changes: str = "", token: Token, on: date
) -> PaperVersion:
    """Freeze the paper and put what it asks on the agenda of its meeting.

    A later version replaces the items of the one before. Refused after the meeting, with findings that are errors, for
    a body without the power, and after the day that papers were due without a reason.
    """
    _lock_releases(paper)
    paper = locked_paper(paper, token)
    before, after = PAPER.apply(paper, "issue", by)
    meeting = paper.meeting
    if on > meeting.on:
        raise RuleBroken(f"The {meeting} has taken place. A paper can be issued until that day.")
    if not meeting.number:
        raise RuleBroken(
            f"The reference of the paper has the number of the meeting. Enter it on the page of the {meeting}.",
            link=(meeting.get_absolute_url(), str(meeting)),
        )
    if meeting.is_correspondence:
        raise RuleBroken(f"The {meeting} is a decision by correspondence. Choose a meeting for the paper.")
    _refuse_late(paper, late_reason, on)
    document = draft_of(paper, on, late_reason if on > due_of(paper) else "")
    refuse_powerless(meeting.body, meeting.on, document.content.recommendations)
    _refuse_wider(document)
    _refuse_errors(document)
    earlier = paper.latest
    if earlier:
        _refuse_same(earlier, document, changes)
    _replace_items(paper, document, on)
    snapshot = store_frozen(PAPER_KIND, document)
    version = PaperVersion.objects.create(
        paper=paper,
        number=document.issue.document.version,
        reference=document.issue.document.reference,
        snapshot=snapshot,
        dated_on=on,
        late_reason=late_reason if on > due_of(paper) else "",
        changes=changes,
        issued_by=by if isinstance(by, User) else None,
        issued_at=moment_of_change(),
    )
    earlier_class, paper.issued_class = paper.issued_class, document.issue.document.classification
    paper.save(update_fields=["state", "issued_class"])
    asks = [row for row in document.content.recommendations if row.verb != "NOTE"]
    for part, asked in enumerate(asks, start=1):
        _number(_ask(by, version, asked, on), paper, part)
    record(
        **target_of(paper),
        changes={
            "state": [before, after],
            "version": [earlier.number if earlier else None, version.number],
            "reference": [None, version.reference],
            "snapshot": [earlier.snapshot_id if earlier else None, snapshot.pk],
        },
        reason=version.late_reason or changes,
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=snapshot, label=str(version))
    _announce(version, on)
    announce_issued(version, earlier_class=earlier_class if before == "issued" else "", on=on)
    return version


@operation(
    "governance.withdraw_paper",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for withdrawing this paper. It is kept in the audit trail.",
)
def withdraw_paper(
    *, by: Actor, paper: Paper, versions: Iterable[RidVersion] = (), reason: str, token: Token, on: date
) -> Paper:
    """Withdraw a paper and take what it asks off the agenda.

    `versions`: RIDs that it presented and that are withdrawn with it. The others stay on the agenda, as a withdrawn RID
    cannot be presented again: it takes another draft.
    """
    _lock_releases(paper)
    paper = locked_paper(paper, token)
    before, after = PAPER.apply(paper, "withdraw", by)
    presented, chosen = list(presented_by(paper)), list(versions)
    if other := next((row for row in chosen if row not in presented), None):
        raise RuleBroken(f"This paper has not put {other} on the agenda. Withdraw it on its own page.")
    for item in paper.items():
        if not item.matter.withdrawn_elsewhere:
            withdraw_item(by=by, item=item, on=on)
    for row in chosen:
        withdraw_version(by=by, version=row, token=AS_STORED, reason=reason, on=on)
    paper.save(update_fields=["state"])
    stays = [str(row) for row in presented if row not in chosen]
    record(
        **target_of(paper),
        changes={"state": [before, after]} | ({"stays_on_agenda": [None, stays]} if stays else {}),
        reason=reason,
        on=on,
    )
    if before == "issued" and paper.latest:
        announce_withdrawn(paper.latest, on)
    return paper


@operation("governance.redraft_paper", Permission.PRESENT_VERSIONS)
def redraft_paper(*, by: Actor, paper: Paper, token: Token, on: date) -> Paper:
    """Draft a withdrawn paper again."""
    paper = locked_paper(paper, token)
    before, after = PAPER.apply(paper, "redraft", by)
    paper.save(update_fields=["state"])
    record(**target_of(paper), changes={"state": [before, after]}, on=on)
    return paper


def _lock_releases(paper: Paper) -> None:
    """Lock the releases whose RIDs may be presented or withdrawn, before the meeting, as all operations do."""
    slugs = {name.partition("/")[0] for name in paper.entries.attachments}
    slugs |= {row.release.slug for row in presented_by(paper)}
    for release in Release.objects.filter(slug__in=slugs).order_by("slug"):
        locked_release(release)


def _refuse_late(paper: Paper, late_reason: str, on: date) -> None:
    due = due_of(paper)
    if on > due and not is_reason(late_reason):
        raise RuleBroken(
            f"Papers for the {paper.meeting} were due on {long_date(due.isoformat())}. Give a reason for issuing "
            "this one late. It is printed in the paper.",
            field="late_reason",
        )


def _refuse_errors(document: PaperDocument) -> None:
    errors = [row for row in findings_of(document) if row.severity is Severity.ERROR]
    if errors:
        named = " ".join(f"{row.message} {row.mend}" for row in errors[:SHOWN])
        more = f" There are {len(errors) - SHOWN} more." if len(errors) > SHOWN else ""
        raise RuleBroken(f"The paper cannot be issued with these errors. {named}{more}")


def _refuse_wider(document: PaperDocument) -> None:
    """Raise RuleBroken if the paper would be read by more people than a RID that it contains."""
    classes, own = Classification.values, document.issue.document.classification
    for attached, rid in zip(document.content.attachments, document.issue.appendices or (), strict=True):
        other = rid.issue.document.classification or own
        if classes.index(other) > classes.index(own):
            raise RuleBroken(
                f"The {attached.title} is marked {other.capitalize()}, and this paper, which contains it, "
                f"{own.capitalize()}. Mark the paper {other.capitalize()}, or leave the RID out."
            )


def _refuse_same(earlier: PaperVersion, document: PaperDocument, changes: str) -> None:
    if earlier.snapshot.document.content == document.content:
        raise RuleBroken(f"Nothing has changed since version {earlier.number}.")
    if not is_reason(changes):
        raise RuleBroken(f"Describe what has changed since version {earlier.number}.", field="changes")


def _replace_items(paper: Paper, document: PaperDocument, on: date) -> None:
    """Take the items of the earlier version off the agenda. A RID or a standard set that is asked again stays."""
    subjects = {row.subject for row in document.content.recommendations if row.subject}
    for item in paper.items():
        if item.matter.withdrawn_elsewhere or (item.kind == "standard" and subjects & _subjects_of(item)):
            continue
        withdraw_item(by=SYSTEM, item=item, on=on)


def _subjects_of(item: Item) -> set[str]:
    return {str(item.standard_item.standard.number)}


def _ask(by: Actor, version: PaperVersion, asked: Recommendation, on: date) -> Item:
    """Put a recommendation on the agenda: a RID or a standard set by its own operation, the others as they are."""
    paper = version.paper
    if asked.verb == "BASELINE":
        return _link(_present(by, version, asked.subject, on), version, asked)
    if asked.key == "standard":
        return _link(_ask_standard(by, paper, asked.subject, on), version, asked)
    content = {"paper": version.snapshot.content.data, "recommendation": asked.key}
    item = add_item(paper.meeting, kind=PaperItem.KIND, content=content, release=_release_of(asked))
    PaperItem.objects.create(item=item, version=version, key=asked.key, words=asked.text)
    put_on_agenda(by=by, item=item, on=on)
    return item


def _link(item: Item, version: PaperVersion, asked: Recommendation) -> Item:
    PaperLink.objects.update_or_create(item=item, defaults={"version": version, "key": asked.key})
    return item


def _number(item: Item, paper: Paper, part: int) -> None:
    """Number an item as the paper that asks it: 23.1 is its first question, if the paper is for item 23."""
    Item.objects.filter(pk=item.pk).update(paper_number=paper.item, paper_part=part)


@operation("governance.ask_by_paper", Permission.PRESENT_VERSIONS)
def put_on_agenda(*, by: Actor, item: Item, on: date) -> Item:
    """Record an item that a paper puts on an agenda."""
    return record_item(Item.objects.with_subjects(kind=item.kind, whole=True).get(pk=item.pk), on)


def _release_of(asked: Recommendation) -> Release | None:
    slugs = {slug for act in asked.acts for slug in (act.release, act.to_release) if slug}
    return Release.objects.get(slug=slugs.pop()) if len(slugs) == 1 else None


def _present(by: Actor, version: PaperVersion, subject: str, on: date) -> Item:
    """The item that asks to baseline a RID, which bears the paper's reference on each page."""
    slug, _, number = subject.partition("/")
    major, _, minor = number.partition(".")
    rid = RidVersion.objects.get(release__slug=slug, major=int(major), minor=int(minor))
    meeting = version.paper.meeting
    if rid.state == "presented" and rid.meeting_id != meeting.pk:
        raise RuleBroken(
            f"{rid} is presented to the {rid.meeting}. Withdraw it there, or leave it out of this paper."
        )
    if rid.state != "presented":
        rid = present_version(
            by=by, version=rid, meeting_on=meeting.on, token=AS_STORED, reference=version.reference, on=on
        )
    return Item.objects.with_subjects(whole=True).filter(version_item__version=rid).latest("pk")


def _ask_standard(by: Actor, paper: Paper, number: str, on: date) -> Item:
    standard = StandardSet.objects.get(number=int(number))
    waiting = Item.objects.filter(standard_item__standard=standard, state__in=("open", "minuted")).first()
    if waiting and waiting.meeting_id == paper.meeting_id:
        return waiting
    return ask_standard(by=by, standard=standard, meeting_on=paper.meeting.on, on=on)


def _announce(version: PaperVersion, on: date) -> None:
    paper = version.paper
    notify(
        holders_of(Permission.READ_PRESENTED, on=on, body=paper.meeting.body.key),
        subject=f"{version} is issued for the {paper.meeting}",
        body="SECAS issued the releases update. Its page has the PDF and what the body is asked.",
        path=paper.get_absolute_url(),
        on=on,
    )
