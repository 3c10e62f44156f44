"""The go-live of a release, its SEC version and lessons, and its closing. Source: the field's rules."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from governance.acceptance.models import ON_ACCEPTANCE, VERSION, DocumentVersion, Implementation
from governance.acceptance.queries.readiness import not_ready
from governance.meetings.models import Item
from governance.meetings.operations.asking import withdraw_item
from governance.versions.operations.news import announce_live
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification
from modifications.operations.register import move_stage
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.releases import move_release
from releases.operations.sections import locked_release, locked_to_date
from releases.operations.timeline import note_actual
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, give_reason, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import PartialDate


@operation("governance.record_go_live", Permission.EDIT_RELEASES, edits=False)
def record_go_live(*, by: Actor, release: Release, on: date) -> Release:
    """Record that a release went live on a day: implement its modifications and date its timetable.

    Refused without a go decision where the body is asked for one; else while a criterion is not confirmed and
    checked. Also refused while something in the scope is not approved.
    """
    list(_modifications(release).select_for_update(no_key=True))
    release = locked_to_date(release)
    if reasons := not_ready(release, on):
        raise RuleBroken(f"The {release} cannot go live yet. {' '.join(reasons)}")
    give_reason(f"The {release} went live.")
    before = release.life
    release = move_release(by=SYSTEM, release=release, move="go_live", on=on)
    for item in _approved(release):
        if item.part.modification.stage == "implementation" and not _comes_later(item):
            move_stage(by=by, modification=item.part.modification, move="implement", on=on)
    for row in release.timeline.filter(is_go_live=True).select_related("release"):
        note_actual(by=by, row=row, actual=PartialDate.of(on), on=on)
    waiting = Item.objects.filter(release=release, kind__in=ON_ACCEPTANCE, state="open")
    for open_item in waiting.order_by("pk"):
        withdraw_item(by=SYSTEM, item=open_item, on=on)
    announce_live(release, [item.part.modification.reference for item in _approved(release)], on)
    record(**_target(release), changes={"life": [before, release.life]}, on=on)
    return release


def _modifications(release: Release) -> QuerySet[Modification]:
    """The modifications of the release, in lock order. They are locked before the release."""
    return Modification.objects.filter(pk__in=release.scope.values("part__modification")).order_by("pk")


def _approved(release: Release) -> Iterable[ScopeItem]:
    rows = release.scope.filter(status="approved").select_related("part__modification", "release")
    return rows.order_by("part__modification__number", "part__modification__reference")


def _comes_later(item: ScopeItem) -> bool:
    """Whether another part of the modification is in the scope of a release that is not live yet."""
    others = ScopeItem.objects.filter(
        part__modification=item.part.modification, status__in=("targeted", "approved")
    )
    return others.exclude(release=item.release).exclude(release__life__in=("live", "closed")).exists()


@operation("governance.set_implementation", Permission.EDIT_RELEASES)
def set_implementation(
    *,
    by: Actor,
    release: Release,
    sec_version: str,
    documents: dict[SecDocument, str],
    lessons: list[str],
    token: Token,
    on: date,
) -> Implementation:
    """Save the SEC version that includes the release (empty: not stated), its documents' versions, and the lessons."""
    release = locked_release(release)
    if release.life not in ("live", "closed"):
        raise RuleBroken(f"The {release} is not live yet. You can enter the SEC version after the go-live.")
    for field, version in (("sec_version", sec_version), *((doc.slug, v) for doc, v in documents.items())):
        if version and not re.fullmatch(VERSION, version):
            raise RuleBroken(f"“{version}” is not a version. Enter a version such as 15.0.", field=field)
    implementation, _ = Implementation.objects.get_or_create(release=release)
    before = _values(implementation)
    take_token(implementation, token, lambda: before, "The SEC version and lessons")
    implementation.sec_version, implementation.lessons = sec_version, lessons
    implementation.save(update_fields=["sec_version", "lessons"])
    implementation.documents.all().delete()
    DocumentVersion.objects.bulk_create(
        DocumentVersion(implementation=implementation, document=document, version=version)
        for document, version in documents.items()
        if version
    )
    after = _values(implementation)
    record(
        **_target(release),
        changes={name: [before[name], after[name]] for name in after if before[name] != after[name]},
        on=on,
    )
    return implementation


@operation("governance.close_release", Permission.EDIT_RELEASES)
def close_release(*, by: Actor, release: Release, on: date) -> Release:
    """Close a live release. Its conditions have to be closed, and its SEC version entered."""
    release = locked_release(release)
    if numbers := [str(row.number) for row in release.conditions.exclude(state="closed")]:
        raise RuleBroken(f"The {release} cannot be closed yet. First close condition {', '.join(numbers)}.")
    if not Implementation.objects.filter(release=release).exists():
        raise RuleBroken(f"The {release} cannot be closed yet. First enter the SEC version that includes it.")
    before = release.life
    release = move_release(by=SYSTEM, release=release, move="close", on=on)
    record(**_target(release), changes={"life": [before, release.life]}, on=on)
    return release


def _values(implementation: Implementation) -> dict[str, object]:
    documents = [str(row) for row in implementation.documents.select_related("document")]
    return {
        "sec_version": implementation.sec_version,
        "documents": documents,
        "lessons": list(implementation.lessons),
    }


def _target(release: Release) -> dict[str, str]:
    return {"target": Target.RELEASE(release.slug), "label": release.name}
