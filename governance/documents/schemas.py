"""The schemas of documents as data, by name. They are served at addresses that last."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

FOLDER = Path(__file__).parent / "schemas"
RID = "rid-1"
SNAPSHOT = "rid-snapshot-1"
NAMES = (RID, SNAPSHOT)


def _pattern(validator: Any, pattern: str, instance: Any, schema: Any) -> Iterator[ValidationError]:
    """As JSON Schema means it: \\d is 0 to 9, and $ the end, where Python has every digit and a line's end too."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance, re.ASCII):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


Validator = validators.extend(Draft202012Validator, {"pattern": _pattern})


@lru_cache(maxsize=len(NAMES))
def schema(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text())
