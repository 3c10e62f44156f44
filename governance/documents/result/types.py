"""The facts of the result of a consultation. Of a confidential answer it holds nothing but that it was counted."""

from typing import Annotated

from msgspec import UNSET

from governance.documents.engine.facts import Day, Digest, Fact, Texts, Unset, named, one_of
from governance.documents.result.answers import ConsultationCount, ConsultationText

ABOUT = ("go_live", "draft_tad", "other")
CLASSES = ("white", "green", "amber")


class ResultRelease(Fact):
    """The release that it is about. `slug`: where it is held here."""

    name: str
    slug: str


class ResultAnswer(ConsultationText):
    """An answer that may be published, and how the owner dealt with it."""

    source: str
    dealt_with: Annotated[
        str, named("how it was dealt with", spoken="way of dealing with the answer", about="by the owner")
    ]


class ResultEffect(Fact):
    """A row of the timetable that a new go-live moved, or broke: it then comes after the go-live."""

    entry_keys = ("event",)
    entry_noun = "row"
    event: str
    before: str
    after: str
    breaks: Annotated[bool, named("after the new go-live")]


class ResultDecision(Fact):
    """What a body decided after the consultation."""

    entry_keys = ("decided_on", "body")
    entry_name = "body"
    entry_phrase = "the decision of {}"
    entry_noun = "decision"
    outcome: Annotated[str, one_of("moved", "kept", "other")]
    body: Annotated[str, named(about="with its article, as in a sentence: the Panel")]
    decided_on: Day
    words: Texts
    before: Annotated[Day | Unset, named("go-live before")] = UNSET
    go_live: Annotated[Day | Unset, named("new go-live")] = UNSET
    effects: tuple[ResultEffect, ...] = ()


class ResultContent(Fact):
    """What was asked, what was answered and how that was dealt with, and what was decided."""

    title: str
    consultation: Annotated[str, named(about="the slug in its address", coded=True)]
    about: Annotated[str, one_of(*ABOUT)]
    owner: Annotated[str, named(about="who ran it, as in a sentence: the DCC")]
    question: Texts
    reasons: Texts
    opened_on: Day
    deadline: Annotated[str, named(about="in its published words")]
    closes: Annotated[Day, named("day of the deadline")]
    deadlines_before: Texts
    counts: tuple[ConsultationCount, ...]
    answers: Annotated[tuple[ResultAnswer, ...], named(listed="any_order")]
    confidential_dealt_with: Annotated[
        int,
        named("confidential answers dealt with", "how many of them; the words are kept and not published"),
    ]
    summary: Annotated[Texts, named(about="what the owner makes of the answers")]
    decisions: tuple[ResultDecision, ...]
    release: ResultRelease | Unset = UNSET
    current: Annotated[Day | Unset, named("go-live when it was opened")] = UNSET
    proposed: Annotated[Day | Unset, named("proposed go-live")] = UNSET
    example: Annotated[bool, named(about="whether its answers are fictional")] = False


class ResultHead(Fact):
    """The head of the audit trail when the result was issued."""

    position: int
    digest: Digest | None


class ResultIssue(Fact):
    """A version of the result. `changed`: what is new in each version after the first; `readers`: of an Amber one."""

    version: int
    issued_on: Day
    classification: Annotated[str, one_of(*CLASSES)]
    readers: Texts
    site: str
    marks: Texts
    record_head: ResultHead
    wording: Annotated[int, named(about="the edition of the standing sentences")]
    changed: Texts = ()


class ConsultationResult(Fact):
    schema_title = "The result of a consultation"
    schema_description = (
        "A snapshot of what was asked, what was answered and how that was dealt with, and what was decided. "
        "Confidential answers are counted and not in it."
    )
    content: ResultContent
    issue: ResultIssue
