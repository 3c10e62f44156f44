"""The actions that a person takes on a flag."""

from datetime import date

from governance.watch.models import Act, Flag, FlagStep
from governance.watch.operations.flag_words import headline
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
from secrel.core.values.present import present


@operation(
    "governance.act_on_flag", Permission.EDIT_RELEASES, reason="Give a reason. It is kept in the audit trail."
)
def act_on_flag(*, by: User, flag: Flag, act: str, reason: str, token: Token, on: date) -> Flag:
    """Take one of the suggested actions on a flag, and clear the flag if the action settles it.

    Raises RuleBroken if the action is not available, or a reminder was already sent on the day.
    """
    flag = (
        Flag.objects.select_for_update(of=("self",), no_key=True)
        .select_related("item__release", "item__part__modification", "modification", "owner")
        .get(pk=flag.pk)
    )
    take_token(flag, token, lambda: {"kind": flag.get_kind_display()}, "This flag")
    if act not in flag.acts:
        raise RuleBroken(
            f"This action is no longer available: the flag is “{flag.workflow_state.label}”. "
            "Reload the page and choose again."
        )
    if act == Act.CHASE and flag.steps.filter(what=act, on=on).exists():
        raise RuleBroken(
            f"A reminder was already sent to {present(flag.owner).the} today. Wait until tomorrow, or dismiss the "
            "flag.",
            field="act",
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
        item = present(flag.item)
        move_in_scope(by=by, item=item, move="take_out", ground=Ground.MISSED_CUT_OFF, reason=reason, on=on)
        _clear(flag, f"{item.modification.reference} has been taken out of scope.", on)
    elif act == Act.CONFIRM:
        confirm_steps(by=by, modification=flag.modification, reason=reason, on=on, token=AS_STORED)
        _clear(flag, "The steps have been confirmed.", on)
    elif act == Act.CHASE:
        owner = present(flag.owner)
        people = holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=owner.key)
        if not people:
            raise RuleBroken(
                f"Nobody can submit evidence for {owner.the} at the moment, so there is nobody to remind."
            )
        notify(
            people,
            subject=f"A reminder from SECAS: {headline(flag.sentence, is_own=True)}",
            body=f"{flag.sentence} Message from {by.name}: {reason}",
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
