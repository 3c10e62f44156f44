"""A decision on a modification taken back, where no release leans on it."""

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
    reason="Give a reason for taking it back. The reason is kept in the audit trail.",
)
def take_decision_back(
    *, by: Actor, modification: Modification, decision: ModificationDecision, reason: str, on: date
) -> Modification:
    """Take back a decision entered by mistake; refused while a release has the modification as approved."""
    items = ScopeItem.objects.filter(part__modification=modification, status="approved")
    held = (
        None if decision.is_recommendation else items.select_related("release", "part__modification").first()
    )
    if held:
        raise RuleBroken(
            f"{held.part} is approved in the {held.release}. Change its status there first.",
            link=(f"/releases/{held.release.slug}/scope/{held.part.address}/", str(held.part)),
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
