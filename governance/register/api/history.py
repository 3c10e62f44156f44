"""The history of a modification from the audit trail, and the twin that restores a value from it."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.register.api.modifications import MODIFICATION, M
from modifications.models.modifications import Modification
from modifications.operations.history import RESTORABLE, put_back
from modifications.pages import history_of, names_of
from secrel.core.api.lists.entries import ENTRY
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry
from secrel.core.web.http import found_or_404

READS = (Permission.EDIT_RELEASES,)


def _entry(request: Request, text: str, found: Found) -> AuditEntry:
    let_in(request, *READS)
    modification: Modification = found["modification"]
    rows = AuditEntry.objects.filter(position=int(text))
    of_it = Target.MODIFICATION.where(modification=names_of(modification))
    return found_or_404(rows.filter(of_it), "entry in its history")


place("entry", "[1-9][0-9]{0,8}", _entry, "The number of the entry in the audit trail.", "1")
HISTORY = Listing(
    f"{M}history/",
    ENTRY,
    rows=lambda request, found: history_of(found["modification"]),
    needs=READS,
    about="The history of a modification under all its references, and of its items of scope, the newest first.",
)
RESOURCES: list[Resource] = [HISTORY]
TWINS: list[Any] = [
    Twin(
        put_back,
        "POST",
        f"{HISTORY.address}{{entry}}/put-back/",
        MODIFICATION,
        fields={"name": serializers.ChoiceField(choices=sorted(RESTORABLE))},
    )
]
