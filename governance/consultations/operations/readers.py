"""The readers of an Amber consultation: naming them, and who may answer it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from governance.consultations.models import Consultation
from governance.consultations.queries.readers import party_users, seen_by
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.models.people import Body, User
from secrel.core.values.organisations import organisation_key
from secrel.core.values.present import present

READERS = ("is_amber", "organisations", "organisation_keys")


def write_readers(
    consultation: Consultation,
    *,
    is_amber: bool,
    organisations: Sequence[str],
    bodies: Sequence[Body],
    on: date,
) -> None:
    """Set the readers of a draft. Its bodies are stored by `store_bodies`, once it has a row.

    Refused where readers are named and it is not Amber, and for an organisation of which nobody has an account.
    """
    consultation.is_amber = is_amber
    is_named = bool(organisations or bodies)
    if is_named and consultation.classification != "amber":
        raise RuleBroken(
            "You name organisations or bodies, but the consultation is not Amber, so others read it too. Tick “Amber”, "
            "or leave them empty.",
            field="is_amber",
        )
    known = {key for key, _ in party_users(on)} if organisations else set()
    for name in organisations:
        if organisation_key(name) not in known:
            raise RuleBroken(
                f"Nobody has an account of “{name}”, so nobody there could read it. Correct the name, or ask them to "
                "register for an account first.",
                field="organisations",
            )
    consultation.organisations = list(organisations)
    consultation.organisation_keys = sorted({organisation_key(name) for name in organisations})


def store_bodies(consultation: Consultation, bodies: Iterable[Body]) -> dict[str, list[Any]]:
    """Store the bodies that read it; returns the change for the audit trail."""
    before = body_names(consultation)
    consultation.reading_bodies.set(bodies)
    after = body_names(consultation)
    return {"reading_bodies": [before, after]} if before != after else {}


def body_names(consultation: Consultation) -> list[str]:
    return [body.short_name for body in consultation.reading_bodies.order_by("order")]


def refuse_class(consultation: Consultation) -> None:
    """Raise RuleBroken for a consultation that nobody could answer: Red, or Amber without named readers."""
    if consultation.classification == "red":
        raise RuleBroken(
            f"Documents of the {present(consultation.release)} are Red, so Parties cannot read this. Change the class "
            "of the release first."
        )
    if consultation.classification != "amber" or consultation.organisation_keys:
        return
    release = consultation.release
    if not consultation.reading_bodies.exists() and not (release and release.reading_bodies.exists()):
        raise RuleBroken(
            "This consultation is Amber and names nobody who may read it. Name organisations or bodies first.",
            field="organisations",
        )


def refuse_stranger(consultation: Consultation, user: User) -> None:
    """Raise NotAllowed for somebody who may not see the consultation."""
    if not seen_by(user).filter(pk=consultation.pk).exists():
        raise NotAllowed("This consultation is for the organisations and bodies that it names.")


def refuse_without_account(consultation: Consultation) -> None:
    """Raise RuleBroken for a consultation that is not public: a link would open it to whoever holds the link."""
    if not consultation.is_public:
        raise RuleBroken(
            f"This consultation is {consultation.classification.label}, so you answer it with an account only. Sign "
            "in, and open it again."
        )
