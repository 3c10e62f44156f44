"""The glossary of a release as a sheet: generated from the document until it is edited by hand."""

from typing import Any

from governance.documents.engine.terms import read_terms
from governance.documents.rid.document import printed_texts
from governance.versions.queries.current import current_rid
from releases.models.releases import Release
from releases.operations.testing import set_glossary
from releases.queries import glossary_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import check_token
from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

SHORT = ("Acronyms", "Abbreviation", "Abbreviations", "Abbrev", "Short form", "Term")
LONG = ("Definition", "Meaning", "Expansion", "Full form", "Full name", "Stands for", "Description", "Term")


class GlossarySheet(Sheet):
    caption = "Glossary"
    add = "term"
    columns = (
        Column(
            "acronym", "Acronym", required="Enter the acronym.", max_length=40, size="choice", aliases=SHORT
        ),
        Column(
            "expansion", "Full term", kind="long", required="Enter the full term.", size="wide", aliases=LONG
        ),
    )

    def __init__(self, release: Release) -> None:
        self.release = release
        self.content: dict[str, Any] = {}
        self.token = 0

    def terms(self) -> dict[str, str]:
        """The glossary edited by hand, or else generated from the document."""
        release = Release.objects.get(pk=self.release.pk)
        rid = current_rid(release).rid
        self.content = rid.content
        if release.keeps_glossary:
            return dict(release.terms.order_by("position").values_list("acronym", "expansion"))
        return dict([*sorted(rid.content.glossary.items()), *sorted((rid.issue.glossary or {}).items())])

    def unexplained(self) -> list[str]:
        """Acronyms in the document that the glossary, as last read, does not have."""
        return sorted(read_terms(printed_texts(self.content), self.content.glossary).unknown)

    def stored(self) -> tuple[list[SheetRow], int]:
        terms = self.terms()
        self.token = glossary_token(terms)
        return [
            SheetRow(acronym, {"acronym": acronym, "expansion": expansion})
            for acronym, expansion in terms.items()
        ], self.token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored, terms = self.terms(), {}
        check_token(token, glossary_token(stored), lambda: stored, "The glossary")
        for entry in entries:
            acronym = entry.values.get("acronym", entry.key)
            if acronym in terms:
                raise RuleBroken(f"{acronym} is listed twice. Remove one of the two rows.")
            terms[acronym] = entry.values.get("expansion", stored.get(entry.key, ""))
        set_glossary(release=self.release, terms=terms, token=token, **common)
