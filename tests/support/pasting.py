"""The problems that the page shows for a pasted block."""

from secrel.core.editing.sheets.pasting.report import PastedLine, PasteReport


def problems_of(report: PasteReport | None) -> list[str]:
    """A line for each row with a problem: the row, its destination and the problem."""
    return [
        f"{_place(line)}: {what}"
        for line in (report.lines if report else [])
        for what in (*line.left, *line.wrong)
    ]


def _place(line: PastedLine) -> str:
    to = f", {line.to}" if line.to else f", “{line.text}”" if line.text else ""
    return f"{'Row' if line.first == line.last else 'Rows'} {line.rows}{to}"
