"""The description of the API (OpenAPI 3.1): what each endpoint takes and answers, with refusals and an example."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from secrel.core.api.problems import PROBLEM, TITLES, ProblemSerializer

if TYPE_CHECKING:
    from secrel.core.api.twins import Resource, Twin

READS = (400, 401, 403, 404, 406, 422, 429, 500, 503)
WRITES = (*READS, 409, 412, 413, 415, 428, 507)
WAIT = "Seconds until more may be sent."


class Described(AutoSchema):
    """Adds to each endpoint the problems that it may answer."""

    def get_auth(self) -> list[dict[str, Any]]:
        """Whoever changes something is somebody."""
        return [way for way in super().get_auth() if way or self.method == "GET"]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        reference = self.resolve_serializer(ProblemSerializer, "response").ref
        for status in READS if self.method == "GET" else WRITES:
            content = {PROBLEM: {"schema": reference}}
            bodies.setdefault(str(status), {"description": TITLES[status], "content": content})
        bodies["429"]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": WAIT}}
        if self.method == "GET":
            bodies.setdefault("304", {"description": "You have it: your If-None-Match is the ETag of now."})
        return bodies


class KeyFieldDescribed(OpenApiSerializerFieldExtension):
    """A row by its key, with one as example."""

    target_class = "secrel.core.api.fields.KeyField"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {"type": "string", "maxLength": 200, "examples": [self.target.natural.example]}


def shown_by(described: "Resource | Twin") -> list[OpenApiExample]:
    """The example that a resource or a twin names; others get one from their schema (`with_examples`)."""
    if not described.example:
        return []
    is_sent = hasattr(described, "does")
    return [OpenApiExample("An example", described.example, request_only=is_sent, response_only=not is_sent)]


def answered_with(resource: "Resource | None", status: int, *, made: bool = False) -> list[OpenApiParameter]:
    """The headers of an answer: the version of what can be changed, and where what was made is."""
    shown = [("ETag", "The version: send it back in If-Match.")] if resource is not None else []
    if made:
        shown.append(("Location", "The address of what was made."))
    return [
        OpenApiParameter(name, str, OpenApiParameter.HEADER, response=[status], description=about)
        for name, about in shown
    ]


def body_of(twin: "Twin") -> Any:
    """What is sent: JSON, or with files a body of several parts, whose part `facts` is the same JSON."""
    if not twin.files:
        return twin.form
    files = {
        name: {"type": "array", "items": FILE} if several else FILE for name, several in twin.files.items()
    }
    facts = {"$ref": f"#/components/schemas/{twin.form.__name__.removesuffix('Serializer')}"}
    several = {"type": "object", "properties": {"facts": facts} | files}
    return {"multipart/form-data": several, "application/json": twin.form}


FILE = {"type": "string", "format": "binary", "contentMediaType": "application/octet-stream"}
"""A file, for programs that read OpenAPI 3.1 (`contentMediaType`) and for those that know 3.0 (`format`)."""


def with_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give each body without an example one that fits its schema."""
    components = result.get("components", {}).get("schemas", {})
    for methods in result["paths"].values():
        for described in methods.values():
            for content in _contents(described):
                if "example" not in content and "examples" not in content and "schema" in content:
                    content["example"] = example_of(content["schema"], components)
    return result


def _contents(described: dict[str, Any]) -> Iterable[dict[str, Any]]:
    yield from described.get("requestBody", {}).get("content", {}).values()
    for status, body in described["responses"].items():
        if status.startswith("2"):
            yield from body.get("content", {}).values()


TEXTS = {
    "date": "2021-06-24",
    "date-time": "2021-06-24T10:00:00+01:00",
    "time": "17:30:00",
    "email": "a@b.example",
}
PATTERNED = ("1.0", "CR1088", "MP162", "2021-06-24", "0123456789abcdef", "0123456789abcdef" * 4)
"""Values for texts with a pattern: the first that fits is the example."""


def example_of(schema: dict[str, Any], components: dict[str, Any], depth: int = 0) -> Any:
    """A value that fits a schema."""
    if "$ref" in schema:
        return example_of(components[schema["$ref"].rpartition("/")[2]], components, depth + 1)
    for key in ("oneOf", "anyOf", "allOf"):
        if key in schema:  # of the first alone: an empty default fits both sides of “this or empty”
            first = {name: value for name, value in schema[key][0].items() if name != "default"}
            return example_of(first, components, depth)
    if schema.get("examples"):
        return schema["examples"][0]
    for key in ("default", "const"):
        if key in schema:
            return schema[key]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {}) if depth < 8 else {}
        return {name: example_of(inner, components, depth + 1) for name, inner in properties.items()}
    if kind == "array":
        return [example_of(schema["items"], components, depth + 1)] if depth < 8 else []
    simple = {"integer": max(1, schema.get("minimum", 1)), "number": 1, "boolean": True, "null": None}
    if kind in simple:
        return simple[kind]
    if schema.get("format") == "decimal":
        return "600.00"
    text = TEXTS.get(schema.get("format", ""), "text"[: schema.get("maxLength", 4)])
    pattern = re.compile(schema.get("pattern", ""))
    return next((one for one in (text, *PATTERNED) if pattern.search(one)), text)
