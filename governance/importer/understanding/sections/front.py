"""The front: the release, its go-live, version, date, classification, reference, annexes."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import shorten
from typing import Any

from governance.importer.source.document import Line, Place
from governance.importer.understanding.outline import FRONT, Outline
from governance.importer.understanding.sections.timeline import go_live_row
from governance.importer.understanding.sections.versions import version_of
from governance.importer.understanding.understood import DOUBTFUL, GUESSED, MENDED, Gathered
from governance.importer.words.dates import days_in, read_date
from secrel.core.values.texts import one_line

Data = dict[str, Any]
_NAME = re.compile(
    r"\b((?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Ad-hoc|Interim|Winter|Summer|Spring|Autumn) (?:\d{1,2} )?\d{4} SEC Release)\b|\b(\d{4} SEC "
    r"Release)\b"
)
_CLASS = re.compile(
    r"\b(?:classified as|classification(?: of|:)?|marked as)\s+(?:SEC )?(white|green|amber|red)\b",
    re.IGNORECASE,
)
_PAPER = re.compile(r"\b([A-Z]{3,6}_\d{1,4}_\d{3,4}(?:_\d{1,3})?)\b")
_VERSION = re.compile(
    r"^(?:(?:document |rid )?version(?: number| no\.?)?|v)\s?:?\s?(\d{1,3}\s?[.,]\s?\d{1,3}|"
    r"[0-9OlI]{1,2}[.,][0-9OlI]{1,2})\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"^(?:(?:document |issue |version )?date(?:d)?|dated|issued(?: on)?|published(?: on)?)\s?:?\s?(.+)$",
    re.IGNORECASE,
)
_GO_LIVE = re.compile(r"go[- ]?live|implement(?:ed|ation)|goes live|come into effect", re.IGNORECASE)
_ANNEX = re.compile(
    r"^[‘“]?(Annex(?:e)? [A-Z0-9]{1,2})\b[’”]?\s*(?::|–|—|-|will contain|contains|will be|is|sets "
    r"out|comprises|provides|will provide|includes|will include|will set out)?\s*(.*)$"
)
_AFTER_TITLE = re.compile(
    r"\s(?:[–—]|for (?:this|the) (?:SEC )?release\b|which\b|that\b|will\b|\((?:to come|expected|"
    r"from)\b).*$|[.;]\s?$|\s-\s.*$",
    re.DOTALL,
)
_POSSESSIVE = re.compile(
    r"(?<![\w-])(?:[A-Z][\w-]+ ){1,6}?[A-Z][\w-]+(?:’s|'s|s’|s') \(([A-Z]{2,8}(?:’s|'s))\)"
)


def read_release(parts: Outline, timeline: list[Data], gathered: Gathered) -> Data:
    lines = parts.lines(FRONT, "about")
    name, place, sure = _name(lines, parts)
    gathered.add("/release/name", sure, place, "name of the release", source=name)
    return {"name": name, "go_live": _go_live(lines, name, timeline, gathered)}


def _name(lines: Sequence[Line], parts: Outline) -> tuple[str, Place, float]:
    everywhere = Counter(
        found[1] or found[2]
        for section in parts.sections.values()
        for line in section
        for found in _NAME.finditer(line.text)
    )
    for line in lines:
        if found := _NAME.search(line.text):
            name = found[1] or found[2]
            is_usual = not everywhere or everywhere[name] >= max(everywhere.values()) / 2
            return name, line.place, 0.95 if is_usual and found[1] else MENDED
    if everywhere:
        return everywhere.most_common(1)[0][0], Place(), MENDED
    for line in lines:
        if "Release" in line.text and len(line.text) < 60 and "Implementation" not in line.text:
            return one_line(re.sub(r"\s?\([^()]*\)$", "", line.text)), line.place, DOUBTFUL
    return "SEC Release", Place(), GUESSED


def _go_live(lines: Sequence[Line], name: str, timeline: list[Data], gathered: Gathered) -> str | None:
    """The day beside the name, in a sentence on the implementation, or in the timetable. What two say is sure."""
    found: list[tuple[str, Line]] = []
    for line in lines:
        if (name in line.text or _GO_LIVE.search(line.text)) and (days := days_in(line.text)):
            found.append((days[0].isoformat(), line))
            break
    if row := go_live_row(timeline):
        found.append((row, Line("")))
    if not found:
        gathered.add("/release/go_live", DOUBTFUL, Place(), "no day of the go-live found")
        return None
    agree = len({day for day, _ in found}) == 1
    line = found[0][1]
    changed = "" if agree else f"The timetable says {found[-1][0]}."
    gathered.add(
        "/release/go_live",
        (0.98 if len(found) > 1 else 0.85) if agree else DOUBTFUL,
        line.place,
        "day of the go-live",
        changed=changed,
        source=line.text,
    )
    return found[0][0]


def read_document(parts: Outline, beside: Iterable[Line], history: list[Data], gathered: Gathered) -> Data:
    """The document itself. `beside`: lines of page headers and of what stands before the RID in the file."""
    lines = parts.lines(FRONT)
    around = [(line.text, line.place) for line in (*lines, *beside)]
    version = _version(lines, history, gathered)
    return {
        "version": version,
        "date": _date(lines, version, history, gathered),
        "classification": _classification(around, gathered),
        "reference": _reference(around, gathered),
        "annexes": _annexes(parts, gathered),
    }


def _version(lines: Sequence[Line], history: list[Data], gathered: Gathered) -> str:
    last = history[-1]["version"] if history else ""
    for line in lines:
        if found := _VERSION.match(line.text):
            version, changed = version_of(found[1])
            if version:
                confidence = 0.98 if version == last else DOUBTFUL if last else 0.85
                if changed:
                    confidence = min(confidence, MENDED if version != last else 0.85)
                gathered.add(
                    "/document/version",
                    confidence,
                    line.place,
                    "version on the cover",
                    changed=changed,
                    source=line.text,
                )
                return version
    gathered.add(
        "/document/version", 0.85 if last else GUESSED, Place(), "version of the last row of the history"
    )
    return last or "0.1"


def _date(lines: Sequence[Line], version: str, history: list[Data], gathered: Gathered) -> str | None:
    in_history = next((row["date"] for row in reversed(history) if row["version"] == version), None)
    for line in lines:
        dated = _DATED.match(line.text)
        text = dated[1] if dated else line.text
        if len(text) > 40:
            continue
        found = read_date(text.strip(" .*"))
        day: date | None = found.day
        if day:
            agree = in_history is None or in_history == day.isoformat()
            changed = " ".join(
                filter(None, [found.changed, "" if agree else f"The history says {in_history}."])
            )
            gathered.add(
                "/document/date",
                (0.95 if found.sure else MENDED) if agree else 0.6,
                line.place,
                "date on the cover",
                changed=changed,
                source=line.text,
            )
            return day.isoformat()
    gathered.add(
        "/document/date",
        0.85 if in_history else DOUBTFUL,
        Place(),
        "date of the version's row in the history",
    )
    return in_history


def _classification(around: Iterable[tuple[str, Place]], gathered: Gathered) -> str | None:
    for text, place in around:
        if found := _CLASS.search(text):
            gathered.add(
                "/document/classification", 0.95, place, "sentence on the classification", source=text
            )
            return found[1].lower()
    gathered.add("/document/classification", 0.6, Place(), "no classification found")
    return None


def _reference(around: Iterable[tuple[str, Place]], gathered: Gathered) -> str | None:
    for text, place in around:
        if found := _PAPER.search(text):
            gathered.add("/document/reference", 0.9, place, "reference of a paper", source=text)
            return found[1]
    gathered.add("/document/reference", 0.85, Place(), "no reference of a paper found")
    return None


def _annexes(parts: Outline, gathered: Gathered) -> list[Data]:
    rows: list[Data] = []
    for line in parts.lines(FRONT, "about", "contents", "annexes"):
        found = _ANNEX.match(line.text)
        if not found or not found[2] or any(row["label"] == found[1] for row in rows):
            continue
        path = f"/document/annexes/{len(rows)}"
        is_plain = bool(re.match(r"^\S+ \S+\s*[:–—-]", line.text))
        title, changed = annex_title(found[2], is_plain=is_plain)
        gathered.add(
            f"{path}/title",
            0.9 if is_plain and not changed else 0.75,
            line.place,
            "annex",
            changed=changed,
            source=line.text,
        )
        rows.append({"label": found[1].replace("Annexe", "Annex"), "title": title})
    if not rows:
        gathered.add("/document/annexes", 0.9, Place(), "no annex named")
    return rows


def annex_title(text: str, *, is_plain: bool) -> tuple[str, str]:
    """The title of an annex without the sentence around it, and what was changed."""
    title = (
        re.sub(r"\s?\((?:to come|expected|from)\b[^()]*\)\s?$", "", text)
        if is_plain
        else _AFTER_TITLE.sub("", text)
    )
    if not is_plain:
        title = re.sub(r"^(?:the|a|an)\s+", "", title)
    short = _POSSESSIVE.sub(r"\1", title)
    changed = (
        f"“{shorten(one_line(text), 80, placeholder=' …')}” is shortened to its title."
        if short != text.strip() and not is_plain
        else ""
    )
    return one_line(short).strip(" .‘’'“”\""), changed
