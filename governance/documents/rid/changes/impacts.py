"""The sentences about the impacts of a RID."""

from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import (
    entry_phrase,
    holder,
    quoted,
)
from governance.documents.rid.changes.phrases import above, said_of
from secrel.core.values.texts import joined


def _ticks(found: Found, comparison: Comparison) -> str:
    """'MP149 now impacts the DCC, and no longer Suppliers'."""
    ref, plan = found.last.name, found.plan.inner
    old, new = (tuple(comparison.shown(one, plan) for one in side or ()) for side in (found.old, found.new))
    if not old and not new:
        does = "is" if found.kind == "added" else "is no longer"
        return f"{ref} {does} listed in the participant matrix, without a tick"
    come, gone = ([name for name in one if name not in other] for one, other in ((new, old), (old, new)))
    parts = [f"now {'also ' if old else ''}impacts {_parties(come)}"] if come else []
    parts += [f"no longer impacts {_parties(gone)}"] if gone else []
    return f"{ref} {' and '.join(parts)}" if parts else ""


def _parties(names: tuple[str, ...] | list[str]) -> str:
    return joined([f"the {name}" if name == "DCC" else name for name in names])


def _document(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    title = f" {quoted(row.title)}" if row.title else ""
    if found.kind == "removed":
        return f"{name}{title} no longer changes with this release"
    why = [*row.modifications] + ([comparison.shown(row.sources)] if row.sources else [])
    return f"{name}{title} is a further SEC document that changes{f', by {joined(why)}' if why else ''}"


def _point(found: Found, comparison: Comparison) -> str:
    """A point of an impact summary, with the audience or area it is for."""
    above = holder(found.steps[:-2])
    text = quoted(found.after or found.before)
    return f"a point is {'added to' if found.kind == 'added' else 'removed from'} {above}: {text}"


def _provisional(found: Found, comparison: Comparison) -> str:
    return f"the list of SEC documents is {'now' if found.new else 'no longer'} marked as one that may still change"


def _listed(found: Found, comparison: Comparison) -> str:
    does = "is no longer" if found.new is False else "is again"
    return f"{above(found)} {does} named in the list of documents that will be updated"


def _changed_by(found: Found, comparison: Comparison) -> str:
    old, new = found.old or (), found.new or ()
    come, gone = ([ref for ref in one if ref not in other] for one, other in ((new, old), (old, new)))
    parts = [f"now {'also ' if old else ''}changes by {joined(come)}"] if come else []
    parts += [f"no longer changes by {joined(gone)}"] if gone else []
    return f"{above(found)} {' and '.join(parts)}" if parts else ""


def _other_code(found: Found, comparison: Comparison) -> str:
    if not found.is_entry:
        return ""
    does = "is added to" if found.kind == "added" else "is removed from"
    return f"{quoted(found.after or found.before)} {does} the other codes that are affected"


def _summary_row(where: str) -> Sentence:
    def said(found: Found, comparison: Comparison) -> str:
        does = "now have" if found.kind == "added" else "no longer have"
        points = f": {quoted(found.after)}" if found.after else ""
        return f"the {where} {does} a row for {found.last.name}{points}"

    return said


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("ComparedImpacts", "participants"): _ticks,
    ("ChangedDocument", ""): _document,
    ("Point", ""): _point,
    ("ComparedImpacts", "other_codes_state"): said_of,
    ("ComparedImpacts", "documents_state"): said_of,
    ("ComparedImpacts", "documents_provisional"): _provisional,
    ("ComparedImpacts", "other_codes"): _other_code,
    ("ChangedDocument", "listed"): _listed,
    ("ChangedDocument", "modifications"): _changed_by,
    ("PartySummary", ""): _summary_row("Party impacts"),
    ("AreaSummary", ""): _summary_row("DCC impacts"),
}
