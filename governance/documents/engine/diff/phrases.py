"""The parts of a sentence about a difference: what it is about, where that stands, and quoted texts."""

from collections.abc import Sequence

from governance.documents.engine.diff.found import Found, Step
from governance.documents.engine.facts import Fact

LONGEST_NAME = 80
LONGEST_TEXT = 160


def shortened(text: str, most: int = LONGEST_TEXT) -> str:
    """The text in one line, cut at a word if it is longer."""
    text = " ".join(text[: 2 * most].split()) + ("" if len(text) <= 2 * most else " ")
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]}…"


def quoted(text: str, most: int = LONGEST_TEXT) -> str:
    return f"“{shortened(text, most).rstrip()}”"


def sentence(text: str) -> str:
    """With a capital letter at the beginning and a full stop at the end."""
    text = text.strip()
    first = text[:1] if text.startswith(("pH",)) else text[:1].upper()
    return first + text[1:] + ("" if text.endswith((".", "?", "!", ".”", "…”")) else ".")


def entry_phrase(step: Step) -> str:
    """An entry as a sentence names it: “Go-live”, MP149, the impacts on Supplier Parties."""
    phrase = step.entry.entry_phrase if isinstance(step.entry, Fact) else "{}"
    return phrase.replace("{}", shortened(step.spoken, LONGEST_NAME))


def noun(step: Step) -> str:
    return step.entry.entry_noun if isinstance(step.entry, Fact) else "paragraph"


def holder(steps: Sequence[Step]) -> str:
    """What these steps lead to: “the notes”, “MP149”, “point 2 of the impacts on Supplier Parties”."""
    *before, last = steps
    if last.role in ("entry", "key"):
        return entry_phrase(last)
    if last.role == "number":
        if before and before[-1].spoken == f"{noun(last)}s" and len(before) > 1:
            before = before[:-1]
        above = holder(before) if before else ""
        return f"{noun(last)} {last.name}{f' of {above}' if above else ''}"
    if last.role == "section":
        return f"the {last.spoken}"
    return belonging(last.spoken, before)


def belonging(spoken: str, steps: Sequence[Step]) -> str:
    """Something that belongs to what these steps lead to: “MP149’s cut-off date”, “the first day of the go-live
    window”; what belongs to a whole section stands alone, as in “the go-live”."""
    the = "" if spoken.startswith("the ") else "the "
    if not steps or steps[-1].role == "section":
        return f"{the}{spoken}"
    above = holder(steps)
    if " " not in above and "“" not in above and the:
        return f"{above}’s {spoken}"
    return f"{the}{spoken} of {above}"


def subject(found: Found) -> str:
    """What differs, as the subject of a sentence."""
    *before, last = found.steps
    entry = before[-1].entry if before and before[-1].role == "number" else None
    if isinstance(entry, Fact) and last.key == entry.entry_text:
        return holder(before)
    if last.role == "key" and not found.is_entry:
        return (
            belonging(last.spoken, before[:-1])
            if before and before[-1].role == "field"
            else holder(found.steps)
        )
    return holder(found.steps)


def where(found: Found) -> str:
    """The list or map that an entry stands in: “the timetable”."""
    steps = found.steps[:-2] if found.kind == "moved" else found.steps[:-1]
    return holder(steps) if steps else "the document"


def is_plural(spoken: str) -> bool:
    """Whether the words name several things: “total DCC costs”."""
    head = spoken.replace("“", "").replace("”", "").split(" of ")[0].split(" for ")[0].split(" ")[-1]
    return (
        head.endswith("s") and not head.endswith(("ss", "us", "is", "’s", "SECAS")) and head.lower() == head
    )


def verb(found: Found, one: str, many: str) -> str:
    last = found.last
    return many if last.role in ("field", "section", "key") and is_plural(last.spoken) else one
