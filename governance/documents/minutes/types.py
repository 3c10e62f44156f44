"""The content of a minutes extract. It is computed when it is read and never stored, so it has no schema of its own."""

from governance.documents.engine.facts import Day, Fact, Texts
from governance.documents.paper.types import PaperMeeting


class MinutedItem(Fact):
    """An item, by its `number` on the agenda. `outcome`: in plain words; `reference`: of the paper that asked it."""

    number: str
    title: str
    asked: str
    outcome: str
    reference: str = ""
    votes: str = ""
    reason: str = ""
    dissent: str = ""
    changes: Texts = ()
    conditions: Texts = ()
    overrides: Texts = ()
    interests: Texts = ()
    actions: Texts = ()


class MinutedNote(Fact):
    """What a paper asked the body to note."""

    reference: str
    text: str
    noted_on: str = ""


class MinutedAction(Fact):
    """`became`: what became of it by the next meeting. `began`: the meeting where it began, if it is an earlier one."""

    number: str
    what: str
    owner: str
    due: Day
    became: str
    began: str = ""


class MinutesContent(Fact):
    meeting: PaperMeeting
    present: Texts
    apologies: Texts
    attendance: str
    items: tuple[MinutedItem, ...]
    notes: tuple[MinutedNote, ...] = ()
    carried: tuple[MinutedAction, ...] = ()
    actions: tuple[MinutedAction, ...] = ()
    minutes: str = ""


class MinutesIssue(Fact):
    date: Day
    marks: Texts = ()


class MinutesExtract(Fact):
    content: MinutesContent
    issue: MinutesIssue
