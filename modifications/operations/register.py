"""Operations that register, change and convert modifications, move their stage and record decisions."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import (
    FormerReference,
    Modification,
    ModificationDecision,
    ModificationLink,
    Part,
    Solution,
)
from modifications.workflow import STAGE
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.values.references import ModificationReference

CHANGEABLE = (
    *("title", "path", "is_urgent", "impacts_dcc_systems"),
    *("proposer", "raised_on", "issue", "web_address", "lead_analyst"),
)


def target_of(modification: Modification) -> dict[str, str]:
    return {"target": Target.MODIFICATION(modification.reference), "label": str(modification)}


def lock_modification(modification: Modification, token: Token) -> Modification:
    """Lock the modification's row and take its version token; raises Stale."""
    found = Modification.objects.select_for_update(no_key=True).get(pk=modification.pk)
    stored = {name: getattr(found, name) for name in (*CHANGEABLE, "stage")}
    take_token(found, token, lambda: stored, found.reference)
    return found


def touch_parts(modification: Modification) -> None:
    """Mark all parts as changed, so that the releases with one of them are composed again."""
    for part in modification.parts.all():
        touch(part)


@operation("modifications.register", Permission.EDIT_RELEASES)
def register_modification(
    *,
    by: Actor,
    reference: str,
    title: str,
    stage: str,
    path: str = "",
    impacts_dcc_systems: bool | None = None,
    is_urgent: bool = False,
    proposer: str = "",
    raised_on: date | None = None,
    issue: str = "",
    web_address: str = "",
    former: Iterable[str] = (),
    parts: Iterable[str] = ("",),
    on: date | None = None,
) -> Modification:
    """Add a modification with its parts. None of its references may exist yet, as a current or former one."""
    refuse_no_address(web_address)
    current = _new_reference(reference)
    parts = list(parts)
    refuse_part_names(current, parts)
    names = [_new_reference(name) for name in former]
    modification = unsaved(
        current,
        stage,
        title=title,
        path=path,
        impacts_dcc_systems=impacts_dcc_systems,
        is_urgent=is_urgent,
        proposer=proposer,
        raised_on=raised_on,
        issue=issue,
        web_address=web_address,
    )
    modification.save(force_insert=True)
    FormerReference.objects.bulk_create(
        FormerReference(modification=modification, reference=str(name)) for name in names
    )
    Part.objects.bulk_create(Part(modification=modification, name=name) for name in parts)
    record_registered(modification, [str(name) for name in names], on)
    return modification


def refuse_part_names(reference: object, names: list[str]) -> None:
    """Raise RuleBroken for parts that cannot stand beside each other."""
    if not names:
        raise RuleBroken(f"{reference} needs at least one row: the whole modification or its parts.")
    if len(names) > 1 and "" in names:
        raise RuleBroken(
            "There are several parts, so give each one a name, such as 1 and 2 or what it delivers.",
            field="name",
        )
    if twice := next((name for name, times in Counter(names).items() if times > 1), None):
        raise RuleBroken(f"The part “{twice}” is listed twice. Rename or remove one of them.", field="name")


def unsaved(reference: ModificationReference, stage: str, **facts: Any) -> Modification:
    """A modification that is not stored yet."""
    return Modification(
        reference=str(reference),
        number=reference.number,
        suffix=reference.suffix,
        stage=STAGE.states[stage].key,
        **facts,
    )


def record_registered(modification: Modification, former: list[str], on: date | None) -> None:
    record(
        **target_of(modification),
        changes={
            "title": [None, modification.title],
            "stage": [None, modification.stage],
            "former": [None, former],
        },
        on=on,
    )


def refuse_no_address(web_address: str) -> None:
    if web_address and not web_address.startswith(("https://", "http://")):
        raise RuleBroken(
            f"“{web_address[:60]}” is not a web address. Enter one that begins with https://.",
            field="web_address",
        )


def _new_reference(text: str) -> ModificationReference:
    try:
        reference = ModificationReference.parse(text)
    except ValueError as error:
        raise RuleBroken(str(error), field="reference") from error
    if Modification.objects.with_reference(reference).exists():
        refuse_registered(reference)
    return reference


def refuse_registered(reference: ModificationReference | str) -> None:
    raise RuleBroken(
        f"{reference} is already in the register. Open it instead:",
        field="reference",
        link=(f"/modifications/{reference}/", str(reference)),
    )


@operation("modifications.change", Permission.EDIT_RELEASES)
def change_modification(
    *,
    by: Actor,
    modification: Modification,
    fields: dict[str, Any],
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> Modification:
    """Change facts of a modification; `fields` may hold those in CHANGEABLE."""
    refuse_no_address(fields.get("web_address", ""))
    modification = lock_modification(modification, token)
    changes = {
        name: [getattr(modification, name), fields[name]]
        for name in CHANGEABLE
        if name in fields and getattr(modification, name) != fields[name]
    }
    if not changes:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    for name, (_, value) in changes.items():
        setattr(modification, name, value)
    modification.save(update_fields=list(changes))
    touch_parts(modification)
    record(**target_of(modification), changes=changes, reason=reason, on=on)
    return modification


@operation("modifications.convert", Permission.EDIT_RELEASES)
def convert_modification(*, by: Actor, modification: Modification, on: date) -> Modification:
    """Convert a Draft Proposal to a Modification Proposal with the same number. The former reference still finds it."""
    modification = lock_modification(modification, AS_STORED)
    proposal = ModificationReference.parse(modification.reference)
    if proposal.prefix != "DP":
        raise RuleBroken(f"{proposal} is not a Draft Proposal, so it cannot be converted.")
    converted = ModificationReference(proposal.number, proposal.suffix, "MP")
    if Modification.objects.with_reference(converted).exclude(pk=modification.pk).exists():
        raise RuleBroken(f"{proposal} cannot be converted because {converted} is already in the register.")
    FormerReference.objects.create(modification=modification, reference=str(proposal))
    modification.reference = str(converted)
    modification.save(update_fields=["reference"])
    touch_parts(modification)
    record(**target_of(modification), changes={"reference": [str(proposal), modification.reference]}, on=on)
    return modification


@operation("modifications.move", Permission.EDIT_RELEASES)
def move_stage(
    *, by: Actor, modification: Modification, move: str, reason: str = "", on: date
) -> Modification:
    """Move the process stage by a move of STAGE. Decisions are recorded with `record_decision` instead."""
    modification = lock_modification(modification, AS_STORED)
    before, after = STAGE.apply(modification, move, by)
    modification.save(update_fields=["stage"])
    record(**target_of(modification), changes={"stage": [before, after]}, reason=reason, on=on)
    return modification


@operation("modifications.add_part", Permission.EDIT_RELEASES)
def add_part(*, by: Actor, modification: Modification, name: str, on: date | None = None) -> Part:
    """Add a part to a modification."""
    modification = lock_modification(modification, AS_STORED)
    part, created = Part.objects.get_or_create(modification=modification, name=name)
    if not created:
        raise RuleBroken(f"{part} already exists.", field="name")
    record(**target_of(modification), changes={"part": [None, name]}, on=on)
    return part


@operation("modifications.set_solutions", Permission.EDIT_RELEASES)
def set_solutions(
    *,
    by: Actor,
    modification: Modification,
    solutions: Iterable[tuple[str, str]],
    approved: int | None = None,
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the solutions, given as (kind, text) in order. `approved` is the place of the approved one; 0: none.

    With None, the approved solution stays approved if its text is still there.
    """
    modification = lock_modification(modification, token)
    stored = list(modification.solutions.all())
    made = new_solutions(modification, stored, list(solutions), approved)
    modification.solutions.all().delete()
    Solution.objects.bulk_create(made)
    touch_parts(modification)
    record_solutions(modification, stored, made, on)


def new_solutions(
    modification: Modification,
    stored: list[Solution],
    solutions: list[tuple[str, str]],
    approved: int | None = None,
) -> list[Solution]:
    """The solutions that replace the stored ones, not stored yet. `approved` is as for `set_solutions`."""
    was_approved = next((solution.text for solution in stored if solution.is_approved), None)
    if approved is None and was_approved is not None:
        approved = next((n for n, (_, text) in enumerate(solutions, start=1) if text == was_approved), None)
    return [
        Solution(
            modification=modification, position=place, kind=kind, text=text, is_approved=place == approved
        )
        for place, (kind, text) in enumerate(solutions, start=1)
    ]


def record_solutions(
    modification: Modification, stored: list[Solution], made: list[Solution], on: date | None
) -> None:
    texts = [[solution.text for solution in solutions] for solutions in (stored, made)]
    record(**target_of(modification), changes={"solutions": texts}, on=on)


@operation("modifications.link", Permission.EDIT_RELEASES)
def link_modification(
    *,
    by: Actor,
    modification: Modification,
    kind: str,
    other: Modification | ChangeRequest,
    note: str = "",
    on: date | None = None,
) -> ModificationLink:
    """Link a modification to another one, or to a Change Request."""
    if modification == other:
        raise RuleBroken(f"{modification.reference} cannot be linked to itself.", field="other")
    modification = lock_modification(modification, AS_STORED)
    end = {"change_request" if isinstance(other, ChangeRequest) else "other": other}
    link, created = ModificationLink.objects.get_or_create(
        modification=modification, kind=kind, **end, defaults={"note": note}
    )
    if not created:
        raise RuleBroken(f"This link already exists: {link}.", field="other")
    record(**target_of(modification), changes={"link": [None, str(link)]}, on=on)
    return link


@operation("modifications.decide", Permission.EDIT_RELEASES)
def record_decision(
    *,
    by: Actor,
    modification: Modification,
    body: Body | None,
    outcome: str,
    decided_on: date | None,
    on: date | None = None,
) -> ModificationDecision:
    """Record a body's decision and move the stage. A modification is decided once, by the body that its path requires.

    `on` is the day of the entry; a decision in the future is refused.
    """
    modification = lock_modification(modification, AS_STORED)
    _refuse_other_decider(modification, body)
    if on and decided_on and decided_on > on:
        raise RuleBroken(
            f"{decided_on.day} {decided_on:%b %Y} is in the future. Enter the decision as a next step until then.",
            field="decided_on",
        )
    move = "approve" if outcome == ModificationDecision.Outcome.APPROVED else "reject"
    before, after = STAGE.apply(modification, move, by)
    modification.save(update_fields=["stage"])
    decision = ModificationDecision.objects.create(
        modification=modification, body=body, outcome=outcome, decided_on=decided_on
    )
    record(
        **target_of(modification),
        changes={"stage": [before, after], "decision": [None, str(decision)]},
        on=decided_on,
    )
    return decision


def _refuse_other_decider(modification: Modification, body: Body | None) -> None:
    """The field's rule: the Authority decides Authority paths, and the Change Board (formerly the Panel) the others."""
    of_authority = modification.path in ("authority_led", "authority_determined")
    if body is None or not modification.path or (body.key == "authority") == of_authority:
        return
    path = modification.get_path_display()
    if of_authority:
        raise RuleBroken(
            f"The path of {modification.reference} is {path}: the Authority decides. Record what the {body} "
            "decided as a recommendation.",
            field="body",
        )
    raise RuleBroken(
        f"The path of {modification.reference} is {path}: the Authority does not decide it. Correct the body or "
        "the path.",
        field="body",
    )


@operation(
    "modifications.withdraw_decision",
    Permission.EDIT_RELEASES,
    reason="Give a reason for withdrawing the decision. It is kept in the audit trail.",
)
def withdraw_decision(
    *, by: Actor, modification: Modification, decision: ModificationDecision, reason: str, on: date
) -> Modification:
    """Withdraw a decision or recommendation that was entered by mistake, and move the stage back.

    Does not check whether a release depends on it: `take_decision_back` does.
    """
    modification = lock_modification(modification, AS_STORED)
    changes = {"decision": [str(decision), None]}
    if not decision.is_recommendation:
        before, after = STAGE.apply(modification, "take_back", by)
        modification.save(update_fields=["stage"])
        changes["stage"] = [before, after]
    decision.delete()
    record(**target_of(modification), changes=changes, reason=reason, on=on)
    return modification


@operation("modifications.recommend", Permission.EDIT_RELEASES)
def record_recommendation(
    *,
    by: Actor,
    modification: Modification,
    body: Body,
    outcome: str,
    solution: Solution | None = None,
    decided_on: date | None,
) -> ModificationDecision:
    """Record a recommendation to the deciding body, on the modification or on one of its solutions."""
    modification = lock_modification(modification, AS_STORED)
    decision = ModificationDecision.objects.create(
        modification=modification,
        body=body,
        outcome=outcome,
        is_recommendation=True,
        solution=f"{solution.get_kind_display()}: {solution.text}" if solution else "",
        decided_on=decided_on,
    )
    record(**target_of(modification), changes={"recommendation": [None, str(decision)]}, on=decided_on)
    return decision
