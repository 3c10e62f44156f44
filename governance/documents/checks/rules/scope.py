"""Rule about the list of modifications: each says what it does."""

from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.rid.sections.scope import is_described


@rule("scope-not-described", Against.COMPLETENESS, "scope", together="{} modifications have no description")
def modification_is_described(document: Document) -> Iterator[Problem]:
    """Each modification in scope has a description of what it does."""
    for status, entries in document.content.scope.by_status:
        for place, entry in enumerate(entries):
            if not is_described(entry):
                yield Problem(
                    f"/content/scope/{status}/{place}/summary",
                    f"{entry.ref} is in scope and has no description.",
                    f"Enter what {entry.ref} does.",
                    about=entry.ref,
                )
