"""Rules about the scope and the two matrices."""

from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.text import by_number
from secrel.core.values.texts import joined

PARTICIPANTS = "/content/impacts/participants"
DOCUMENTS = "/content/impacts/documents"
TECHNICAL_SPECIFICATIONS = {"Schedule 8", "Schedule 9", "Schedule 10", "Schedule 11"}
"""The government designates their versions, so they can change without a modification."""


@rule(
    "scope-not-in-participant-matrix",
    Against.ITSELF,
    "impacts",
    together="The scope and the participant matrix differ in {} modifications",
)
def scope_in_participant_matrix(document: Document) -> Iterator[Problem]:
    """The rows of the participant matrix are exactly the modifications in scope."""
    for ref in document.entries:
        if ref not in document.ticks:
            message = f"{ref} is in scope and has no row in the participant matrix."
            yield Problem(PARTICIPANTS, message, f"Add the row of {ref}.", about=ref)
    for ref in by_number(document.ticks.keys() - document.entries.keys()):
        message = f"{ref} has a row in the participant matrix and is not in scope."
        yield Problem(
            f"{PARTICIPANTS}/{ref}", message, f"Take the row out, or {ref} into the scope.", about=ref
        )


@rule("participant-row-empty", Against.COMPLETENESS, "impacts", together="{} modifications have no tick")
def participant_row_is_ticked(document: Document) -> Iterator[Problem]:
    """Each modification affects somebody, so its row in the participant matrix has a tick."""
    for ref in document.entries:
        if document.ticks.get(ref) == ():
            changes = document.changes_of.get(ref)
            also = f", though it changes {', '.join(changes)}" if changes else ""
            yield Problem(
                f"{PARTICIPANTS}/{ref}",
                f"The row of {ref} has no tick{also}.",
                "Tick whom it affects; a change of governance alone ticks the DCC.",
                about=ref,
            )


@rule(
    "scope-not-in-document-matrix",
    Against.ITSELF,
    "impacts",
    together="{} modifications in the document matrix are not in scope",
)
def document_matrix_in_scope(document: Document) -> Iterator[Problem]:
    """The columns of the document matrix are modifications in scope."""
    for ref in by_number(document.changes_of.keys() - document.entries.keys()):
        message = (
            f"{ref} changes {', '.join(document.changes_of[ref])} in the document matrix and is not in scope."
        )
        yield Problem(DOCUMENTS, message, f"Take its ticks out, or {ref} into the scope.", about=ref)


@rule(
    "document-column-empty", Against.COMPLETENESS, "impacts", together="{} modifications change no document"
)
def document_column_is_ticked(document: Document) -> Iterator[Problem]:
    """Each modification in scope changes at least one SEC document."""
    if document.content.impacts.documents_state == "none":
        return
    for ref in document.entries:
        if ref not in document.changes_of:
            message = f"{ref} is in scope and changes no document."
            yield Problem(DOCUMENTS, message, f"Tick the documents that {ref} changes.", about=ref)


@rule(
    "document-without-tick",
    Against.ITSELF,
    "impacts",
    together="{} documents are listed as updated, and nothing changes them",
)
def document_is_ticked(document: Document) -> Iterator[Problem]:
    """A document is listed as updated only if a modification in the matrix or another stated source (a government
    designation, a DCC notification) changes it, or if it is a Technical Specification, which the government can change
    by designation."""
    for place, row in enumerate(document.documents):
        by_designation = not row.listed and row.document in TECHNICAL_SPECIFICATIONS
        has_source = row.modifications or row.sources
        if not has_source and row.listed is not False and not by_designation:
            message = f"{row.document} is listed as updated, and no modification changes it."
            mend = "Tick what changes it: modifications, a designation or a notification; or take it off the list."
            yield Problem(f"{DOCUMENTS}/{place}", message, mend, about=row.document)


@rule(
    "document-not-listed",
    Against.ITSELF,
    "impacts",
    together="{} documents that change are not in the list of documents",
)
def ticked_document_is_listed(document: Document) -> Iterator[Problem]:
    """A document that a modification or another stated source changes is named in the list of documents that are
    updated, if there is one."""
    if not any(row.listed for row in document.documents):
        return
    for place, row in enumerate(document.documents):
        if row.modifications and row.listed is False:
            message = (
                f"{joined(row.modifications)} changes {row.document}, which is not in the list of documents."
            )
            yield Problem(
                f"{DOCUMENTS}/{place}",
                message,
                "Add it to the list, or take the ticks out.",
                about=row.document,
            )
        elif row.sources and row.listed is False:
            message = f"{row.document} has a source of changes, and it is not in the list of documents."
            yield Problem(
                f"{DOCUMENTS}/{place}",
                message,
                "Add it to the list, or take the source out.",
                about=row.document,
            )
