"""Tells the colleagues of a draft’s authors that evidence waits for one of them."""

from datetime import date

from governance.acceptance.models import Evidence
from governance.acceptance.operations.security import names_of
from governance.acceptance.queries.drafts import may_release
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


def is_complete(evidence: Evidence) -> bool:
    """Whether a draft has something to release: text or a file."""
    return bool(evidence.text.strip()) or evidence.files.exists()


def tell_colleagues(by: User, evidence: Evidence, on: date) -> None:
    """Notify those of its body's people who wrote none of it. Only they can open it, so its address is safe."""
    criteria = evidence.criteria.order_by("category", "number")
    notify(
        may_release(evidence, holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=evidence.body.key)),
        subject=f"{evidence.release.short_name}: evidence for {names_of(criteria)} waits for you to release it",
        body=f"{by.name} has drafted it. Read it, then release it to its reviewers. Who wrote it cannot release it.",
        path=evidence.get_absolute_url(),
        on=on,
    )
