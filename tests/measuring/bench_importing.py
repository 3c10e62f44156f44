"""The part of `make bench` about reading old documents: CPU time a page for PDF, Word and text, against bare reading of
the same file by the library alone; for text, which needs no library, of the PDF of the same document."""

import statistics
import time
from collections.abc import Callable
from io import BytesIO

import docx
import pdfplumber

from governance.importer.source.child import _document
from governance.importer.understanding import understand
from tests.governance.importer.understanding.extracts import Extract, Style
from tests.long.importer.facts import facts
from tests.support.originals.pdf import pdf_original
from tests.support.originals.word import word_original

ROUNDS = 5
TARGETS = {"a.pdf": 2.0, "a.docx": 4.0, "a.txt": 0.3}
"""The most that reading and understanding may take of bare reading."""


def bench_importing() -> None:
    document = facts(1, 8)
    files: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
        "a.pdf": (pdf := pdf_original(document), bare_pdf),
        "a.docx": (word_original(document), bare_word),
        "a.txt": (Extract(document, Style()).text().encode(), lambda data: bare_pdf(pdf)),
    }
    pages = _document(pdf, "a.pdf").pages or 1
    for name, (data, bare) in files.items():
        read = statistics.median(
            timed(lambda data=data, name=name: _document(data, name)) for _ in range(ROUNDS)
        )
        source = _document(data, name)
        known = statistics.median(timed(lambda source=source: understand(source)) for _ in range(ROUNDS))
        alone = statistics.median(timed(lambda data=data, bare=bare: bare(data)) for _ in range(ROUNDS))
        print(
            f"{f'Import of {name[2:]}, a page of {pages}':<44} {(read + known) * 1000 / pages:8.1f} ms CPU "
            f"(read {read * 1000 / pages:.1f}, understand {known * 1000 / pages:.1f})   bare reading "
            f"{alone * 1000 / pages:8.2f} ms   × {(read + known) / alone:.2f} (target: at most {TARGETS[name]})",
            flush=True,
        )


def bare_pdf(data: bytes) -> list[object]:
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [(page.extract_words(), page.extract_tables()) for page in pdf.pages]


def bare_word(data: bytes) -> list[object]:
    opened = docx.Document(BytesIO(data))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in opened.paragraphs), *cells]


def timed(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began
