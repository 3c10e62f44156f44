"""The schemas of documents as data, by name. They are served at addresses that last."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "schemas"
RID = "rid-1"
SNAPSHOT = "rid-snapshot-1"
NAMES = (RID, SNAPSHOT)


@lru_cache(maxsize=len(NAMES))
def schema(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{name}.json").read_text())
