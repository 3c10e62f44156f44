"""What an event of a timetable means, whatever its wording, to match it with a row that says it otherwise."""

import re

from releases.steps import Step, steps_of

_LONG = {
    "user integration testing": "uit",
    "user integration test": "uit",
    "systems integration testing": "sit",
    "system integration testing": "sit",
    "system integration test": "sit",
    "pre-integration testing": "pit",
    "testing approach document": "tad",
    "testing advisory group": "tag",
    "security sub-committee": "ssc",
    "change sub-committee": "csc",
    "smart energy code": "sec",
    "go / no-go": "go/no-go",
    "go/no go": "go/no-go",
    "go no-go": "go/no-go",
    "go or no-go": "go/no-go",
}
_PHASE = re.compile(r"\b(pit|sit|uit)\b")
_BEGINS = re.compile(r"\b(?:commence[sd]?|commencement|starts?|begins?|opens?|entry)\b")
_ENDS = re.compile(r"\b(?:closes?|ends?|completes?|completed|completion|finish(?:es)?|exit)\b")
_SUBMITS = re.compile(r"\b(?:submits?|submitted|submission|provides?|provided|issues?|issued)\b")
_DECIDES = re.compile(r"\bpanel\b")
_REVIEWS = re.compile(r"\btag\b")
_GO_LIVE = re.compile(
    r"(?:the )?(?:sec )?(?:release )?(?:go[ -]?live|goes live|implementation|is implemented)(?: date)?"
)


def meaning_of(event: str) -> str:
    """A key that events of the same meaning share; "" if the meaning is not known."""
    text = " ".join(event.casefold().replace("’", "'").replace("‑", "-").split())
    for long, short in _LONG.items():
        text = text.replace(f"{long} ({short})", short).replace(long, short)
    if steps := steps_of(text):
        return " ".join(sorted(steps))
    if _GO_LIVE.fullmatch(text.strip(" .")):
        return "go-live"
    phases = set(_PHASE.findall(text))
    if len(phases) != 1:
        return ""
    phase = phases.pop()
    if "report" in text:
        return _of_report(text, phase)
    begins, ends = bool(_BEGINS.search(text)), bool(_ENDS.search(text))
    return "" if begins == ends else f"{phase} {'begins' if begins else 'ends'}"


def _of_report(text: str, phase: str) -> str:
    """The step that a sentence about a completion report is, by who does what; as the rows that `steps_of` reads."""
    if "completion" not in text or phase == "pit" or "criteria" in text or "evidence" in text:
        return ""
    acts = [
        name
        for name, form in (("", _SUBMITS), ("_view", _REVIEWS), ("_decision", _DECIDES))
        if form.search(text)
    ]
    return Step(f"{phase}{acts[0]}").value if len(acts) == 1 else ""
