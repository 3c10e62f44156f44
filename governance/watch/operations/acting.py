"""What a person does about a flag, with one click and a reason."""

from datetime import date

from governance.watch.models import Act, Flag, FlagStep
from modifications.operations.progress import confirm_steps
from releases.models.scope import Ground
from releases.operations.scope import move_in_scope
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@operation("governance.act_on_flag", Permission.EDIT_RELEASES, reason="Say why; the record keeps the reason.")
def act_on_flag(*, by: User, flag: Flag, act: str, reason: str, token: Token, on: date) -> Flag:
    """Do one of the things that are proposed for a flag. What is mended by it is cleared with it."""
    flag = (
        Flag.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item__release", "item__part__modification", "modification", "owner")
        .get(pk=flag.pk)
    )
    take_token(flag, token, lambda: {"kind": flag.get_kind_display()}, "This flag")
    if act not in flag.acts:
        raise RuleBroken(
            f"That is not proposed for it: {flag.workflow_state.label.lower()}. Load the page again."
        )
    if act == Act.CHASE and flag.steps.filter(what=act, on=on).exists():
        raise RuleBroken(
            f"A reminder went to {flag.owner.the} today already. Wait, or let it be.", field="act"
        )
    FlagStep.objects.create(
        flag=flag, what=act, kind=flag.kind, sentence=flag.sentence, on=on, by=by, reason=reason
    )
    _do(by, flag, act, reason, on)
    record(
        target=Target.FLAG(flag.key),
        label=str(flag),
        changes={"act": [None, act], "thing": [None, flag.thing]},
        reason=reason,
        on=on,
    )
    return flag


def _do(by: User, flag: Flag, act: str, reason: str, on: date) -> None:
    if act == Act.TAKE_OUT:
        move_in_scope(
            by=by, item=flag.item, move="take_out", ground=Ground.MISSED_CUT_OFF, reason=reason, on=on
        )
        _clear(flag, f"{flag.item.modification.reference} is out of scope now.", on)
    elif act == Act.CONFIRM:
        confirm_steps(by=by, modification=flag.modification, reason=reason, on=on, token=AS_STORED)
        _clear(flag, "Its steps are confirmed.", on)
    elif act == Act.CHASE:
        people = holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=flag.owner.key)
        if not people:
            raise RuleBroken(
                f"Nobody submits evidence for {flag.owner.the} today: there is nobody to remind."
            )
        notify(
            people,
            subject=f"A reminder from SECAS: {flag.get_kind_display().lower()}",
            body=f"{flag.sentence} {by.name} says: {reason}",
            path=flag.path,
            on=on,
        )
    else:
        flag.is_set_aside = act == Act.SET_ASIDE
        flag.save(update_fields=["is_set_aside"])


def _clear(flag: Flag, because: str, on: date) -> None:
    flag.cleared_on, flag.cleared_because = max(on, flag.raised_on), because
    flag.save(update_fields=["cleared_on", "cleared_because"])
    FlagStep.objects.create(
        flag=flag, what="cleared", kind=flag.kind, sentence=flag.sentence, on=flag.cleared_on, reason=because
    )
