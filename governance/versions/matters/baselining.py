"""The agenda matter of baselining a version, outright or subject to changes."""

from datetime import date
from functools import cache
from typing import Any

from governance.composing.compose import compose
from governance.documents.engine.diff.summary import head_line
from governance.documents.pack.summary import ItemSummary
from governance.documents.rid.kind import RID_KIND
from governance.meetings.forms.deciding import ConfirmForm
from governance.meetings.models import Decision, Item, Matter, Result
from governance.meetings.queries.positions import objections_point
from governance.versions.forms.changes import PutChangesForm
from governance.versions.models import VersionItem
from governance.versions.operations.baselining import baseline_version, return_version
from governance.versions.operations.presented import differs_from, drop_positions_on_other, facts_digest
from governance.versions.operations.subject import differences
from governance.versions.operations.version_rows import not_own_version
from governance.versions.queries.checking import check_version, counted
from governance.versions.queries.comments import comments_before
from governance.versions.queries.current import current_rid
from governance.versions.queries.deciding.at_a_glance import at_a_glance
from governance.versions.queries.deciding.points import checks_point, comments_point, glance_summary
from governance.versions.queries.differences import version_differences
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.values.present import present

GLANCE = ("since", "now_words", "facts", "exceptions", "advice")


class BaselineMatter(Matter):
    kind = VersionItem.KIND
    label = "Baseline"
    title = "Baseline {subject}"
    sentence = "The {body} is asked to BASELINE {subject}, which will then be the document in force for the {release}."
    results = (Result.BASELINED, Result.SUBJECT, Result.RETURNED)
    related = ("version_item__version__release",)
    related_whole = (
        *("version_item__version__snapshot__content", "version_item__version__snapshot__job"),
        *("version_item__changed__release", "version_item__changed__snapshot__content"),
        "version_item__changed__snapshot__job",
    )
    withdrawn_elsewhere = True
    links = "versions/items/version_links.html"
    panels = "versions/items/version.html"
    has_own_summary = True
    keeps_panels = True
    panels_after = "versions/items/version_changed.html"
    acts = "versions/items/version_acts.html"
    deciding = {"confirm_changes": ("confirm-changes", "Confirm the changes")}

    def subject(self, item: Item) -> str:
        return str(item.version_item.version)

    def refuse_author(self, by: User, item: Item) -> None:
        not_own_version(by, item.version_item.version)

    def facts_digest(self, item: Item) -> str:
        """The digest of the current facts: positions fall if they change after the version was presented."""
        return facts_digest(compose(present(item.release)).as_data())

    def release_edited(self, release: Release, data: dict[str, Any], on: date) -> None:
        drop_positions_on_other(release, data, on)

    def changes_are_made(self, item: Item) -> bool:
        return item.version_item.changed_id is not None

    def follow(self, by: User, decision: Decision, on: date) -> None:
        """Baseline and publish the version, or return it to SECAS."""
        version, outcome = decision.item.version_item.version, decision.outcome
        if outcome.result == Result.BASELINED:
            baseline_version(
                by=by,
                version=version,
                content_digest=outcome.content_digest,
                example_note=outcome.example_note,
                on=on,
            )
        elif outcome.result == Result.RETURNED:
            return_version(by=by, version=version, why=outcome.reason, on=on)

    def page(self, user: User, item: Item, on: date) -> dict[str, Any]:
        """The differences from the last baseline, and the edits since the version was presented: functions, which the
        templates call, as they are not needed where the panels are kept."""
        version, changed = item.version_item.version, item.version_item.changed
        permissions = user.permissions()
        content = version.snapshot.rid.content
        glance = cache(lambda: at_a_glance(item, content, f"RID {version.number}"))
        compared = cache(lambda: version_differences(version, permissions, user))
        live = cache(lambda: current_rid(present(item.release)).content if item.state == "open" else None)
        comments = cache(lambda: comments_before(version))
        findings = cache(lambda: check_version(version, with_drafts=Permission.READ_DRAFTS in permissions))
        unresolved = cache(lambda: [row for row in comments() if not row.is_resolved])
        return {
            **{name: lambda name=name: glance()[name] for name in GLANCE},
            "open_comments": unresolved,
            "open_comments_words": lambda: _count(len(unresolved()), "open comment"),
            "finding_counts": lambda: counted(row.finding for row in findings() if not row.waiver),
            "version": version,
            "base": lambda: compared()[0],
            "changes": lambda: compared()[1],
            "head": lambda: head_line(RID_KIND.head(compared()[1])),
            "edited": lambda: (now := live()) is not None and differs_from(version, now.as_data()),
            "edits": lambda: RID_KIND.compare(content, now) if (now := live()) else (),
            "comments": comments,
            "findings": findings,
            "changed": changed,
            "made": cache(lambda: differences(item, changed) if changed else ()),
        }

    def summary(self, item: Item, on: date) -> ItemSummary:
        version = item.version_item.version
        glance = at_a_glance(item, version.snapshot.rid.content, f"RID {version.number}")
        points = [comments_point(comments_before(version)), objections_point(item), checks_point(version)]
        return glance_summary(glance, points)

    def forms(self, user: User, item: Item, moves: set[str]) -> dict[str, Any]:
        """The forms for submitting the changed version and for the Chair's confirmation."""
        forms: dict[str, Any] = {}
        if item.state == "subject" and Permission.PRESENT_VERSIONS in user.permissions():
            forms["changes"] = PutChangesForm(item=item, initial={"token": item.token})
        confirms = user.may_in(item.meeting.body.key, Permission.CONFIRM_DECISIONS)
        if "confirm_changes" in moves and confirms and item.changes_are_made:
            digest = self.digest_acted_on("confirm_changes", item)
            forms["confirm_changes"] = ConfirmForm(initial={"token": item.token, "content_digest": digest})
        return forms

    def digest_acted_on(self, name: str, item: Item) -> str:
        if name == "confirm_changes" and item.changes_are_made:
            return present(item.version_item.changed).snapshot.content_id
        return item.content_digest


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
