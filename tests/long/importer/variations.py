"""Ten ways of writing a RID, each as a file: what is changed in the blocks of an original, and how it is printed."""

import io
import re
import shutil
import subprocess
from html import escape
from random import Random

from docx import Document
from docx.enum.section import WD_ORIENT

from tests.long.importer.facts import dated, facts
from tests.support.originals.pdf import GRID, RULES, printed, table
from tests.support.originals.word import STYLES, fill, tracked
from tests.support.originals.wording import PARTICIPANTS, Grid, Part, original, page_head

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
LANDSCAPE = "@page { size: A4 landscape; margin: 18mm 15mm; }"
HAS_POPPLER = bool(shutil.which("pdftotext"))


def ordinal(day):
    return f"{day.day}{ORDINALS.get(day.day, 'th')} {day:%B %Y}"


def week(day):
    return f"w/c {day.day} {day:%b %Y}"


def weekday(day):
    return f"{day:%A} {day.day} {day:%B %Y}"


def thousands(document):
    """Blocks with costs in thousands, the unit in the headings."""
    for block in original(document):
        if isinstance(block, Grid) and "costs" in block.title:
            head = [block.head[0], *(f"{name} (£k)" for name in block.head[1:])]
            rows = [
                [row[0], *(f"{int(re.sub('[£,]', '', cell)) // 1000}" for cell in row[1:])]
                for row in block.rows
            ]
            yield Grid(block.title, head, rows)
        else:
            yield block


def millions(document):
    for block in original(document):
        if isinstance(block, Grid) and "costs" in block.title:
            rows = [
                [row[0], *(f"£{int(re.sub('[£,]', '', cell)) / 1_000_000:.3f}m" for cell in row[1:])]
                for row in block.rows
            ]
            yield Grid(block.title, block.head, rows)
        else:
            yield block


def renamed(blocks, names):
    for block in blocks:
        if isinstance(block, Grid):
            yield Grid(block.title, [names.get(name, name) for name in block.head], block.rows)
        else:
            yield block


def ticked(blocks, tick, none=""):
    """The blocks with another sign for a tick, and one for none."""
    for block in blocks:
        if isinstance(block, Grid) and "matrix" in block.title:
            rows = [[row[0], *(tick if cell else none for cell in row[1:])] for row in block.rows]
            yield Grid(block.title, block.head, rows)
        else:
            yield block


def sectioned(blocks):
    """The blocks in sections, each with its heading first."""
    sections = [[]]
    for block in blocks:
        if isinstance(block, Part) and block.kind == "h1":
            sections.append([])
        sections[-1].append(block)
    return sections


def two_summaries(blocks):
    """The impacts on Parties in two tables, and the matrix with titles of modifications beside their references."""
    for block in blocks:
        if isinstance(block, Grid) and block.title == "SEC Party impacts":
            yield Grid("Impacts on all Parties and Suppliers", block.head, block.rows[:2])
            yield Part("p", "The impacts on the others are these.")
            yield Grid("Impacts on Networks and Other SEC Parties", block.head, block.rows[2:])
        else:
            yield block


def titled(blocks, document):
    names = {
        item["ref"]: item["title"] for key in ("approved", "targeted") for item in document["scope"][key]
    }
    for block in blocks:
        if isinstance(block, Grid) and block.title == "Participant impact matrix":
            rows = [[row[0], names[row[0]], *row[1:]] for row in block.rows]
            yield Grid(block.title, [block.head[0], "Title", *block.head[1:]], rows)
        else:
            yield block


def split_matrix(blocks, width):
    for block in blocks:
        if isinstance(block, Grid) and block.title == "SEC document impact matrix":
            for at in range(1, len(block.head), width):
                cut = slice(at, at + width)
                rows = [[row[0], *row[cut]] for row in block.rows]
                yield Grid(block.title, [block.head[0], *block.head[cut]], rows)
        else:
            yield block


def as_lists(blocks, document):
    """The timetable, the history and the matrices as lists of points."""
    for block in blocks:
        if not isinstance(block, Grid):
            yield block
        elif block.title == "Release implementation timetable":
            for when, event, notes in block.rows:
                yield Part("•", f"{when}: {event}{f'. {notes}' if notes else ''}")
        elif block.title == "Document history":
            for version, day, changes in block.rows:
                yield Part("•", f"Version {version} ({day}): {changes}")
        elif block.title == "Participant impact matrix":
            for ref, *ticks in block.rows:
                said = [name for name, tick in zip(PARTICIPANTS.values(), ticks, strict=True) if tick]
                yield Part("•", f"{ref} impacts {', '.join(said)}")
        elif block.title == "Glossary":
            for short, full in block.rows:
                yield Part("•", f"{short}: {full}")
        else:
            yield block


def word(blocks, *, landscape=False, bold=False, merged=False, change=None):
    opened = Document()
    section = opened.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    counted = 0
    for block in blocks:
        if isinstance(block, Grid):
            _word_table(opened, block, bold, merged)
            counted = 0
        elif block.kind == "1.":
            counted += 1
            opened.add_paragraph(f"({chr(96 + counted)}) {block.text}")
        else:
            counted = 0
            opened.add_paragraph(block.text, style=STYLES[block.kind])
    if change:
        change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _word_table(opened, grid, bold, merged):
    opened.add_paragraph().add_run(grid.title).bold = True
    made = opened.add_table(len(grid.rows) + 1, len(grid.head), style="Table Grid")
    for place, row in enumerate([grid.head, *grid.rows]):
        for cell, written in zip(made.rows[place].cells, row, strict=True):
            fill(opened, cell, written)
            if bold and (place == 0 or "matrix" in grid.title):
                for run in cell.paragraphs[0].runs:
                    run.bold = True
    if merged and grid.title == "Release implementation timetable":
        for at in range(1, len(grid.rows)):
            if grid.rows[at][0] and grid.rows[at][0] == grid.rows[at - 1][0]:
                text = grid.rows[at][0]
                made.cell(at, 0).merge(made.cell(at + 1, 0)).text = text


def track(opened):
    """Words that were changed: deleted ones beside inserted ones, in points and in cells."""
    changed = 0
    for paragraph in opened.paragraphs:
        if changed < 3 and paragraph.text.startswith(("MP", "SECMP", "DP")) and len(paragraph.runs) == 1:
            first, _, rest = paragraph.text.rpartition(" ")
            paragraph.runs[0].text = f"{first} "
            paragraph._p.append(tracked("del", "formerly."))
            paragraph._p.append(tracked("ins", rest))
            changed += 1
    for table_ in opened.tables:
        cell = table_.rows[-1].cells[0].paragraphs[0]
        if cell.runs and re.match(r"\d", cell.text):
            text = cell.text
            cell.runs[0].text = ""
            cell._p.append(tracked("del", "1 May 2021"))
            cell._p.append(tracked("ins", text))


def page(blocks, head, style, notes=False, above=None):
    """A PDF. `notes`: footnotes stand at the ends of points; `above`: rows over rows of headings, by these."""
    html, at = [], 0
    listed = ""
    for block in blocks:
        tag = {"•": "ul", "o": "ul", "1.": "ol"}.get(block.kind, "") if isinstance(block, Part) else ""
        if tag != listed:
            html += [f"</{listed}>"] if listed else []
            html += [f"<{tag}>"] if tag else []
            listed = tag
        if isinstance(block, Grid):
            made = table(block, titled=False, repeated=False)
            for row, over in (above or {}).items():
                made = made.replace(row, f"{over}{row}", 1)
            html.append(f"</div>{made}<div>")
        elif tag:
            at += 1
            note = (
                f"<span class=fn>See the Modification Report, page {at}.</span>"
                if notes and at % 3 == 1
                else ""
            )
            html.append(f"<li>{escape(block.text)}{note}</li>")
        else:
            kind = "p class=title" if block.kind == "title" else block.kind
            html.append(f"<{kind}>{escape(block.text)}</{kind.split()[0]}>")
    css = f"{style} .fn {{ float: footnote; font-size: 7.5pt; }}"
    return printed(f"<div>{''.join(html)}</div>", css, head)


def laid_out(pdf, *options):
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def markdown(blocks):
    lines = []
    for block in blocks:
        if isinstance(block, Grid):
            cells = [
                [_flat(cell) for cell in row] for row in [block.head, ["---"] * len(block.head), *block.rows]
            ]
            lines += [f"**{block.title}**", "", *(f"| {' | '.join(row)} |" for row in cells), ""]
        else:
            mark = {"h1": "## ", "h2": "### ", "•": "* ", "o": "    * ", "1.": "1. ", "title": "# "}.get(
                block.kind, ""
            )
            lines += [f"{mark}{block.text}", ""]
    return "\n".join(lines)


def _flat(cell):
    return "<br>".join(f"• {one}" for one in cell) if isinstance(cell, list) else cell


def misread(text, seed):
    """OCR: 0 and O, 1 and l in references and dates; a quotation mark lost; a bullet read as e."""
    random = Random(seed)
    text = re.sub(r"\b(S?E?C?MP)0", lambda m: f"{m[1]}O" if random.random() < 0.6 else m[0], text)
    text = re.sub(r"\b(MP)1(\d)", lambda m: f"{m[1]}l{m[2]}" if random.random() < 0.6 else m[0], text)
    text = re.sub(r"(?m)^(\s*)• ", lambda m: f"{m[1]}e " if random.random() < 0.5 else m[0], text)
    return re.sub(r"\b1(\d [A-Z][a-z]{2} )", lambda m: f"l{m[1]}" if random.random() < 0.5 else m[0], text)


def tracked_word(seed):
    document = dated(facts(seed), lambda day: f"{day.day} {day:%b %Y}")
    return document, word(ticked(original(document), "●"), bold=True, merged=True, change=track), "a.docx"


def landscape_word(seed):
    document = dated(facts(seed), ordinal)
    names = {"Modification": "Change proposal", "Date": "When", "Event": "Step", "Notes": "Remarks"}
    return document, word(renamed(thousands(document), names), landscape=True), "a.docx"


def summaries_word(seed):
    document = facts(seed)
    return document, word(two_summaries(titled(original(document), document)), bold=True), "a.docx"


def wide_pdf(seed):
    document = facts(seed, 10)
    return (
        document,
        page(split_matrix(ticked(original(document), "Y"), 5), page_head(document), GRID + LANDSCAPE),
        "a.pdf",
    )


def footnotes_pdf(seed):
    document = dated(facts(seed), week)
    return document, page(original(document), page_head(document), RULES, notes=True), "a.pdf"


def narrow_pdf(seed):
    """References that break inside narrow cells."""
    document = facts(seed, 8)
    style = GRID + " td:first-child, th { word-break: break-all; width: 11mm; }"
    return document, page(original(document), page_head(document), style), "a.pdf"


def reordered_text(seed):
    document = dated(facts(seed), ordinal)
    cover, about, *sections, _, _ = sectioned(original(document))
    blocks = [block for section in (cover, about, *reversed(sections)) for block in section]
    document["history"], document["glossary"] = [], {}
    return document, laid_out(page(blocks, page_head(document), RULES), "-layout").encode(), "a.txt"


def bars_text(seed):
    document = dated(facts(seed), weekday)
    return document, markdown(ticked(millions(document), "Yes", "No")).encode(), "a.md"


def misread_text(seed):
    document = facts(seed)
    text = laid_out(page(original(document), page_head(document), GRID), "-layout")
    return document, misread(text, seed).encode(), "a.txt"


def listed_text(seed):
    document = dated(facts(seed), lambda day: f"{day.day} {day:%B %Y}")
    return document, markdown(as_lists(original(document), document)).encode(), "a.md"


VARIATIONS = (
    tracked_word,
    landscape_word,
    summaries_word,
    wide_pdf,
    footnotes_pdf,
    narrow_pdf,
    reordered_text,
    bars_text,
    misread_text,
    listed_text,
)
