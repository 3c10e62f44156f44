"""The differences between an imported version and the facts taken from it, in sentences."""

from governance.documents.rid.deviation_words import Sentences
from governance.documents.rid.deviations import Difference, entry_by_entry
from governance.versions.models import RidVersion


def deviation_sentences(version: RidVersion) -> list[str]:
    """A sentence for each difference, as the import reported it."""
    rows = list(version.deviations.all())
    if not rows:
        return []
    words = Sentences(version.snapshot.content.data)
    return [
        words.of(found, row.reason)
        for row in rows
        for found in entry_by_entry(Difference.stored(row.path, row.stated, row.computed))
    ]
