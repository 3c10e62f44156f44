"""Confirming publication notices: each that is chosen becomes a draft of a notice."""

from collections.abc import Collection
from datetime import date
from typing import Any

from governance.intake.matching_notices import matched_notices
from governance.intake.models import UploadedRid
from governance.intake.operations.uploads import locked, target_of, theirs
from governance.intake.workflow import UPLOAD
from governance.notices.operations.drafting import draft_notice
from governance.notices.operations.editing import set_notice_documents, set_notice_modifications
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission


@operation("governance.confirm_notices", Permission.PUBLISH_VERSIONS)
def confirm_notices(
    *, by: Actor, upload: UploadedRid, facts: dict[str, Any], chosen: Collection[str], token: Token, on: date
) -> UploadedRid:
    """Draft the notices whose paths are chosen, all in one transaction, with the rows that are known here."""
    row = locked(upload)
    take_token(row, token, lambda: theirs(row), f"{row.name}")
    before, after = UPLOAD.apply(row, "confirm", by)
    drafts = []
    for one in matched_notices(facts):
        if one.path not in chosen:
            continue
        if one.stored is not None:
            raise RuleBroken(
                f"“{one.stored.title}” is stored already. Leave it out, and correct the stored notice."
            )
        notice = draft_notice(by=by, facts=one.facts, about=one.about, on=on)
        if one.parts:
            set_notice_modifications(by=by, notice=notice, rows=one.parts, token=AS_STORED, on=on)
        if one.documents:
            set_notice_documents(by=by, notice=notice, rows=one.documents, token=AS_STORED, on=on)
        drafts.append(notice)
    if not drafts:
        raise RuleBroken("No notice is chosen. Tick the notices of which drafts are to be made.")
    row.save()
    row.notices.set(drafts)
    changes: dict[str, list[Any]] = {
        "state": [before, after],
        "notices": [None, [notice.slug for notice in drafts]],
        "file": [None, row.file_id],
        "corrected": [None, facts != row.found["facts"]],
    }
    record(**target_of(row), changes=changes, on=on)
    return row
