"""Live releases without a published notice, for SECAS."""

from collections.abc import Iterator
from datetime import date

from governance.notices.models import Notice
from governance.notices.queries.log import without_notice
from governance.watch.late.facts import day_text
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

NOTICE = kind(
    "notice",
    "Draft the notice",
    Permission.EDIT_RELEASES,
    "A release is live and has no published notice. Draft the notice, check it and publish it.",
)


def notices(user: User, on: date) -> Iterator[Task]:
    """Each asks to draft the notice, or leads to the draft that there is."""
    held = user.permissions()
    found = without_notice(on, held) if Permission.EDIT_RELEASES in held else []
    releases = [
        release for release in found if release.sources_until is None
    ]  # nobody gets tasks about the others
    drafts = {
        row.release_id: row for row in Notice.objects.filter(release__in=releases).exclude(state="discarded")
    }
    for release in releases:
        draft = drafts.get(release.pk)
        if draft:
            step, path = "Publish the notice", draft.get_absolute_url()
        else:
            step, path = "", f"/releases/{release.slug}/notice/"
        yield Task(
            NOTICE,
            release.slug,
            f"Publication notice of the {release}",
            path,
            note=f"Live since {day_text(release.go_live_on)}",
            tone="grey",
            label=f"Notice {draft.workflow_state.label.lower()}" if draft else "Notice not held",
            step=step,
        )
