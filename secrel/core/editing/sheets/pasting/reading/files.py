"""Read the tables of an uploaded file by its ending."""

from collections.abc import Callable
from pathlib import PurePath

from secrel.core.editing.sheets.pasting.reading.clipboard import read_block
from secrel.core.editing.sheets.pasting.reading.commas import read_commas
from secrel.core.editing.sheets.pasting.reading.excel import read_excel
from secrel.core.editing.sheets.pasting.reading.table import Block, NoTable
from secrel.core.editing.sheets.pasting.reading.word import read_word


def _read_text(content: bytes) -> list[Block]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return [block for block in (read_commas(text) or read_block(text),) if block]


READERS: dict[str, Callable[[bytes], list[Block]]] = {
    ".docx": read_word,
    ".xlsx": read_excel,
    ".csv": _read_text,
    ".txt": _read_text,
}
"""The reader of each kind of file, by its ending."""


def read_file(name: str, content: bytes) -> list[Block]:
    """The tables of the file. Raises NoTable with a sentence for a kind of file that is not read."""
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise NoTable(
            f"We read tables from {', '.join(READERS)} files. Open the file, copy its cells and paste them."
        )
    return READERS[ending](content)
