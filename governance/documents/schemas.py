"""The schemas of documents, by name: made from their types, and served at addresses that last."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from governance.documents.types.rid import PlainRid, Rid
from governance.documents.types.schema import schema_of

RID = "rid-1"
SNAPSHOT = "rid-snapshot-1"


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As JSON Schema means it: \\d is 0 to 9, and $ the end, where Python has every digit and a line's end too."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance, re.ASCII):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})


@lru_cache
def schema(name: str) -> dict[str, Any]:
    """One of NAMES."""
    return SCHEMAS[name]()


SCHEMAS = {
    RID: lambda: schema_of(PlainRid, "secrel:rid/1", ours=False),
    SNAPSHOT: lambda: schema_of(Rid, "secrel:rid-snapshot/1", ours=True),
}
NAMES = tuple(SCHEMAS)
