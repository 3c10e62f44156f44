"""Prints a RID as an extract that keeps the layout of its pages: spaces between columns, long cells, footers."""

import textwrap
from dataclasses import dataclass, field

from tests.governance.importer.understanding.extracts import Extract, Style

WIDTHS = {
    "SEC Party impacts": [24, 66],
    "DCC impacts": [24, 66],
    "Release implementation timetable": [12, 32, 42],
    "Document history": [10, 14, 62],
    "Glossary": [16, 60],
}
OTHER_HEADINGS = {
    "Modification": "Change",
    "Suppliers": "Suppliers (gas and electricity)",
    "DCC": "The DCC",
    "Participant": "For whom",
    "Summary of impacts": "What changes",
    "Area impacted": "DCC area",
    "Document": "SEC document",
    "Date": "When",
    "Event": "Milestone",
    "Notes": "Comments",
    "SIT": "Systems Integration Testing",
    "UIT": "User Integration Testing",
    "Implement to live": "Implementation to live",
    "Version": "Version no.",
    "Changes": "What changed",
    "Acronym": "Abbreviation",
    "Full term": "Meaning",
}


@dataclass
class Layout(Style):
    spaced: bool = True
    """Whether a blank line stands between rows."""
    backwards: bool = False
    """Whether the columns stand in the opposite order."""
    headings: dict = field(default_factory=dict)
    page: int = 0
    """Lines of a page, after which a footer stands; 0 for none."""
    margin: str = ""


class LaidOut(Extract):
    width = 94

    def text(self):
        lines = super().text().split("\n")
        if not self.style.page:
            return "\n".join(self.style.margin + line for line in lines)
        pages = [lines[at : at + self.style.page] for at in range(0, len(lines), self.style.page)]
        foot = "SECP_90_1203_07 – Appendix A         Page {} of {}         This document has a Classification of White"
        return "".join(
            "\n".join([*page, "", foot.format(n, len(pages)), "\f" if n < len(pages) else ""])
            for n, page in enumerate(pages, start=1)
        )

    def say(self, text):
        self.lines += [*textwrap.wrap(text, self.width), ""] if not text.startswith("- ") else self.item(text)

    def item(self, text):
        return textwrap.wrap(f"  • {text[2:]}", self.width, subsequent_indent="    ")

    def items(self, items):
        super().items(items)
        lines, self.lines = self.lines, []
        for line in lines:
            if line.startswith("- "):
                self.lines += self.item(line.replace("[", "").replace("](#)", ""))
            elif line.startswith("  - "):
                wrapped = textwrap.wrap(f"      o {line[4:]}", self.width, subsequent_indent="        ")
                self.lines += wrapped
            else:
                self.lines.append(line)

    def impacts(self):
        super().impacts()
        self.lines = [
            part for line in self.lines for part in (self.item(line) if line.startswith("- ") else [line])
        ]

    def acceptance(self):
        start = len(self.lines)
        super().acceptance()
        self.lines[start:] = [
            part
            for line in self.lines[start:]
            for part in textwrap.wrap(line, self.width, subsequent_indent="    ") or [""]
        ]

    def head(self, level, text):
        self.lines += ["", text, ""]

    def points(self, points):
        return [f"• {point['text']}" for point in points] or ["• No further impacts"]

    def _table(self, title, heads, rows):
        heads = [self.style.headings.get(head, head) for head in heads]
        widths = WIDTHS.get(title) or [16, *[max(12, 76 // (len(heads) - 1) - 2)] * (len(heads) - 1)]
        is_centred = not WIDTHS.get(title) and title != "Breakdown of DCC implementation costs"
        order = range(len(heads))[:: -1 if self.style.backwards else 1]
        self.lines += [title.center(self.width).rstrip(), ""]
        for row in [heads, *rows]:
            cells = [self.wrapped(row[n], widths[n]) for n in order]
            for at in range(max(map(len, cells))):
                shown = []
                for n, cell in zip(order, cells, strict=True):
                    text = cell[at] if at < len(cell) else ""
                    shown.append(text.center(widths[n]) if is_centred and n else text.ljust(widths[n]))
                self.lines.append("  ".join(shown).rstrip())
            if self.style.spaced or row is heads:
                self.lines.append("")
        self.lines += ["", ""]

    def wrapped(self, cell, width):
        if isinstance(cell, str):
            return textwrap.wrap(cell, width) or [""]
        return [line for point in cell for line in textwrap.wrap(point, width, subsequent_indent="  ")]
