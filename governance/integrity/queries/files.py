"""What stored files belong to, without their names: readers of this may not be allowed to read the file."""

from collections.abc import Iterable

from django.db.models import Q

from governance.acceptance.models import Deliverable, EvidenceFile
from governance.composing.models import RenderJob
from governance.consultations.models import AuthorityLetter, ConsultationResult
from governance.notices.models import NoticeVersion
from governance.packs.models import Pack
from governance.papers.models import PaperVersion
from governance.regression.models import RegressionFile
from governance.versions.models import RidVersion
from modifications.models.progress import Assessment
from releases.models.testing import Annex


def uses_of(digests: Iterable[str]) -> dict[str, list[str]]:
    """Phrases for what each file belongs to, by digest: "June 2021 RID 8.0, PDF"."""
    found: dict[str, list[str]] = {digest: [] for digest in digests}
    snapshots = dict(RenderJob.objects.filter(pdf__in=found).values_list("snapshot", "pdf"))
    for version in RidVersion.objects.filter(snapshot__in=snapshots).select_related("release"):
        found[snapshots[version.snapshot_id]].append(f"{version}, PDF")
    of_packs = Q(snapshot__job__pdf__in=found) | Q(snapshot__job__archive__in=found)
    for pack in Pack.objects.filter(of_packs).select_related("meeting__body", "snapshot__job"):
        for digest, what in ((pack.snapshot.job.pdf_id, "PDF"), (pack.snapshot.job.archive_id, "zip")):
            if digest in found:
                found[digest].append(f"{pack}, {what}")
    kinds = (
        (PaperVersion, "paper__meeting__body"),
        (NoticeVersion, "notice"),
        (ConsultationResult, "consultation"),
    )
    for model, whole in kinds:
        rows = model.objects.filter(snapshot__job__pdf__in=found).select_related(whole, "snapshot__job")
        for version in rows:
            found[version.snapshot.job.pdf_id].append(f"{version}, PDF")
    for letter in AuthorityLetter.objects.filter(file__in=found):
        found[letter.file_id].append(str(letter))
    for row in EvidenceFile.objects.filter(file__in=found).select_related("evidence"):
        found[row.file_id].append(f"Evidence {row.evidence.receipt}")
    for row in Deliverable.objects.filter(file__in=found).select_related("release"):
        found[row.file_id].append(str(row))
    for row in RegressionFile.objects.filter(file__in=found).select_related("declaration__participant"):
        found[row.file_id].append(
            f"{row.declaration.get_kind_display()} {row.declaration.participant.receipt}"
        )
    for row in Annex.objects.filter(file__in=found).select_related("release"):
        found[row.file_id].append(str(row))
    for row in Assessment.objects.filter(file__in=found).select_related("part__modification"):
        found[row.file_id].append(f"{row.get_kind_display()} of {row.part}")
    return found
