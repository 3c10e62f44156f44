"""Any value that a JSON Schema allows. The schemas of documents come from their types, so a new fact is drawn too."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1, max_size=40
)  # without what a text of a document may not hold
SIMPLE: dict[str, st.SearchStrategy] = {
    "null": st.none(),
    "boolean": st.booleans(),
    "string": TEXTS,
    "integer": st.integers(0, 60),
    "number": st.integers(0, 60),
}


class Values:
    """`given`: strategies in place of the schema's own, by the name of a field, of a definition, or by a pattern."""

    def __init__(self, schema: Mapping[str, Any], given: Mapping[str, st.SearchStrategy]) -> None:
        self.schema, self.given = schema, given

    def whole(self) -> st.SearchStrategy:
        return self.of(self.schema)

    def of(self, rule: Mapping[str, Any], name: str = "") -> st.SearchStrategy:
        if name in self.given:
            return self.given[name]
        if "$ref" in rule:
            defined = rule["$ref"].rsplit("/", 1)[1]
            return self.of(self.schema["$defs"][defined], defined)
        if "const" in rule:
            return st.just(rule["const"])
        if "enum" in rule:
            return st.sampled_from(rule["enum"])
        kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
        return st.one_of(*(self._of_kind(kind, rule) for kind in kinds))

    def _of_kind(self, kind: str, rule: Mapping[str, Any]) -> st.SearchStrategy:
        if kind == "object":
            return self._object(rule)
        if kind == "array":
            return st.lists(self.of(rule["items"]), max_size=3, unique=rule.get("uniqueItems", False))
        if kind == "string" and (limit := rule.get("pattern") or rule.get("format")):
            return self.given[limit]
        return SIMPLE[kind]

    def _object(self, rule: Mapping[str, Any]) -> st.SearchStrategy:
        if "properties" not in rule:  # a map by reference or acronym
            names = self.of(rule.get("propertyNames", {"type": "string"}))
            return st.dictionaries(names, self.of(rule["additionalProperties"]), max_size=3)
        fields = {name: self.of(inner, name) for name, inner in rule["properties"].items()}
        required = {name: fields.pop(name) for name in rule.get("required", ())}
        return st.fixed_dictionaries(required, optional=fields)
