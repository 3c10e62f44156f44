"""The rows of a sheet. A tag draws them, because a sheet has hundreds of cells."""

from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from secrel.core.editing.sheets.drawing import SheetCell, SheetLine
from secrel.core.editing.sheets.sheet import Sheet

register = template.Library()


@register.simple_tag
def sheet_row(line: SheetLine, sheet: Sheet, sums: list[int | None]) -> SafeString:
    """A row of inputs. Its key, its number and its removal are inputs too, so the page works without script."""
    key = escape(line.row.key)
    opened = " data-new" if line.is_new else f' data-at="{line.opened_at}"'
    opened += f"{' data-removed' if line.is_removed else ''}{' data-pointed' if line.is_pointed else ''}"
    naming, parts = sheet.naming, [f"<tr data-row{opened}>"]
    hidden = f'<input type="hidden" name="row" value="{key}">'
    if sheet.may_order:
        parts.append(f'<td class="place">{hidden}{_place(line, key)}</td>')
        hidden = ""
    if sheet.head:
        guess = _guess(f"{line.row.key}.", "This row", line.guess)
        parts.append(f'<th scope="row">{hidden}{_head(line)}{guess}</th>')
        hidden = ""
    hint = "" if sheet.head else _hint(line) + _guess(f"{line.row.key}.", "This row", line.guess)
    parts += [
        f'<td class="{_class(cell, naming)}">{"" if n else hidden}{_input(cell)}{"" if n else hint}</td>'
        for n, cell in enumerate(line.cells)
    ]
    if sums:
        parts.append(f'<td class="count">{line.ticks}</td>')
    if sheet.add:
        parts.append(f'<td class="out">{_remove(line, key)}</td>')
    return mark_safe("".join([*parts, "</tr>"]))  # noqa: S308 - each part is escaped


def _place(line: SheetLine, key: str) -> str:
    attributes = f'id="p{line.place}" name="{key}.place" inputmode="decimal" aria-label="No.: {line.place}"'
    error = ""
    if line.place_error:
        attributes += f' aria-invalid="true" aria-describedby="p{line.place}-error"'
        error = f'<span class="error" id="p{line.place}-error">{escape(line.place_error)}</span>'
    return f'<input class="input" value="{escape(line.place_text or str(line.place))}" {attributes}>{error}'


def _head(line: SheetLine) -> str:
    head = escape(line.row.head)
    if line.row.href:
        head = f'<a class="row-link" href="{escape(line.row.href)}">{head}</a>'
    return f"{head}{_hint(line)}"


def _hint(line: SheetLine) -> str:
    return f'<span class="sub">{escape(line.row.hint)}</span>' if line.row.hint else ""


def _class(cell: SheetCell, naming: str) -> str:
    column = cell.column
    kind = "cell" if column.kind == "tick" else f"of-{column.kind}"
    if column.size:
        kind = f"{kind} {column.size}"
    return f"{kind} names" if column.name == naming else kind


def _remove(line: SheetLine, key: str) -> str:
    if line.row.fixed or line.is_new:
        return ""
    ticked = " checked" if line.is_removed else ""
    name = escape(line.row.head or next((c.value for c in line.cells if c.value), "row"))[:60]
    return (
        f'<label class="tick"><input type="checkbox" name="{key}.remove" data-was="0" data-out{ticked} '
        f'aria-label="Remove: {name}"></label>'
    )


def _input(cell: SheetCell) -> str:
    if cell.locked:
        return f'<span class="locked">{escape(cell.value)}</span>'
    attributes = (
        f'id="{cell.id}" name="{escape(cell.name)}" data-was="{escape(cell.was)}" '
        f'aria-label="{escape(cell.label)}"'
    )
    if cell.is_pointed:
        attributes += " autofocus data-pointed"
    if cell.error:
        attributes += f' aria-invalid="true" aria-describedby="{cell.id}-error"'
    html = _DRAW[cell.column.kind](cell, attributes)
    error = f'<span class="error" id="{cell.id}-error">{escape(cell.error)}</span>' if cell.error else ""
    return html + error + _guess(cell.name, cell.label, cell.guess) + _proposed(cell)


def _guess(name: str, label: str, why: str) -> str:
    """A tick box that confirms a guess of a paste."""
    if not why:
        return ""
    return (
        f'<label class="guess"><input type="checkbox" name="confirm" value="{escape(name)}" '
        f'aria-label="Confirm the guess: {escape(label)}"> {escape(why)}</label>'
    )


def _proposed(cell: SheetCell) -> str:
    if cell.proposed is None:
        return ""
    text = {"1": "Tick", "": "Empty"}.get(cell.proposed, cell.proposed)
    return f'<span class="proposed"><span class="vh">Proposed: </span>{escape(text)}</span>'


def _text(cell: SheetCell, attributes: str) -> str:
    suggests = f' list="{cell.column.suggests}" autocomplete="off"' if cell.column.suggests else ""
    return f'<input class="input" value="{escape(cell.value)}" {attributes}{suggests}>'


def _long(cell: SheetCell, attributes: str) -> str:
    rows = min(8, max(1, len(cell.value) // 60 + cell.value.count("\n") + 1))
    return f'<textarea class="input" rows="{rows}" {attributes}>\n{escape(cell.value)}</textarea>'


def _tick(cell: SheetCell, attributes: str) -> str:
    attributes = attributes.replace(f'data-was="{escape(cell.was)}"', f'data-was="{int(bool(cell.was))}"')
    ticked = " checked" if cell.value == "1" else ""
    return f'<label class="tick"><input type="checkbox" value="1" {attributes}{ticked}></label>'


def _choice(cell: SheetCell, attributes: str) -> str:
    return f'<select class="select" {attributes}>{_options(cell.column.choices, cell.value)}</select>'


@lru_cache(maxsize=1000)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> str:
    options = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in choices
    )
    if chosen in dict(choices):
        return options
    label = f"{chosen} (no choice)" if chosen else "Choose…"  # never shown as another choice
    return f'<option value="{escape(chosen)}" selected>{escape(label)}</option>{options}'


_DRAW = {"text": _text, "long": _long, "tick": _tick, "choice": _choice}
