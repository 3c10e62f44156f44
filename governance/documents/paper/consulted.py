"""The facts of a consultation on a release, as a paper prints them: nothing of a confidential answer is in them."""

from typing import Annotated

from governance.documents.engine.facts import Day, Fact, Texts, named
from governance.documents.result.answers import ConsultationCount, ConsultationText


class PaperConsultation(Fact):
    """A consultation on a release, with the answers that there were when the paper was drafted."""

    entry_keys = ("slug",)
    entry_name = "title"
    entry_phrase = "the consultation “{}”"
    entry_noun = "consultation"
    slug: str
    title: str
    owner: Annotated[str, named(about="who consulted")]
    deadline: Annotated[str, named(about="the deadline in its published words")]
    closes: Annotated[Day, named(about="the day of the deadline")]
    counts: tuple[ConsultationCount, ...] = ()
    to_come: Annotated[bool, named(about="whether the owner has yet to publish the result")] = False
    texts: tuple[ConsultationText, ...] = ()
    summary: Annotated[Texts, named(about="what the owner makes of the answers")] = ()
    decided: Annotated[Texts, named(about="what was decided, by whom and when")] = ()
