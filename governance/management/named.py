"""Releases and versions by the names that commands take: june-2021, june-2021/8.0."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.documents.checks.run import check
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import PLAIN, Rid
from governance.importer.reading import Refused, read_document
from governance.versions.models import RidVersion
from governance.versions.queries.check_context import check_context, shared_with
from governance.versions.queries.checking import CheckedFinding, check_version
from governance.versions.queries.current import check_release, current_rid
from releases.models.releases import Release


def release_named(slug: str) -> Release:
    release = Release.objects.filter(slug=slug).first()
    if release is None:
        slugs = ", ".join(Release.objects.order_by("slug").values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no release “{slug}”. The releases are: {slugs}.")
    return release


def version_named(release: Release, number: str) -> RidVersion:
    versions = {version.number: version for version in release.versions.select_related("snapshot__content")}
    if number not in versions:
        numbers = ", ".join(versions) or "none"
        raise CommandError(f"The {release} has no version {number}. Its versions are: {numbers}.")
    return versions[number]


def split_name(name: str) -> tuple[str, str]:
    """Slug and number of june-2021/8.0 (or june-2021/rid/8.0); the number is empty where there is none."""
    slug, _, number = name.strip("/").removeprefix("releases/").partition("/")
    return slug, number.removeprefix("rid/")


class RidCommand(BaseCommand):
    """A command about RIDs. `--version` is the version of a RID, and output errors are sentences."""

    def create_parser(self, *args: Any, **options: Any) -> CommandParser:
        return super().create_parser(*args, conflict_handler="resolve", **options)

    def add_version(self, parser: CommandParser) -> None:
        """Replace Django's own --version by the version of a RID."""
        parser.add_argument("--version", dest="number", metavar="N", help="a version: 8.0")

    def print_data(self, data: dict[str, Any]) -> None:
        """Write JSON, and nothing else, to standard output."""
        try:
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            self.stdout.flush()
        except OSError as error:
            raise CommandError(f"Standard output cannot be written: {error.strerror}.") from error


def requested_version(name: str, number: str | None) -> tuple[Release, str]:
    """Release and version of june-2021/8.0, or of june-2021 with --version 8.0. An empty version is the next draft."""
    slug, in_name = split_name(name)
    if number and in_name and number != in_name:
        raise CommandError(f"{name} is version {in_name}, but --version is {number}. Enter one of them.")
    return release_named(slug), number or in_name


def rid_named(name: str, number: str | None) -> Rid:
    """The RID in FILE.json (a plain form or a snapshot), of june-2021 (its next draft), or of june-2021/8.0."""
    if _is_file(name):
        return _in_file(name, number)
    release, requested = requested_version(name, number)
    return version_named(release, requested).snapshot.rid if requested else current_rid(release).rid


def check_named(
    name: str, number: str | None, before: str | None = None, beside: Sequence[str] = ()
) -> list[CheckedFinding]:
    """The checker's findings in the same. For a file, the present stages of its modifications are not checked.

    `before`: the file of the version before it. `beside`: files, releases or versions of other releases.
    """
    if beside and not _is_file(name):
        raise CommandError("Use --beside with a file. The scope of other releases is known.")
    if before and not (_is_file(name) and _is_file(before)):
        raise CommandError("Use --before with two files. The version before one of a release is known.")
    if _is_file(name):
        rid = _in_file(name, number)
        earlier = _version_before(before, rid) if before else None
        shared = shared_with(rid.content.scope.entries, _others(rid, beside))
        context = check_context(
            rid.content,
            as_now=False,
            before=earlier.content if earlier else None,
            before_version=(earlier.issue.document.version, earlier.issue.document.date or "")
            if earlier
            else None,
            elsewhere=shared,
        )
        found = check(rid, context)
        return [CheckedFinding(finding, None) for finding in found]
    release, requested = requested_version(name, number)
    return (
        check_version(version_named(release, requested), with_drafts=True)
        if requested
        else check_release(release)
    )


def _other_rid(name: str) -> Rid:
    """A RID that is not the one checked. A refusal names it, as two files are given."""
    try:
        return rid_named(name, None)
    except CommandError as error:
        own, text = Path(name).name, str(error)
        raise CommandError(text if own in text else f"{own}: {text}") from error


def _version_before(name: str, rid: Rid) -> Rid:
    """The RID in the file of the version before. Refuses the document itself, and one of another release."""
    earlier = _other_rid(name)
    if earlier == rid:
        raise CommandError(
            f"{name} is the document itself. Use --before with the file of the version before it."
        )
    if earlier.content.release.slug != rid.content.release.slug:
        raise CommandError(
            f"{name} is a version of the {earlier.content.release.name}, not of the {rid.content.release.name}. Use "
            "--before with a version of the same release."
        )
    return earlier


def _others(rid: Rid, beside: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Name of the release, reference and part of each modification in the scope of the others."""
    for name in beside:
        other = _other_rid(name).content
        if other.release.slug == rid.content.release.slug:
            raise CommandError(
                f"{name} is of the {other.release.name} too. Use --beside with a RID of another release, and --before "
                "with the version before."
            )
        for entry in other.scope.entries:
            yield other.release.name, entry.ref, entry.part or ""


def _is_file(name: str) -> bool:
    try:
        return name.endswith(".json") or Path(name).is_file()
    except OSError:  # a name that no file can have
        return False


def _in_file(name: str, number: str | None) -> Rid:
    if number:
        raise CommandError("Use --version with a release only. A file is already one version.")
    try:
        document = read_document(Path(name))
    except Refused as error:
        raise CommandError(error.text) from error
    if document.get("schema") != PLAIN:
        return Rid.of_data(document)
    return lift(document, site=settings.SITE_URL, marks=settings.DOCUMENT_MARKS)
