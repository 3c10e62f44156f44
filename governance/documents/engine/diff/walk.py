"""Compare two contents of one kind of document, fact by fact."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from msgspec import UNSET

from governance.documents.engine.diff.apply import THROUGH, applied
from governance.documents.engine.diff.change import MISSING, Change
from governance.documents.engine.diff.comparison import Comparison, Names
from governance.documents.engine.diff.found import Found, Place, Step
from governance.documents.engine.diff.lists import Pairing, main_key, pairings
from governance.documents.engine.diff.measures import amount_more, moved_days, when_of
from governance.documents.engine.diff.plan import Plan, fields_of, is_nothing, stated
from governance.documents.engine.diff.sentences import sentence_of
from governance.documents.engine.diff.words import word_spans
from governance.documents.engine.facts import Fact, When


def diff(old: Fact, new: Fact, comparison: Comparison) -> tuple[Change, ...]:
    """Every fact that differs, each once, section by section; nothing for contents that say the same.

    The order of a list counts where its type says so. Near linear in the length of both.
    """
    if old == new:
        return ()
    view = comparison.views.get(type(old))
    if view:
        old, new = view.out(old), view.out(new)
    walk = _Walk(comparison, comparison.names(old, new))
    return tuple(walk.change(found) for found in walk.contents(old, new))


def apply(changes: Iterable[Change], old: Any, comparison: Comparison) -> Any:
    """The newer content, made from the older one and all changes between both."""
    return applied(changes, old, comparison.views)


@dataclass(frozen=True)
class _Walk:
    comparison: Comparison
    key_names: Mapping[str, Names]

    def contents(self, old: Fact, new: Fact) -> Iterator[Found]:
        """The sections in order; keys without a section come first where they share one, and otherwise last."""
        plans, own = fields_of(type(new)), self.comparison.contents
        others = [key for key in plans if key not in own]
        named = [key for key in own if key in plans]
        for key in [*others, *named] if self.comparison.general else [*named, *others]:
            name = self.comparison.section_name(key)
            place = Place().to(
                Step("section", key, name, self.comparison.spoken.get(key) or _lowered(name)), type(new), key
            )
            plan = plans[key]
            if key == self.comparison.own:
                place = Place((key,), (), type(new), key)
            elif key not in own and self.comparison.general:
                step = Step("field", key, plan.label, plan.spoken)
                place = Place((key,), (*place.steps, step), type(new), key)
            yield from self.value(place, getattr(old, key), getattr(new, key), plan)

    def value(
        self, place: Place, old: Any, new: Any, plan: Plan, siblings: Iterable[str] = ()
    ) -> Iterator[Found]:
        if old == new or _say_the_same(old, new, plan):
            return
        if plan.shape == "entries":
            yield from self.entries(place, old or (), new or (), plan, siblings)
        elif plan.shape == "map":
            yield from self.map(place, old or {}, new or {}, plan, siblings)
        elif plan.shape == "record" and isinstance(old, Fact) and isinstance(new, Fact):
            yield from self.record(place, old, new)
        else:
            kind: Any = "added" if is_nothing(old) else "removed" if is_nothing(new) else "changed"
            yield Found(kind, place, plan, old, new)

    def record(self, place: Place, old: Fact, new: Fact) -> Iterator[Found]:
        view = self.comparison.views.get(type(new))
        before, after = (view.out(old), view.out(new)) if view else (old, new)
        kind: type[Fact] = type(after)
        plans = fields_of(kind)
        for name, plan in plans.items():
            was, now = getattr(before, name), getattr(after, name)
            if was == now:
                continue
            if name in THROUGH:
                yield from self.value(place.within(kind, name), was, now, plan, plans)
            else:
                step = Step("field", name, plan.label, plan.spoken)
                yield from self.value(place.to(step, kind, name), was, now, plan)

    def map(
        self, place: Place, old: dict[str, Any], new: dict[str, Any], plan: Plan, siblings: Iterable[str]
    ) -> Iterator[Found]:
        inner = plan.inner
        for key in dict.fromkeys([*old, *new]):
            was, now = old.get(key, UNSET), new.get(key, UNSET)
            name = self.key_names.get(place.field, {}).get(key) or key or "(without a name)"
            outer = place
            if key in siblings:  # a key that is also a field beside the map
                outer = place.to(Step("field", place.field, plan.label, plan.spoken))
            phrase = self.comparison.phrases.get(place.field, "{}")
            here = outer.to(Step("key", key, name, phrase.replace("{}", name)))
            if (was is not UNSET and now is not UNSET) or inner.shape == "entries":
                yield from self.value(here, was, now, inner)
            else:
                kind: Any = "added" if was is UNSET else "removed"
                yield Found(kind, here, inner, was, now, is_entry=True)

    def entries(
        self, place: Place, old: tuple[Any, ...], new: tuple[Any, ...], plan: Plan, siblings: Iterable[str]
    ) -> Iterator[Found]:
        inner = plan.inner
        for row in pairings(old, new, siblings, is_ordered=plan.is_ordered):
            was = UNSET if row.a is None else old[row.a]
            now = UNSET if row.b is None else new[row.b]
            here = place.to(self._entry_step(row, was if now is UNSET else now))
            if was is UNSET or now is UNSET:
                follows = row.follows if was is UNSET else None
                yield Found(
                    "added" if was is UNSET else "removed",
                    here,
                    inner,
                    was,
                    now,
                    is_entry=True,
                    follows=follows,
                )
                continue
            if row.has_moved and plan.is_ordered:
                places = ((row.a or 0) + 1, (row.b or 0) + 1)
                there = here.to(Step("field", "place", "place", "place"))
                yield Found("moved", there, inner, was, now, True, row.follows, places)
            yield from self.value(here, was, now, inner)

    def _entry_step(self, row: Pairing, entry: Any) -> Step:
        number = str((row.b if row.b is not None else row.a or 0) + 1)
        name, main = self.comparison.entry_name(entry), main_key(entry)
        if not name:
            return Step("number", row.key, number, number, entry)
        again = row.key.removeprefix(main) if main in name and row.key.startswith(f"{main} (") else ""
        return Step("entry", row.key, f"{name}{again}", f"{name}{again}", entry)

    def change(self, found: Found) -> Change:
        """The difference as it is shown, exported and applied."""
        found = self._measured(found)
        return Change(
            kind=found.kind,
            path=found.place.path,
            names=found.place.names,
            before=found.before,
            after=found.after,
            old=_data(found.old),
            new=_data(found.new),
            words=found.words,
            days=found.days,
            working_days=found.working_days,
            amount=found.amount,
            follows=found.follows,
            sentence=sentence_of(found, self.comparison),
        )

    def _measured(self, found: Found) -> Found:
        if found.kind == "moved":
            before, after = (f"place {number}" for number in found.places)
            return replace(found, before=before, after=after)
        before, after = (self.comparison.shown(one, found.plan) for one in (found.old, found.new))
        more: dict[str, Any] = {}
        if found.kind == "changed":
            if isinstance(found.new, When) or found.plan.is_day:
                old, new = (when_of(one, is_day=found.plan.is_day) for one in (found.old, found.new))
                more["days"], more["working_days"] = moved_days(old, new)
                if before == after and old is not None and new is not None:
                    before, after = (one.label or "to be set" for one in (old, new))
            else:
                more["words"] = word_spans(before, after)
            more["amount"] = amount_more(found.old, found.new)
        return replace(found, before=before, after=after, **more)


def _say_the_same(old: Any, new: Any, plan: Plan) -> bool:
    """Whether two different values mean the same: nothing on both sides, or the same names in another order."""
    if plan.shape == "value" and not is_nothing(old) and not is_nothing(new):
        return bool(stated(old, plan) == stated(new, plan))
    return all(is_nothing(side) or (plan.absent is not None and side == plan.absent) for side in (old, new))


def _data(value: Any) -> Any:
    return MISSING if value is UNSET else msgspec.to_builtins(value)


def _lowered(name: str) -> str:
    """'scope' of “Scope”; names that begin with an acronym or a defined term stay."""
    return name if name[1:2].isupper() or name.startswith("Party") else name[:1].lower() + name[1:]
