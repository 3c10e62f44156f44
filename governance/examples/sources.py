"""Where the sources of the real releases end, and what beside them is an example."""

from governance.examples.story import day
from releases.models.releases import Release
from releases.operations.life import end_sources
from secrel.core.changes.operations import AS_STORED, Actor

RECORDED = "2021-10-01"
ENDS = {
    "june-2020": (
        "2020-03-09",
        "The last source is the consultation on the go-live. The answers to it and the decision after it are examples. So "
        "is what the Panel decided on 17 January 2020: it baselined version 2.0 of the RID, agreed the standard "
        "acceptance criteria and set the scopes.",
    ),
    "november-2020": (
        "2020-11-27",
        "The last source is the publication notice of 27 November 2020, which lists what the release brought into the "
        "SEC. Its scope is that of a paper of January 2020.",
    ),
    "june-2021": (
        "2021-06-01",
        "The last source is version 8.0 of its RID. The evidence, its reviews and the record of the go-live are "
        "examples.",
    ),
    "november-2021": (
        "2021-09-21",
        "The last source is a paper to the Change Sub-Committee (CSC). The draft RID is an example made from it.",
    ),
    "february-2022": (
        "2021-09-21",
        "The last source is a paper to the Change Sub-Committee (CSC). Its decision on that paper is an example.",
    ),
    "june-2022": (
        "2021-09-21",
        "The last source is a paper to the Change Sub-Committee (CSC). The RID that the Panel baselined is an example "
        "made from it.",
    ),
    "november-2022": (
        "2021-09-21",
        "The last source is a paper to the Change Sub-Committee (CSC), which states its scope and little more.",
    ),
}
"""By release: the day of the last source, and what that is. The February 2021 Example Release is invented whole."""


def load(by: Actor, chair: Actor) -> None:
    for slug, (until, note) in ENDS.items():
        release = Release.objects.get(slug=slug)
        end_sources(by=by, release=release, until=day(until), note=note, token=AS_STORED, on=day(RECORDED))
