"""The rules' registry and what they read: a paper, and facts from outside it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from governance.documents.checks.findings import Against, CheckRule, Problem
from governance.documents.paper.types import Paper, PaperContent, PaperRelease, PaperRow
from secrel.core.dates.working_days import WorkingDays


@dataclass(frozen=True)
class PaperFacts:
    """Facts from outside the paper. Without a fact, the rules that need it find nothing.

    `titles`: the titles in the register, by reference.
    """

    calendar: WorkingDays = field(default_factory=WorkingDays)
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CheckedPaper:
    paper: Paper
    facts: PaperFacts

    @property
    def content(self) -> PaperContent:
        return self.paper.content

    def rows(self) -> Iterator[tuple[str, PaperRelease, PaperRow]]:
        """Each row of each release's table, with its path."""
        for at, release in enumerate(self.content.releases):
            for place, row in enumerate(release.rows):
                yield f"/content/releases/{at}/rows/{place}", release, row

    def free_texts(self) -> Iterator[tuple[str, str]]:
        """The texts that people write, with their paths."""
        for place, text in enumerate(self.content.purpose):
            yield f"/content/purpose/{place}", text
        for path, _, row in self.rows():
            if row.note:
                yield f"{path}/note", row.note
        for at, release in enumerate(self.content.releases):
            for name in ("notes", "additions"):
                for place, text in enumerate(getattr(release, name)):
                    yield f"/content/releases/{at}/{name}/{place}", text
        for place, text in enumerate(self.content.unsettled_notes or ()):
            yield f"/content/unsettled_notes/{place}", text
        for at, section in enumerate(self.content.sections):
            for place, text in enumerate(section.paragraphs):
                yield f"/content/sections/{at}/paragraphs/{place}", text
        for place, asked in enumerate(self.content.recommendations):
            yield f"/content/recommendations/{place}/text", asked.text


RULES: dict[str, CheckRule] = {}
Find = Callable[[CheckedPaper], Iterator[Problem]]


def rule(name: str, against: Against = Against.ITSELF) -> Callable[[Find], Find]:
    """Register a function that yields the problems in a paper. Its docstring is the rule's text."""

    def decorate(find: Find) -> Find:
        RULES[name] = CheckRule(name, against, "paper", find)
        return find

    return decorate
