"""The schemas of documents, by the names in their permanent addresses."""

from typing import Any

from governance.documents.kinds import KINDS
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.plain_schema import plain_schema

RID = "rid-1"
"""The plain form of a RID."""
SNAPSHOT = RID_KIND.schema_name
NAMES = (RID, *(kind.schema_name for kind in KINDS))


def schema(name: str) -> dict[str, Any]:
    """The schema with one of NAMES."""
    return plain_schema() if name == RID else next(kind.schema for kind in KINDS if kind.schema_name == name)
