"""Changes to modifications and SEC documents."""

from collections.abc import Iterable
from datetime import date

from modifications.models import (
    DocumentImpact,
    DocumentTitle,
    FormerReference,
    Modification,
    ModificationDecision,
    Part,
    ParticipantImpact,
    SecDocument,
)
from modifications.workflow import STAGE
from secrel.core.changes import Actor, operation, record, touch
from secrel.core.errors import RuleBroken
from secrel.core.models import Body
from secrel.core.permissions import Permission
from secrel.core.references import ModificationReference

TITLES_SINCE = date(2013, 9, 23)  # the SEC's designation


def _target(modification: Modification) -> dict[str, str]:
    return {"target": f"modifications/{modification.reference}", "label": str(modification)}


@operation("modifications.add_document", Permission.LOAD_REFERENCE_DATA)
def add_document(*, by: Actor, designation: str, title: str, order: int) -> SecDocument:
    """Enter a SEC document with its first title. Titles never change by import or typing."""
    kind = designation.split(" ")[0].lower()
    document = SecDocument.objects.create(
        designation=designation, slug=designation.lower().replace(" ", "-"), kind=kind, order=order
    )
    DocumentTitle.objects.create(document=document, title=title, from_on=TITLES_SINCE)
    record(target=f"documents/{document.slug}", label=designation, changes={"title": [None, title]})
    return document


@operation("modifications.register", Permission.EDIT_RELEASES)
def register_modification(
    *,
    by: Actor,
    reference: str,
    title: str,
    stage: str,
    path: str = "",
    impacts_dcc_systems: bool | None = None,
    former: Iterable[str] = (),
    parts: Iterable[str] = ("",),
    on: date | None = None,
) -> Modification:
    """Enter a modification with the parts it is delivered in; its reference is new, in any of its names."""
    known = _new_reference(reference)
    names = [_new_reference(name) for name in former]
    modification = Modification.objects.create(
        reference=str(known),
        number=known.number,
        suffix=known.suffix,
        title=title,
        stage=STAGE.states[stage].key,
        path=path,
        impacts_dcc_systems=impacts_dcc_systems,
    )
    FormerReference.objects.bulk_create(
        FormerReference(modification=modification, reference=str(name)) for name in names
    )
    Part.objects.bulk_create(Part(modification=modification, name=name) for name in parts)
    record(
        **_target(modification),
        changes={"title": [None, title], "stage": [None, stage], "former": [None, [str(n) for n in names]]},
        on=on,
    )
    return modification


def _new_reference(text: str) -> ModificationReference:
    try:
        reference = ModificationReference.parse(text)
    except ValueError as error:
        raise RuleBroken(str(error), field="reference") from error
    if Modification.objects.known_as(reference).exists():
        raise RuleBroken(f"{reference} is in the register already. Open it from there.", field="reference")
    return reference


@operation("modifications.set_impacts", Permission.EDIT_RELEASES)
def set_impacts(
    *, by: Actor, part: Part, participants: Iterable[str], documents: Iterable[str], on: date | None = None
) -> None:
    """Replace the ticks of a part: participants by key, documents by designation (which must be known)."""
    part = (
        Part.objects.select_for_update(of=("self",), no_key=True)
        .select_related("modification")
        .get(pk=part.pk)
    )
    documents = list(documents)
    known = {row.designation: row for row in SecDocument.objects.filter(designation__in=documents)}
    if missing := [name for name in documents if name not in known]:
        raise RuleBroken(f"There is no SEC document {missing[0]}. Propose it to an administrator.")
    before = _impacts(part)
    part.participant_impacts.all().delete()
    part.document_impacts.all().delete()
    ParticipantImpact.objects.bulk_create(
        ParticipantImpact(part=part, participant=name) for name in participants
    )
    DocumentImpact.objects.bulk_create(DocumentImpact(part=part, document=known[name]) for name in documents)
    after = _impacts(part)
    touch(part)
    record(
        target=f"modifications/{part.modification.reference}/impacts",
        label=f"Impacts of {part}",
        changes={name: [before[name], after[name]] for name in before},
        on=on,
    )


def _impacts(part: Part) -> dict[str, list[str]]:
    return {
        "participants": sorted(part.participant_impacts.values_list("participant", flat=True)),
        "documents": sorted(part.document_impacts.values_list("document__designation", flat=True)),
    }


@operation("modifications.decide", Permission.EDIT_RELEASES)
def record_decision(
    *, by: Actor, modification: Modification, body: Body, outcome: str, decided_on: date | None
) -> ModificationDecision:
    """Record a body's decision and move the stage; decided once."""
    modification = Modification.objects.select_for_update(no_key=True).get(pk=modification.pk)
    move = "approve" if outcome == ModificationDecision.Outcome.APPROVED else "reject"
    before, after = STAGE.apply(modification, move, by)
    modification.token += 1
    modification.save(update_fields=["stage", "token"])
    decision = ModificationDecision.objects.create(
        modification=modification, body=body, outcome=outcome, decided_on=decided_on
    )
    record(
        **_target(modification),
        changes={"stage": [before, after], "decision": [None, f"{outcome} by {body}"]},
        on=decided_on,
    )
    return decision
