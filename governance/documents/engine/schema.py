"""JSON Schemas made from the types.

msgspec makes schemas too, in other words: "any of these" where ours has a text or null, and then a refusal says that
none of these fitted, where a reader needs the rule. Ours is that of secrel.rid/1, word for word.
"""

import types
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, structs

from governance.documents.engine.facts import Fact, Unset

Rule = dict[str, Any]
SIMPLE: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema_of(kind: type[Fact], name: str, *, ours: bool) -> Rule:
    """The schema of a kind of document under its name; without `ours`, what secrel.rid/1 has."""
    made = _Schema(ours)
    whole = made.fields(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": kind.schema_title,
        "description": kind.schema_says,
        **whole,
        "$defs": made.definitions,
    }


class _Schema:
    def __init__(self, ours: bool) -> None:
        self.ours = ours
        self.definitions: dict[str, Rule] = {}

    def fields(self, kind: type[Fact]) -> Rule:
        """An object: every field that is not `ours`, or all of them."""
        hints = hints_of(kind)
        known = [
            field for field in structs.fields(kind) if self.ours or not extra_of(hints[field.name])["ours"]
        ]
        order = {name: place for place, name in enumerate(kind.in_order)}
        known.sort(key=lambda field: order.get(field.name, len(order)))
        required = [field.name for field in known if field.default is NODEFAULT]
        return {
            "type": "object",
            **({"required": required} if required else {}),
            "additionalProperties": False,
            "properties": {field.name: self.rule(hints[field.name]) for field in known},
        }

    def rule(self, hint: Any) -> Rule:
        if get_origin(hint) is Annotated:
            inner, *metas = get_args(hint)
            rule = self.rule(inner)
            for meta in metas:
                rule |= _said(meta)
                if "enum" in rule:
                    rule.pop("type", None)
                if name := (meta.extra or {}).get("in_schema"):
                    rule = self._defined(name, rule)
            return rule
        if get_origin(hint) in (Union, types.UnionType):
            return self._union([one for one in get_args(hint) if one is not Unset])
        if get_origin(hint) is Literal:
            values = list(get_args(hint))
            return {"const": values[0]} if len(values) == 1 else {"enum": values}
        if get_origin(hint) is tuple:
            return {"type": "array", "items": self.rule(get_args(hint)[0])}
        if get_origin(hint) is dict:
            return self._map(*get_args(hint))
        if hint in SIMPLE:
            return {"type": SIMPLE[hint]}
        rule = self.fields(hint) | ({"description": hint.schema_says} if hint.schema_says else {})
        return self._defined(hint.in_schema, rule) if hint.in_schema else rule

    def _defined(self, name: str, rule: Rule) -> Rule:
        self.definitions.setdefault(name, rule)
        return {"$ref": f"#/$defs/{name}"}

    def _union(self, kinds: list[Any]) -> Rule:
        if set(kinds) == {int, float}:
            return {"type": "number"}
        is_nullable = type(None) in kinds
        [one] = [kind for kind in kinds if kind is not type(None)]
        rule = self.rule(one)
        if is_nullable:
            inside = self.definitions[rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
            inside["type"] = [inside["type"], "null"] if isinstance(inside["type"], str) else inside["type"]
        return rule

    def _map(self, key: Any, value: Any) -> Rule:
        names = self.rule(key)
        limits = {} if names == {"type": "string"} else {"propertyNames": names}
        return {"type": "object", **limits, "additionalProperties": self.rule(value)}


def _said(meta: Meta) -> Rule:
    said: Rule = dict(meta.extra_json_schema or {})
    if meta.description:
        said["description"] = meta.description
    if meta.examples:
        said["examples"] = meta.examples
    return said


@lru_cache
def hints_of(kind: type[Fact]) -> dict[str, Any]:
    """The types of the fields, with what is known of each."""
    return {
        name: hint
        for name, hint in get_type_hints(kind, include_extras=True).items()
        if get_origin(hint) is not ClassVar
    }


def extra_of(hint: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"label": "", "ours": False}
    for meta in get_args(hint)[1:] if get_origin(hint) is Annotated else ():
        found |= {name: value for name, value in (meta.extra or {}).items() if value}
    return found
