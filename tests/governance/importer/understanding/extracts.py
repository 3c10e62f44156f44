"""Prints a RID as an extract of text, in the ways in which extracts differ: tables, order, words, dates, noise."""

from dataclasses import dataclass, field
from datetime import date

from tests.support.originals.wording import PARTICIPANTS, PARTIES, STAGES

SECTIONS = ("scope", "impacts", "timeline", "testing", "costs", "acceptance", "history", "glossary")
WORDS = {
    "scope": "Scope",
    "impacts": "Impacts",
    "timeline": "Implementation timeline",
    "testing": "Test strategy",
    "costs": "Costs",
    "acceptance": "Acceptance criteria",
    "history": "Version control",
    "glossary": "Glossary",
}
OTHER_WORDS = {
    "scope": "Scope of the release",
    "impacts": "Release impacts",
    "timeline": "Release timetable",
    "testing": "Testing approach",
    "costs": "Implementation costs",
    "acceptance": "Acceptance criteria",
    "history": "Document control",
    "glossary": "Acronyms and abbreviations",
}


@dataclass
class Style:
    order: tuple = SECTIONS
    words: dict = field(default_factory=lambda: WORDS)
    tick: str = "✓"
    reverse_columns: bool = False
    wide: int = 99
    rows_a_page: int = 99
    date: str = "short"
    quotes: str = "‘’"
    page_header: str = ""
    bars: bool = False
    lost: tuple = ()
    bold_headings: bool = False


def day_of(iso, style):
    day = date.fromisoformat(iso)
    if style.date == "long":
        return f"{day.day} {day:%B %Y}"
    if style.date == "figures":
        return f"{day:%d/%m/%Y}"
    return f"{day:%d %b %y}"


class Extract:
    """An extract in Markdown: headings with #, tables with tabs or bars, lists of HTML in cells."""

    def __init__(self, document, style):
        self.document, self.style, self.lines = document, style, []

    def text(self):
        head, release = self.document["document"], self.document["release"]
        if head["classification"]:
            self.say(
                f"This document is classified as **{head['classification'].capitalize()}** in accordance with "
                f"the Panel Information Policy."
            )
        self.head(1, f"{release['name']} ({day_of(release['go_live'], Style(date='long'))})")
        self.head(2, "SEC Release Implementation Document")
        self.say(f"Version {head['version']}")
        self.say(day_of(head["date"], Style(date="long")))
        self.head(2, "About this document")
        self.say(
            "This document is a Smart Energy Code (SEC) Release Implementation Document (RID). It "
            "summarises the release."
        )
        for number, section in enumerate((s for s in self.style.order if s not in self.style.lost), start=1):
            self.head(2, f"{number}. {self.style.words[section]}")
            getattr(self, section)()
        return "\n".join(self.lines) + "\n"

    def say(self, text):
        self.lines += [text, ""]

    def head(self, level, text):
        self.say(f"**{text}**" if self.style.bold_headings and level > 1 else f"{'#' * level} {text}")

    def quoted(self, text):
        return f"{self.style.quotes[0]}{text}{self.style.quotes[1]}"

    def table(self, title, heads, rows, fixed=1):
        if self.style.reverse_columns and fixed == 1:
            heads, rows = [heads[0], *heads[:0:-1]], [[row[0], *row[:0:-1]] for row in rows]
        width = self.style.wide
        for start in range(1, max(2, len(heads)), width):
            keep = [0, *range(start, min(start + width, len(heads)))]
            self._table(title, [heads[n] for n in keep], [[row[n] for n in keep] for row in rows])

    def _table(self, title, heads, rows):
        size = self.style.rows_a_page
        for start in range(0, max(1, len(rows)), size):
            if self.style.bars:
                self.lines += [title, "", self.row(heads), self.row(["---"] * len(heads))]
            else:
                self.lines += ["\t".join([title, *[""] * (len(heads) - 1)]), self.row(heads)]
            self.lines += [*(self.row(row) for row in rows[start : start + size]), ""]
            if self.style.page_header and start + size < len(rows):
                self.lines += [self.style.page_header, ""]

    def row(self, cells):
        return f"| {' | '.join(cells)} |" if self.style.bars else "\t".join(cells)

    def points(self, points):
        items = "".join(f"<li>{point['text']}</li>" for point in points) or "<li>No further impacts</li>"
        return f"<ul>{items}</ul>"

    def scope(self):
        scope = self.document["scope"]
        if scope["approved"]:
            self.head(3, "Approved Modification Proposals")
            self.say("The following Modification Proposals have been approved for inclusion in this release:")
            self.items(scope["approved"])
        if scope["targeted"]:
            self.head(3, "Targeted Modification Proposals")
            self.say(
                "The following Modification Proposals will be included in this release if approved by their "
                "cut-off dates:"
            )
            self.items(scope["targeted"])
        self.say("Further modifications that do not impact on DCC Systems may be added later.")
        self.head(3, "DCC Change Requests")
        if not scope["change_requests"]:
            self.say(
                "No DCC Change Requests are currently planned to be implemented alongside this SEC Release."
            )
        for row in scope["change_requests"]:
            self.say(f"- {row['ref']} {self.quoted(row['title'])} {row['summary']}")
        self.say(
            "DCC Change Requests do not form part of a SEC Release, and so this RID does not cover their impacts."
        )

    def items(self, items):
        for item in items:
            part = f" part {item['part']}" if item["part"] else ""
            self.lines.append(f"- [{item['ref']} {self.quoted(item['title'])}](#){part} {item['summary']}")
            self.lines += [f"  - {option['text']}" for option in item["options"]]
        self.lines.append("")

    def impacts(self):
        facts = self.document["impacts"]
        self.say("This section lists the impacts of the changes.")
        self.head(3, "SEC Party and DCC impacts")
        rows = [
            [ref, *(self.style.tick if key in ticks else "" for key in PARTICIPANTS)]
            for ref, ticks in facts["participants"].items()
        ]
        self.table("Participant impact matrix", ["Modification", *PARTICIPANTS.values()], rows)
        self.say("The impacts on the different participants are summarised below.")
        rows = [[PARTIES[row["participant"]], self.points(row["points"])] for row in facts["party_summaries"]]
        self._table("SEC Party impacts", ["Participant", "Summary of impacts"], rows)
        rows = [[row["area"], self.points(row["points"])] for row in facts["dcc_summaries"]]
        self._table("DCC impacts", ["Area impacted", "Summary of impacts"], rows)
        self.head(3, "SEC document impacts")
        self.say("The following documents will be updated in this release:")
        self.lines += [f"- {row['document']} {self.quoted(row['title'])}" for row in facts["documents"]]
        self.say("")
        refs = list(facts["participants"])
        rows = [
            [row["document"], *(self.style.tick if ref in row["modifications"] else "" for ref in refs)]
            for row in facts["documents"]
        ]
        self.table("SEC document impact matrix", ["Document", *refs], rows)
        self.head(3, "Other Code impacts")
        self.say("No other Codes are impacted as a result of this release.")

    def timeline(self):
        self.say("This section lists the planned timeline for the implementation of this release.")
        rows = [[self.when(row["when"]), row["event"], row["notes"]] for row in self.document["timeline"]]
        self.table("Release implementation timetable", ["Date", "Event", "Notes"], rows, fixed=0)

    def when(self, when):
        return day_of(when["date"], self.style) if when["date"] else ""

    def testing(self):
        facts = self.document["testing"]
        self.say("This section covers the testing approach that will be taken by the DCC.")
        if facts["system_testing"]:
            self.head(3, "DCC’s testing approach")
        for text in facts["dcc_approach"]:
            self.say(text)
        if facts["system_testing"]:
            self.head(3, "User testing approach")
        for text in facts["user_approach"]:
            self.say(text)

    def costs(self):
        facts = self.document["costs"]
        self.say("This section summarises the costs that will be incurred in implementing this release.")
        self.head(3, "DCC costs")
        if facts["dcc_lines"]:
            self.say(
                f"The total DCC implementation costs of this release are currently quoted as "
                f"£{int(facts['dcc_total']['amount']):,}."
            )
            rows = [
                [line["ref"], *(f"£{int(line[stage]['amount']):,}" for stage in STAGES)]
                for line in facts["dcc_lines"]
            ]
            self.table("Breakdown of DCC implementation costs", ["Modification", *STAGES.values()], rows)
        else:
            self.say("The DCC will not incur any implementation costs as a result of this release.")
        self.head(3, "SECAS costs")
        text = "SECAS will incur two days effort, equating to around £1,200, to update and implement the SEC."
        if facts["secas_project_management"]:
            text += " SECAS estimates a maximum of 20 days of effort, or £12,000, for project management."
        self.say(text)

    def acceptance(self):
        self.say("The following criteria will need to be met before the release can go live.")
        for category in ("operational", "testing", "security"):
            if texts := self.document["acceptance"][category]:
                self.head(3, f"{category.capitalize()} acceptance criteria")
                self.lines += [f"{n}. {text}" for n, text in enumerate(texts, start=1)]
                self.lines.append("")

    def history(self):
        rows = [
            [row["version"], day_of(row["date"], self.style), row["changes"]]
            for row in self.document["history"]
        ]
        self.table("Document history", ["Version", "Date", "Changes"], rows, fixed=0)

    def glossary(self):
        self.say("This table lists all the acronyms used in this document.")
        self.table(
            "Glossary",
            ["Acronym", "Full term"],
            [list(row) for row in self.document["glossary"].items()],
            fixed=0,
        )
