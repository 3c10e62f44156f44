"""What differs between two versions of a notice, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from governance.documents.notice.types import NoticeContent

NAMES = {
    "title": "Title",
    "form": "Form",
    "effective_on": "Takes effect on",
    "sec_version": "SEC version",
    "stated_count": "Stated number of modifications",
    "changes": "What else changes",
    "help": "Where to get help",
    "release": "Release",
    "modifications": "Modifications",
    "documents": "SEC documents",
    "specifications": "Technical specifications",
}
LISTS = ("modifications", "documents", "specifications")


def differences(old: NoticeContent, new: NoticeContent) -> list[str]:
    """The differences between two contents, in the order of the document."""
    before, after = old.as_data(), new.as_data()
    return [
        sentence
        for key, name in NAMES.items()
        for sentence in (
            _of_rows(name, before[key], after[key])
            if key in LISTS
            else _of_fact(name, before.get(key), after.get(key))
        )
    ]


def _of_fact(name: str, before: Any, after: Any) -> Iterator[str]:
    if before != after:
        yield f"{name}: {_text(after)}, not {_text(before)}."


def _of_rows(name: str, before: Sequence[Mapping], after: Sequence[Mapping]) -> Iterator[str]:
    was, now = ({_key(row): row for row in rows} for rows in (before, after))
    for key in was.keys() - now.keys():
        yield f"{name}: {key} is left out."
    for key, row in now.items():
        if key not in was:
            yield f"{name}: {key} is added."
        elif row != was[key]:
            fields = [field for field in {**was[key], **row} if row.get(field) != was[key].get(field)]
            changed = [
                f"{field.replace('_', ' ')} {_text(row.get(field))}, not {_text(was[key].get(field))}"
                for field in fields
            ]
            yield f"{name}, {key}: {'; '.join(changed)}."
    if list(was) != list(now) and was.keys() == now.keys():
        yield f"{name}: the order."


def _key(row: Mapping) -> str:
    if "ref" in row:
        return f"{row['ref']} part {row['part']}" if row.get("part") else row["ref"]
    return row.get("document") or f"{row['specification']} {row['version']}"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value)) or "nothing"
    if isinstance(value, dict):
        return ", ".join(map(_text, value.values()))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value not in (None, "") else "nothing"
