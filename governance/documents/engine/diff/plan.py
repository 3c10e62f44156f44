"""How the fields of a type of fact are compared, read once from the type."""

import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import UNSET

from governance.documents.engine.facts import Fact, Unset
from governance.documents.engine.schema import hints_of

ENTRIES = ("in_order", "any_order")
NAMES = ("names", "sequence")


@dataclass(frozen=True)
class Plan:
    """How a value is compared: as one value, or as a `record`, `map` or list of `entries` by what it holds.

    `hint`: its type; `inside`: of a map's values or a list's entries; `listed`: how a list is compared, one of
    `LISTED`; `is_coded`: whether it is one of a few fixed texts; `is_day`: whether it is a day in ISO form.
    """

    shape: Literal["value", "record", "map", "entries"]
    hint: Any
    label: str = ""
    spoken: str = ""
    listed: str = ""
    absent: Any = None
    is_coded: bool = False
    is_day: bool = False
    inside: "Plan | None" = None

    @property
    def inner(self) -> "Plan":
        """Of a map's values or a list's entries."""
        if self.inside is None:
            raise TypeError(f"A {self.shape} has no entries")
        return self.inside

    @property
    def is_names(self) -> bool:
        """Whether it is one value: a list of short names in any order."""
        return self.listed == "names"

    @property
    def is_ordered(self) -> bool:
        return self.listed == "in_order"


@lru_cache
def fields_of(kind: type[Fact]) -> dict[str, Plan]:
    """The plans of the fields of a type, in its order."""
    return {name: plan_of(hint, name) for name, hint in hints_of(kind).items()}


def plan_of(hint: Any, name: str = "") -> Plan:
    """The plan of a value of this type."""
    extra: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    hint, metas = _without_metadata(hint)
    for meta in metas:
        extra |= {key: value for key, value in (meta.extra or {}).items() if value not in ("", None)}
        rules |= meta.extra_json_schema or {}
    label = extra.get("label") or name.replace("_", " ")
    stated: dict[str, Any] = {
        "label": label,
        "spoken": extra.get("spoken") or label,
        "absent": extra.get("absent"),
        "is_coded": "enum" in rules or bool(extra.get("coded")) or get_origin(hint) is Literal,
        "is_day": rules.get("format") == "date",
    }
    listed = extra.get("listed") or "in_order"
    if get_origin(hint) is tuple:
        inside = plan_of(get_args(hint)[0])
        shape: Any = "value" if listed in NAMES else "entries"
        return Plan(shape, hint, listed=listed, inside=inside, **stated)
    if get_origin(hint) is dict:
        return Plan("map", hint, inside=plan_of(get_args(hint)[1]), **stated)
    is_record = isinstance(hint, type) and issubclass(hint, Fact) and not hint.is_value
    return Plan("record" if is_record else "value", hint, **stated)


def _without_metadata(hint: Any) -> tuple[Any, list[Any]]:
    """The type without metadata and without being optional, and all its metadata, the outermost first."""
    metas: list[Any] = []
    while True:
        if get_origin(hint) is Annotated:
            hint, *found = get_args(hint)
            metas = [*found, *metas]
        elif get_origin(hint) in (Union, types.UnionType):
            kinds = [one for one in get_args(hint) if one not in (Unset, type(None))]
            if len(kinds) > 1:  # a number
                return Union[tuple(kinds)], metas  # noqa: UP007
            [hint] = kinds
        else:
            return hint, metas


def stated(value: Any, plan: Plan | None = None) -> Any:
    """What a value says, as data: without what states nothing, and names in one order."""
    if isinstance(value, Fact):
        rows = ((name, getattr(value, name), plan) for name, plan in fields_of(type(value)).items())
        return {
            name: stated(one, plan) for name, one, plan in rows if not is_nothing(one) and one != plan.absent
        }
    if isinstance(value, dict):
        return {key: stated(value[key]) for key in sorted(value)}
    if isinstance(value, tuple):
        found = [stated(one) for one in value]
        return sorted(found, key=repr) if plan and plan.listed in ("names", "any_order") else found
    return value


def is_nothing(value: Any) -> bool:
    """Whether it states nothing: absent, null, an empty text or an empty list."""
    return value is UNSET or value is None or value in ("", (), {})
