"""The status of a modification as papers print it, made from its open steps and its cut-off."""

from collections.abc import Iterable

from modifications.models.progress import NextStep
from releases.models.scope import ScopeItem


def status_sentence(steps: Iterable[NextStep], items: Iterable[ScopeItem]) -> str:
    """'Change Board vote expected on 27 Oct 21, then Authority decision expected by 21 Nov 21. To be in the November
    2021 SEC Release it must be approved by 28 October 2021.' Empty if nothing is open."""
    parts = [step.sentence for step in steps if not step.outcome]
    text = ", then ".join(parts)
    sentences = [f"{text[0].upper()}{text[1:]}."] if text else []
    sentences += [
        f"To be in the {item.release} it must be approved by {item.cut_off_on.day} {item.cut_off_on:%B %Y}."
        for item in items
        if item.status == "targeted" and item.cut_off_on
    ]
    return " ".join(sentences)
