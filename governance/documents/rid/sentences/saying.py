"""Printing standard sentences, and what a document says of an empty list."""

from collections.abc import Iterable, Mapping
from typing import Any

from governance.documents.engine.blocks import Block, Paragraph, heading, paragraph
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.states import NOT_STATED, statement_of


def say(*sentences: str) -> list[Paragraph]:
    """A paragraph for each sentence; empty ones print nothing."""
    return [paragraph(text) for text in sentences if text]


def state_said(content: RidContent, key: str, table: Mapping[str, str], words: Any) -> list[Paragraph]:
    """The sentence for an empty list, with the reason if one is given; nothing if nothing is stated."""
    stated = statement_of(content, key)
    text = table.get(stated.state, table.get(NOT_STATED, ""))
    return say(text and text + reasons(words, reason=stated.reason or ""))


def under(title: str, blocks: Iterable[Block]) -> list[Block]:
    """The blocks under a heading, which is left out if there are none."""
    found = list(blocks)
    return [heading(title), *found] if found else []


def reasons(words: Any, *, reason: str = "", source: str = "") -> str:
    """Reason and source, to follow a sentence."""
    parts = ((words.REASON, reason), (words.SOURCE, source))
    return "".join(f" {ended(form.format(text=text))}" for form, text in parts if form and text)


def ended(text: str) -> str:
    """The text with a full stop, unless it has one."""
    return text if text.endswith(".") else f"{text}."
