"""What a redline is made from: both documents as data, each with its name."""

from typing import Any

from governance.documents.engine.facts import Fact, Texts


class ComparedDocument(Fact):
    """`name`: RID 2.0; `of`: what stands beside it in the head, such as its date and status."""

    name: str
    of: str
    document: dict[str, Any]


class RedlineContent(Fact):
    old: ComparedDocument
    new: ComparedDocument


class RedlineIssue(Fact):
    site: str
    marks: Texts = ()


class Redline(Fact):
    content: RedlineContent
    issue: RedlineIssue
