"""What follows from a decision on a paper: agreed changes are made once; what was noted is recorded."""

from datetime import date

from governance.documents.paper.types import Act
from governance.meetings.models import Item
from governance.papers.models import Paper, PaperItem, PaperNoted
from governance.papers.operations.rows import locked_paper, target_of
from releases.operations.planning.acts import PlanChange, make_change
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, attempted, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@operation("governance.carry_out_paper", Permission.FOLLOW_UP)
def carry_out_paper(*, by: Actor, item: Item, on: date) -> PaperItem:
    """Make the changes that a body agreed. If one is refused, none is made. The decision stands, and SECAS is told."""
    row = PaperItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    row = PaperItem.objects.select_related("version__paper__meeting__body", "version__snapshot__content").get(
        pk=row.pk
    )
    refused = ""
    try:
        with attempted():
            _make(row, item)
        row.carried_out_on, row.not_carried_out = on, ""
    except RuleBroken as error:
        refused = row.not_carried_out = error.sentence
    row.save(update_fields=["carried_out_on", "not_carried_out"])
    record(
        **target_of(row.version.paper),
        changes={
            "carried_out": [None, row.words if not refused else None],
            "refused": [None, refused or None],
        },
        on=on,
    )
    if refused:
        notify(
            holders_of(Permission.EDIT_RELEASES, on=on),
            subject=f"Agreed, but not carried out: {row.words}",
            body=f"{refused} Correct the facts, then carry it out on the page of the paper.",
            path=row.version.paper.get_absolute_url(),
            on=on,
        )
    return row


@operation("governance.retry_paper", Permission.EDIT_RELEASES)
def retry_paper(*, by: Actor, paper: Paper, key: str, token: Token, on: date) -> PaperItem:
    """Carry out an agreed recommendation that could not be carried out before. Refused if that is done."""
    paper = locked_paper(paper, token)
    rows = PaperItem.objects.filter(version__paper=paper, key=key, item__decision__outcome__result="agreed")
    row = rows.select_related("item__meeting__body").last()
    if row is None:
        raise RuleBroken("The body has not agreed this. There is nothing to carry out.")
    if row.carried_out_on:
        raise RuleBroken(f"This was carried out on {row.carried_out_on:%-d %B %Y}.")
    done = carry_out_paper(by=SYSTEM, item=row.item, on=on)
    if done.not_carried_out:
        raise RuleBroken(done.not_carried_out)
    record(**target_of(paper), changes={"retried": [None, key]}, on=on)
    return done


@operation("governance.note_paper", Permission.RECORD_MEETINGS)
def note_paper(*, by: User, paper: Paper, token: Token, on: date) -> list[PaperNoted]:
    """Minute that the body noted what the paper asked it to note. Refused before the meeting is held."""
    paper = locked_paper(paper, token)
    version = paper.latest
    if paper.state != "issued" or version is None:
        raise RuleBroken("This paper is not issued.")
    if paper.meeting.state != "held":
        raise RuleBroken(f"The attendance at the {paper.meeting} is not recorded yet. Record it first.")
    asked = [row for row in version.snapshot.document.content.recommendations if row.verb == "NOTE"]
    done = set(version.noted.values_list("key", flat=True))
    rows = [
        PaperNoted(version=version, key=row.key, on=on, recorded_by=by)
        for row in asked
        if row.key not in done
    ]
    if not rows:
        raise RuleBroken("Everything that this paper asks the body to note is already minuted as noted.")
    PaperNoted.objects.bulk_create(rows)
    record(**target_of(paper), changes={"noted": [None, [row.text for row in asked]]}, on=on)
    return rows


def _make(row: PaperItem, item: Item) -> None:
    """Make the changes of the recommendation, as frozen in the version that the body read."""
    if row.carried_out_on:
        raise RuleBroken(f"This was carried out on {row.carried_out_on:%-d %B %Y}.")
    content = row.version.snapshot.document.content
    asked = next(asked for asked in content.recommendations if asked.key == row.key)
    meeting = row.version.paper.meeting
    outcome = item.outcome
    note = f" Example data. {outcome.example_note}" if outcome and outcome.example_note else ""
    for act in asked.acts:
        reason = f"{act.reason or f'Agreed by the {meeting}.'}{note}"
        make_change(_change(act, reason), by=SYSTEM, body=meeting.body, reason=reason, on=meeting.on)


def _change(act: Act, reason: str) -> PlanChange:
    return PlanChange(
        do=act.do,
        ref=act.ref,
        release=act.release,
        part=act.part,
        to_release=act.to_release,
        ground=act.ground,
        reason=reason,
        description=act.description,
        considered=tuple(act.considered or ()),
    )
