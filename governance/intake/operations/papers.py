"""Confirming a releases update paper: its rows become proposals for where modifications stand in their releases."""

from collections.abc import Collection
from datetime import date
from typing import Any

from governance.intake.matching import matched
from governance.intake.models import UploadedRid
from governance.intake.operations.uploads import locked, target_of, theirs
from governance.intake.workflow import UPLOAD
from releases.sheets.standing import StandingSheet
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.editing.proposals import propose_from_document
from secrel.core.editing.sheets.places import SheetPlace

NOTHING = (
    "Nothing of this paper would be proposed: it says what is stored already, or names what is not stored here. "
    "Discard it, or correct its fields."
)


@operation("governance.confirm_paper", Permission.PUBLISH_VERSIONS)
def confirm_paper(
    *,
    by: Actor,
    upload: UploadedRid,
    facts: dict[str, Any],
    left: Collection[str] = (),
    token: Token,
    on: date,
) -> UploadedRid:
    """Propose what a paper says, all in one transaction. `left`: the paths of rows that are not proposed."""
    row = locked(upload)
    take_token(row, token, lambda: theirs(row), f"{row.name}")
    before, after = UPLOAD.apply(row, "confirm", by)
    proposed: dict[str, int] = {}
    for one in matched(facts):
        cells = [cell for line in one.lines if line.path not in left for cell in line.cells]
        if one.release is None or not cells:
            continue
        place = SheetPlace(f"release:{one.release.slug}", StandingSheet.key)
        label = f"{StandingSheet.caption} of the {one.release}"
        propose_from_document(by=by, place=place, label=label, cells=cells, reason=f"From {row.name}", on=on)
        proposed[one.release.name] = len(cells)
    if not proposed:
        raise RuleBroken(NOTHING)
    row.save()
    changes: dict[str, list[Any]] = {
        "state": [before, after],
        "proposed": [None, [f"{name}: {count}" for name, count in proposed.items()]],
        "file": [None, row.file_id],
        "corrected": [None, facts != row.found["facts"]],
    }
    record(**target_of(row), changes=changes, on=on)
    return row
