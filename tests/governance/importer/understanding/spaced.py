"""Prints a RID as text copied out of a PDF: lines broken, a blank line below each, and tables as running text."""

import textwrap

from tests.governance.importer.understanding.extracts import Extract

WIDTHS = {
    "Date": 10,
    "Event": 32,
    "Notes": 46,
    "Version": 8,
    "Changes": 68,
    "Participant": 26,
    "Area impacted": 24,
    "Summary of impacts": 64,
}


class Spaced(Extract):
    """A cell of one line ends with a space, one of several with a blank line, as programs that read PDFs print them."""

    def say(self, text):
        text = text.replace("**", "")
        for line in text.split("\n"):
            for part in textwrap.wrap(line, 96) or [""]:
                self.lines += [f"{part} ", ""]
        self.lines += [" ", ""]

    def head(self, level, text):
        self.lines += [f"{text} ", ""]

    def items(self, items):
        for item in items:
            part = f" part {item['part']}" if item["part"] else ""
            self.point("•", f"{item['ref']} {self.quoted(item['title'])}{part} {item['summary']}")
            for option in item["options"]:
                self.point("o", option["text"])

    def point(self, marker, text):
        for line in textwrap.wrap(f"{marker} {text}", 92):
            self.lines += [f"{line} ", ""]

    def text(self):
        text = super().text()
        return "\n".join(f"• {line[2:]}" if line.startswith("- ") else line for line in text.split("\n"))

    def acceptance(self):
        self.say("The following criteria will need to be met before the release can go live.")
        for category in ("operational", "testing", "security"):
            if texts := self.document["acceptance"][category]:
                self.head(3, f"{category.capitalize()} acceptance criteria")
                for n, text in enumerate(texts, start=1):
                    self.point(f"{n}.", text)

    def points(self, points):
        return [point["text"] for point in points] or ["No further impacts"]

    def _table(self, title, heads, rows):
        size = self.style.rows_a_page
        for start in range(0, max(1, len(rows)), size):
            self.lines += [f"{title} ", "", self.cells(heads, heads), ""]
            for row in rows[start : start + size]:
                self.lines += [self.cells(heads, row), ""]
            if self.style.page_header and start + size < len(rows):
                self.lines += [self.style.page_header, ""]

    def cells(self, heads, cells):
        written = ""
        for name, cell in zip(heads, cells, strict=True):
            width = WIDTHS.get(name, 60)
            if isinstance(cell, list):
                parts = [" \n".join(textwrap.wrap(f"• {text}", width)) for text in cell]
                written += " \n\n".join(parts) + " \n"
                continue
            lines = textwrap.wrap(cell, width) or [""]
            written += " \n".join(lines) + (" \n\n" if len(lines) > 1 else " ")
        return written.rstrip("\n")
