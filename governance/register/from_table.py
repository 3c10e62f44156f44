"""What a release is created from: pasted or uploaded tables, as lines of its scope and rows of its timetable."""

from django.http import HttpRequest, QueryDict

from governance.register.forms.opening import TableForm, as_release
from governance.register.new_timetable import NewTimetable, followed
from releases.forms.listed_scope import ListedScope
from releases.forms.scope_block import BlockRefused, holds_references, read_tables
from releases.forms.scope_list import line_forms
from releases.models.releases import Release
from releases.operations.timeline import PlannedRow
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.pasting.reading.html import as_html
from secrel.core.editing.sheets.pasting.reading.table import Block, NoTable
from secrel.core.editing.sheets.pasting.sent import has_file, sent_tables
from secrel.core.editing.sheets.sheet import opened, read_input

MORE = 10
NOTHING = (
    "Paste a table or choose a file first. Without one, create the release from its slot or an earlier one."
)


class TableStart:
    """The lines of the scope and the sheet of the timetable, as they were sent; `act` does what was asked with them."""

    def __init__(self, form: TableForm, entered: QueryDict | None) -> None:
        self.form, self.sent = form, entered or QueryDict()
        if entered is not None:
            form.is_valid()
        profile, day = _kind_and_day(form)
        self.release = Release(profile=profile, go_live_on=day)
        sheet = NewTimetable(profile, day)
        self.timetable = followed(read_input(sheet, self.sent)) if "was" in self.sent else opened(sheet)
        self.scope = ListedScope(line_forms(self.release, self.sent.copy()))
        self.paste_messages: list[str] = []
        self.items: list[tuple[int, ListedItem]] = []
        self.planned: list[PlannedRow] | None = None

    def act(self, request: HttpRequest) -> int:
        """Read what was pasted or uploaded, add rows, or check all for saving. Returns the status of the response."""
        if "pasted" in self.sent:
            at = self.sent.get("paste-at", "").rpartition(".")
            self._paste(self.sent.get("paste", ""), self.sent.get("paste-html", ""), at[0], at[2])
        elif "more" in self.sent:
            self.timetable.spare += MORE
        elif "save" in self.sent:
            return 200 if self._is_ready() else 422
        else:
            return self._look(request)
        return 200

    def _look(self, request: HttpRequest) -> int:
        """Sort the tables that were sent into the scope and the timetable; without any, check what is there again."""
        try:
            tables = sent_tables(request)
            if tables:
                self._sort(tables)
            elif not self.scope.lines and not self.is_edited:
                raise BlockRefused(NOTHING)
        except RuleBroken as refused:
            self.form.add_error("file", refused.sentence)
        except (NoTable, BlockRefused) as refused:
            self.form.add_error("file" if has_file(request) else "text", str(refused))
        return 422 if self.form.errors else 200

    def _sort(self, tables: list[Block]) -> None:
        lists = [table for table in tables if holds_references(table)]
        others = [table for table in tables if not holds_references(table)]
        if others:
            self._paste("", as_html(others))
        if lists or not self.timetable.pasted:
            self.scope = ListedScope.read(self.release, read_tables(lists or tables))
        if not lists and not self.timetable.pasted:
            self.paste_messages = []

    def _paste(self, text: str, html: str, at_row: str = "", at_column: str = "") -> None:
        replaces = self.sent.get("paste-mode") == "replace"
        self.paste_messages = paste(self.timetable, text, at_row, at_column, html=html, replaces=replaces)

    @property
    def is_edited(self) -> bool:
        """Whether the timetable is another one than the standard one of its kind."""
        return self.timetable.rows_to_save() != self.timetable.was

    def _is_ready(self) -> bool:
        """Whether all can be saved; `items` and `planned` then hold it."""
        items, is_right = self.scope.items(), self.timetable.check()
        if items is None or not is_right or self.form.errors:
            return False
        self.items, self.planned = items, self.timetable.sheet.rows(self.timetable)
        if not items and self.planned is None:
            self.form.add_error("text", NOTHING)
        return not self.form.errors


def _kind_and_day(form: TableForm) -> tuple[str, object]:
    """The kind and go-live that are entered, as far as they are understood; else those that the form begins with."""
    entered = getattr(form, "cleaned_data", {})
    profile = entered.get("profile") or Release.Profile.choices[0][0]
    if {"slot", "year", "go_live_on"} & set(form.errors):
        return profile, None
    facts = {"go_live_on": None, "name": "", **form.initial, **entered, "profile": profile}
    return profile, as_release(**facts)["go_live_on"]
