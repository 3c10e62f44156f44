"""How two packs of a meeting are compared, and what changed as sentences. Actions are on the meeting's page."""

from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.comparison import Comparison
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.walk import diff
from governance.documents.pack.types import PackContent, PackItem


def told(old: PackContent, new: PackContent) -> list[str]:
    """What changed in the agenda and its documents, a sentence each; what was taken out comes last."""
    numbers = {row.number for content in (old, new) for row in content.items if row.number}
    changes = diff(old, new, COMPARISON)
    replaced = {change.path[:2] for change in changes if change.path[2:] == ("version",)}
    printed = {key.rpartition("/")[0] for row in new.documents for key in row.appendices}
    found = [
        change for change in changes if _is_told(change, numbers, replaced) and not _stays(change, printed)
    ]
    found.sort(key=lambda change: (change.section != "items", change.kind == "removed"))
    return [change.sentence for change in found]


def _is_told(change: Change, numbers: set[str], replaced: set[tuple[str, ...]]) -> bool:
    """Items that come, go or read differently; documents that come, go, or are another version or issued again."""
    section, key, *field = (*change.path, "")[:3]
    if section == "items":
        return key in numbers and field[0] in ("", "title")
    is_again = field[0] == "snapshot" and change.path[:2] not in replaced
    return section == "documents" and (field[0] in ("", "version") or is_again)


def _stays(change: Change, printed: set[str]) -> bool:
    """A RID of an earlier pack that the paper itself prints as its appendix."""
    return change.kind == "removed" and change.path[0] == "documents" and change.path[1] in printed


def _item(found: Found, comparison: Comparison) -> str:
    row: PackItem = found.entry
    name = f"item {row.number}" if row.number else "an item without a number"
    return f"{name} was {'added' if found.kind == 'added' else 'withdrawn'}: {row.title}"


def _title(found: Found, comparison: Comparison) -> str:
    row: PackItem = found.steps[-2].entry
    return f"item {row.number} now reads: {row.title}" if row.number else ""


def _document(found: Found, comparison: Comparison) -> str:
    row = found.entry
    if found.kind == "added":
        return f"{row.title} was added, version {row.version}"
    return f"{row.title}, version {row.version}, was taken out"


def _version(found: Found, comparison: Comparison) -> str:
    return f"{found.steps[-2].entry.title}: version {found.new} replaces version {found.old}"


def _snapshot(found: Found, comparison: Comparison) -> str:
    row = found.steps[-2].entry
    return f"{row.title}: version {row.version} was issued again"


COMPARISON = Comparison(
    general="Meeting",
    contents={"items": "Agenda", "documents": "Documents", "actions": "Actions"},
    sentences={
        ("PackItem", ""): _item,
        ("PackItem", "title"): _title,
        ("PackDocument", ""): _document,
        ("PackDocument", "version"): _version,
        ("PackDocument", "snapshot"): _snapshot,
    },
)
