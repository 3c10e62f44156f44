"""A baseline subject to changes: SECAS submits the changed version and the Chair confirms it."""

from datetime import date

from governance.documents.engine.diff.change import Change
from governance.meetings.models import Item
from governance.meetings.operations.items import item_target, locked_item, refuse_other_content
from governance.meetings.operations.meetings import acts_for
from governance.meetings.workflow import ITEM
from governance.versions.models import ChangesConfirmed, RidVersion
from governance.versions.operations.baselining import baseline_version, supersede_version
from governance.versions.operations.version_rows import not_own_version
from governance.versions.operations.versions import present_changes
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    SYSTEM,
    Actor,
    Token,
    moment_of_change,
    operation,
    record,
    take_token,
)
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.present import present


@operation("governance.put_changes", Permission.PRESENT_VERSIONS)
def put_changes(*, by: Actor, item: Item, version: RidVersion, token: Token, on: date) -> Item:
    """Submit the changed version to the Chair. It may differ only in the named sections."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.state != "subject":
        raise RuleBroken(
            "A changed version is needed only where a baseline is subject to changes. This item is "
            f"{item.workflow_state.label.lower()}."
        )
    _refuse_other_changes(item, version)
    version_item = item.version_item
    earlier, version_item.changed = version_item.changed, version
    version_item.save(update_fields=["changed"])
    record(
        **item_target(item),
        changes={"changed": [earlier and earlier.number, version.number]},
        on=on,
    )
    present_changes(by=by, version=version, item=item, on=on)
    if earlier and earlier.state == "presented":
        supersede_version(by=SYSTEM, version=earlier, by_version=version, on=on)
    notify(
        holders_of(Permission.CONFIRM_DECISIONS, on=on, body=item.meeting.body.key),
        subject=f"{version} makes the changes required for {item.subject}",
        body="Check the differences, then confirm that it makes the named changes and no others.",
        path=item.get_absolute_url(),
        on=on,
    )
    return item


@operation("governance.confirm_changes", Permission.CONFIRM_DECISIONS, edits=False)
def confirm_changes(*, by: User, item: Item, content_digest: str, token: Token, on: date) -> ChangesConfirmed:
    """Confirm that the changed version makes the named changes and no others, and baseline it."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    before, after = ITEM.apply(item, "confirm_changes", by)
    version_item = item.version_item
    changed = present(version_item.changed)
    not_own_version(by, changed)
    refuse_other_content(content_digest, changed.snapshot.content_id, item.token)
    _refuse_other_changes(item, changed)
    confirmed = ChangesConfirmed.objects.create(
        decision=item.decision,
        version=changed,
        content_digest=content_digest,
        on=on,
        confirmed_by=by,
        confirmed_at=moment_of_change(),
    )
    item.save(update_fields=["state"])
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "changed": [version_item.version.number, changed.number],
            "content": [item.decision.content_digest, content_digest],
        },
        on=on,
    )
    supersede_version(by=SYSTEM, version=version_item.version, by_version=changed, on=on)
    baseline_version(by=by, version=changed, content_digest=content_digest, on=on)
    return confirmed


def differences(item: Item, version: RidVersion) -> tuple[Change, ...]:
    """The differences between a version and the content presented to the body."""
    return version.snapshot.differs_from(item.version_item.version.snapshot)


def _refuse_other_changes(item: Item, version: RidVersion) -> None:
    named = {change["section"] for change in item.decision.outcome.changes}
    found = differences(item, version)
    if not found:
        raise RuleBroken(
            f"{version.number} has the same content as {item.version_item.version.number}. Make the named changes, "
            "issue another draft and choose that."
        )
    follows = {"glossary", *(f"{section}_notes" for section in named)}  # the glossary follows the text
    other = [change for change in found if change.section not in named | follows]
    if other:
        raise RuleBroken(
            f"{other[0].section_name}: “{other[0].label}” also differs, but no named change is about that "
            "section. Undo it and issue another draft, or present the new version to a meeting."
        )
