"""Withdrawing a decision on a modification that no release depends on."""

from datetime import date

from modifications.models.modifications import Modification, ModificationDecision
from modifications.operations.register import withdraw_decision
from releases.models.scope import ScopeItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@operation(
    "releases.take_decision_back",
    Permission.EDIT_RELEASES,
    reason="Give a reason for withdrawing the decision. It is kept in the audit trail.",
)
def take_decision_back(
    *, by: Actor, modification: Modification, decision: ModificationDecision, reason: str, on: date
) -> Modification:
    """Withdraw a decision entered by mistake. Raises RuleBroken while the modification is approved in a release."""
    items = ScopeItem.objects.filter(part__modification=modification, status="approved")
    approved_item = (
        None if decision.is_recommendation else items.select_related("release", "part__modification").first()
    )
    if approved_item:
        raise RuleBroken(
            f"{approved_item.part} is approved in the {approved_item.release}. Change its status there first.",
            link=(
                f"/releases/{approved_item.release.slug}/scope/{approved_item.part.address}/",
                str(approved_item.part),
            ),
        )
    modification = withdraw_decision(
        by=by, modification=modification, decision=decision, reason=reason, on=on
    )
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"decision": [str(decision), None]},
        reason=reason,
        on=on,
    )
    return modification
