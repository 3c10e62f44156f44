"""Reads the pieces of a paper one after another, and knows of which release and of which list each is."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from governance.importer.source.document import Place
from governance.importer.understanding.understood import Gathered
from governance.importer.updates.changes import change_word, changing_sentences, is_change
from governance.importer.updates.pieces import Piece
from governance.importer.updates.releases import (
    Lead,
    Section,
    lead_of,
    release_named,
    section_of_heading,
    with_go_live,
)
from governance.importer.updates.rows import Gatherer
from governance.importer.updates.tables import is_of_paper, read_table
from governance.importer.updates.titles import CLOSING, OPENING, Entry, entries_in, entry_of, moved
from governance.importer.words.references import modifications_in
from secrel.core.values.texts import one_line

_PROSE = re.compile(
    r"^(?:We\b|Since\b|On \d|All (?:of )?(?:the|other)\b|Other\b|There (?:is|are)\b|Once the\b|The table\b|"
    r"Following (?:this|our|the) (?:meeting|review)|This (?:RID|release|paper)\b|No (?:further|other)\b|"
    r"(?:SECAS|The DCC|The Panel|The CSC|The SEC Panel)\b[^.]{0,40}\b(?:has|have) "
    r"(?:also|reviewed|provided|highlighted|baselined|agreed|previously)\b|"
    r"The (?:[A-Z][a-z]{2,8} \d{4} )?(?:SEC )?(?:RID|Release))"
)
_IS_TOLD = re.compile(r"\b(?:table|list)\b.{0,30}\b(?:below|following)\b|\bthe following\b")
_BEFORE = re.compile(r"\bpreviously (?:targeted|planned|scheduled)[^.,;:]{0,60}?\d{4} SEC Releases?")
_HEADS = frozenset(
    (
        "modification",
        "modifications",
        "status",
        "impact",
        "impacts",
        "dcc",
        "systems",
        "system",
        "title",
        "cut-off",
    )
)
_NUMBERED = re.compile(r"\d{1,2}\.\s+[A-Z]")
LONGEST_LEAD = 900
LONGEST_HEADING = 80
LONGEST_STATUS = 300
TAIL = 1_500
"""Characters at the end of what was collected that tell whether a row is over."""


class Reading:
    def __init__(self, gathered: Gathered, titles: Mapping[str, str], links: Sequence[str]) -> None:
        self.rows, self.titles, self.links = Gatherer(gathered), titles, links
        self.section, self.lead = Section(), Lead()
        self.is_open = False
        self.text: list[str] = []
        self.starts: list[int] = []
        self.pieces: list[Piece] = []
        self.length, self.tail = 0, ""

    def take(self, piece: Piece) -> None:
        """Read a piece. Running text below the headings of a table is collected until prose or a heading follows."""
        if piece.table is not None:
            self.close()
            if is_of_paper(piece.table):
                read_table(piece.table, self._of_title(piece.table.title), self.lead, self.rows)
            return
        text, named = one_line(piece.text), entries_in(piece.text)
        section = None if named else section_of_heading(text)
        if section:
            self._begin(section)
        elif _is_other_heading(piece, text) and (not self.text or self._is_whole()):
            self._begin(Section())
        elif piece.level and named and named[0][0] == 0:
            self.close()
            self._point(piece, text)
        elif sentences := changing_sentences(text):
            self.close()
            self._change(piece, sentences)
        elif not named and len(text) < LONGEST_LEAD and (text.endswith(":") or _IS_TOLD.search(text[:200])):
            self.close()
            self.section = self._section_of(text)
            self.lead, self.is_open = lead_of(text, self.section), True
        elif {word.strip("?*_") for word in text.casefold().split()} <= _HEADS:
            self.is_open = True
        elif _PROSE.match(text) and (not self.text or self._is_whole()):
            self.close()
            self._prose(text)
        elif self.is_open and self.section.name:
            self._collect(piece, text)
        else:
            self._prose(text)

    def close(self) -> None:
        """Read the running text that was collected, as rows of a table."""
        text, found = " ".join(self.text), entries_in(" ".join(self.text))
        ends = [*(at for at, _ in found[1:]), len(text)]
        entries = (
            [
                entry_of(text[at:end], moved(ref, at), self.titles, self.links)
                for (at, ref), end in zip(found, ends, strict=True)
            ]
            if found
            else []
        )
        for (at, _), entry in zip(found, entries, strict=True):
            piece = self.pieces[bisect_right(self.starts, at) - 1]
            self.rows.add(
                self.section,
                entry,
                self.lead,
                piece.place,
                impacts=entry.ticked,
                impacts_sure=entry.ticked and entry.is_sure,
                doubt=piece.doubt,
            )
        self.text, self.starts, self.pieces, self.is_open = [], [], [], False
        self.length, self.tail = 0, ""

    def _begin(self, section: Section) -> None:
        self.close()
        self.section, self.lead = section, Lead()

    def _collect(self, piece: Piece, text: str) -> None:
        self.starts.append(self.length)
        self.pieces.append(piece)
        self.text.append(text)
        self.length += len(text) + 1
        self.tail = f"{self.tail[-TAIL:]} {text}"[-TAIL:]

    def _point(self, piece: Piece, text: str) -> None:
        """A modification that a list names. Prose that an extract ran on after it may introduce the next list."""
        entry = entry_of(text, entries_in(text)[0][1], self.titles, self.links)
        rest, after = _apart_from_prose(entry.rest)
        section = self.section if self.section.name else Section(release_named(self.lead.text))
        if section.name and not is_change(rest):
            self.rows.add(
                section,
                replace(entry, rest=rest),
                self.lead,
                piece.place,
                impacts=True if entry.ticked else self.lead.impacts_dcc,
                impacts_sure=self.lead.impacts_dcc is not None or entry.ticked,
                doubt=piece.doubt,
            )
        elif section.name and (sentences := changing_sentences(text)):
            self._change(piece, sentences)
        if after:
            self.take(Piece(after, piece.place))

    def _change(self, piece: Piece, sentences: Sequence[str]) -> None:
        """Sentences that add a modification to a scope, or take it out of one."""
        for sentence in sentences:
            section = self._section_of(sentence)
            lead = lead_of(sentence, section)
            change = lead.change or change_word(sentence)
            if not change or not section.name:
                self.rows.gathered.leave(sentence, piece.place)
                continue
            for found in modifications_in(sentence):
                entry = Entry(found, self.titles.get(found.ref, ""), "", "")
                if sentence[found.end : found.end + 3].lstrip()[:1] in OPENING:
                    quoted = entry_of(
                        sentence[found.start :], moved(found, found.start), self.titles, self.links
                    )
                    title = quoted.title if quoted.is_sure else entry.title
                    entry = Entry(found, title, quoted.part, "")
                self.rows.add(
                    section,
                    entry,
                    replace(lead, change=change, text=sentence),
                    piece.place,
                    impacts=None,
                    impacts_sure=True,
                    doubt=piece.doubt,
                )

    def _prose(self, text: str) -> None:
        self.section = with_go_live(self.section, text)
        if any(row["name"] == self.section.name for row in self.rows.releases):
            self.rows.release(self.section, Place())

    def _of_title(self, title: str) -> Section:
        """The release of a table: the one that its title names, or that of its section."""
        return section_of_heading(title) or (
            Section(release_named(title)) if release_named(title) else self.section
        )

    def _section_of(self, text: str) -> Section:
        """The release that a sentence is about: the one that it names, unless it names it as where something was."""
        name = release_named(_BEFORE.sub("", text))
        if name and name != self.section.name and not self.section.is_several:
            return with_go_live(Section(name), text)
        return with_go_live(self.section, text)

    def _is_whole(self) -> bool:
        """Whether a row may end here: after a sentence or a tick, or after a title printed beside its status."""
        end = self.tail.rstrip()
        if end.endswith((".", "✓", " v", "…")):
            return True
        found = entries_in(end) if end[-1:] in CLOSING else []
        return bool(found) and ". " in end[found[-1][0] :]


def _is_other_heading(piece: Piece, text: str) -> bool:
    """Whether a piece is the heading of a section that is about no release."""
    if len(text) > LONGEST_HEADING or text.endswith((".", ";", ":", ",")) or list(modifications_in(text)):
        return False
    is_numbered = bool(piece.number and piece.level == 1 and len(text.split()) < 8)
    return piece.is_heading or is_numbered or bool(_NUMBERED.match(text))


def _apart_from_prose(rest: str) -> tuple[str, str]:
    """What belongs to a point, and a paragraph that ran on after it."""
    if not rest[:1].isupper():
        return rest, ""
    is_prose = _PROSE.match(rest) or rest.endswith(":") or len(rest) > LONGEST_STATUS
    return ("", rest) if is_prose else (rest, "")
