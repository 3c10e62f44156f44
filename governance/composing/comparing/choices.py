"""The versions of one document that a reader may compare, and which two of them are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind

NOW = "now"
"""The key of the draft as it stands."""


@dataclass(frozen=True)
class Choice:
    """A version: its key in an address (2.0), its name (RID 2.0), what stands beside it, and its document."""

    key: str
    name: str
    of: str
    read: Callable[[], Fact]
    address: str = ""
    said: str = ""
    """What SECAS wrote about what changed in it."""
    is_base: bool = False
    """Whether it stood, so that readers know it: what comes later is compared with it by default."""
    became: str = ""
    """The key of the version that it became, with the same content."""
    is_past: bool = False
    """Whether it is the draft as it stood on a day, which is no version."""

    @cached_property
    def document(self) -> Fact:
        return self.read()

    @property
    def is_draft(self) -> bool:
        return self.key == NOW

    @property
    def is_version(self) -> bool:
        return not (self.is_draft or self.is_past)

    @property
    def in_words(self) -> str:
        """Its name inside a sentence."""
        return self.name if self.is_version else f"t{self.name[1:]}"

    @property
    def label(self) -> str:
        return f"{self.name}, {self.of}" if self.of else self.name


@dataclass(frozen=True)
class Comparable:
    """One document with the versions that the reader may see, the newest first.

    `subject`: what it is remembered under; `page`: the address of its comparison; `file`: the name of its files.
    """

    kind: DocumentKind
    subject: str
    title: str
    what: str
    page: str
    address: str
    file: str
    choices: tuple[Choice, ...]
    crumbs: tuple[tuple[str, str], ...] = ()
    """Addresses and names of the pages above."""
    has_days: bool = False
    """Whether a day can stand for a version: the draft as it stood at its end."""

    def default(self) -> tuple[Choice, Choice] | None:
        """The newest against what comes before it."""
        newest = self.choices[0] if self.choices else None
        before = self.before(newest) if newest else None
        return (before, newest) if before and newest else None

    def before(self, newer: Choice) -> Choice | None:
        """What a version is compared with by default: the last that stood before it; else the one before."""
        rows = self._earlier(newer)
        others = (row for row in rows if row.became != newer.key)  # that one has the same content
        return self.stood_before(newer) or next(others, None) or next(iter(rows), None)

    def stood_before(self, newer: Choice) -> Choice | None:
        return next((row for row in self._earlier(newer) if row.is_base), None)

    def _earlier(self, newer: Choice) -> tuple[Choice, ...]:
        return self.choices[self.choices.index(newer) + 1 :]

    @property
    def has_unsettled(self) -> bool:
        """Whether there are versions that never stood, so that a page says which one it compares with."""
        return any(not row.is_base and row.is_version for row in self.choices)


class NotCompared(Exception):
    """Why two versions are not compared, as a sentence, and the status of the answer."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.sentence, self.code = sentence, status


def chosen(comparable: Comparable, old: str, new: str) -> tuple[Choice, Choice] | None:
    """The two versions under these keys; where one is not named, as by default. None: there are no two.

    Raises NotCompared.
    """
    default = comparable.default()
    if default is None and not (old or new):
        return None
    before = _named(comparable, old) if old else None
    after = _named(comparable, new) if new else None
    if before is None or after is None:
        before, after = _filled(comparable, before, after, default)
    if before.key == after.key and not old:
        raise NotCompared(f"There is no earlier version that you may see to compare {before.name} with.", 200)
    if before.key == after.key:
        raise NotCompared(f"{_begun(before)} is compared with itself. Choose two different versions.", 400)
    return before, after


def _named(comparable: Comparable, key: str) -> Choice:
    found = next((row for row in comparable.choices if row.key == key), None)
    if found is None:
        what = "draft" if key == NOW else f"version “{key}”"
        raise NotCompared(
            f"There is no {what} of {comparable.what} that you may see. Choose two of the versions listed here.",
            404,
        )
    return found


def _filled(
    comparable: Comparable, before: Choice | None, after: Choice | None, default: tuple[Choice, Choice] | None
) -> tuple[Choice, Choice]:
    """One of the two is named: an older version is compared with the newest, a newer one as by default."""
    rows: Sequence[Choice] = comparable.choices
    if after is None and before is not None:
        if before.key == rows[0].key and len(rows) > 1:
            raise NotCompared(f"Nothing that you may see is newer than {before.name}.", 200)
        return before, next((row for row in rows if row.key != before.key), before)
    if after is not None:
        return comparable.before(after) or after, after
    if default is None:
        raise NotCompared("There are no two versions to compare yet.", 404)
    return default


def _begun(choice: Choice) -> str:
    return "The draft as it stands" if choice.is_draft else choice.name
