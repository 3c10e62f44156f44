"""The content of a change list. It is computed from two documents, so it has no schema of its own."""

from governance.documents.engine.facts import Day, Fact, Texts


class ListedChange(Fact):
    """A fact that differs. `path`: its place in the content; `address`: the same as one text."""

    path: Texts
    address: str
    kind: str
    section: str
    label: str
    before: str
    after: str
    sentence: str


class ChangeListContent(Fact):
    """`title`: of the release or paper; `old` and `new`: the names of the versions; `summary`: the head line."""

    title: str
    old: str
    new: str
    summary: str
    changes: tuple[ListedChange, ...]


class ChangeListIssue(Fact):
    """`date`: of the newer version."""

    date: Day
    classification: str
    marks: Texts = ()


class ChangeList(Fact):
    content: ChangeListContent
    issue: ChangeListIssue
