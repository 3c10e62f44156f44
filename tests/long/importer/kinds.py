"""Further ways of writing a RID, which the readers were not made with either, each as a file of several formats."""

import re
from dataclasses import dataclass, field
from html import escape

from tests.long.importer.facts import dated, facts
from tests.long.importer.variations import LANDSCAPE, laid_out, page, split_matrix, word
from tests.support.originals.pdf import GRID
from tests.support.originals.wording import PARTICIPANTS, Grid, Part, original, page_head

LETTERED = {
    "1. Scope": "A. What is in the release",
    "2. Impacts": "B. Effects on Parties, the DCC and the SEC",
    "3. Implementation timeline": "C. Key dates",
    "4. Test strategy": "D. Testing arrangements",
    "5. Costs": "E. Central costs",
    "6. Acceptance criteria": "F. Criteria for going live",
    "Approved Modification Proposals": "A.1 Modifications that have been approved",
    "Targeted Modification Proposals": "A.2 Modifications that await a decision",
    "DCC Change Requests": "A.3 DCC Change Requests",
    "SEC Party and DCC impacts": "B.1 Impacts on Parties and the DCC",
    "SEC document impacts": "B.2 Changes to SEC documents",
    "Other Code impacts": "B.3 Impacts on other Codes",
    "DCC’s testing approach": "D.1 Testing by the DCC",
    "User testing approach": "D.2 Testing by Users",
    "DCC costs": "E.1 Costs of the DCC",
    "SECAS costs": "E.2 Costs of SECAS",
    "Operational acceptance criteria": "F.1 Operational criteria",
    "Testing acceptance criteria": "F.2 Testing criteria",
    "Security acceptance criteria": "F.3 Security criteria",
    "Appendix 1: Version control": "G. Record of versions",
    "Appendix 2: Glossary": "H. Terms and abbreviations",
}
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LINE = 84


@dataclass(frozen=True)
class Headed(Grid):
    """A table with a row of headings above the last one. `over`: each with how many columns it covers."""

    over: list[tuple[str, int]] = field(default_factory=list)


def lettered(document):
    """Sections with letters and other titles; tables whose rows have numbers; days as “Thu 24-Jun-2021”."""
    for block in original(dated(document, lambda day: f"{day:%a %-d-%b-%Y}")):
        if isinstance(block, Grid) and "matrix" not in block.title and block.title != "Glossary":
            rows = [[str(number), *row] for number, row in enumerate(block.rows, 1)]
            yield Grid(block.title, ["#", *block.head], rows)
        elif isinstance(block, Part) and block.kind in ("h1", "h2"):
            yield Part(block.kind, LETTERED.get(block.text, block.text))
        else:
            yield block


def headed(document):
    """Two rows of headings, the upper one with cells over several columns."""
    for block in original(document):
        if isinstance(block, Grid) and block.title == "Participant impact matrix":
            yield Headed(block.title, block.head, block.rows, [("", 1), ("SEC Parties", 4), ("", 1)])
        elif isinstance(block, Grid) and "costs" in block.title:
            yield Headed(block.title, block.head, block.rows, [("", 1), ("Stage of delivery", 4)])
        elif isinstance(block, Grid) and block.title == "Release implementation timetable":
            yield Headed(block.title, block.head, block.rows, [("Milestone", 2), ("", 1)])
        else:
            yield block


def bulleted(document):
    """Criteria as points without numbers; costs in thousands with £; a stage to be confirmed, one not applicable."""
    line = document["costs"]["dcc_lines"][0]
    line["uit"] = {"status": "tbc", "amount": None}
    line["implement_to_live"] = {"status": "not_applicable", "amount": None}
    for block in original(document):
        if isinstance(block, Grid) and "costs" in block.title:
            cells = [[row[0], *(_short(cell) for cell in row[1:])] for row in block.rows]
            yield Grid(block.title, block.head, cells)
        elif isinstance(block, Part) and block.kind == "1.":
            yield Part("•", block.text)
        else:
            yield block


def _short(cell):
    return f"£{int(re.sub('[£,]', '', cell)) // 1000}k" if cell.startswith("£") else cell


def noted(document):
    """Marks of notes in tables, the notes below them; days as 24.vi.21."""
    form = dated(document, lambda day: f"{day.day}.{ROMAN[day.month - 1]}.{day:%y}")
    for block in original(form):
        if isinstance(block, Grid) and "costs" in block.title:
            rows = [list(row) for row in block.rows]
            rows[0][1] += "¹"
            rows[-1][2] += " [2]"
            yield Grid(block.title, block.head, rows)
            yield Part("p", "¹ Excludes the costs of the Communications Service Providers.")
            yield Part("p", "[2] Shared with the release that follows.")
        elif isinstance(block, Grid) and block.title == "Release implementation timetable":
            rows = [list(row) for row in block.rows]
            rows[-1][1] += "*"
            yield Grid(block.title, block.head, rows)
            yield Part("p", "* Subject to the decision of the Panel.")
        else:
            yield block


def crossed(document):
    """Participants down and modifications across; the matrix of documents in parts of three columns."""
    for block in split_matrix(original(document), 3):
        if isinstance(block, Grid) and block.title == "Participant impact matrix":
            refs = [row[0] for row in block.rows]
            rows = [
                [name, *(row[at] for row in block.rows)] for at, name in enumerate(PARTICIPANTS.values(), 1)
            ]
            yield Grid(block.title, ["Participant", *refs], rows)
        else:
            yield block


def hyphenated(text, width=LINE):
    """Paragraphs as a scanner gives them: short lines that break words with a hyphen."""
    lines = []
    for line in text.split("\n"):
        while len(line) > width and "  " not in line.strip() and not line.startswith("    "):
            at = line.rfind(" ", 0, width)
            word_ = re.match(r"[A-Za-z]{8,}\b", line[at + 1 :])
            if word_ and width - at > 5:
                cut = at + 1 + 4
                lines.append(f"{line[:cut]}-")
                line = line[cut:]
            else:
                lines.append(line[:at])
                line = line[at + 1 :]
        lines.append(line)
    return "\n".join(lines)


def printed_page(blocks, head, style=GRID):
    """A PDF in which tables may have two rows of headings."""
    marks, plain = {}, []
    for block in blocks:
        if isinstance(block, Headed):
            cells = "".join(f"<th colspan={count}>{escape(text)}</th>" for text, count in block.over)
            first = "".join(f"<th>{escape(one)}</th>" for one in block.head)
            marks[f"<tr>{first}</tr>"] = f"<tr>{cells}</tr>"
        plain.append(block)
    return page(plain, head, style, above=marks)


def two_columns(blocks, document):
    return page(blocks, page_head(document), f"{GRID} body > div {{ columns: 2; font-size: 8.5pt; }}")


def headed_word(blocks):
    """A Word file in which tables may have two rows of headings."""
    blocks = list(blocks)
    over = {block.title: block.over for block in blocks if isinstance(block, Headed)}

    def add(opened):
        names = [paragraph.text for paragraph in opened.paragraphs if paragraph.text in over]
        tables = [one for one in opened.tables if _title_of(one) in names]
        for table in tables:
            row = table.add_row()
            table._tbl.remove(row._tr)
            table._tbl.insert(table._tbl.index(table.rows[0]._tr), row._tr)
            at = 0
            for text, count in over[_title_of(table)]:
                table.cell(0, at).merge(table.cell(0, at + count - 1)).text = text
                at += count

    return word(blocks, change=add)


def _title_of(table):
    above = table._tbl.getprevious()
    return "".join(above.itertext()) if above is not None else ""


def lettered_word(seed):
    document = facts(seed)
    return document, word(lettered(document)), "a.docx"


def lettered_pdf(seed):
    document = facts(seed)
    return document, page(lettered(document), page_head(document), GRID), "a.pdf"


def lettered_text(seed):
    document = facts(seed)
    made = laid_out(page(lettered(document), page_head(document), GRID), "-layout")
    return document, made.encode(), "a.txt"


def headed_pdf(seed):
    document = facts(seed)
    return document, printed_page(headed(document), page_head(document)), "a.pdf"


def headed_docx(seed):
    document = facts(seed)
    return document, headed_word(headed(document)), "a.docx"


def headed_text(seed):
    document = facts(seed)
    made = laid_out(printed_page(headed(document), page_head(document)), "-layout")
    return document, made.encode(), "a.txt"


def bulleted_pdf(seed):
    document = facts(seed)
    return document, page(bulleted(document), page_head(document), GRID), "a.pdf"


def bulleted_word(seed):
    document = facts(seed)
    return document, word(bulleted(document)), "a.docx"


def bulleted_text(seed):
    document = facts(seed)
    made = laid_out(page(bulleted(document), page_head(document), GRID), "-layout")
    return document, made.encode(), "a.txt"


def noted_pdf(seed):
    document = facts(seed)
    return document, page(noted(document), page_head(document), GRID), "a.pdf"


def noted_word(seed):
    document = facts(seed)
    return document, word(noted(document)), "a.docx"


def noted_text(seed):
    document = facts(seed)
    made = laid_out(page(noted(document), page_head(document), GRID), "-layout")
    return document, made.encode(), "a.txt"


def crossed_pdf(seed):
    document = facts(seed, 7)
    return document, page(crossed(document), page_head(document), GRID + LANDSCAPE), "a.pdf"


def crossed_word(seed):
    document = facts(seed, 7)
    return document, word(crossed(document), landscape=True), "a.docx"


def crossed_text(seed):
    document = facts(seed, 7)
    made = laid_out(page(crossed(document), page_head(document), GRID + LANDSCAPE), "-layout")
    return document, made.encode(), "a.txt"


def scanned_text(seed):
    document = facts(seed)
    made = laid_out(page(original(document), page_head(document), GRID), "-layout")
    return document, hyphenated(made.replace("\f", "\n")).encode(), "a.txt"


def plain_text(seed):
    """Without its layout, as pdftotext gives it when nobody asks for more."""
    document = facts(seed)
    return document, laid_out(page(original(document), page_head(document), GRID)).encode(), "a.txt"


def plain_columns_text(seed):
    document = facts(seed)
    return document, laid_out(two_columns(original(document), document)).encode(), "a.txt"


def columns_pdf(seed):
    document = facts(seed)
    return document, two_columns(original(document), document), "a.pdf"


KINDS = (
    lettered_word,
    lettered_pdf,
    lettered_text,
    headed_docx,
    headed_pdf,
    headed_text,
    bulleted_word,
    bulleted_pdf,
    bulleted_text,
    noted_word,
    noted_pdf,
    noted_text,
    crossed_word,
    crossed_pdf,
    crossed_text,
    scanned_text,
    columns_pdf,
)
LOST = (plain_text, plain_columns_text)
"""Texts that lost where ticks stood and in which order columns are read: what is wrong must be unsure."""
