"""Stores the texts of published RIDs for searching, outside the audit trail: they follow from the snapshots."""

import re

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from governance.composing.models import Snapshot
from governance.documents.engine.blocks import Chapter, texts
from governance.documents.rid.kind import RID_KIND
from governance.versions.models import KnownWords, RidVersion, SectionText

_WORD = re.compile(r"[a-z]{4,40}")


def missing_texts() -> QuerySet[RidVersion]:
    """Published versions whose texts are not stored, newest first."""
    stored = SectionText.objects.filter(snapshot=OuterRef("snapshot"))
    rows = RidVersion.objects.filter(~Exists(stored), published_on__isnull=False)
    return rows.select_related("snapshot__content").order_by("-published_on", "-pk")


def store_published_texts(most: int | None = None) -> int:
    """Store what is missing, the newest `most` versions first. Returns the number of versions."""
    rows = list(missing_texts()[:most])
    for row in rows:
        _store(row.snapshot)
    return len(rows)


def _store(snapshot: Snapshot) -> None:
    document = snapshot.document
    context = RID_KIND.context(document)
    chapters = [*context["sections"], *context["appendices"]]
    found = {chapter.key: _text(chapter) for chapter in chapters}
    rows = [
        SectionText(snapshot=snapshot, key=one.key, heading=one.heading[:200], text=found[one.key])
        for one in chapters
    ]
    is_for_all = document.issue.document.classification == "white"
    words = sorted(set(_WORD.findall(" ".join(found.values()).lower()))) if is_for_all else []
    with transaction.atomic():
        SectionText.objects.bulk_create(rows, ignore_conflicts=True)
        if words:
            KnownWords.objects.bulk_create(
                [KnownWords(snapshot=snapshot, words=words)], ignore_conflicts=True
            )


def _text(chapter: Chapter) -> str:
    return "\n".join([chapter.heading, *filter(None, texts(chapter.blocks))])
