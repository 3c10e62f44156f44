"""What each stored file belongs to, as phrases for the operator."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from governance.acceptance.models import EvidenceFile
from governance.composing.models import RenderJob
from governance.regression.models import RegressionFile
from secrel.core.models.files import StoredFile


def owners_of_files() -> dict[str, tuple[str, ...]]:
    """For each stored file, by digest and in order of digests: phrases for what it belongs to."""
    owners: dict[str, list[str]] = {
        digest: [] for digest in StoredFile.objects.order_by("digest").values_list("digest", flat=True)
    }
    for key in StoredFile._meta.get_fields(include_hidden=True):
        if key.auto_created and not key.concrete:
            for digest, name in _names(key.field):
                owners[digest].append(name)
    return {digest: tuple(sorted(set(names))) for digest, names in owners.items()}


def _names(field: models.ForeignKey) -> Iterator[tuple[str, str]]:
    """Digest and name of each row with a file in `field`."""
    named = NAMED.get(field.model)
    if named is not None:
        yield from named()
        return
    for row in field.model._base_manager.exclude(**{field.name: None}):
        yield getattr(row, field.attname), f"the {row._meta.verbose_name} “{row}”"


def _pdfs() -> Iterator[tuple[str, str]]:
    release, number = "snapshot__content__data__release__name", "snapshot__issue__document__version"
    rows = RenderJob.objects.exclude(pdf=None)
    facts = ("pdf_id", "archive_id", "snapshot__kind", "snapshot_id", release, number)
    for pdf, archive, kind, snapshot, name, version in rows.values_list(*facts):
        of = f"version {version} of {name}" if kind == "rid" else f"the {kind} {snapshot[:12]}"
        yield pdf, f"the PDF of {of}"
        if archive:
            yield archive, f"the zip of {of}"


def _evidence() -> Iterator[tuple[str, str]]:
    """By receipt only: not everybody may read the names of these files."""
    for digest, receipt in EvidenceFile.objects.values_list("file_id", "evidence__receipt"):
        yield digest, f"the evidence with the receipt {receipt}"


def _regression() -> Iterator[tuple[str, str]]:
    """By receipt only, as for evidence."""
    rows = RegressionFile.objects.select_related("declaration__participant")
    for row in rows:
        kind, receipt = row.declaration.get_kind_display().lower(), row.declaration.participant.receipt
        yield row.file_id, f"the {kind} with the receipt {receipt}"


NAMED: dict[Any, Callable[[], Iterator[tuple[str, str]]]] = {
    RenderJob: _pdfs,
    EvidenceFile: _evidence,
    RegressionFile: _regression,
}
