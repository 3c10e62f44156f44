"""The schema of the plain form of a RID, secrel.rid/1."""

from functools import lru_cache
from typing import Any

from governance.documents.engine.schema import schema_of
from governance.documents.rid.types.rid import PlainRid


@lru_cache(maxsize=1)
def plain_schema() -> dict[str, Any]:
    return schema_of(PlainRid, "secrel:rid/1", ours=False)
