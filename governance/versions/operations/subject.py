"""A baseline subject to named changes: SECAS makes them, the Chair confirms that they are these and no others."""

from datetime import date
from typing import Any

from governance.meetings.models import Item
from governance.meetings.operations.items import item_target, locked_item, refuse_other_content
from governance.meetings.operations.meetings import acts_for
from governance.meetings.workflow import ITEM
from governance.versions.models import ChangesConfirmed, RidVersion
from governance.versions.operations.baselining import baseline_version, supersede_version
from governance.versions.operations.version_rows import not_own_version
from governance.versions.operations.versions import present_changes
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.dates import clock
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@operation("governance.put_changes", Permission.PRESENT_VERSIONS)
def put_changes(*, by: Actor, item: Item, version: RidVersion, token: Token, on: date) -> Item:
    """SECAS puts the changed version before the Chair: it differs in the named sections only."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.state != "subject":
        raise RuleBroken(
            f"Changes answer a baseline that is subject to them; this item is {item.workflow_state.label.lower()}."
        )
    _within_named(item, version)
    asked = item.version_item
    earlier, asked.changed = asked.changed, version
    asked.save(update_fields=["changed"])
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
        subject=f"{version} holds the changes that {item.subject} was subject to",
        body="Check what differs, and confirm that these are the changes named, with all else unchanged.",
        path=item.get_absolute_url(),
        on=on,
    )
    return item


@operation("governance.confirm_changes", Permission.CONFIRM_DECISIONS, edits=False)
def confirm_changes(
    *, by: Actor, item: Item, content_digest: str, token: Token, on: date
) -> ChangesConfirmed:
    """The Chair confirms that the changed version makes the named changes and no others: it is baselined."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    acts_for(by, item.meeting, Permission.CONFIRM_DECISIONS)
    before, after = ITEM.apply(item, "confirm_changes", by)
    asked = item.version_item
    changed = asked.changed
    not_own_version(by, changed)
    refuse_other_content(content_digest, changed.snapshot.content_id, item.token)
    _within_named(item, changed)
    confirmed = ChangesConfirmed.objects.create(
        decision=item.decision,
        version=changed,
        content_digest=content_digest,
        on=on,
        confirmed_by=by,
        confirmed_at=clock.now(),
    )
    item.save(update_fields=["state"])
    record(
        **item_target(item),
        changes={
            "state": [before, after],
            "changed": [asked.version.number, changed.number],
            "content": [item.decision.content_digest, content_digest],
        },
        on=on,
    )
    supersede_version(by=SYSTEM, version=asked.version, by_version=changed, on=on)
    baseline_version(by=by, version=changed, content_digest=content_digest, on=on)
    return confirmed


def differences(item: Item, version: RidVersion) -> list[Any]:
    """What a version says differently from the content that was before the body."""
    return version.snapshot.differs_from(item.version_item.version.snapshot)


def _within_named(item: Item, version: RidVersion) -> None:
    named = {change["section"] for change in item.decision.outcome.changes}
    found = differences(item, version)
    if not found:
        raise RuleBroken(
            f"{version.number} says what {item.version_item.version.number} said. Make the named changes first."
        )
    follows = {"glossary", *(f"{section}_notes" for section in named)}  # the glossary is that of the text
    other = [change for change in found if change.section not in named | follows]
    if other:
        raise RuleBroken(
            f"{other[0].section_name}: “{other[0].label}” differs too, and no named change is about that section. "
            "Take it back, or present the new version to a meeting."
        )
