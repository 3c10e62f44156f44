"""Fill the sheets of a release from the tables of a document: all of them or none."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from governance.filling.places import NAMES, SHEETS
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import NoReason
from secrel.core.changes.record import digest_of
from secrel.core.changes.rehearsal import is_rehearsal, rehearse
from secrel.core.changes.targets import Target
from secrel.core.editing.drafts.unsaved_preview import NO_CHANGES
from secrel.core.editing.sheets.drawing import errors_of, lines_of
from secrel.core.editing.sheets.pasting.block import paste_tables
from secrel.core.editing.sheets.pasting.reading.table import Block
from secrel.core.editing.sheets.pasting.report import PasteReport
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import SheetInput, opened

MOST_ERRORS = 5
"""Cells that a refusal names."""
Tables = Mapping[str, list[Block]]
"""Tables by the key of the page that they are for, in the order of `SHEETS`."""


@dataclass(frozen=True)
class Filled:
    """A sheet with tables in it. `sentences` are about the tables as a whole; `seen` is a digest of all its rows."""

    key: str
    sheet_input: SheetInput
    sentences: list[str]
    guesses: int
    seen: str
    refused: str = ""
    """Why it cannot be saved as it is; "" if it can."""
    is_unchanged: bool = False

    @property
    def name(self) -> str:
        return NAMES[self.key]

    @property
    def address(self) -> str:
        """The URL name of its own page."""
        return f"edit-{self.key}"

    @property
    def report(self) -> PasteReport | None:
        return self.sheet_input.pasted

    @property
    def is_plain(self) -> bool:
        """Whether nothing in its rows asks for a look."""
        return not (self.refused or self.guesses or (self.report and self.report.problems))

    @property
    def rows_id(self) -> str:
        return f"rows-{self.key}"


@operation("governance.fill_release", Permission.EDIT_RELEASES)
def fill_release(
    *,
    by: Actor,
    release: Release,
    document: Tables,
    seen: str | None,
    replaces: bool = False,
    confirmed: Collection[str] = (),
    reason: str = "",
    on: date,
) -> list[Filled]:
    """Save all tables. `seen` is what `seen_in` gave for the preview, None for the preview itself, which is rehearsed;
    `confirmed` are the pages whose guesses a person confirmed; `replaces`: rows that are not in the tables are removed.

    Raises RuleBroken where a table cannot be saved, a guess is not confirmed, or what would be saved is not what was
    shown. Nothing is saved then.
    """
    filled = [_filled(by, release, key, tables, replaces, reason, on) for key, tables in document.items()]
    if seen is None:
        if not is_rehearsal():
            raise AssertionError("A preview saves nothing")
        record(target=Target.RELEASE(release.slug), label=str(release), on=on)
        return filled
    if not filled:
        raise RuleBroken("There is no table to save. Paste the document first.")
    for row in filled:
        if row.sheet_input.no_reason:
            raise NoReason(row.sheet_input.no_reason)
        if row.refused:
            raise RuleBroken(f"{row.name}: {row.refused}")
        if row.guesses and row.key not in confirmed:
            raise RuleBroken(f"{row.name}: tick that our guesses are right, or leave the table out.")
    if seen_in(filled) != seen:
        raise RuleBroken("Something was changed since you saw this preview. Look at it again, then save.")
    changed = [row.name for row in filled if not row.is_unchanged]
    if not changed:
        raise RuleBroken("There are no changes to save: all of this is stored already.")
    record(
        target=Target.RELEASE(release.slug), label=str(release), changes={"tables": [None, changed]}, on=on
    )
    return filled


def preview(*, by: Actor, release: Release, document: Tables, replaces: bool, on: date) -> list[Filled]:
    """What saving would do, found out by a rehearsal. Guesses count as confirmed. Raises RuleBroken while somebody else
    saves."""
    shown = rehearse(
        lambda: fill_release(
            by=by, release=release, document=document, seen=None, replaces=replaces, reason="Preview", on=on
        ),
        list[Filled],
    )
    return shown or []


def _filled(
    by: Actor, release: Release, key: str, tables: list[Block], replaces: bool, reason: str, on: date
) -> Filled:
    """A sheet with its tables in it, saved if that is possible."""
    sheet_input = opened(SHEETS[key](release))
    sentences = paste_tables(sheet_input, tables, replaces=replaces)
    if sheet_input.pasted is None:
        return Filled(key, sheet_input, sentences, 0, "", sentences[0])
    guesses, sheet_input.guesses = len(sheet_input.guesses), {}
    seen = digest_of(sheet_input.rows_to_save())
    status = save_sheet(sheet_input, by=by, on=on, reason=reason)
    is_unchanged = status != 303 and sheet_input.sentence == NO_CHANGES
    refused = "" if status == 303 or is_unchanged else _why(sheet_input)
    return Filled(key, sheet_input, sentences, guesses, seen, refused, is_unchanged)


def _why(sheet_input: SheetInput) -> str:
    wrong = [f"{label}: {error}" for _, label, error in errors_of(sheet_input, lines_of(sheet_input))]
    more = f" And {len(wrong) - MOST_ERRORS} more." if len(wrong) > MOST_ERRORS else ""
    return " ".join([sheet_input.sentence, *wrong[:MOST_ERRORS]]).strip() + more


def seen_in(filled: list[Filled]) -> str:
    """A digest of what a preview shows."""
    return digest_of({row.key: row.seen for row in filled})
