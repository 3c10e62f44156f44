"""Rules about promises and assumptions in the text that the document does not bear out."""

import re
from collections.abc import Iterator

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.rid.sentences.editions import edition
from governance.documents.rid.types.rid import EDITIONS, is_testing_approach

_STATES_CUT_OFF = {edition(number).CUT_OFF.partition("{")[0] for number in EDITIONS}
"""The openings of a sentence that states a cut-off date rather than promises one."""
_ASSUMPTIONS = {edition(number).ASSUMES_TARGETED for number in EDITIONS}
"""The standard sentence itself, in each of its wordings."""
_CUT_OFFS = re.compile(r"\bcut[- ]?offs? dates?\b|\bcut[- ]?offs\b", re.IGNORECASE)
_OF_MODIFICATIONS = re.compile(r"\b(?:modifications?|proposals?|targeted|approved)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[.;])\s")
_ASSUMED = re.compile(
    r"\bassum\w++(?:(?!\bassum\w)[^.])*?\btargeted\b|\btargeted\b(?:(?!\btargeted\b)[^.])*?\bassum",
    re.IGNORECASE,
)

_ANNEX = re.compile(r"\bAnnex(?:es)?+\s++([A-Z]|[0-9]{1,2})\b(?!\s++(?:of|to)\b)")
_TAD = re.compile(r"\b(?:TAD|Testing Approach Document)\b")
_ANNEXED = re.compile(r"\b(?:annex(?:ed)?|attached|appended|enclosed)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:Report|Schedule|Appendix|paper|legal text|consultation|TAD|strategy|specification)(?:[’']s?)?\b",
    re.IGNORECASE,
)
"""Documents that have annexes of their own."""
_LATER = re.compile(
    r"\b(?:will|becomes?|once|when|until|in due course|to (?:follow|come|be)|later|yet|Modification "
    r"Report|legal text)\b",
    re.IGNORECASE,
)
_DECISION_DATES = re.compile(
    r"\b(?:decision dates?|(?:dates?|days?) (?:on|by) which (?:they|it|each)[^.;]{0,30}? decided)\b"
    r"[^.;]{0,60}?\b(?:given|listed|shown|set out|below|table|beside|stated|included)\b",
    re.IGNORECASE,
)


@rule("promise-not-kept", Against.ITSELF, "scope", Certainty.CERTAIN, Certainty.BY_WORDS)
def promise_is_kept(document: Document) -> Iterator[Problem]:
    """If the text mentions cut-off dates, each targeted modification has one."""
    without = [entry.ref for entry in document.content.scope.targeted if not entry.cut_off]
    if not without:
        return
    for text in document.different_texts:
        if "ut" in text and (sentence := _promised_cut_off(text)):
            yield Problem(
                "/content/scope/targeted",
                f"The text speaks of cut-off dates (“{sentence[:90]}…”), and none is given for {', '.join(without)}.",
                "Enter the cut-off dates, or leave the sentence out.",
                certainty=Certainty.CERTAIN if _OF_MODIFICATIONS.search(sentence) else Certainty.BY_WORDS,
            )
            return


def _promised_cut_off(text: str) -> str:
    """The sentence that speaks of the cut-off dates of modifications; empty if none does."""
    if not _CUT_OFFS.search(text) or any(opening in text for opening in _STATES_CUT_OFF):
        return ""
    for sentence in _SENTENCE_ENDS.split(text):
        found = _CUT_OFFS.search(sentence)
        if found and (found.group().endswith("s") or _OF_MODIFICATIONS.search(sentence)):
            return sentence
    return ""


@rule(
    "assumption-without-targets",
    Against.ITSELF,
    "impacts",
    Certainty.BY_WORDS,
    Certainty.CERTAIN,
    together="{} texts assume something of targeted modifications, and nothing is targeted",
)
def assumption_has_targets(document: Document) -> Iterator[Problem]:
    """The text assumes the approval of targeted modifications only if there are some."""
    if document.content.scope.targeted:
        return
    for text in document.different_texts:
        is_ours = any(sentence in text for sentence in _ASSUMPTIONS)
        if is_ours or _ASSUMED.search(text):
            message = f"Nothing is targeted, and the text assumes something of what is: “{text[:120]}”."
            certainty = Certainty.CERTAIN if is_ours else Certainty.BY_WORDS
            yield Problem("/content/scope/targeted", message, "Leave the sentence out.", certainty=certainty)


@rule(
    "annex-missing",
    Against.ITSELF,
    "document",
    Certainty.CERTAIN,
    Certainty.BY_WORDS,
    together="{} annexes are referred to and missing",
)
def annexes_that_are_named_exist(document: Document) -> Iterator[Problem]:
    """An annex that the text refers to is one of the document’s annexes."""
    annexes = document.content.annexes or ()
    labels = {annex.label.removeprefix("Annex").strip() for annex in annexes}
    named = [_annexes_named(text) for text in document.different_texts]
    certain = {label for found in named for label, is_own in found if is_own}
    missing = {label for found in named for label, _ in found} - labels
    for label in sorted(missing):
        message = f"The text refers to Annex {label}, and the document has no such annex."
        certainty = Certainty.CERTAIN if label in certain else Certainty.BY_WORDS
        yield Problem(
            "/content/annexes",
            message,
            "Add the annex, or correct the reference.",
            certainty=certainty,
            about=f"Annex {label}",
        )
    there = [annex for annex in annexes if not annex.is_to_come]
    if not any(is_testing_approach(annex.title) for annex in there):
        for sentence in (one for text in document.different_texts for one in _sentences_on_the_tad(text)):
            if _ANNEXED.search(sentence) and not _LATER.search(sentence):
                message = f"The text says “{sentence[:120]}”, and no annex is the TAD."
                mend = "Add the annex, or say when it comes."
                yield Problem("/content/annexes", message, mend, certainty=Certainty.BY_WORDS)
                return


def _annexes_named(text: str) -> list[tuple[str, bool]]:
    """The labels of the annexes that a text refers to, and whether its sentence names no other document."""
    if "Annex" not in text:
        return []
    return [
        (label, not _OF_ANOTHER.search(sentence))
        for sentence in _SENTENCE_ENDS.split(text)
        for label in _ANNEX.findall(sentence)
    ]


def _sentences_on_the_tad(text: str) -> list[str]:
    if not _TAD.search(text):
        return []
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if _TAD.search(sentence)]


@rule("annex-to-come", Against.COMPLETENESS, "document", together="{} annexes are still to come")
def annexes_have_come(document: Document) -> Iterator[Problem]:
    """An annex that is still to come is there by the second baseline."""
    for place, annex in enumerate(document.content.annexes or ()):
        if annex.is_to_come:
            message = f"{annex.label} is still to come: {annex.title}."
            yield Problem(
                f"/content/annexes/{place}", message, "Add the annex once it is there.", about=annex.label
            )


@rule(
    "decision-dates-missing",
    Against.POLICY,
    "scope",
    Certainty.BY_WORDS,
    together="{} texts announce decision dates, which the document does not give",
)
def decision_dates_are_given(document: Document) -> Iterator[Problem]:
    """The text does not announce decision dates, because a RID has none."""
    for text in document.different_texts:
        if found := _DECISION_DATES.search(text):
            message = f"The text says “{found.group()}”, and the document gives no decision dates."
            yield Problem("/content/scope", message, "Leave the sentence out, or write the dates in it.")
