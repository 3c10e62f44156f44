"""A document taken over as a version of its release, and its facts as facts. One operation, whole or not at all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from msgspec.structs import replace

from governance.composing.compose import compose
from governance.documents.rid.document import SECTIONS
from governance.documents.rid.plain import lift, plain
from governance.documents.rid.types.rid import PLAIN, Issue, ReleaseFacts, Rid, RidContent
from governance.importer.completing import completed, in_present_names
from governance.importer.costs import take_over_costs
from governance.importer.deviations import Difference, differences, restated
from governance.importer.impacts import audiences, take_over_impacts
from governance.importer.scope import REASON, take_over_scope
from governance.importer.texts import (
    take_over_acceptance,
    take_over_annexes,
    take_over_glossary,
    take_over_testing,
    take_over_timeline,
)
from governance.versions.models import RidVersion, VersionKind
from governance.versions.operations.imported import kind_of, store_imported
from governance.versions.queries.differences import is_unchanged
from releases.models.releases import Release
from releases.operations.releases import change_release, create_release
from releases.operations.sections import lock_sections
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, because, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target

Data = dict[str, Any]


class SameNumber(RuleBroken):
    """The release has a version of this number."""


@dataclass(frozen=True)
class Imported:
    """What came of it: the version, the plain form composed again from the stored facts, the differences.

    `took_facts` is False where the document is older than the latest version: it is stored as it is.
    `was_here`: a trial of a version that is here already, so a real import would be refused.
    """

    version: RidVersion
    again: Data
    differences: tuple[Difference, ...]
    took_facts: bool
    was_here: bool = False


@operation("governance.import_rid", Permission.PUBLISH_VERSIONS)
def import_rid(*, by: Actor, document: Data, trial: bool = False, on: date) -> Imported:
    """Take over a checked document, plain or a snapshot; `on` is the day where it gives none itself.

    Raises RuleBroken where its version is there already, or the release has changes that no version holds.
    A `trial`, which the caller rolls back, goes on over the first, to show what the facts would compose to.
    """
    is_plain = document.get("schema") == PLAIN
    site, marks = settings.SITE_URL, settings.DOCUMENT_MARKS
    rid = lift(document, site=site, marks=marks) if is_plain else Rid.of_data(document)
    content, issue = rid.content, rid.issue
    because(REASON.format(number=issue.document.version))
    major, minor = map(int, issue.document.version.split("."))
    number = (major, minor)
    release = _known(content.release)
    if release:
        lock_sections(release)
    stands = release.versions.exclude(state="withdrawn") if release else RidVersion.objects.none()
    newest = stands.order_by("major", "minor").last()
    same = release.versions.filter(major=number[0], minor=number[1]).first() if release else None
    if not trial:
        _refuse_same_number(release, same)
    if newest and number < (newest.major, newest.minor) and not same:
        version = store_imported(by=by, release=release, rid=rid, on=on)
        _record(version, on)
        again = restated(document, plain(rid), []) if is_plain else plain(rid)
        return Imported(version, again, (), took_facts=False)
    if release and not same:
        _refuse_a_decision(release, number)
        _refuse_unpublished(release, newest)
    on = date.fromisoformat(issue.document.date) if issue.document.date else on
    facts = in_present_names(by, content, on)
    if release and is_plain:
        facts = completed(facts, compose(release))
    release = _take_over(by, release, facts, issue, on)
    composed = compose(release)
    computed = plain(replace(rid, content=composed)) if is_plain else composed.as_data()
    stated = document if is_plain else content.as_data()
    found = list(differences(stated, computed))
    version = same or store_imported(
        by=by,
        release=release,
        rid=rid,
        facts=composed,
        deviations=[(row.place, *row.as_text) for row in found],
        on=on,
    )
    _record(version, on)
    again = restated(stated, computed, found)
    if not is_plain:
        again = plain(replace(rid, content=RidContent.of_data(again)))
    return Imported(version, again, tuple(found), True, bool(same))


def _record(version: RidVersion, on: date) -> None:
    record(
        target=Target.IMPORT(version.release.slug),
        label=f"{version} imported",
        changes={"version": [None, version.number]},
        on=on,
    )


def _known(said: ReleaseFacts) -> Release | None:
    """By its name, which the plain form has, or its address; a name that has another address is no match."""
    release = Release.objects.filter(name=said.name).first()
    if release is None and (other := Release.objects.filter(slug=said.slug).first()):
        raise RuleBroken(
            f"release/name: “{said.name}” would have the address {said.slug}, where the {other} is. "
            "Correct the name in the document."
        )
    return release


def _refuse_same_number(release: Release | None, same: RidVersion | None) -> None:
    if same:
        raise SameNumber(
            f"document/version: version {same.number} of the {release} is here already, and a version never "
            "changes. Give the document the next number, or open the one that is here."
        )


def _refuse_a_decision(release: Release, number: tuple[int, int]) -> None:
    """What a body decides on a release that is governed here is confirmed here, by its Chair."""
    is_baseline = kind_of(*number) == VersionKind.BASELINE
    if is_baseline and release.versions.filter(is_imported=False).exists():
        raise RuleBroken(
            f"document/version: {number[0]}.{number[1]} would be a decision of the Panel on the {release}, which is "
            "governed here. Present a draft; the Chair confirms the decision on its page."
        )


def _refuse_unpublished(release: Release, newest: RidVersion | None) -> None:
    if newest is None or not is_unchanged(newest, compose(release)):
        raise RuleBroken(
            f"The {release} has changes that no version holds yet; the import would go over them. "
            "Issue a draft first, then import."
        )


def _take_over(by: Actor, release: Release | None, content: RidContent, issue: Issue, on: date) -> Release:
    reason = REASON.format(number=issue.document.version)
    release = _release(by, release, content, issue, reason, on)
    lock_sections(release)
    for section in SECTIONS:
        if take_over := TAKEN_OVER[section.key]:
            take_over(by, Release.objects.get(pk=release.pk), content, issue.document.version, on)
    return Release.objects.get(pk=release.pk)


TAKEN_OVER: dict[str, Callable[[Actor, Release, RidContent, str, date], None] | None] = {
    "release": None,  # first of all, with what it is told of the others: `_release`
    "annexes": lambda by, release, said, number, on: take_over_annexes(by, release, said, on),
    "scope": lambda by, release, said, number, on: take_over_scope(
        by, release, said.scope, REASON.format(number=number), on
    ),
    "impacts": lambda by, release, said, number, on: take_over_impacts(
        by, release, said.impacts, f"{release}, {number}", on
    ),
    "timeline": lambda by, release, said, number, on: take_over_timeline(by, release, said, on),
    "testing": lambda by, release, said, number, on: take_over_testing(by, release, said, on),
    "costs": lambda by, release, said, number, on: take_over_costs(by, release, said.costs, on),
    "acceptance": lambda by, release, said, number, on: take_over_acceptance(by, release, said, on),
    "history": None,  # the version holds it
    "glossary": lambda by, release, said, number, on: take_over_glossary(by, release, said, on),
}
"""How the facts of each section are brought to what a document says."""


def _release(
    by: Actor, release: Release | None, content: RidContent, issue: Issue, reason: str, on: date
) -> Release:
    said, impacts, scope = content.release, content.impacts, content.scope
    unstated = release.classification if release else Release.Classification.RED  # it opens nothing
    fields: Data = {
        "go_live_on": date.fromisoformat(said.go_live) if said.go_live else None,
        "profile": said.profile,
        "classification": issue.document.classification or unstated,
        "change_requests": scope.change_requests_state or _state(scope.change_requests),
        "additions": list(scope.additions or ()),
        "other_codes": impacts.other_codes_state or _state(impacts.other_codes),
        "other_code_names": list(impacts.other_codes),
        "sec_documents": impacts.documents_state or "unknown",
        "documents_provisional": bool(impacts.documents_provisional),
        "summary_audiences": audiences(impacts),
    }
    if release is None:
        slot = said.slug.split("-")[0]
        release = create_release(
            by=by,
            slug=said.slug,
            name=said.name,
            go_live_on=fields["go_live_on"],
            profile=said.profile,
            slot=slot if slot in Release.Slot.values else "",
            on=on,
        )
    if any(getattr(release, name) != value for name, value in fields.items()):
        release = change_release(by=by, release=release, fields=fields, reason=reason, on=on)
    return release


def _state(rows: Sequence[Any]) -> str:
    return "items" if rows else "none"
