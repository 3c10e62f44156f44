"""Rules on what a paper asks and promises."""

import re
from collections.abc import Iterator

from governance.documents.checks.findings import Against, Problem
from governance.documents.paper.checks.rules import CheckedPaper, rule

_PROMISED = re.compile(r"\b(Annex|Appendix)\s+([0-9]{1,2}|[A-Z])\b(?!\s+of\s+the\s+(?:SEC|RID)\b)")
_CUT_OFF = re.compile(r"\bcut-off dates?\b", re.IGNORECASE)


@rule("promised-not-held")
def texts_promise_what_the_paper_holds(checked: CheckedPaper) -> Iterator[Problem]:
    """An annex, an appendix or cut-off dates that a text names are in the paper."""
    content = checked.content
    labels = [*(row.label for row in content.annexes), *(row.label for row in content.attachments)]
    held = {label.lower() for label in labels}
    has_cut_offs = any(row.cut_off for _, _, row in checked.rows())
    for path, text in checked.free_texts():
        for kind, number in _PROMISED.findall(text):
            if f"{kind} {number}".lower() not in held:
                message = f"A text names {kind} {number}, and the paper has none."
                yield Problem(path, message, "Attach it, or change the text.")
        if _CUT_OFF.search(text) and not has_cut_offs:
            message = "A text speaks of cut-off dates, and no modification has one."
            yield Problem(path, message, "Enter the cut-off dates, or change the text.")


@rule("baseline-without-rid")
def baselines_have_their_rid(checked: CheckedPaper) -> Iterator[Problem]:
    """The RID that a body is asked to baseline is attached."""
    attached = {f"{row.release}/{row.version}" for row in checked.content.attachments}
    for place, asked in enumerate(checked.content.recommendations):
        if asked.verb == "BASELINE" and asked.subject not in attached:
            message = f"The paper asks to BASELINE {asked.text}, and does not attach it."
            yield Problem(f"/content/recommendations/{place}", message, "Attach the version of the RID.")


@rule("standard-without-annex")
def standards_have_their_annex(checked: CheckedPaper) -> Iterator[Problem]:
    """The standard criteria that a body is asked to agree are in an annex."""
    for place, asked in enumerate(checked.content.recommendations):
        if asked.key == "standard" and not checked.content.annexes:
            message = f"The paper asks to AGREE {asked.text}, and has no annex with them."
            yield Problem(f"/content/recommendations/{place}", message, "Add the criteria as Annex 1.")


@rule("action-differs")
def action_fits_the_recommendations(checked: CheckedPaper) -> Iterator[Problem]:
    """A paper For Decision asks for a decision, and one For Information asks for none."""
    verbs = {asked.verb for asked in checked.content.recommendations}
    decides = bool(verbs & {"AGREE", "BASELINE"})
    if decides != (checked.content.action == "For Decision"):
        asks = "asks for a decision" if decides else "asks for no decision"
        message = f"The paper is {checked.content.action}, and {asks}."
        yield Problem("/content/action", message, "Change the action or the recommendations.")


@rule("nothing-asked", Against.ITSELF)
def something_is_asked(checked: CheckedPaper) -> Iterator[Problem]:
    """A paper has at least one recommendation."""
    if not checked.content.recommendations:
        yield Problem("/content/recommendations", "The paper recommends nothing.", "Add a recommendation.")


@rule("act-not-shown")
def changes_are_shown_in_their_release(checked: CheckedPaper) -> Iterator[Problem]:
    """A change that a body is asked to agree is listed in its release."""
    listed = {
        (release.slug, row.ref, row.part or "")
        for release in checked.content.releases
        for row in release.changes
        if row.change in ("add", "remove")
    }
    for place, asked in enumerate(checked.content.recommendations):
        for act in asked.acts:
            if (act.release, act.ref, act.part) not in listed:
                message = (
                    f"Agreeing “{asked.text}” changes the release of {act.ref}, and no release lists it."
                )
                mend = "Widen the months that the paper covers, or leave the change out."
                yield Problem(f"/content/recommendations/{place}", message, mend)
