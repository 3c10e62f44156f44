"""Operations on sets of standard acceptance criteria, agreed by the body that holds the power."""

from collections.abc import Iterable
from datetime import date, datetime

from governance.criteria.models import CriterionText, StandardItem, StandardSet
from governance.criteria.queries.standard import standard_data, texts_of
from governance.criteria.workflow import STANDARD
from governance.meetings.models import Item, Outcome, Result
from governance.meetings.operations.asking import meeting_of, record_item
from governance.meetings.operations.items import WAITING, add_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of

Wording = tuple[str, str, Body, Body, bool]
"""Category, text, owner, reviewer, also for document-only releases."""


@operation("governance.draft_standard", Permission.MANAGE_STANDARD)
def draft_standard(*, by: Actor, on: date) -> StandardSet:
    """Draft the next standard set as a copy of the one in force."""
    in_force = StandardSet.objects.select_for_update(no_key=True).filter(state="in_force").first()
    if draft := StandardSet.objects.filter(state="draft").first():
        raise RuleBroken(f"{draft} is already a draft. Edit that one.")
    last = StandardSet.objects.order_by("number").last()
    standard = StandardSet.objects.create(number=(last.number if last else 0) + 1)
    if in_force:
        rows = [
            (row.category, row.text, row.owner, row.reviewer, row.for_documents) for row in texts_of(in_force)
        ]
        _write(standard, rows)
    record(**_target(standard), changes={"state": [None, standard.state]}, on=on)
    return standard


@operation("governance.set_standard", Permission.MANAGE_STANDARD)
def set_standard(
    *, by: Actor, standard: StandardSet, criteria: Iterable[Wording], token: Token, on: date
) -> StandardSet:
    """Replace all criteria of a draft, numbered by category; refused while it is on an agenda."""
    standard = _locked(standard)
    before = _texts(standard)
    take_token(standard, token, lambda: {"criteria": before}, str(standard))
    _refuse_not_draft(standard)
    if waiting := waiting_item(standard):
        raise RuleBroken(
            f"{standard} is on the agenda of the {waiting.meeting}. Take it off that agenda first."
        )
    standard.texts.all().delete()
    _write(standard, criteria)
    record(**_target(standard), changes={"criteria": [before, _texts(standard)]}, on=on)
    return standard


@operation(
    "governance.discard_standard",
    Permission.MANAGE_STANDARD,
    reason="Give a reason for discarding this draft. It is kept in the audit trail.",
)
def discard_standard(*, by: Actor, standard: StandardSet, reason: str, token: Token, on: date) -> StandardSet:
    """Discard a draft. It stays readable."""
    standard = _locked(standard)
    take_token(standard, token, dict, str(standard))
    if waiting := waiting_item(standard):
        raise RuleBroken(
            f"{standard} is on the agenda of the {waiting.meeting}. Take it off that agenda first."
        )
    before, after = STANDARD.apply(standard, "discard", by)
    standard.save(update_fields=["state"])
    record(**_target(standard), changes={"state": [before, after]}, reason=reason, on=on)
    return standard


@operation("governance.ask_standard", Permission.PRESENT_VERSIONS)
def ask_standard(
    *,
    by: Actor,
    standard: StandardSet,
    meeting_on: date,
    closes_at: datetime | None = None,
    on: date,
) -> Item:
    """Ask the body that holds the power to agree a draft at its meeting on a day."""
    standard = _locked(standard)
    _refuse_not_draft(standard)
    if not standard.texts.exists():
        raise RuleBroken(f"{standard} has no criteria yet. Add them first.")
    if waiting := waiting_item(standard):
        raise RuleBroken(f"{standard} is already on the agenda of the {waiting.meeting}.")
    meeting = meeting_of(by, holder_of(Power.CRITERIA, on=meeting_on), meeting_on, closes_at, on)
    item = add_item(meeting, kind=StandardItem.KIND, content=standard_data(standard))
    StandardItem.objects.create(item=item, standard=standard)
    return record_item(item, on)


@operation("governance.follow_standard", Permission.FOLLOW_UP)
def _move(
    *, by: Actor, standard: StandardSet, move: str, item: Item, is_example: bool = False, on: date
) -> StandardSet:
    """Put an agreed set in force from the day of the meeting, or supersede the earlier one."""
    before, after = STANDARD.apply(standard, move, by)
    if move == "agree":
        agreed = f"Agreed by the {item.meeting}"
        standard.in_force_from = item.meeting.on
        standard.source = f"{agreed}. Example data: the decision is invented." if is_example else agreed
    standard.token += 1
    standard.save(update_fields=["state", "in_force_from", "source", "token"])
    digest = digest_of(standard_data(standard))
    record(**_target(standard), changes={"state": [before, after], "standard": [None, digest]}, on=on)
    return standard


def follow_standard(item: Item, outcome: Outcome, on: date) -> None:
    """Put a set in force that was agreed; otherwise it stays a draft."""
    if outcome.result != Result.AGREED:
        return
    earlier = StandardSet.objects.select_for_update(no_key=True).filter(state="in_force").first()
    if earlier:
        _move(by=SYSTEM, standard=earlier, move="supersede", item=item, on=on)
    standard = _locked(item.standard_item.standard)
    _move(by=SYSTEM, standard=standard, move="agree", item=item, is_example=bool(outcome.example_note), on=on)


def waiting_item(standard: StandardSet) -> Item | None:
    """The open agenda item about the set, if any."""
    return standard.items.filter(state__in=WAITING).select_related("meeting__body").first()


def _texts(standard: StandardSet) -> list[str]:
    """The criteria as written to audit entries."""
    return [" | ".join(map(str, row.values())) for row in standard_data(standard)["criteria"]]


def _write(standard: StandardSet, criteria: Iterable[Wording]) -> None:
    counted: dict[str, int] = {}
    rows = []
    for category, text, owner, reviewer, for_documents in criteria:
        number = counted[category] = counted.get(category, 0) + 1
        row = CriterionText(standard=standard, category=category, number=number, text=text)
        row.owner, row.reviewer, row.for_documents = owner, reviewer, for_documents
        rows.append(row)
    CriterionText.objects.bulk_create(rows)


def _refuse_not_draft(standard: StandardSet) -> None:
    if standard.state != "draft":
        raise RuleBroken(
            f"{standard} is {standard.workflow_state.label.lower()}, so it cannot be changed. Draft a new version."
        )


def _locked(standard: StandardSet) -> StandardSet:
    return StandardSet.objects.select_for_update(no_key=True).get(pk=standard.pk)


def _target(standard: StandardSet) -> dict[str, str]:
    return {"target": Target.STANDARD(standard.number), "label": str(standard)}
