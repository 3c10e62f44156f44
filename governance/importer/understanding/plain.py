"""What is understood as a document of secrel.rid/1, with or without its optional fields."""

from typing import Any

from governance.documents.rid.types.plain_schema import plain_schema


def required_only(facts: dict[str, Any]) -> dict[str, Any]:
    """The document with the fields only that secrel.rid/1 requires."""
    found: dict[str, Any] = _projected(facts, plain_schema())
    return found


def _projected(value: Any, rule: dict[str, Any]) -> Any:
    rule = plain_schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]] if "$ref" in rule else rule
    if isinstance(value, list):
        return [_projected(item, rule.get("items", {})) for item in value]
    if not isinstance(value, dict):
        return value
    properties = rule.get("properties")
    if properties is None:  # a map by reference or acronym
        return value
    required = rule.get("required", ())
    return {
        name: _projected(value[name], inner)
        for name, inner in properties.items()
        if name in value and name in required
    }
