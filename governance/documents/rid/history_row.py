"""The draft text of a document history row, made from the differences. The analyst can edit it."""

from collections.abc import Iterable

from governance.documents.engine.diff.change import Change
from governance.documents.rid.changes.summary import OF_SCOPE
from governance.documents.rid.document import CONTENTS
from secrel.core.values.texts import joined

LONGEST = 400


def drafted(differences: Iterable[Change]) -> str:
    """'MP180 added; MP106 approved; MP149 reworded; costs and timetable updated.'; empty if nothing changed."""
    done: dict[str, dict[str, None]] = {}
    sections: dict[str, None] = {}
    for difference in differences:
        if difference.section == "scope" and difference.path[1] not in OF_SCOPE:
            done.setdefault(_what_happened(difference), {})[difference.path[1]] = None
        elif (section := CONTENTS.get(difference.section)) and section.history:
            sections[section.history] = None
    parts = [f"{joined(list(refs))} {what}" for what, refs in done.items()]
    if sections:
        parts.append(f"{joined(list(sections))} updated")
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1 : LONGEST - 1]}." if text else ""


def _what_happened(difference: Change) -> str:
    if len(difference.path) == 2:
        return {"added": "added", "removed": "taken out"}.get(difference.kind, "changed")
    return difference.after if difference.path[2] == "status" else "reworded"
