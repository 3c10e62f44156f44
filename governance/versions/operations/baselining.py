"""Effects of a decision: a baseline in force, or the version returned to SECAS."""

from datetime import date

from governance.composing.operations.rendering import queue_rendering
from governance.documents.engine.text import long_date
from governance.documents.rid import numbering
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.documents.rid.types.rid import Decision
from governance.versions.models import RidVersion, VersionKind
from governance.versions.operations.freezing import VersionFacts, create_version, note_step
from governance.versions.operations.news import announce_published
from governance.versions.operations.version_rows import locked_version, target_of
from governance.versions.queries.versions import versions_and_earlier
from governance.versions.workflow import VERSION
from releases.models.releases import Release
from releases.operations.releases import move_release
from releases.workflow import LIFE
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.values.present import present


@operation("governance.baseline", Permission.CONFIRM_DECISIONS)
def baseline_version(
    *, by: Actor, version: RidVersion, content_digest: str, example_note: str = "", on: date
) -> RidVersion:
    """Baseline and publish the content decided on, under the next whole number.

    `content_digest`: of the content decided on. `example_note`: what of the decision is invented, if it is an
    example; else that of the version presented. Raises RuleBroken without a confirmed decision on this version.
    """
    version = locked_version(version, AS_STORED)
    before, after = VERSION.apply(version, "baseline", by)
    if version.snapshot.content_id != content_digest:
        raise RuleBroken(
            f"The content of {version.number} is not the content that was decided on. Present another version."
        )
    meeting = present(version.meeting)
    if on < meeting.on:
        raise RuleBroken(
            f"The {meeting.body} meets on {long_date(meeting.on.isoformat())}. "
            "Confirm its decision on that day or later.",
            field="on",
        )
    number = numbering.next_number(versions_and_earlier(version.release), VersionKind.BASELINE)
    frozen = version.snapshot.rid
    issue = VersionFacts(
        number,
        on,
        _history_row(version),
        edition(LATEST).STATUS["baselined"].format(meeting=meeting),
        Decision(
            body=meeting.body.name,
            on=meeting.on.isoformat(),
            content_digest=content_digest,
        ),
        classification=frozen.issue.document.classification or "",
        example_note=example_note or version.example_note,
    )
    baseline = create_version(version.release, VersionKind.BASELINE, "baselined", frozen.content, issue)
    baseline.meeting = meeting
    baseline.save(update_fields=["meeting"])
    version.became = baseline
    version.token += 1
    version.save(update_fields=["state", "became", "token"])
    note_step(version, "baseline", by, on)
    note_step(baseline, "baseline", by, on)
    record(
        **target_of(version),
        changes={
            "state": [before, after],
            "became": [None, baseline.number],
            "snapshot": [None, baseline.snapshot_id],
            "content": [content_digest, content_digest],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=baseline.snapshot, label=str(baseline))
    supersede_others(baseline, on)
    move_release_on(baseline, on)
    announce_published(baseline, on)
    return baseline


def _history_row(version: RidVersion) -> str:
    """The history row of the baseline, which names the version presented."""
    changed_item = version.answers.select_related("version").first()
    if changed_item is None:
        return f"Baselined by the {version.meeting}, as presented in {version.number}."
    presented = changed_item.version.number
    return f"Baselined by the {version.meeting}, as presented in {presented}, with the changes named then."


@operation("governance.return", Permission.CONFIRM_DECISIONS)
def return_version(*, by: Actor, version: RidVersion, why: str, on: date) -> RidVersion:
    """Return a version to SECAS, which changes the release and presents another version."""
    version = locked_version(version, AS_STORED)
    before, after = VERSION.apply(version, "return", by)
    version.token += 1
    version.save(update_fields=["state", "token"])
    note_step(version, "return", by, on)
    record(**target_of(version), changes={"state": [before, after]}, reason=why, on=on)
    return version


@operation("governance.supersede", Permission.FOLLOW_UP)
def supersede_version(*, by: Actor, version: RidVersion, by_version: RidVersion, on: date) -> None:
    """Supersede a version when a newer one comes into force."""
    version = locked_version(version, AS_STORED)
    before, after = VERSION.apply(version, "supersede", by)
    version.save(update_fields=["state"])
    note_step(version, "supersede", by, on)
    record(
        **target_of(version),
        changes={"state": [before, after], "superseded_by": [None, by_version.number]},
        on=on,
    )


def move_release_on(version: RidVersion, on: date) -> None:
    """Move the release on when 1.0 (system scope) or a later whole number (full scope) is in force."""
    move = "baseline_system" if version.major == 1 else "baseline_full"
    release = Release.objects.get(pk=version.release_id)
    if release.life in LIFE.moves[move].sources:
        move_release(by=SYSTEM, release=release, move=move, on=on)


def supersede_others(version: RidVersion, on: date) -> None:
    """Supersede all other versions of the release that are in force."""
    others = RidVersion.objects.filter(release=version.release, state__in=["baselined", "issued"])
    for other in others.exclude(pk=version.pk).order_by("pk"):
        supersede_version(by=SYSTEM, version=other, by_version=version, on=on)
