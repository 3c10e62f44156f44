"""Each example in the description of the API fits its own schema."""

from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator


def test_each_example_fits_its_schema():
    described = SchemaGenerator().get_schema(request=None, public=True)
    parts = {"components": described["components"]}
    found = list(_examples(described, ""))
    assert len(found) > 400
    assert [
        (at, error.message)
        for at, schema, value in found
        for error in Draft202012Validator(schema | parts).iter_errors(value)
    ] == []


def _examples(node, at):
    """The place, the schema and the value of each example below a node."""
    if isinstance(node, dict):
        schema = node.get("schema")
        if isinstance(schema, dict) and "example" in node:
            yield at, schema, node["example"]
        if isinstance(schema, dict):
            yield from (
                (f"{at}/{key}", schema, one["value"]) for key, one in node.get("examples", {}).items()
            )
        elif isinstance(node.get("examples"), list):
            yield from ((at, node, value) for value in node["examples"])
        for key, inner in node.items():
            yield from _examples(inner, f"{at}/{key}")
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _examples(inner, f"{at}/{place}")
