"""Importing a document: stored as a version of its release, and its facts as facts, in one operation."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from msgspec.structs import replace

from governance.composing.compose import compose
from governance.documents.engine.facts import Unset
from governance.documents.rid.deviation_words import Sentences
from governance.documents.rid.deviations import Difference, differences, entry_by_entry
from governance.documents.rid.document import SECTIONS
from governance.documents.rid.plain import lift, plain
from governance.documents.rid.types.rid import PLAIN, Issue, ReleaseFacts, Rid, RidContent
from governance.documents.rid.types.states import FIELDS, NOT_STATED, statement_of
from governance.importer.completing import completed, current_references, renamed
from governance.importer.costs import take_over_costs
from governance.importer.impacts import audiences, take_over_impacts
from governance.importer.reasons import Reasons
from governance.importer.restating import restated
from governance.importer.scope import REASON, take_over_scope
from governance.importer.texts import (
    take_over_acceptance,
    take_over_annexes,
    take_over_testing,
    take_over_timeline,
)
from governance.versions.models import RidVersion, VersionKind
from governance.versions.operations.imported import kind_of, store_imported
from releases.models.releases import Release
from releases.operations.releases import change_release, create_release
from releases.operations.sections import lock_sections
from releases.operations.testing import set_glossary
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, attempted, give_reason, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.dates.windows import GoLiveWindow

Data = dict[str, Any]


class SameNumber(RuleBroken):
    """The release already has a version with this number."""


@dataclass(frozen=True)
class Imported:
    """The result of an import: the version, the plain form composed from the stored facts, the differences.

    `sentences`: what each difference is, and why, in the same order. `took_facts`: False if the document is older than
    the latest version, so that its facts are not stored. `was_here`: a trial of a version that already exists, so that
    a real import would be refused.
    """

    version: RidVersion
    again: Data
    differences: tuple[Difference, ...]
    took_facts: bool
    was_here: bool = False
    sentences: tuple[str, ...] = ()

    @property
    def losses(self) -> list[str]:
        """Sentences about what the document states and the facts do not give."""
        return [text for found, text in zip(self.differences, self.sentences, strict=True) if found.is_loss]

    @property
    def others(self) -> list[str]:
        """Sentences about the other differences: totals, and facts that the document does not have."""
        return [
            text for found, text in zip(self.differences, self.sentences, strict=True) if not found.is_loss
        ]


@operation("governance.import_rid", Permission.PUBLISH_VERSIONS)
def import_rid(*, by: Actor, document: Data, trial: bool = False, on: date) -> Imported:
    """Import a checked document, plain or a snapshot. `on`: used if the document has no date.

    Raises RuleBroken if its version already exists or the release has changes that are not in any version. A `trial`,
    which the caller rolls back, ignores an existing version, to show what the facts would compose to.
    """
    is_plain = document.get("schema") == PLAIN
    site, marks = settings.SITE_URL, settings.DOCUMENT_MARKS
    rid = lift(document, site=site, marks=marks) if is_plain else Rid.of_data(document)
    content, issue = rid.content, rid.issue
    give_reason(REASON.format(number=issue.document.version))
    major, minor = map(int, issue.document.version.split("."))
    number = (major, minor)
    release = _existing_release(content.release)
    if release:
        lock_sections(release)
    versions = release.versions.exclude(state="withdrawn") if release else RidVersion.objects.none()
    newest = versions.order_by("major", "minor").last()
    same = release.versions.filter(major=number[0], minor=number[1]).first() if release else None
    if not trial:
        _refuse_same_number(release, same)
    if newest and number < (newest.major, newest.minor) and not same:
        version = store_imported(by=by, release=release, rid=rid, on=on)
        _record(version, on)
        again = restated(document, plain(rid), []) if is_plain else plain(rid)
        return Imported(version, again, (), took_facts=False)
    if release and not same:
        _refuse_baseline(release, number)
        _refuse_unversioned_changes(release, newest)
    on = date.fromisoformat(issue.document.date) if issue.document.date else on
    names = current_references(by, content, on)
    facts = RidContent.of_data(renamed(content.as_data(), names)) if names else content
    if release and is_plain:
        facts = completed(facts, compose(release))
    release, composed, refused = _take_over(by, release, facts, issue, on)
    computed = plain(replace(rid, content=composed)) if is_plain else composed.as_data()
    stated = document if is_plain else content.as_data()
    whole = list(differences(stated, computed))
    now = renamed(stated, names) if names else stated
    found = [
        inner for row in (differences(now, computed) if names else whole) for inner in entry_by_entry(row)
    ]
    reasons = Reasons(release, facts, refused)
    why = [reasons.of(row) for row in found]
    version = same or store_imported(
        by=by,
        release=release,
        rid=rid,
        facts=composed,
        deviations=[(row.place, *row.as_text, reason) for row, reason in zip(found, why, strict=True)],
        on=on,
    )
    _record(version, on)
    again = restated(stated, computed, whole)
    if not is_plain:
        again = plain(replace(rid, content=RidContent.of_data(again)))
    words = Sentences(now)
    sentences = tuple(words.of(row, reason) for row, reason in zip(found, why, strict=True))
    return Imported(version, again, tuple(found), True, bool(same), sentences)


def _record(version: RidVersion, on: date) -> None:
    record(
        target=Target.IMPORT(version.release.slug),
        label=f"{version} imported",
        changes={"version": [None, version.number]},
        on=on,
    )


def _existing_release(facts: ReleaseFacts) -> Release | None:
    """The release with this name; raises RuleBroken if another release has its address."""
    release = Release.objects.filter(name=facts.name).first()
    if release is None and (other := Release.objects.filter(slug=facts.slug).first()):
        raise RuleBroken(
            f"release/name: “{facts.name}” would have the address {facts.slug}, which the {other} already has. "
            "Correct the name in the document."
        )
    return release


def _refuse_same_number(release: Release | None, same: RidVersion | None) -> None:
    if same:
        raise SameNumber(
            f"document/version: version {same.number} of the {release} already exists, and versions never "
            "change. Give the document the next number, or open the existing version."
        )


def _refuse_baseline(release: Release, number: tuple[int, int]) -> None:
    """Raise RuleBroken for a baseline of a release governed here: its Chair confirms the decision here."""
    is_baseline = kind_of(*number) == VersionKind.BASELINE
    if is_baseline and release.versions.filter(is_imported=False).exists():
        raise RuleBroken(
            f"document/version: {number[0]}.{number[1]} would be a decision of the Panel on the {release}, which is "
            "governed here. Present a draft instead, and have the Chair confirm the decision on its agenda item."
        )


def _refuse_unversioned_changes(release: Release, newest: RidVersion | None) -> None:
    if newest is None or not newest.has_content(digest_of(compose(release).as_data())):
        raise RuleBroken(
            f"The {release} has changes that are not in any version yet, and the import would overwrite them. "
            "Issue a draft first, then import."
        )


def _take_over(
    by: Actor, release: Release | None, content: RidContent, issue: Issue, on: date
) -> tuple[Release, RidContent, dict[str, str]]:
    """The release with the facts of the document, its content, and by section why facts of it were not stored."""
    refused: dict[str, str] = {}
    reason = REASON.format(number=issue.document.version)
    release = _release(by, release, content, issue, reason, on)
    lock_sections(release)

    def take_over(key: str) -> None:
        if store := TAKEN_OVER[key]:
            with _noting(refused, key):
                store(by, Release.objects.get(pk=release.pk), content, issue.document.version, on)

    for section in SECTIONS:
        if section.key != "glossary":
            take_over(section.key)
    composed = compose(Release.objects.get(pk=release.pk))
    if (
        composed.glossary != content.glossary
    ):  # otherwise it stays the one that is generated from the document
        take_over("glossary")
        composed = compose(Release.objects.get(pk=release.pk))
    return Release.objects.get(pk=release.pk), composed, refused


@contextmanager
def _noting(refused: dict[str, str], section: str) -> Iterator[None]:
    """Note why the facts of a section are refused; nothing of them is stored then."""
    try:
        with attempted():
            yield
    except NotAllowed:
        raise
    except RuleBroken as error:
        refused[section] = error.sentence


TAKEN_OVER: dict[str, Callable[[Actor, Release, RidContent, str, date], None] | None] = {
    "release": None,  # first, with facts of other sections: `_release`
    "annexes": lambda by, release, content, number, on: take_over_annexes(by, release, content, on),
    "scope": lambda by, release, content, number, on: take_over_scope(
        by, release, content.scope, REASON.format(number=number), on
    ),
    "impacts": lambda by, release, content, number, on: take_over_impacts(
        by, release, content.impacts, f"{release}, {number}", on
    ),
    "timeline": lambda by, release, content, number, on: take_over_timeline(by, release, content, on),
    "testing": lambda by, release, content, number, on: take_over_testing(by, release, content, on),
    "costs": lambda by, release, content, number, on: take_over_costs(by, release, content.costs, on),
    "acceptance": lambda by, release, content, number, on: take_over_acceptance(by, release, content, on),
    "history": None,  # in the version
    "glossary": lambda by, release, content, number, on: set_glossary(
        by=by, release=release, terms=content.glossary, token=AS_STORED, on=on
    ),  # the last one: `_take_over`
}
"""How the facts of each section are stored from a document."""


def _release(
    by: Actor, release: Release | None, content: RidContent, issue: Issue, reason: str, on: date
) -> Release:
    facts, impacts, scope = content.release, content.impacts, content.scope
    unstated = release.classification if release else Release.Classification.RED  # the most restricted class
    fields: Data = {
        "go_live_on": date.fromisoformat(facts.go_live) if facts.go_live else None,
        **_window(facts),
        "profile": facts.profile,
        "classification": issue.document.classification or unstated,
        "change_requests": _state(
            content, "change_requests", scope.change_requests_state, scope.change_requests
        ),
        "additions": list(scope.additions or ()),
        "other_codes": _state(content, "other_codes", impacts.other_codes_state, impacts.other_codes),
        "other_code_names": list(impacts.other_codes),
        "sec_documents": statement_of(content, "documents").state,
        "list_states": {
            key: row.state
            for key, row in (content.states or {}).items()
            if key not in FIELDS and row.state != NOT_STATED
        },
        "list_reasons": {key: row.reason for key, row in (content.states or {}).items() if row.reason},
        "documents_provisional": bool(impacts.documents_provisional),
        "summary_audiences": audiences(impacts),
    }
    if release is None:
        slot = facts.slug.split("-")[0]
        release = create_release(
            by=by,
            slug=facts.slug,
            name=facts.name,
            go_live_on=fields["go_live_on"],
            profile=facts.profile,
            slot=slot if slot in Release.Slot.values else "",
            on=on,
        )
    if any(getattr(release, name) != value for name, value in fields.items()):
        release = change_release(by=by, release=release, fields=fields, token=AS_STORED, reason=reason, on=on)
    return release


def _window(facts: ReleaseFacts) -> Data:
    """The fields of the window that the document states; all empty if it states none."""
    window = facts.go_live_window.value if facts.go_live_window else GoLiveWindow(None, None)
    return {
        "window_from": window.earliest,
        "window_until": window.latest,
        "window_permitted_by": window.permitted_by,
        "window_decided_on": window.decided_on,
        "window_reference": window.reference,
    }


def _state(content: RidContent, key: str, stated: str | Unset, rows: Sequence[Any]) -> str:
    """What a document states of a list with a field of its own for that: listed, if it has rows."""
    if rows:
        return "items"
    return stated if stated == "items" else statement_of(content, key).state
