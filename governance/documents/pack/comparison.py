"""What changed between two packs of a meeting, as sentences. Actions do not count: they are on the meeting's page."""

from collections.abc import Iterator

from governance.documents.pack.types import PackContent, PackDocument, PackItem


def compare(old: PackContent, new: PackContent) -> list[str]:
    return [*_items(old, new), *_documents(old, new)]


def _items(old: PackContent, new: PackContent) -> Iterator[str]:
    before, after = ({row.number: row for row in content.items if row.number} for content in (old, new))
    for number, row in after.items():
        if number not in before:
            yield f"Item {number} was added: {_end(row)}"
        elif row.title != before[number].title:
            yield f"Item {number} now reads: {_end(row)}"
    for number, row in before.items():
        if number not in after:
            yield f"Item {number} was withdrawn: {_end(row)}"


def _documents(old: PackContent, new: PackContent) -> Iterator[str]:
    before, after = ({row.key: row for row in content.documents} for content in (old, new))
    gone = [row for key, row in before.items() if key not in after]
    for key, row in after.items():
        if key in before:
            if before[key].snapshot != row.snapshot:
                yield f"{row.title}: version {row.version} was issued again."
        elif earlier := next((one for one in gone if one.place == row.place), None):
            gone.remove(earlier)
            yield f"{row.title}: version {row.version} replaces version {earlier.version}."
        else:
            yield f"{row.title} was added, version {row.version}."
    for row in gone:
        yield f"{_name(row)} was taken out."


def _end(row: PackItem) -> str:
    return f"{row.title.rstrip('.')}."


def _name(row: PackDocument) -> str:
    return f"{row.title}, version {row.version},"
