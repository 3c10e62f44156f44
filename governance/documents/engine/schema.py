"""JSON Schemas made from the types.

The schema of msgspec uses "anyOf" for a text or null, so its validation errors do not name the rule. This one
reproduces secrel.rid/1 exactly.
"""

import types
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, structs

from governance.documents.engine.facts import Fact, Unset

JsonSchema = dict[str, Any]
SIMPLE: dict[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def schema_of(kind: type[Fact], name: str, *, ours: bool) -> JsonSchema:
    """The schema of a type of document under its name. `ours`: with the fields that secrel.rid/1 does not have."""
    made = _Schema(ours)
    whole = made.fields(kind)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": name,
        "title": kind.schema_title,
        "description": kind.schema_description,
        **whole,
        "$defs": made.definitions,
    }


class _Schema:
    def __init__(self, ours: bool) -> None:
        self.ours = ours
        self.definitions: dict[str, JsonSchema] = {}

    def fields(self, kind: type[Fact]) -> JsonSchema:
        """The schema of an object: all fields, or those that are not `ours`."""
        hints = hints_of(kind)
        fields = [
            field for field in structs.fields(kind) if self.ours or not extra_of(hints[field.name])["ours"]
        ]
        order = {name: place for place, name in enumerate(kind.in_order)}
        fields.sort(key=lambda field: order.get(field.name, len(order)))
        required = [field.name for field in fields if field.default is NODEFAULT]
        return {
            "type": "object",
            **({"required": required} if required else {}),
            "additionalProperties": False,
            "properties": {field.name: self.rule(hints[field.name]) for field in fields},
        }

    def rule(self, hint: Any) -> JsonSchema:
        if get_origin(hint) is Annotated:
            inner, *metas = get_args(hint)
            rule = self.rule(inner)
            for meta in metas:
                rule |= _metadata(meta)
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
        rule = self.fields(hint) | (
            {"description": hint.schema_description} if hint.schema_description else {}
        )
        return self._defined(hint.in_schema, rule) if hint.in_schema else rule

    def _defined(self, name: str, rule: JsonSchema) -> JsonSchema:
        self.definitions.setdefault(name, rule)
        return {"$ref": f"#/$defs/{name}"}

    def _union(self, kinds: list[Any]) -> JsonSchema:
        if set(kinds) == {int, float}:
            return {"type": "number"}
        is_nullable = type(None) in kinds
        [one] = [kind for kind in kinds if kind is not type(None)]
        rule = self.rule(one)
        if is_nullable:
            inside = self.definitions[rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
            inside["type"] = [inside["type"], "null"] if isinstance(inside["type"], str) else inside["type"]
        return rule

    def _map(self, key: Any, value: Any) -> JsonSchema:
        names = self.rule(key)
        limits = {} if names == {"type": "string"} else {"propertyNames": names}
        return {"type": "object", **limits, "additionalProperties": self.rule(value)}


def _metadata(meta: Meta) -> JsonSchema:
    metadata: JsonSchema = dict(meta.extra_json_schema or {})
    if meta.description:
        metadata["description"] = meta.description
    if meta.examples:
        metadata["examples"] = meta.examples
    return metadata


@lru_cache
def hints_of(kind: type[Fact]) -> dict[str, Any]:
    """The types of the fields, with their metadata."""
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
