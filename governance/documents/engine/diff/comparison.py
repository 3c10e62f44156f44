"""What a kind of document says of its comparison: views, names of its facts, how values are shown, and sentences."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.documents.engine.diff.apply import View
from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.plan import Plan, fields_of, is_nothing
from governance.documents.engine.diff.summary import HeadPart, by_section
from governance.documents.engine.facts import Fact, When
from governance.documents.engine.text import long_date

DAY = re.compile(r"\d{4}-\d\d-\d\d")
DIGEST = re.compile(r"[0-9a-f]{64}")
Names = Mapping[str, str]
Sentence = Callable[["Found", "Comparison"], str]


def nothing_own(value: Any) -> str | None:
    return None


def no_names(old: Any, new: Any) -> Mapping[str, Names]:
    return {}


@dataclass(frozen=True)
class Comparison:
    """How a kind of document is compared.

    `contents`: the section of each key of the content by its name, and `spoken` its name in a sentence where that is
    another; without one, `general` is the section, or the key itself. `own`: the list whose entries are sections.
    `views`: types that are compared as another type. `values`: coded texts in words. `show`: the text of a value that
    this kind shows in its own way, or None. `names`: of the keys of each map in two contents, by its field, and
    `phrases` such a key in a sentence. `sentences`: of a type and a field, or "" for a whole entry, where the general
    sentence does not do; a function that returns "" leaves it to the general one. `head`: the parts of the head line.
    """

    contents: Names = field(default_factory=dict)
    spoken: Names = field(default_factory=dict)
    general: str = ""
    own: str = ""
    views: Mapping[type[Fact], View] = field(default_factory=dict)
    values: Names = field(default_factory=dict)
    show: Callable[[Any], str | None] = nothing_own
    phrases: Names = field(default_factory=dict)
    names: Callable[[Any, Any], Mapping[str, Names]] = no_names
    sentences: Mapping[tuple[str, str], Sentence] = field(default_factory=dict)
    head: Callable[[Sequence[Change]], tuple[HeadPart, ...]] = by_section

    def section_name(self, key: str) -> str:
        return self.contents.get(key) or self.general or key.replace("_", " ").capitalize()

    def shown(self, value: Any, plan: Plan | None = None) -> str:
        """The text of a value, or of a whole entry; empty if there is none."""
        if is_nothing(value):
            return ""
        if (own := self.show(value)) is not None:
            return own
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, When):
            return value.label or "to be set"
        if isinstance(value, tuple):
            return self._list(value, plan)
        if isinstance(value, dict):
            inner = plan.inside if plan else None
            return "; ".join(f"{key}: {self.shown(one, inner)}" for key, one in value.items())
        if isinstance(value, Fact):
            return self._fact(value)
        if isinstance(value, str) and plan and plan.is_coded:
            return self.values.get(value, value.replace("_", " ").replace("-", " "))
        if isinstance(value, str) and DAY.fullmatch(value):
            return long_date(value)
        if isinstance(value, str) and DIGEST.fullmatch(value):
            return f"{value[:12]}…"
        return str(value)

    def _list(self, value: tuple[Any, ...], plan: Plan | None) -> str:
        inner = plan.inside if plan else None
        if plan and plan.shape == "entries":
            texts = [self.entry_name(one) if isinstance(one, Fact) else str(one) for one in value]
            return (", " if max(map(len, texts)) < 40 else " ").join(texts)
        texts = [self.shown(one, inner) for one in value]
        return ("; " if any("," in one for one in texts) else ", ").join(texts)

    def _fact(self, value: Fact) -> str:
        """Its stated facts in their order."""
        texts = (
            self.shown(one, plan)
            for name, plan in fields_of(type(value)).items()
            if (one := getattr(value, name)) is not False
        )
        return "; ".join(filter(None, texts))

    def entry_name(self, entry: Any) -> str:
        """The name of an entry of a list, or "" if it has none."""
        if not isinstance(entry, Fact):
            return ""
        name = entry.entry_name or (entry.entry_keys[0] if entry.entry_keys else "")
        found = str(getattr(entry, name) or "") if name else ""
        plan = fields_of(type(entry)).get(name)
        return self.shown(found, plan) if plan and plan.is_coded else found


DEFAULT = Comparison()
"""Each key of the content is a section by its own name."""
